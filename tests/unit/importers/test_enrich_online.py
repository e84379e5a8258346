"""What a look-up fills in a paper's file, and what it leaves alone."""

from __future__ import annotations

from generator.edit.paper_files import PaperFile, read_paper
from generator.importers.enrich_online import entry_of, is_asked_for, plan_online
from generator.importers.entry import Entry
from generator.importers.found import Found
from generator.importers.record_values import Words
from generator.model.models import Venue
from generator.text.venue_spellings import VenueTable

WORDS = Words(VenueTable({"ICLR": Venue("ICLR", "Learning Representations", "conference")}))
WHOLE = Entry(
    title="A Net", authors=("Ada Bo",), year=2016, published=2017, venue="Proceedings of ICLR",
    arxiv="1607.06450", doi="10.1000/net", abstract="It learns.", published_as="A Net, at Last",
    status="published-as", code=("https://github.com/a/b",),
)  # fmt: skip


def papers(**texts: str) -> dict[str, PaperFile]:
    return {name: read_paper(name, text.encode(), name)[0] for name, text in texts.items()}


def filled(text: str, entry: Entry = WHOLE, **more: str) -> str:
    there = papers(x=text, **more)
    plan = plan_online({"x": Found(entry)}, there, WORDS, "papers")
    return plan.files.get("x", text.encode()).decode()


def test_empty_fields_are_filled_in_their_places() -> None:
    assert filled("title: A Net # short\ntopics: []\ntags: [mine]\n") == (
        "title: A Net # short\npublished_as: A Net, at Last\nstatus: published-as\n"
        "authors:\n  - Ada Bo\nyear: 2016\nvenue: ICLR 2017\n"
        'arxiv: "1607.06450"\ndoi: "10.1000/net"\ntopics: []\ntags: [mine]\n'
        "abstract: |\n  It learns.\n"
    )


def test_what_a_person_wrote_stays_and_a_second_run_changes_nothing() -> None:
    mine = (
        "title: A Net\npublished_as: Mine\nauthors: [E F]\nyear: 1999\nvenue: Mine\n"
        'arxiv: "1607.06450"\ndoi: "10.1000/mine"\nabstract: Mine.\n'
    )
    assert filled(mine) == mine
    once = filled("title: A Net\n")
    assert filled(once) == once


def test_a_retraction_comes_with_its_notice_and_neither_overwrites_one() -> None:
    gone = Entry(title="A Net", status="retracted", notice="https://doi.org/10.1000/n")
    assert filled("title: A Net\n", gone) == (
        "title: A Net\nstatus: retracted\nnotice: https://doi.org/10.1000/n\n"
    )
    known = "title: A Net\nstatus: withdrawn\n"
    assert filled(known, gone) == known


def test_a_later_title_that_is_the_paper_s_own_is_none() -> None:
    for own in ("title: A net, at last!\n", "title: X\nshown_title: A Net, at Last\n"):
        assert "published" not in filled(own)


def test_an_id_that_another_paper_has_is_refused() -> None:
    there = papers(x="title: A Net\nyear: 2001\n", y='title: Else\ndoi: "10.1000/NET"\n')
    plan = plan_online({"x": Found(Entry(title="A Net", doi="10.1000/net"))}, there, WORDS, "p")
    assert plan.files == {}
    assert [problem.code for problem in plan.problems] == ["id-taken"]


def test_questions_and_failures_are_named_and_only_silence_is_an_error() -> None:
    there = papers(x="title: A Net\n", y="title: Else\n")
    busy = Found(failed="arXiv is busy")
    plan = plan_online({"x": Found(question="is it?"), "y": busy}, there, WORDS, "papers")
    assert [(p.path, p.code, str(p.severity)) for p in plan.problems] == [
        ("papers", "not-asked", "warning"),
        ("papers/x.yml", "question", "warning"),
    ]
    plan = plan_online({"x": busy, "y": busy}, there, WORDS, "papers")
    assert [(p.message, str(p.severity)) for p in plan.problems] == [
        ("arXiv is busy (2 papers)", "error")
    ]


def test_papers_that_services_may_know_more_of() -> None:
    there = papers(
        by_id='title: A\nauthors: [B]\nyear: 2001\nvenue: V\ndoi: "10.1000/x"\nabstract: C.\n',
        by_title="title: A\n",
        broken="title: [\n",
    )
    assert [key for key, paper in there.items() if is_asked_for(paper)] == ["by_id", "by_title"]
    assert entry_of(there["by_id"]) == Entry(
        title="A", authors=("B",), year=2001, venue="V", doi="10.1000/x", abstract="C."
    )
    odd = papers(x="title: A\nyear: soon\nauthors: Bo\narxiv: 7\n")["x"]
    assert entry_of(odd) == Entry(title="A")
