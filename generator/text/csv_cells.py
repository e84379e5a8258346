"""Cells of CSV that no spreadsheet takes for a formula.

A spreadsheet runs a cell that begins with `=`, `+`, `-` or `@` (*CSV Injection*,
OWASP), so `csv_cell` puts an apostrophe before it; `csv_value` takes it away again,
and one is the inverse of the other for every text.
"""

from __future__ import annotations

import re

_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_UNESCAPED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")


def csv_cell(text: str) -> str:
    """The text as a cell that no spreadsheet runs; not yet quoted."""
    return f"'{text}" if _FORMULA.match(text) else text


def csv_value(cell: str) -> str:
    """What `csv_cell` was given."""
    return cell[1:] if _UNESCAPED.match(cell) else cell
