"""One paper as a line of JSON or a row of CSV.

CSV follows RFC 4180.  A spreadsheet takes a cell that begins with `=`, `+`,
`-` or `@` for a formula (*CSV Injection*, OWASP), so `csv_cell` puts an
apostrophe before it; `csv_value` takes it away again, and one is the inverse
of the other for every text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from generator.citations.reference import Reference, arxiv_url, doi_url, plain_line, safe_url
from generator.model.models import Paper

COLUMNS = (
    "id", "key", "title", "authors", "year", "venue", "arxiv", "doi", "url", "code", "topics",
    "tags", "summary", "added", "page", "abstract",
)  # fmt: skip
"""The columns of CSV, in order; `;` stands between several values of a cell."""

_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_QUOTED = re.compile(r"[\",;'\r\n\t]|^ ")
_AWKWARD = re.compile("[\x7f\x85\u2028\u2029\ud800-\udfff]")
_ENCODER = json.JSONEncoder(ensure_ascii=False)
_UNESCAPED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")


def csv_cell(text: str) -> str:
    """The text as a cell that no spreadsheet runs; not yet quoted."""
    return f"'{text}" if _FORMULA.match(text) else text


def csv_value(cell: str) -> str:
    """What `csv_cell` was given."""
    return cell[1:] if _UNESCAPED.match(cell) else cell


def csv_row(ref: Reference, key: str, page: str) -> str:
    """One row in the order of `COLUMNS` without the last, `abstract`; no line end."""
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
    return ",".join(map(csv_field, cells))


def json_record(ref: Reference, key: str, page: str) -> str:
    """One line of JSON Lines: every field of the paper as kept, its citation key and its links."""
    paper = ref.paper
    return compact_json(
        {
            "id": paper.id,
            "key": key,
            "title": paper.title,
            "authors": list(paper.authors),
            "year": paper.year,
            "venue": paper.venue,
            "arxiv": paper.arxiv,
            "doi": paper.doi,
            "url": paper.url,
            "code": list(paper.code),
            "topics": list(paper.topics),
            "tags": list(paper.tags),
            "summary": paper.summary,
            "why": paper.why,
            "added": paper.added.isoformat() if paper.added else None,
            "aliases": list(paper.aliases),
            "sources": [{"file": s.file, "line": s.line} for s in paper.sources],
            "links": links(paper, page),
            "abstract": paper.abstract,
        }
    ) + "\n"  # fmt: skip


def links(paper: Paper, page: str) -> dict[str, str]:
    """Where the paper can be read, by kind of place; places that it is not at are left out."""
    found = {
        "page": page,
        "arxiv": arxiv_url(safe_url(paper.arxiv)) if paper.arxiv else "",
        "pdf": f"https://arxiv.org/pdf/{safe_url(paper.arxiv)}" if paper.arxiv else "",
        "hugging_face": f"https://huggingface.co/papers/{safe_url(paper.arxiv)}"
        if paper.arxiv
        else "",
        "doi": doi_url(paper.doi) if paper.doi else "",
    }
    return {place: address for place, address in found.items() if address}


def compact_json(value: Any) -> str:
    """JSON on one line, readable characters as themselves.

    U+2028 and U+2029 are escaped, which some readers of lines take for line
    ends, and lone surrogates, which are no UTF-8.
    """
    return _AWKWARD.sub(_escape, _ENCODER.encode(value))


def csv_field(text: str) -> str:
    """The text as a cell that no spreadsheet runs, with quotation marks where it needs them."""
    cell = csv_cell(text)
    return '"' + cell.replace('"', '""') + '"' if _QUOTED.search(cell) else cell


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match.group()):04x}"


def _several(values: Sequence[str]) -> str:
    joined = "; ".join(values)
    if joined.count(";") >= len(values):
        joined = "; ".join(value.replace(";", ",") for value in values)
    return plain_line(joined)
