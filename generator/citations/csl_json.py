"""Items of CSL-JSON.

Source: `csl-data.json` of the Citation Style Language, version 1.0.2.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from generator.citations.export_format import CitedPaper, FileKind, Format
from generator.citations.kinds import KINDS, ReferenceKind
from generator.citations.reference import Reference
from generator.model.models import ItemType
from generator.text.json_text import json_line, json_rows
from generator.text.people_names import Name

_COUNTED = frozenset({ReferenceKind.BOOK, ReferenceKind.THESIS, ReferenceKind.REPORT})
"""Kinds whose pages without a last one are their number."""


def csl_json(ref: Reference, key: str, abstract: bool = True) -> dict[str, Any]:
    """One item of CSL-JSON, fields that are not known left out.

    A preprint is an `article` with arXiv for its publisher and the arXiv id
    for its number; published papers name arXiv as their archive. No item does
    both, since styles print both. Where the list itself says `preprint`, so does
    `custom`, which is for what no field of CSL says.
    """
    numbered = ref.kind is ReferenceKind.PREPRINT and ref.arxiv and not ref.venue
    counted = ref.kind in _COUNTED and not ref.pages[1]
    item: dict[str, Any] = {
        "id": key,
        "type": KINDS[ref.kind].csl[0],
        "title": ref.title,
        "author": [_name(author) for author in ref.authors],
        "issued": {"date-parts": [[ref.year]]} if ref.year else None,
        "container-title": ref.container,
        "publisher": ref.publisher,
        "volume": ref.volume,
        "number" if ref.kind is ReferenceKind.REPORT else "issue": ref.number,
        "number-of-pages" if counted else "page": "-".join(filter(None, ref.pages)),
        "ISBN": ref.isbn,
        "language": ref.language,
        "genre": KINDS[ref.kind].genre if ref.paper.type else None,
        "custom": {"entrysubtype": "preprint"} if ref.paper.type is ItemType.PREPRINT else None,
        "archive": "arXiv" if ref.arxiv and not numbered else None,
        "archive_location": None if numbered else ref.arxiv,
        "DOI": ref.doi,
        "URL": ref.url,
        "keyword": ", ".join(ref.keywords),
        "abstract": ref.abstract if abstract else None,
    }
    if numbered:
        del item["publisher"], item["genre"]  # they come last
        publisher = ref.publisher or "arXiv"
        item |= {"publisher": publisher, "number": f"arXiv:{ref.arxiv}", "genre": "preprint"}
    return {name: value for name, value in item.items() if value}


def _name(name: Name) -> dict[str, str]:
    """Particle and suffix are in `family`: Zotero drops them where they are fields."""
    family = ", ".join(part for part in (name.last, name.suffix) if part)
    if not name.given and not name.particle and not name.suffix:
        return {"literal": family}
    return {part: value for part, value in (("family", family), ("given", name.given)) if value}


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
    media_type="application/vnd.citationstyles.csl+json",
    from_tags=True,
)
