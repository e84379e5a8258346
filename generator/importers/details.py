"""The fields of one short value: publisher, volume, number, pages, ISBN and language."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from generator.importers.values import folded
from generator.text.identifiers import ISBN
from generator.text.languages import language_code

DETAILS = ("publisher", "volume", "number", "pages", "isbn", "language")
"""The names of these fields, in the order of a paper's file."""

_LONGEST = 300
_ARXIV = frozenset(["arxiv", "arxivorg", "corr"])


def kept_form(field: str, text: str) -> str | None:
    """The value of one of `DETAILS` as the paper's record keeps it, None where it cannot be kept.

    arXiv is no publisher: the id says it.
    """
    found = _FORMS.get(field, _as_it_is)(text) if len(text) <= _LONGEST else None
    return found or None


def is_arxiv(text: str) -> bool:
    """Whether a publisher is arXiv, or there is none."""
    return not text or folded(text) in _ARXIV


def _publisher(text: str) -> str | None:
    return None if is_arxiv(text) else text


def _pages(text: str) -> str | None:
    return re.sub(r"\s*[-\u2010-\u2015]+\s*", "-", text).strip("-")


def _isbn(text: str) -> str | None:
    """The first of several."""
    found = (ISBN.corrected(part) for part in (text, *re.split(r"[;,/\s]+", text)))
    return next(filter(None, found), None)


def _as_it_is(text: str) -> str | None:
    return text


_FORMS: Mapping[str, Callable[[str], str | None]] = {
    "publisher": _publisher,
    "pages": _pages,
    "isbn": _isbn,
    "language": language_code,
}
