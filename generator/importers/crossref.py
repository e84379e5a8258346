"""Answers of Crossref's REST API → entries.

Source: api.crossref.org, `works`; github.com/CrossRef/rest-api-doc, `api_format.md`.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import replace

from generator.importers.entry import Entry
from generator.importers.gathering import Gathered
from generator.importers.item_types import named_type
from generator.importers.json_rows import Row, WrongType, list_of, object_of, text_of
from generator.importers.values import clean, joined_name
from generator.text.bibliography import well_formed
from generator.text.identifiers import DOI

_PREFIX = re.compile(r"(RETRACTED|WITHDRAWN)(?: (?:ARTICLE|PAPER|CHAPTER))?\s*[:–—-]\s*", re.I)
_UPDATES = {"retraction": "retracted", "removal": "retracted", "withdrawal": "withdrawn"}
_DETAILS = {
    "publisher": "publisher", "volume": "volume", "number": "issue", "pages": "page",
    "isbn": "ISBN", "language": "language",
}  # fmt: skip
"""Field of an entry → its name at Crossref."""
_SUCCESSORS = ("is-replaced-by", "is-superseded-by")


def read(answer: bytes) -> list[Entry]:
    """The work of an answer, or those of a list, in its order; works without a title are left out.

    Raises `ValueError` for what is no such answer.
    """
    try:
        document = json.loads(answer)
        if not isinstance(document, dict):
            raise WrongType("no object")
        message = object_of(document, "message")
        works = list_of(message, "items") if "items" in message else [message]
        entries = [_entry(work) for work in works if isinstance(work, dict)]
    except WrongType as error:
        raise ValueError(str(error)) from error
    return [entry for entry in entries if entry.title]


def _entry(work: Row) -> Entry:
    got = Gathered(0)
    title = _prose(": ".join(filter(None, (_first(work, "title"), _first(work, "subtitle")))))
    got.title(_PREFIX.sub("", title, count=1))
    for name in _names(work):
        got.author(name)
    got.date(str(_year(work) or ""))
    got.venue(_prose(_first(work, "container-title")))
    got.doi(text_of(work, "DOI"))
    got.abstract(_prose(text_of(work, "abstract")))
    if kind := text_of(work, "type"):
        got.type(named_type(kind), kind)
    for field, name in _DETAILS.items():
        got.detail(field, _first(work, name) if name == "ISBN" else text_of(work, name))
    status, notice = _status(work, title)
    return replace(got.entry(), status=status, notice=notice, extra={}, warnings=())


def _status(work: Row, title: str) -> tuple[str | None, str | None]:
    """`status` and `notice`, as far as the record says that something became of the work."""
    for update in list_of(work, "updated-by"):
        kind = text_of(update, "type").lower() if isinstance(update, dict) else ""
        if kind in _UPDATES:
            return _UPDATES[kind], _doi_address(text_of(update, "DOI"))
    if found := _PREFIX.match(title):
        return found[1].lower(), _doi_address(text_of(work, "DOI"))
    relations = object_of(work, "relation")
    for name in _SUCCESSORS:
        for other in list_of(relations, name):
            if isinstance(other, dict) and (notice := _doi_address(text_of(other, "id"))):
                return "superseded", notice
    return None, None


def _doi_address(text: str) -> str | None:
    doi = DOI.corrected(text)
    return well_formed("url", f"https://doi.org/{doi}") if doi else None


def _first(work: Row, name: str) -> str:
    values = list_of(work, name)
    return values[0] if values and isinstance(values[0], str) else ""


def _names(work: Row) -> Iterator[str]:
    for person in list_of(work, "author"):
        if isinstance(person, dict):
            given, family = clean(text_of(person, "given")), clean(text_of(person, "family"))
            name = joined_name(given, family, clean(text_of(person, "suffix")))
            if name := name or clean(text_of(person, "name")):
                yield name


def _year(work: Row) -> int | None:
    for key in ("published", "issued", "published-print", "published-online"):
        match work.get(key):
            case {"date-parts": [[int(year), *_], *_]}:
                return well_formed("year", year)
    return None


def _prose(text: str) -> str:
    """JATS or HTML as plain text; a heading that only says "Abstract" goes."""
    text = re.sub(r"<(jats:)?title>\s*abstract\s*</\1?title>", " ", text, flags=re.IGNORECASE)
    return clean(html.unescape(re.sub(r"</?[A-Za-z][^<>]*>", " ", text)))
