"""One paper as a row of CSV.

CSV follows RFC 4180.  A spreadsheet takes a cell that begins with `=`, `+`,
`-` or `@` for a formula (*CSV Injection*, OWASP), so `csv_cell` puts an
apostrophe before it; `csv_value` takes it away again, and one is the inverse
of the other for every text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.citations.export_format import CitedPaper, FileKind, Format
from generator.citations.reference import Reference, plain_line, safe_url

COLUMNS = (
    "id", "key", "title", "authors", "year", "venue", "arxiv", "doi", "url", "code", "topics",
    "tags", "summary", "added", "page", "abstract",
)  # fmt: skip
"""The columns of CSV, in order; `;` separates several values of a cell."""

_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_QUOTED = re.compile(r"[\",;'\r\n\t]|^ ")
_LINE_END = "\r\n"
_UNESCAPED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")


def csv_cell(text: str) -> str:
    """The text as a cell that no spreadsheet runs; not yet quoted."""
    return f"'{text}" if _FORMULA.match(text) else text


def csv_value(cell: str) -> str:
    """What `csv_cell` was given."""
    return cell[1:] if _UNESCAPED.match(cell) else cell


def csv_row(ref: Reference, key: str, page: str) -> str:
    """One row in the order of `COLUMNS` without the last, `abstract`; with its line end."""
    paper = ref.paper
    cells = (
        paper.id,
        key,
        ref.title,
        _several([author.natural for author in ref.authors]),
        str(paper.year or ""),
        plain_line(paper.venue or ""),
        ref.arxiv or "",
        ref.doi or "",
        ref.url or "",
        _several([safe_url(address) for address in paper.code]),
        _several(paper.topics),
        _several(paper.tags),
        plain_line(paper.summary or ""),
        paper.added.isoformat() if paper.added else "",
        page,
    )
    return ",".join(map(csv_field, cells)) + _LINE_END


def csv_field(text: str) -> str:
    """The text as a cell that no spreadsheet runs, with quotation marks where it needs them."""
    cell = csv_cell(text)
    return '"' + cell.replace('"', '""') + '"' if _QUOTED.search(cell) else cell


def _several(values: Sequence[str]) -> str:
    joined = "; ".join(values)
    if joined.count(";") >= len(values):
        joined = "; ".join(value.replace(";", ",") for value in values)
    return plain_line(joined)


def _with_abstract(record: str, item: CitedPaper) -> str:
    abstract = csv_field(item.reference.abstract)
    return f"{record.removesuffix(_LINE_END)},{abstract}{_LINE_END}"


_BRIEF = FileKind("CSV", ".csv", head=",".join(COLUMNS[:-1]) + _LINE_END)

FORMAT = Format(
    "csv",
    record=lambda item: csv_row(item.reference, item.key, item.page),
    files=(FileKind("CSV", ".csv", _with_abstract, head=",".join(COLUMNS) + _LINE_END),),
    tag_files=(_BRIEF,),
    selection=_BRIEF,
    media_type="text/csv",
)
