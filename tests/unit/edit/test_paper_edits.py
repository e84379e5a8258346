from __future__ import annotations

import difflib
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.content.paper_yaml import to_yaml
from generator.edit.paper_edits import CannotEdit, add_sources, fill
from generator.model.models import Paper, SourceRef

EDITED = """\
# a comment on top
tags: [b, a]   # their order
title: 'A Title'  # mended
year: # unknown
authors: []  # ask them

# about the sources
sources:
    - file: a.txt
      line: 3   # here
    # and no more

summary: >-
  Folded
  text.
# the end
abstract: |
  Short. 😀
"""
OLD = "{file: a.txt, line: 3}"
NEW = "{file: b.txt, line: 7}"
REF = SourceRef("b.txt", 7)


def changes(before: str, after: str) -> list[str]:
    rows = difflib.ndiff(before.splitlines(), after.splitlines())
    return [row for row in rows if row[0] in "+-"]


def test_a_source_is_one_more_line() -> None:
    assert changes(EDITED, add_sources(EDITED, [REF])) == ["+     - {file: b.txt, line: 7}"]


@pytest.mark.parametrize(
    ("sources", "after"),
    [
        (f"sources: [{OLD}]\n", f"sources: [{OLD}, {NEW}]\n"),
        ("sources: []\n", f"sources:\n  - {NEW}\n"),
        ("sources:\n", f"sources:\n  - {NEW}\n"),
        ("", f"sources:\n  - {NEW}\n"),
        (f"sources:\n- {OLD}\n", f"sources:\n- {OLD}\n- {NEW}\n"),
    ],
)  # fmt: skip
def test_every_way_to_write_sources(sources: str, after: str) -> None:
    head, tail = "title: A\nadded: 2026-11-20\n", "abstract: |\n  Short.\n"
    assert add_sources(head + sources + tail, [REF]) == head + after + tail


def test_filled_fields_stand_in_the_house_order() -> None:
    after = fill(
        EDITED,
        {"year": 2016, "authors": ["A B"], "arxiv": "1607.06450", "code": ["https://x.org/y"]},
    )
    assert changes(EDITED, after) == [
        "- year: # unknown", "+ year: 2016 # unknown",
        "- authors: []  # ask them", "+ authors:  # ask them", "+   - A B",
        '+ arxiv: "1607.06450"', "+ code:", "+   - https://x.org/y",
    ]  # fmt: skip


def test_windows_line_ends_and_a_byte_order_mark_stay() -> None:
    before = "\ufeff" + EDITED.replace("\n", "\r\n")
    after = fill(add_sources(before, [REF]), {"year": 2016, "doi": "10.1000/1"})
    assert after.startswith("\ufeff#")
    assert after.count("\r\n") == after.count("\n") == before.count("\n") + 2


def test_a_file_without_a_last_line_end() -> None:
    after = add_sources("title: A\nsources:\n  - {file: a.txt, line: 3}", [REF])
    assert yaml.safe_load(after)["sources"][1] == {"file": "b.txt", "line": 7}


def test_a_value_is_never_overwritten() -> None:
    with pytest.raises(CannotEdit, match="value already"):
        fill("title: A\nyear: 2016\n", {"year": 2017})


@pytest.mark.parametrize("text", ["{title: A}", "- a", "", "title: A\nsources: here\n"])
def test_unusual_files_are_refused(text: str) -> None:
    with pytest.raises(CannotEdit):
        add_sources(text, [REF])


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60), st.booleans())
def test_any_paper_can_be_edited(text: str, listed: bool) -> None:
    sources = (SourceRef("a.txt", 1),) if listed else ()
    before = to_yaml(Paper("x", text, text, summary=text, sources=sources))
    fields: dict[str, Any] = {"authors": ["A", text], "year": 2016, "venue": "ICLR 2017"}
    after = yaml.load(fill(add_sources(before, [REF]), fields), Loader=yaml.CSafeLoader)
    old = yaml.load(before, Loader=yaml.CSafeLoader)
    new = [*old.get("sources", []), {"file": "b.txt", "line": 7}]
    assert after == {**old, **fields, "sources": new}
