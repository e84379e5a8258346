"""CSV and TSV with a header → entries: Zotero's, Scopus', OpenAlex' and our own columns."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from generator.importers.columns import ENDS, FIELDS
from generator.importers.csv_header import DELIMITERS, header_of, table_of
from generator.importers.entry import Entry, ReadEntries
from generator.importers.gathering import Gathered
from generator.importers.item_types import named_type
from generator.importers.json_records import own
from generator.importers.people import people_of
from generator.importers.values import arxiv_of, folded
from generator.model.problems import Problem, Severity
from generator.text.csv_cells import csv_value

OWN = frozenset(["id", "key", "title", "authors", "topics", "tags", "page"])
"""A table with these columns is an export of ours: its values are those of the record."""

_ONE_COLUMN = frozenset(["authors", "year", "venue", "type", "pages"])
"""Fields of which one column is enough: the others say the same in another form."""

_NO_WORK = "a note or a file, not a work"
_LARGEST_CELL = 1 << 20
_AS_TEXT = re.compile(r'^="([^"]*)"$')
"""A cell that keeps Excel from taking a text for a number: `="0306406152"`."""


def read(text: str, path: str, columns: Mapping[str, str] | None = None) -> ReadEntries:
    """The rows in order, blank ones aside.

    Args:
        text: The whole table.
        path: How problems name it.
        columns: Field of `FIELDS` → the name of its column, before the usual ones.
    """
    text = table_of(text)
    rows = _rows(text, _delimiter(text))
    try:
        names, line = next((row for row in rows if row[0]), ([], 1))
        fields, problem = _columns(names, columns or {}, path)
        if problem:
            return ReadEntries(problems=(problem,))
        return _read(rows, names, fields, path, text.endswith("\n"), line)
    except csv.Error as error:
        message = f"the table ends within a cell, or a cell is malformed: {error}"
        return ReadEntries(problems=(_error(path, text.count("\n") + 1, message),))


def _delimiter(text: str) -> str:
    found = header_of(text)
    first = text.lstrip("\n").partition("\n")[0]
    return found[0] if found else max(DELIMITERS, key=first.count)


def _rows(text: str, delimiter: str) -> Iterator[tuple[list[str], int]]:
    """Each row with the number of its first line."""
    csv.field_size_limit(_LARGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    for row in reader:
        yield row, line
        line = reader.line_num + 1


def _columns(
    names: Sequence[str], told: Mapping[str, str], path: str
) -> tuple[dict[str, list[int]], Problem | None]:
    """Field → the places of its columns, the preferred first; and why this cannot be told."""
    places = {folded(name): at for at, name in reversed(list(enumerate(names)))}
    fields: dict[str, list[int]] = {}
    for field, known in FIELDS.items():
        wanted = [folded(told[field])] if field in told else list(known)
        if field in told and wanted[0] not in places:
            shown = ", ".join(names[:12])
            return {}, _error(path, 1, f"there is no column {told[field]!r}; there are {shown}")
        fields[field] = [places[name] for name in wanted if name in places]
    if not fields["title"]:
        shown = ", ".join(repr(name) for name in names[:12])
        message = (
            f"no column is known for the title; name it: --column title=NAME (there are {shown})"
        )
        return {}, _error(path, 1, message)
    return fields, None


def _read(
    rows: Iterator[tuple[list[str], int]], names: Sequence[str],
    fields: Mapping[str, Sequence[int]], path: str, ended: bool, line: int,
) -> ReadEntries:  # fmt: skip
    entries: list[Entry] = []
    problems: list[Problem] = []
    is_own = {folded(name) for name in names} >= OWN
    short: tuple[int, int] | None = None
    for cells_of_row, line in rows:
        row = [_AS_TEXT.sub(r"\1", cell) for cell in cells_of_row]
        if not any(cell.strip() for cell in row):
            continue
        if len(row) > len(names) and any(cell.strip() for cell in row[len(names) :]):
            message = f"the row has {len(row)} cells, and the header {len(names)}"
            return ReadEntries(problems=(_error(path, line, message),))
        short = (line, len(row)) if len(row) < len(names) else None
        if short and len(row) < 2 < len(names):
            break
        cells = [*row, *[""] * (len(names) - len(row))]
        entry = _own(names, cells, line) if is_own else _entry(names, cells, fields, line)
        entries.append(replace(entry, refused=_NO_WORK) if _is_attached(names, cells) else entry)
    if short and (not ended or short[1] < 2 < len(names)):
        message = f"the row has {short[1]} of {len(names)} cells: the table is cut off or is none"
        return ReadEntries(problems=(_error(path, short[0], message),))
    if not entries:
        problems.append(_error(path, line, "the table has no row below its header"))
    return ReadEntries(tuple(entries), tuple(problems))


def _is_attached(names: Sequence[str], cells: Sequence[str]) -> bool:
    """Whether the row is a note or a file beside a work, as Zotero's tables have them."""
    kinds = (cell for name, cell in zip(names, cells, strict=True) if folded(name) == "itemtype")
    return any(folded(kind) in ("attachment", "note", "annotation") for kind in kinds)


def _own(names: Sequence[str], cells: Sequence[str], line: int) -> Entry:
    columns = (name.strip().casefold() for name in names)
    values = dict(zip(columns, map(csv_value, cells), strict=False))
    several = {
        name: [part for part in values.get(name, "").split("; ") if part]
        for name in ("authors", "code", "topics", "tags")
    }
    return own(line, {**values, **several})


def _entry(
    names: Sequence[str], cells: Sequence[str], fields: Mapping[str, Sequence[int]], line: int
) -> Entry:
    got = Gathered(line)
    used: set[int] = set()
    for field, places in fields.items():
        filled = [at for at in places if cells[at].strip()]
        for at in filled[:1] if field in _ONE_COLUMN else filled:
            _put(got, field, names[at], cells[at])
            used.add(at)
    folded_names = [folded(name) for name in names]
    for ends in ENDS:
        there = [folded_names.index(name) for name in ends if name in folded_names]
        got.detail("pages", "-".join(cells[at].strip() for at in there if cells[at].strip()))
        used.update(there)
    for at, name in enumerate(names):
        if at in used:
            continue
        if folded(name) == "extra" and "arxiv" in cells[at].lower() and arxiv_of(cells[at]):
            got.arxiv(cells[at])
        if not any(at in places for places in fields.values()):
            got.other(name.strip(), cells[at])
    return got.entry()


def _put(got: Gathered, field: str, name: str, text: str) -> None:
    """The cell of a column in its field; some hold several values."""
    match field:
        case "authors":
            for person in people_of(text):
                got.author(person)
        case "code":
            for address in re.split(r"[;|\s]+", text.strip()):
                got.code(address)
        case "url":
            got.address(re.split(r"[|;\s]", text.strip())[0], name)
        case "keywords":
            for word in re.split(r"[;|]" if re.search(r"[;|]", text) else ",", text):
                got.keyword(word)
        case "abstract":
            got.abstract(text)
        case "note":
            got.note(text)
        case "year":
            got.date(text, name)
        case "title":
            got.title(text, name)
        case "venue":
            got.venue(text, name)
        case "doi":
            got.doi(text, name)
        case "arxiv":
            got.arxiv(text, name)
        case "type":
            got.type(named_type(text), text)
        case _:
            got.detail(field, text, name)


def _error(path: str, line: int, message: str) -> Problem:
    return Problem(path, line, 0, "bad-table", message, severity=Severity.ERROR)
