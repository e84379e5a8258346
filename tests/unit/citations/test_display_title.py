"""A title whose formulas were lost is shown, sorted, searched and cited as its shown title."""

from __future__ import annotations

import json

from generator.citations.bibtex_writer import FORMAT as BIBTEX
from generator.citations.export_format import Item
from generator.citations.json_lines import json_record
from generator.citations.reference import reference
from generator.model.models import Paper

PAPER = Paper(
    "bt2", "BT2 Training", "Text.", authors=("Ada B",), year=2022, shown_title="BT$^2$ Training",
    published_as="Later Words",
)  # fmt: skip


def test_citations_have_the_shown_title_with_its_formulas() -> None:
    ref = reference(PAPER, {})

    assert ref.title == "BT² Training"
    record = BIBTEX.record(Item(ref, "key", ""))
    assert "Training" in record
    assert "BT2" not in record


def test_json_keeps_all_titles_and_leaves_out_those_that_are_not() -> None:
    line = json.loads(json_record(reference(PAPER, {}), "key", ""))
    other = json.loads(json_record(reference(Paper("x", "A", "B"), {}), "key", ""))

    names = ("title", "shown_title", "published_as")
    assert [line[name] for name in names] == ["BT2 Training", "BT$^2$ Training", "Later Words"]
    assert not {"shown_title", "published_as"} & set(other)
