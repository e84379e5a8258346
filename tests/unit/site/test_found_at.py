"""A paper's page leads to the sites that the configuration names for the list's field."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator.content.site_config import language_and_problems, read_site
from generator.model.models import Paper
from generator.model.problems import BrokenEnvironment
from generator.site.pages.paper_links import other_places, searches

PAPER = Paper("a", "Maps & Seas", "x")
ON_ARXIV = Paper("b", "Maps", "x", arxiv="2301.00001")


def config(folder: Path, extra: str) -> Path:
    path = folder / "mkdocs.yml"
    path.write_text(f"site_name: X\nextra:\n  {extra}\n", "utf-8")
    return path


MEDICINE = """found_at:
    - name: PubMed
      search: https://pubmed.example/?term={title}
    - name: Unpaywall
      paper: https://open.example/{doi}
    - name: Both
      paper: https://both.example/p/{arxiv}?doi={doi}
      search: https://both.example/{title}/
"""


def test_the_links_follow_the_configuration(tmp_path: Path) -> None:
    site = read_site(config(tmp_path, MEDICINE))
    paper = replace(PAPER, doi="10.1/a b")

    found = [(link.label, link.href) for link in searches(PAPER.title, PAPER, site)]
    assert found[:2] == [
        ("PubMed", "https://pubmed.example/?term=Maps+%26+Seas"),
        ("Both", "https://both.example/Maps%20%26%20Seas/"),
    ]
    assert [label for label, _ in found[2:]] == ["Google Scholar", "Semantic Scholar"]
    there = [link.href for link in other_places(paper, site)]
    assert there == ["https://open.example/10.1/a%20b"]
    both = other_places(replace(ON_ARXIV, doi="10.1/x"), site)
    assert both[-1].href == "https://both.example/p/2301.00001?doi=10.1%2Fx"
    assert other_places(PAPER, site) == ()


@pytest.mark.parametrize("extra", ["found_at: []", "other: 1"])
def test_without_sites_of_the_field_those_of_every_field_are_left(
    extra: str, tmp_path: Path
) -> None:
    site = read_site(config(tmp_path, extra))
    found = [link.label for link in searches(PAPER.title, PAPER, site)]
    assert found == ["Google Scholar", "Semantic Scholar"]


@pytest.mark.parametrize(
    "value",
    [
        "arxiv", "[pubmed]", "{arxiv: 1}", "[{name: A}]", "[{search: 'https://a.example/{title}'}]",
        "[{name: A, search: 'javascript:{title}'}]", "[{name: A, paper: 'https://a.example/'}]",
        "[{name: A, paper: 'https://a.example/{isbn}'}]", "[{name: '', paper: 'https://a/{doi}'}]",
        "[{name: A, paper: 'https://a.example/{doi}', to: b}]", "[{name: A, paper: 1}]",
    ],
)  # fmt: skip
def test_what_is_no_list_of_sites_is_a_problem(value: str, tmp_path: Path) -> None:
    path = config(tmp_path, f"found_at: {value}")

    [problem] = language_and_problems(path)[1]
    assert "found_at" in problem.message
    with pytest.raises(BrokenEnvironment):
        read_site(path)
