from __future__ import annotations

from datetime import date

import pytest
import yaml

from generator.content.paper_yaml import to_yaml
from generator.edit.paper_files import PaperFile, read_paper
from generator.importers.bibtex import read_bibtex
from generator.importers.bibtex_entries import entry_of
from generator.importers.entry import Entry
from generator.importers.new_paper import plan_new
from generator.model.models import Paper, Venue
from generator.text.venue_spellings import VenueTable

VENUES = VenueTable({"ICLR": Venue("ICLR", "Learning Representations", "conference")})
DAY = date(2026, 11, 20)


def test_bibtex() -> None:
    text = (
        "@article{x, title={A Net}, author={B, A}, year=2016,"
        " journal={arXiv preprint arXiv:1607.06450}}"
    )
    (entry,) = read_bibtex(text, "x.bib").entries
    new, _ = plan_new(entry_of(entry), {}, VENUES, DAY)
    assert new is not None
    found = yaml.safe_load(new.data)
    assert (found["authors"], found["year"], found["arxiv"]) == (["A B"], 2016, "1607.06450")


def shelf(*papers: Paper) -> dict[str, PaperFile]:
    return {paper.id: read_paper(paper.id, to_yaml(paper).encode(), "")[0] for paper in papers}


def test_a_new_file() -> None:
    facts = Entry(
        title="A Net",
        abstract="See github.com/a/b.",
        authors=("A B",),
        year=2016,
        venue="Proceedings of ICLR 2017",
        arxiv="1607.06450",
    )
    new, problems = plan_new(facts, {}, VENUES, DAY)
    assert new is not None and not problems and new.id == "a-net"
    assert yaml.safe_load(new.data) == {
        "title": "A Net",
        "authors": ["A B"],
        "year": 2016,
        "venue": "ICLR 2017",
        "arxiv": "1607.06450",
        "code": ["https://github.com/a/b"],
        "topics": [],
        "tags": [],
        "added": DAY,
        "abstract": "See github.com/a/b.\n",
    }


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (Entry(title="a NET!"), "already-listed"),
        (Entry(title="Else", arxiv="1607.06450"), "already-listed"),
        (Entry(abstract="New."), "title-missing"),
    ],
)
def test_what_keeps_a_paper_from_being_made(facts: Entry, code: str) -> None:
    papers = shelf(Paper("a-net", "A Net", "Short.", arxiv="1607.06450"))
    new, problems = plan_new(facts, papers, VENUES, DAY)
    assert new is None
    assert [problem.code for problem in problems] == [code]


def test_doubts_are_shown_and_the_paper_is_made() -> None:
    papers = shelf(Paper("a", "Hidden Symmetries of Networks", "Short."))
    facts = Entry(title="Hidden Symmetriess of Networks", venue="Unheard of 2020")
    new, _ = plan_new(facts, papers, VENUES, DAY)
    assert new is not None
    assert [problem.code for problem in new.problems] == ["near-duplicate-title", "unknown-venue"]


def test_a_paper_without_an_abstract() -> None:
    new, problems = plan_new(Entry(title="A Net", url="https://a.org/x"), {}, VENUES, DAY)
    assert new is not None and not problems
    found = yaml.safe_load(new.data)
    assert (found["url"], "abstract" in found) == ("https://a.org/x", False)


def test_what_a_person_says_goes_first() -> None:
    told, found = Entry(title="A", year=2016), Entry(title="B", abstract="C", year=2015)
    assert told.over(found) == Entry(title="A", abstract="C", year=2016)
