"""The fields of a document that the search reads: one line for each.

Everything else follows from the table: what the index counts, the numbers that
the script is given (`operators`), and the operators that it offers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.search.documents import Document


@dataclass(frozen=True, slots=True)
class IndexField:
    """A part of a document, and what a word in it weighs."""

    name: str
    weight: float
    length: float
    """How far a long field takes weight from its words, from 0 to 1 (b in BM25)."""
    take: Callable[[Document], str | Sequence[str]]
    """Its text in a document, or several texts, between which no phrase runs."""
    operator: str = ""
    """What a query writes before the colon to ask this field alone: small letters, or nothing."""


FIELDS = (
    IndexField("abstract", 1.0, 0.6, lambda d: d.abstract),
    IndexField("summary", 1.5, 0.3, lambda d: d.summary),
    IndexField("title", 8.0, 0.4, lambda d: d.titles, operator="title"),
    IndexField("tags", 2.0, 0.3, lambda d: d.tags),
    IndexField("topics", 1.0, 0.3, lambda d: d.topics),
    IndexField("authors", 4.0, 0.2, lambda d: d.authors, operator="author"),
    IndexField("aliases", 1.0, 0.5, lambda d: d.aliases),
    IndexField("venue", 1.0, 0.0, lambda d: d.venue, operator="venue"),
)
"""In the order of their bits and of their ranges of positions."""
FIELD_SPAN = 1 << 14
"""Positions of one field; words after the last are found, but not within a phrase."""


def values(document: Document, fields: Sequence[IndexField] = FIELDS) -> Iterator[tuple[int, str]]:
    """The texts of a document with the number of their field, fields in order."""
    for number, field in enumerate(fields):
        content = field.take(document)
        for text in (content,) if isinstance(content, str) else content:
            yield number, text


def operators(fields: Iterable[IndexField] = FIELDS) -> Mapping[str, int]:
    """The operators that ask a field, with the field's number."""
    return {field.operator: number for number, field in enumerate(fields) if field.operator}
