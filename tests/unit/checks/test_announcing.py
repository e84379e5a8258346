"""When the warning of summaries that only announce is given, and when it is not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator import checks
from generator.checks.announcing import announcing_summaries
from generator.checks.context import make_context
from generator.content.load import Loaded
from generator.content.site_config import read_language
from generator.model.models import Catalog, Limits, Paper
from tests.support import write_papers

TODAY = date(2026, 11, 20)


def _codes(summary: str, abstract: str, limits: Limits | None = None, language: str = "en") -> int:
    papers = {"x": Paper("x", "X", abstract, summary=summary)}
    loaded = Loaded(Catalog(papers, {}, {}, limits=limits or Limits()))
    return len(list(announcing_summaries(make_context(loaded, TODAY, language))))


@pytest.mark.parametrize("number", ["3.5times", "12 %", "12\\%", "2x", "4-fold", "1.5 points"])
def test_a_measured_abstract_wants_a_number(number: str) -> None:
    assert _codes("Is quicker than others.", f"We gain {number} here.") == 1
    assert _codes("Is 3 times as quick.", f"We gain {number} here.") == 0
    assert _codes("Is twice as quick, by half.", f"We gain {number} here.") == 0


@pytest.mark.parametrize("verb", ["Studies", "Analyzes", "Analyses", "Presents", "Measures"])
def test_a_summary_that_announces_wants_a_result(verb: str) -> None:
    assert _codes(f"{verb} the effect of depth.", "Depth.") == 1
    assert _codes(f"{verb} the effect of depth, which is small.", "Depth.") == 0
    assert _codes(f"{verb} depth so that all can read of it.", "Depth.") == 0


def test_a_paper_without_summary_and_a_plain_summary_are_no_such() -> None:
    assert _codes("", "We gain 12 %.") == 0
    assert _codes("Learns the slope of the rectifier.", "Depth.") == 0


def test_limits_switch_it_off_and_another_language_has_none() -> None:
    assert _codes("Studies depth.", "Depth.", Limits(summary_results=False)) == 0
    assert _codes("Studies depth.", "Depth.", language="de") == 0


@pytest.mark.parametrize(
    ("config", "language"),
    [
        ("site_name: A\ntheme: {name: null, language: de-AT}\n", "de"),
        ("site_name: A\ntheme: {name: null}\n", "en"),
        ("site_name: A\ntheme: material\n", "en"),
        ("site_name: [", "en"),
    ],
)
def test_the_language_is_that_of_the_theme(tmp_path: Path, config: str, language: str) -> None:
    path = tmp_path / "mkdocs.yml"
    path.write_text(config, "utf-8")
    content = tmp_path / "content"
    write_papers(content, [Paper("x", "X", "Depth.", summary="Studies depth.")])
    (content / "limits.yml").write_text("{}\n", "utf-8")

    codes = {problem.code for problem in checks.check(content, TODAY, path)[1]}

    assert read_language(path) == language
    assert ("announcing-summary" in codes) == (language == "en")


def test_the_switch_is_read_from_limits(tmp_path: Path) -> None:
    write_papers(tmp_path, [Paper("x", "X", "Depth.", summary="Studies depth.")])
    for text, code in (("false", False), ("true", True), ("'no'", False)):
        (tmp_path / "limits.yml").write_text(f"summary_results: {text}\n", "utf-8")
        codes = [problem.code for problem in checks.check(tmp_path, TODAY)[1]]
        assert ("announcing-summary" in codes) == code
        assert ("wrong-type" in codes) == (text == "'no'")
