"""When what others call a book or a chapter is a paper of this list, and what its type is."""

from __future__ import annotations

from datetime import date

import pytest

from generator.edit.paper_files import read_paper
from generator.importers.details import kept_form
from generator.importers.entry import Entry
from generator.importers.item_types import bibtex_type, csl_type, named_type, ris_type
from generator.importers.outcomes import ImportSource, Terms
from generator.importers.plan_import import plan_import
from generator.importers.record_values import Words, values_of
from generator.model.models import ItemType, Venue
from generator.text.venue_spellings import VenueTable

TABLE = VenueTable({
    "ICLR": Venue("ICLR", "Learning Representations", "conference"),
    "Some Press": Venue("Some Press", "Some Press", "book"),
})  # fmt: skip
WORDS = Words(TABLE)


@pytest.mark.parametrize(
    ("entry", "kept"),
    [
        (Entry(type=ItemType.CHAPTER, venue="ICLR", year=2018, published=2018),
         {"venue": "ICLR 2018"}),
        (Entry(type=ItemType.CHAPTER, venue="Representations – ICLR 2018", isbn="0-19-852663-6"),
         {"venue": "ICLR 2018"}),
        (Entry(type=ItemType.CHAPTER, venue="A Handbook"),
         {"type": "chapter", "venue": "A Handbook"}),
        (Entry(type=ItemType.BOOK, publisher="Some Press"), {"venue": "Some Press"}),
        (Entry(type=ItemType.BOOK, publisher="Some Press", isbn="0-19-852663-6"),
         {"type": "book", "publisher": "Some Press", "isbn": "0-19-852663-6"}),
        (Entry(type=ItemType.BOOK, type_is_sure=True, publisher="Some Press"),
         {"type": "book", "publisher": "Some Press"}),
        (Entry(type=ItemType.BOOK, publisher="Another Press"),
         {"type": "book", "publisher": "Another Press"}),
        (Entry(isbn="0-19-852663-6", language="en-GB"), {}),
        (Entry(language="fr"), {"language": "fr"}),
    ],
)  # fmt: skip
def test_the_list_decides_where_others_name_it_loosely(
    entry: Entry, kept: dict[str, object]
) -> None:
    found = dict(values_of(entry, WORDS).values)
    assert {name: value for name, value in found.items() if name != "year"} == kept


def test_words_of_other_programs() -> None:
    assert bibtex_type("mastersthesis") is ItemType.THESIS
    assert bibtex_type("misc") is bibtex_type("inproceedings") is ItemType.PAPER
    assert bibtex_type("patent") is None
    assert (ris_type("RPRT"), ris_type("RPRT", "Preprint")) == (
        ItemType.REPORT, ItemType.PREPRINT,
    )  # fmt: skip
    assert (csl_type("webpage"), csl_type("webpage", "course")) == (
        ItemType.ARTICLE, ItemType.COURSE,
    )  # fmt: skip
    assert named_type("Book Chapter") is named_type("bookSection") is ItemType.CHAPTER


@pytest.mark.parametrize(
    ("field", "text", "kept"),
    [
        ("pages", "10 – 20", "10-20"), ("pages", "1--9", "1-9"), ("publisher", "arXiv.org", None),
        ("isbn", "12, 978-0-262-03561-3", "978-0-262-03561-3"), ("isbn", "12", None),
        ("language", "ngerman", "de"), ("language", "tongues", None), ("volume", "x" * 301, None),
    ],
)  # fmt: skip
def test_details_in_their_kept_form(field: str, text: str, kept: str | None) -> None:
    assert kept_form(field, text) == kept


def test_a_note_under_its_former_name_is_there() -> None:
    text = "title: A Title of Gates\nyear: 2001\nwhy: The first.\n"
    paper, _ = read_paper("a", text.encode(), "a.yml")
    entry = Entry(1, "A Title of Gates", year=2001, note="Another word.", volume="3")
    plan = plan_import([ImportSource("f", [entry])], {"a": paper}, Terms(date(2026, 11, 20)))
    assert plan.files["a"].decode() == f'{text.partition("why")[0]}volume: "3"\nwhy: The first.\n'
    assert plan.steps[0].kept == ("note",)
