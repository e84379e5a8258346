"""The header of a table: where it is, what divides its cells, and which columns are known."""

from __future__ import annotations

import csv
import io
import re
from itertools import islice

from generator.importers.columns import field_of_column

DELIMITERS = ",\t;|"
"""What may stand between two cells."""
_MOST_ABOVE = 5
"""Lines above the header, in which databases say where the table is from."""
_SURELY = 4
"""Fields that such a header has at least: a line of prose has no four of them."""
_NAMES_DELIMITER = re.compile(r"\Asep=.(?=\n)", re.IGNORECASE)
_MARKDOWN = re.compile(r"[^\n]*\n[ \t]*\|?[ \t:-]*-{2,}[ \t|:-]*(?:\n|$)")
"""A table of Markdown, which has a row of dashes below its header."""


def header_of(text: str) -> tuple[str, list[str]] | None:
    """The delimiter and the columns of a text whose first row is a header; None for any other.

    A header has a column for the title and another one that is known.
    """
    table = table_of(text).lstrip("\n")
    return None if _MARKDOWN.match(table) else _header(table.partition("\n")[0])


def _header(line: str, least: int = 2) -> tuple[str, list[str]] | None:
    """The delimiter and the columns of a header's line, of which `least` fields are known."""
    line = line[:20_000]
    for delimiter in sorted(DELIMITERS, key=line.count, reverse=True):
        if delimiter not in line:
            continue
        try:
            names = next(csv.reader([line], delimiter=delimiter), [])
        except csv.Error:
            continue
        known = {field for name in names if (field := field_of_column(name))}
        if "title" in known and len(known) >= least:
            return delimiter, names
    return None


def table_of(text: str) -> str:
    """The text, its first lines blank where they only name the delimiter, as Excel has it, or
    stand above a header of which most is known."""
    text = _NAMES_DELIMITER.sub("", text.removeprefix("\ufeff"))
    lines = text.split("\n", _MOST_ABOVE + 1)
    if _header(lines[0]) is None:
        for number, line in enumerate(lines[1 : _MOST_ABOVE + 1], 1):
            if _header(line, _SURELY):
                return "\n" * number + "\n".join(lines[number:])
    return text


def columns_of(text: str) -> str:
    """The first columns of what looks like a table: its first rows have as many cells.

    Empty for any other text.
    """
    head = text[:20_000]
    for delimiter in DELIMITERS:
        reader = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)
        try:
            rows = [row for row in islice(reader, 4) if row]
        except csv.Error:
            continue
        counts = set(map(len, rows))
        prose = rows and any(". " in name for name in rows[0])
        if len(rows) > 1 and len(counts) == 1 and counts != {1} and not prose:
            return ", ".join(rows[0][:8])
    return ""
