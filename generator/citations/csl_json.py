"""Items of CSL-JSON.

Source: `csl-data.json` of the Citation Style Language, version 1.0.2.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from generator.citations.export_format import CitedPaper, FileKind, Format
from generator.citations.reference import Reference, ReferenceKind
from generator.text.json_text import json_line, json_rows
from generator.text.people_names import Name

_TYPES = {
    ReferenceKind.PROCEEDINGS: "paper-conference",
    ReferenceKind.ARTICLE: "article-journal",
    ReferenceKind.BOOK: "book",
    ReferenceKind.PREPRINT: "article",
}


def csl_json(ref: Reference, key: str, abstract: bool = True) -> dict[str, Any]:
    """One item of CSL-JSON, fields that are not known left out.

    A preprint is an `article` with arXiv for its publisher.
    """
    item: dict[str, Any] = {
        "id": key,
        "type": _TYPES[ref.kind],
        "title": ref.title,
        "author": [_name(author) for author in ref.authors],
        "issued": {"date-parts": [[ref.year]]} if ref.year else None,
        "publisher" if ref.kind is ReferenceKind.BOOK else "container-title": ref.container,
        "archive": "arXiv" if ref.arxiv else None,
        "archive_location": ref.arxiv,
        "DOI": ref.doi,
        "URL": ref.url,
        "abstract": ref.abstract if abstract else None,
    }
    if ref.kind is ReferenceKind.PREPRINT and ref.arxiv and not ref.venue:
        item |= {"publisher": "arXiv", "number": f"arXiv:{ref.arxiv}", "genre": "preprint"}
    return {name: value for name, value in item.items() if value}


def _name(name: Name) -> dict[str, str]:
    if not name.given and not name.particle:
        return (
            {"literal": name.family}
            if not name.suffix
            else {"family": name.family, "suffix": name.suffix}
        )
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {part: value for part, value in parts.items() if value}


def _record(item: CitedPaper) -> str:
    return json_line(csl_json(item.reference, item.key, abstract=False))


def _with_abstract(record: str, item: CitedPaper) -> str:
    abstract = item.reference.abstract
    return f'{record[:-1]}, "abstract": {json_line(abstract)}}}' if abstract else record


_FILE = FileKind("CSL-JSON", ".csl.json", head="[\n", separator=",\n", tail="\n]\n")

FORMAT = Format(
    "csl",
    record=_record,
    files=(replace(_FILE, finish=_with_abstract),),
    tag_files=(_FILE,),
    quoted=(
        "CSL-JSON",
        lambda item: json_rows(csl_json(item.reference, item.key, abstract=False)),
    ),
)
