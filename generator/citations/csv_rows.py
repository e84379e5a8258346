"""One paper as a row of CSV.

CSV follows RFC 4180.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from typing import Any

from generator.citations.export_format import CitedPaper, FileKind, Format
from generator.citations.reference import Reference, plain_line, safe_url
from generator.content.definitions import PAPER
from generator.content.field_types import Field, Items, Layout, Text, Type
from generator.content.paper_values import plain_value
from generator.text.csv_cells import csv_cell
from generator.text.identifiers import ARXIV, URL

_NAMED = {field.csv or field.name: field for field in PAPER.fields if field.csv is not None}
_SHORT = {name: field for name, field in _NAMED.items() if field.layout is not Layout.LONG}
_LONG = {name: field for name, field in _NAMED.items() if field.layout is Layout.LONG}

_QUOTED = re.compile(r"[\",;'\r\n\t]|^ ")
_LINE_END = "\r\n"
_AS_CITED: dict[str, Callable[[Reference], str]] = {
    "title": lambda ref: ref.title,
    "authors": lambda ref: _several([author.natural for author in ref.authors]),
    "url": lambda ref: ref.url or "",
    "abstract": lambda ref: ref.abstract,
}
"""Fields that a citation says in words of its own: without LaTeX, or more than is kept."""


def columns(rare: tuple[str, ...] = (), long: bool = True) -> tuple[str, ...]:
    """The columns in order, on a list with these rare fields in use; the long texts come last.

    `;` is between several values of a cell.
    """
    return ("id", "key", *_short(rare), "page", *(_LONG if long else ()))


def csv_row(ref: Reference, key: str, page: str, rare: tuple[str, ...] = ()) -> str:
    """One row in the order of `columns` without the long texts, with its line end."""
    cells = (ref.paper.id, key, *(_shown(ref, field) for field in _short(rare).values()), page)
    return ",".join(map(csv_field, cells)) + _LINE_END


@lru_cache(maxsize=8)
def _short(rare: tuple[str, ...]) -> dict[str, Field]:
    return {name: field for name, field in _SHORT.items() if not field.rare or field.name in rare}


def csv_field(text: str) -> str:
    """The text as a cell that no spreadsheet runs, with quotation marks where it needs them."""
    cell = csv_cell(text)
    return '"' + cell.replace('"', '""') + '"' if _QUOTED.search(cell) else cell


def _shown(ref: Reference, field: Field) -> str:
    """The field as a citation shows it where it does, else as it is kept, on one line."""
    cited = _AS_CITED.get(field.name)
    if cited is not None:
        return cited(ref)
    value = plain_value(ref.paper, field)
    if isinstance(field.type, Items):
        return _several([_entry(row, field.type.of) for row in value])
    return "" if value is None else _entry(value, field.type)


def _entry(value: Any, type_: Type) -> str:
    if isinstance(value, Mapping):
        return " ".join(str(inner) for inner in value.values())
    is_address = isinstance(type_, Text) and type_.form in (URL, ARXIV)
    return safe_url(value) if is_address else plain_line(str(value))


def _several(values: Sequence[str]) -> str:
    joined = "; ".join(values)
    if joined.count(";") >= len(values):
        joined = "; ".join(value.replace(";", ",") for value in values)
    return plain_line(joined)


def _with_long_texts(record: str, item: CitedPaper) -> str:
    cells = "".join(f",{csv_field(_shown(item.reference, field))}" for field in _LONG.values())
    return f"{record.removesuffix(_LINE_END)}{cells}{_LINE_END}"


def _head(rare: tuple[str, ...], long: bool) -> str:
    return ",".join(columns(rare, long)) + _LINE_END


_BRIEF = FileKind("CSV", ".csv", head=partial(_head, long=False))

FORMAT = Format(
    "csv",
    record=lambda item: csv_row(item.reference, item.key, item.page, item.rare),
    files=(FileKind("CSV", ".csv", _with_long_texts, head=partial(_head, long=True)),),
    tag_files=(_BRIEF,),
    selection=_BRIEF,
    media_type="text/csv",
)
