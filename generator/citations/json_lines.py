"""One paper as a line of JSON: every field as it is kept, LaTeX and all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.citations.export_format import FileKind, Format
from generator.citations.reference import Reference, arxiv_url, doi_url, safe_url
from generator.content.definitions import PAPER
from generator.content.field_types import Field, Layout
from generator.content.paper_values import plain_value
from generator.model.models import Paper
from generator.text.json_text import json_line

_NAMED = {field.json or field.name: field for field in PAPER.fields if field.json is not None}
_SHORT = {name: field for name, field in _NAMED.items() if field.layout is not Layout.LONG}
_LONG = {name: field for name, field in _NAMED.items() if field.layout is Layout.LONG}


def json_record(ref: Reference, key: str, page: str) -> str:
    """One line of JSON Lines: every field of the paper as kept, its citation key and its links.

    The keys are in the order of the definition, the links before the long texts.
    """
    paper = ref.paper
    place = {"links": links(paper, page)}
    record = {"id": paper.id, "key": key, **_kept(paper, _SHORT), **place, **_kept(paper, _LONG)}
    return json_line(record) + "\n"


def _kept(paper: Paper, fields: Mapping[str, Field]) -> dict[str, Any]:
    found = {name: plain_value(paper, field) for name, field in fields.items()}
    values = {name: None if value == "" else value for name, value in found.items()}
    return {n: v for n, v in values.items() if not (fields[n].sparse and v in (None, []))}


def links(paper: Paper, page: str) -> dict[str, str]:
    """Where the paper can be read, by kind of place; places that it is not at are left out."""
    found = {
        "page": page,
        "arxiv": arxiv_url(safe_url(paper.arxiv)) if paper.arxiv else "",
        "pdf": f"https://arxiv.org/pdf/{safe_url(paper.arxiv)}" if paper.arxiv else "",
        "doi": doi_url(paper.doi) if paper.doi else "",
    }
    return {place: address for place, address in found.items() if address}


FORMAT = Format(
    "jsonl",
    record=lambda item: json_record(item.reference, item.key, item.page),
    files=(FileKind("JSON Lines", ".jsonl"),),
)
