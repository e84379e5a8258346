"""The value of any field of a paper, whether the record has an attribute for it or not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from datetime import date
from operator import attrgetter
from typing import Any

from generator.content.definitions import PAPER
from generator.content.field_types import Field, Items
from generator.model.models import Paper, SourceRef

ATTRIBUTES = frozenset(field.name for field in fields(Paper)) - {"id", "extra"}
"""The fields with an attribute of `Paper`; the others are in `Paper.extra`."""


def field_value(paper: Paper, name: str) -> Any:
    """The field's value as the record has it; None where `Paper.extra` has none."""
    return getattr(paper, name) if name in ATTRIBUTES else paper.extra.get(name)


def plain_value(paper: Paper, field: Field) -> Any:
    """The field's value as YAML and JSON have it: text, a number, or a list of text or mappings.

    A date is text (`2026-11-20`). Where nothing is known: an empty list for a list, else None.
    """
    value = field_value(paper, field.name)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(field.type, Items):
        rows = value if isinstance(value, tuple) else ()
        return [asdict(row) if isinstance(row, SourceRef) else row for row in rows]
    return value


def rare_fields(papers: Iterable[Paper]) -> tuple[str, ...]:
    """The names of the rare fields that any of the papers has, in the order of the definition."""
    known = tuple(papers)
    rare = (field.name for field in PAPER.fields if field.rare)
    return tuple(name for name in rare if any(_values(known, name)))


def _values(papers: Iterable[Paper], name: str) -> Iterator[Any]:
    if name in ATTRIBUTES:
        return map(attrgetter(name), papers)
    return (paper.extra.get(name) for paper in papers)
