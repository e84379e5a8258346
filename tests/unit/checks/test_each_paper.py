"""What is recalled of a check never outlives what it was found by."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from generator import checks
from generator.model.memory import NOTHING, Memory
from generator.model.problems import Problem
from tests.support import TOY

TODAY = date(2026, 11, 20)
CONFIG = "site_name: L\ntheme:\n  language: en\n"
PAPER = "papers/a-critical-review-of-recurrent-neural-networks-for-sequence-learning.yml"
EDITS = {
    "a summary of the same size": (PAPER, "short-term memory.", "short-term memory,"),
    "a title of the same size": (PAPER, "Critical Review", "Creative Review"),
    "an author of the same size": (PAPER, "Zachary C. Lipton", "Lipton, Zachary C"),
    "a limit": ("limits.yml", "summary_length: 200", "summary_length: 20"),
    "a limit of tags": ("limits.yml", "tags_per_paper: [2, 7]", "tags_per_paper: [3, 7]"),
    "a limit of types": ("limits.yml", "types_per_paper: [1, 2]", "types_per_paper: [0, 0]"),
    "a broader tag": ("tags.yml", "Survey\n", "Survey\n  broader: recurrent-networks\n"),
    "papers that a broader tag holds": ("tags.yml", "Survey\n", "Survey\n  broader: method\n"),
    "the title of another": (PAPER, "A Critical Review of R", "Layer Normalization # "),
    "a doubtful field": (PAPER, "recurrent-networks, survey]", "recurrent-networks, 7]"),
    "a switch": ("limits.yml", "summary_results: true", "summary_results: false"),
    "what is a survey": ("tags.yml", "kind: paper-type", "kind: property"),
    "the language": ("../mkdocs.yml", "language: en", "language: de"),
}


def _replace(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def _check(folder: Path, memory: Memory = NOTHING) -> list[Problem]:
    return checks.check(folder / "content", TODAY, folder / "mkdocs.yml", memory)[1]


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_a_check_after_an_edit_finds_what_one_from_nothing_finds(
    edit: tuple[str, str, str], tmp_path: Path
) -> None:
    content, memory = tmp_path / "content", Memory(tmp_path / "memory", "code")
    shutil.copytree(TOY, content)
    (tmp_path / "mkdocs.yml").write_text(CONFIG, "utf-8")
    _replace(content / "limits.yml", "summary_results: false", "summary_results: true")
    _replace(content / "limits.yml", "papers_per_tag: [1,", "papers_per_tag: [4,")
    # Both announce; the first may, as a survey.
    _replace(content / PAPER, "summary: Traces how", "summary: Studies how")
    _replace(content / "papers" / "layer-normalization.yml", "summary: ", "summary: Studies ")
    before = _check(tmp_path, memory)
    file, old, new = edit

    _replace(content / file, old, new)

    after = _check(tmp_path, memory)
    assert after != before
    assert after == _check(tmp_path)


def test_a_check_without_one_of_the_topics_finds_what_one_from_nothing_finds(
    tmp_path: Path,
) -> None:
    content, memory = tmp_path / "content", Memory(tmp_path / "memory", "code")
    shutil.copytree(TOY, content)
    _replace(content / "limits.yml", "papers_per_home: [1,", "papers_per_home: [9,")
    before = checks.check(content, TODAY, memory=memory)[1]

    (content / "topics" / "architectures.yml").unlink()

    after = checks.check(content, TODAY, memory=memory)[1]
    assert {problem.code for problem in before} == {"topic-too-small"}
    assert after == checks.check(content, TODAY)[1]


def test_a_paper_is_judged_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(TOY, tmp_path / "content")
    (tmp_path / "mkdocs.yml").write_text(CONFIG, "utf-8")
    memory = Memory(tmp_path / "memory", "code")
    before = _check(tmp_path, memory)
    monkeypatch.delattr("generator.checks.curation.common_run")

    assert _check(tmp_path, memory) == before


def test_papers_are_judged_again_in_another_year(tmp_path: Path) -> None:
    content, memory = tmp_path / "content", Memory(tmp_path / "memory", "code")
    shutil.copytree(TOY, content)
    _replace(content / PAPER, "added: 2026-11-20\n", "")
    earlier = date(2014, 1, 1)

    found = [checks.check(content, day, memory=memory)[1] for day in (TODAY, earlier)]

    assert found == [[], checks.check(content, earlier)[1]]
    assert [problem.code for problem in found[1]] == ["future-year"]


def test_papers_are_judged_again_by_another_table_of_venues(tmp_path: Path) -> None:
    content, memory = tmp_path / "content", Memory(tmp_path / "memory", "code")
    shutil.copytree(TOY, content)
    _replace(content / PAPER, "year: 2015\n", "year: 2015\nvenue: Letters 1857\n")
    before = checks.check(content, TODAY, memory=memory)[1]

    with (content / "venues.yml").open("a", encoding="utf-8") as table:
        table.write("Letters:\n  name: Letters on Maps\n  kind: journal\n")

    after = checks.check(content, TODAY, memory=memory)[1]
    assert [problem.code for problem in before] == ["unknown-venue"]
    assert [problem.code for problem in after] == ["venue-year"]
