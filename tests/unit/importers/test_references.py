from __future__ import annotations

import pytest

from generator.importers.people import people_of
from generator.importers.references import CitedWork, reference_in


@pytest.mark.parametrize(
    ("text", "title", "authors", "year", "venue"),
    [
        ('Bo, A. (2018). "A Title of It." NeurIPS. [', "A Title of It", "A. Bo", "2018", "NeurIPS"),
        ("Ada Bo. “Nets, or so”. In ICLR, 2019.", "Nets, or so", "Ada Bo", "2019", "ICLR"),
        ('"Only a Title"', "Only a Title", "", "", ""),
        ("Bo, A., & Do, C. (2020). Tiny nets. Nets.", "Tiny nets", "A. Bo|C. Do", "2020", "Nets"),
        ("The Team (1899): What is a net?", "What is a net?", "The Team", "1899", ""),
    ],
)
def test_a_reference(text: str, title: str, authors: str, year: str, venue: str) -> None:
    people = tuple(filter(None, authors.split("|")))
    assert reference_in(text) == CitedWork(title, people, year, venue)


@pytest.mark.parametrize(
    "text",
    ["A Net that Learns", 'The "Net" paper', "We got 3 of 4 (2018). It was good.", "Nets (2018)"],
)
def test_other_text_is_none(text: str) -> None:
    assert reference_in(text) is None


@pytest.mark.parametrize("text", ["B, A.A.A.A.A, " * 28, "A. " * 130, "a b c, " * 57, "&," * 190])
def test_text_that_is_nearly_a_list_of_names_is_read_at_once(text: str) -> None:
    assert reference_in(f"{text}! (2001). x y z w v u t s") is None
    assert people_of(f"{text * 50}!")
