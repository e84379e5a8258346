"""A paper's page leads to the sites that the configuration names for the list's field."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.content.site_config import read_site, site_problems
from generator.model.models import Paper
from generator.model.problems import BrokenEnvironment
from generator.site.pages.paper_links import other_places, searches

PAPER = Paper("a", "Maps & Seas", "x")
ON_ARXIV = Paper("b", "Maps", "x", arxiv="2301.00001")


def config(folder: Path, extra: str) -> Path:
    path = folder / "mkdocs.yml"
    path.write_text(f"site_name: X\nextra:\n  {extra}\n", "utf-8")
    return path


@pytest.mark.parametrize(
    ("extra", "hosts"),
    [
        ("found_at: [arxiv, hugging-face]", ["arxiv.org", "huggingface.co"]),
        ("found_at: [arxiv]", ["arxiv.org"]),
        ("found_at: []", []),
        ("other: 1", []),
    ],
)
def test_the_links_follow_the_configuration(extra: str, hosts: list[str], tmp_path: Path) -> None:
    site = read_site(config(tmp_path, extra))

    found = [link.href.split("/")[2] for link in searches("Maps & Seas", PAPER, site)]
    assert found == [*hosts, "scholar.google.com", "www.semanticscholar.org"]
    places = [link.href for link in other_places(ON_ARXIV, site)]
    expected = "https://huggingface.co/papers/2301.00001"
    assert places == ([expected] if "huggingface.co" in hosts else [])


@pytest.mark.parametrize("value", ["arxiv", "[pubmed]", "{arxiv: 1}", "[[arxiv]]"])
def test_what_is_no_list_of_known_sites_is_a_problem(value: str, tmp_path: Path) -> None:
    path = config(tmp_path, f"found_at: {value}")

    [problem] = site_problems(path)
    assert "found_at" in problem.message
    with pytest.raises(BrokenEnvironment):
        read_site(path)
