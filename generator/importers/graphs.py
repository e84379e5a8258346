"""Answers of OpenAlex and Semantic Scholar → entries; `ValueError` for what is no such answer."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace

from generator.importers.entry import Entry
from generator.importers.json_records import openalex, semantic_scholar
from generator.importers.json_rows import Row, WrongType, list_of


def openalex_work(answer: bytes) -> list[Entry]:
    """The one work of the answer; none without a title."""
    return _entries([json.loads(answer)], _openalex)


def openalex_works(answer: bytes) -> list[Entry]:
    """The works of a search, in its order; those without a title are left out."""
    document = json.loads(answer)
    if not isinstance(document, dict):
        raise ValueError("no object")
    try:
        rows = list_of(document, "results")
    except WrongType as error:
        raise ValueError(str(error)) from error
    return _entries(rows, _openalex)


def scholar_paper(answer: bytes) -> list[Entry]:
    """The one paper of the answer; none without a title."""
    return _entries([json.loads(answer)], semantic_scholar)


def _openalex(line: int, row: Row) -> Entry:
    entry = openalex(line, row)
    return replace(entry, status="retracted") if row.get("is_retracted") is True else entry


def _entries(rows: Sequence[object], make: Callable[[int, Row], Entry]) -> list[Entry]:
    if not all(isinstance(row, dict) for row in rows):
        raise ValueError("no object")
    try:
        entries = [make(0, row) for row in rows if isinstance(row, dict)]
    except WrongType as error:
        raise ValueError(str(error)) from error
    return [entry for entry in entries if entry.title]
