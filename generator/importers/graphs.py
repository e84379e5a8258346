"""Answers of OpenAlex and Semantic Scholar → entries; `ValueError` for what is no such answer."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

from generator.importers.entry import Entry
from generator.importers.json_records import openalex, semantic_scholar
from generator.importers.json_rows import Row, WrongType, list_of


def openalex_work(answer: bytes) -> list[Entry]:
    """The one work of the answer."""
    return [_record(json.loads(answer), openalex)]


def openalex_works(answer: bytes) -> list[Entry]:
    """The works of a search, in its order."""
    document = json.loads(answer)
    if not isinstance(document, dict):
        raise ValueError("no object")
    try:
        rows = list_of(document, "results")
    except WrongType as error:
        raise ValueError(str(error)) from error
    return [_record(row, openalex) for row in rows]


def scholar_paper(answer: bytes) -> list[Entry]:
    """The one paper of the answer."""
    return [_record(json.loads(answer), semantic_scholar)]


def _record(row: object, make: Callable[[int, Row], Entry]) -> Entry:
    if not isinstance(row, dict):
        raise ValueError("no object")
    try:
        entry = make(0, row)
    except WrongType as error:
        raise ValueError(str(error)) from error
    if not entry.title:
        raise ValueError("no title")
    retracted = make is openalex and row.get("is_retracted") is True
    return replace(entry, status="retracted") if retracted else entry
