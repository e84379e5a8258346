from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.citations.csv_rows import columns, csv_field, csv_row
from generator.citations.reference import reference
from generator.model.models import Paper, SourceRef
from generator.text.csv_cells import csv_cell, csv_value

PAPER = Paper(
    id="x", title="=SUM(A1) of “Łódź”, twice", abstract="@A\\'e", authors=("Ada B", "Max van Bo"),
    year=2020, venue="ICLR 2021", arxiv="2001.00001", doi="10.1/x", code=("https://a.b/c;d",),
    topics=("t",), tags=("g", "h"), summary="-1 is less, than \"0\".", note="Because.",
    added=date(2026, 11, 20), aliases=("y",), sources=(SourceRef("f.txt", 3),),
    published_as="Twice $x^2$; and again", status="retracted", notice="https://doi.org/10.1/n",
)  # fmt: skip

RARE = ("status", "notice", "note")


@given(st.text(st.sampled_from("'=+-@\t\r\n＝ab") | st.characters()))
def test_a_cell_gives_its_text_back_and_is_never_a_formula(text: str) -> None:
    cell = csv_cell(text)
    assert csv_value(cell) == text
    assert cell[:1] not in tuple("=+-@\t\r\n＝＋－＠")


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\t=1", "'=1", "＝1"])
def test_what_a_spreadsheet_would_run_is_disarmed(text: str) -> None:
    assert csv_cell(text) == "'" + text


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1))
def test_fields_are_read_back_by_the_csv_module(texts: list[str]) -> None:
    line = ",".join(map(csv_field, texts)) + "\r\n"
    rows = list(csv.reader(io.StringIO(line, newline="")))
    if texts != [""]:
        assert [[csv_value(cell) for cell in row] for row in rows] == [texts]


def test_a_row_field_by_field() -> None:
    row = csv_row(reference(PAPER, {}), "key", "https://s/papers/x/", RARE)
    (cells,) = csv.reader(io.StringIO(row, newline=""))
    assert dict(zip(columns(RARE)[:-1], map(csv_value, cells), strict=True)) == {
        "id": "x", "key": "key", "title": "=SUM(A1) of “Łódź”, twice",
        "published_as": "Twice $x^2$; and again",
        "status": "retracted", "notice": "https://doi.org/10.1/n",
        "authors": "Ada B; Max van Bo", "year": "2020", "venue": "ICLR 2021",
        "arxiv": "2001.00001", "doi": "10.1/x", "url": "https://arxiv.org/abs/2001.00001",
        "code": "https://a.b/c%3Bd", "topics": "t", "tags": "g; h",
        "summary": '-1 is less, than "0".', "note": "Because.", "added": "2026-11-20", "page": "https://s/papers/x/",
    }  # fmt: skip
    assert cells[2].startswith("'=")


def test_a_rare_field_has_a_column_where_a_paper_of_the_list_has_it() -> None:
    assert "note" not in columns()
    assert "Because." not in csv_row(reference(PAPER, {}), "key", "")
    assert columns(("note",)).index("note") == columns().index("summary") + 1
