"""Which entries are the same paper, and which only share a title or an id."""

from __future__ import annotations

from datetime import date

import pytest
import yaml

from generator.edit.paper_files import read_paper
from generator.importers.entry import Entry
from generator.importers.outcomes import ImportSource, Outcome, Plan, Terms
from generator.importers.plan_import import plan_import

TERMS = Terms(date(2026, 11, 20))
LSTM = Entry(
    1, "Long Short-Term Memory", ("Sepp Hochreiter", "Jürgen Schmidhuber"), 1997, None,
    1997, doi="10.1162/neco.1997.9.8.1735", abstract="Learning takes long. We review it.",
)  # fmt: skip


def plan(*entries: Entry, there: Plan | None = None, terms: Terms = TERMS) -> Plan:
    files = there.files if there else {}
    papers = {key: read_paper(key, data, key)[0] for key, data in files.items()}
    return plan_import([ImportSource("f", entries)], papers, terms)


def outcomes(found: Plan) -> list[str]:
    return [str(step.outcome) for step in found.steps]


@pytest.mark.parametrize(
    "other",
    [
        Entry(2, "Long short-term memory", doi="10.1162/NECO.1997.9.8.1735"),
        Entry(2, "LONG SHORT-TERM MEMORY."),
        Entry(2, "Long Short-Term Memory", ("S. Hochreiter", "J. Schmidhuber"), 1996),
        Entry(2, "Long Short-Term Memory", ("Sepp Hochreiter",), abstract="Of other words."),
        Entry(2, "Long Short-Term Memory: With a Subtitle", doi=LSTM.doi),
        Entry(2, "LSTM", doi=LSTM.doi),
        Entry(2, "Renamed Altogether", ("Sepp Hochreiter",), doi=LSTM.doi),
    ],
)
def test_the_same_paper(other: Entry) -> None:
    found = plan(LSTM, other)
    assert outcomes(found) == ["new", "repeated"]
    assert len(found.files) == 1
    assert outcomes(plan(other, there=plan(LSTM)))[0] in ("known", "merged")


@pytest.mark.parametrize(
    "other",
    [
        Entry(2, "Long Short-Term Memory", doi="10.1145/3442188.3445922"),
        Entry(2, "Long Short-Term Memory", ("Ada Other", "Bob Else"), 1997),
        Entry(2, "Long Short-Term Memory", ("Sepp Hochreiter",), 2010),
        Entry(2, "Long Short-Term Memory", abstract="Quite another text. It says nothing of it."),
    ],
)
def test_another_paper_of_this_title_is_kept_beside_it(other: Entry) -> None:
    found = plan(LSTM, other)
    assert outcomes(found) == ["new", "conflict"]
    assert list(found.files) == ["long-short-term-memory", "long-short-term-memory-2"]
    assert [problem.code for problem in found.problems] == ["title-conflict"]
    again = plan(LSTM, other, there=found)
    assert (outcomes(again), again.files) == (["known", "known"], {})


def test_an_id_of_another_paper_is_not_written_twice() -> None:
    other = Entry(2, "Attention Is All You Need", ("Ashish Vaswani",), 2017, doi=LSTM.doi)
    found = plan(LSTM, other)
    assert outcomes(found) == ["new", "conflict"]
    assert list(found.files) == ["long-short-term-memory"]
    assert [(p.code, p.line) for p in found.problems] == [("id-conflict", 2)]


def test_a_preprint_and_its_publication_are_one_paper() -> None:
    preprint = Entry(1, "A Net", ("Ada B",), 2016, arxiv="1607.06450")
    published = Entry(2, "A Net", ("Ada B",), 2018, "Nature", 2018, doi="10.1038/nature14539")
    (text,) = plan(preprint, published).files.values()
    found = yaml.safe_load(text)
    assert (found["year"], found["arxiv"]) == (2016, "1607.06450")
    assert (found["venue"], found["doi"]) == ("Nature", "10.1038/nature14539")


def test_empty_fields_are_filled_and_the_rest_of_the_file_stays() -> None:
    text = (
        "title: long short-term memory\nauthors: [Jürgen Schmidhuber]\n# mine\ntopics: []\n"
        "tags: [a]\nabstract: Mine.\n"
    )
    papers = {"x": read_paper("x", text.encode(), "x")[0]}
    entry = Entry(1, LSTM.title, LSTM.authors, 1997, tags=("b",), abstract="Theirs.")
    found = plan_import([ImportSource("f", [entry])], papers, TERMS)
    (step,) = found.steps
    assert (step.outcome, step.filled) == (Outcome.MERGED, ("year",))
    assert step.kept == ("authors", "tags", "abstract")
    assert found.files["x"].decode() == (
        "title: long short-term memory\nauthors: [Jürgen Schmidhuber]\nyear: 1997\n# mine\n"
        "topics: []\ntags: [a]\nabstract: Mine.\n"
    )


def test_an_absent_abstract_is_filled_as_a_block() -> None:
    papers = {"x": read_paper("x", b"title: A Net\nyear: 2001\n", "x")[0]}
    entry = Entry(1, "A Net", abstract="It learns: fast.", tags=("b", "c"))
    found = plan_import([ImportSource("f", [entry])], papers, TERMS)
    assert found.files["x"].decode() == (
        "title: A Net\nyear: 2001\ntags: [b, c]\nabstract: |\n  It learns: fast.\n"
    )


def test_an_id_that_the_list_has_needs_no_title() -> None:
    found = plan(Entry(1, doi=LSTM.doi), Entry(2, arxiv="1607.06450"), there=plan(LSTM))
    assert outcomes(found) == ["known", "refused"]


def test_what_is_left_out_on_purpose_stays_out() -> None:
    terms = Terms(date(2026, 11, 20), left_out={LSTM.title: "off topic"})
    assert outcomes(plan(LSTM, terms=terms)) == ["left out"]


def test_two_papers_whose_ids_differ_in_case_alone() -> None:
    papers = {"A-Net": read_paper("A-Net", b"title: Else\n", "")[0]}
    found = plan_import([ImportSource("f", [Entry(1, "A Net", id="a-net")])], papers, TERMS)
    assert list(found.files) == ["a-net-2"]
