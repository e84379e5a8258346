"""CSL-JSON → entries, as Zotero, Better BibTeX, Pandoc and Crossref write it.

Source: `csl-data.json` of the Citation Style Language, version 1.0.2.
"""

from __future__ import annotations

import json
import re
from typing import Any

from generator.importers.entry import Entry
from generator.importers.gathering import Gathered
from generator.importers.item_types import csl_type
from generator.importers.json_rows import Row, WrongType, list_of, object_of, text_of
from generator.importers.values import arxiv_of, joined_name
from generator.model.models import ItemType

TYPES = frozenset([
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book",
    "broadcast", "chapter", "classic", "collection", "dataset", "document", "entry",
    "entry-dictionary", "entry-encyclopedia", "event", "figure", "graphic", "hearing", "interview",
    "legal_case", "legislation", "manuscript", "map", "motion_picture", "musical_score",
    "pamphlet", "paper-conference", "patent", "performance", "periodical",
    "personal_communication", "post", "post-weblog", "regulation", "report", "review",
    "review-book", "software", "song", "speech", "standard", "thesis", "treaty", "webpage",
])  # fmt: skip
"""The types of items; any other type is an error, as the schema has it."""

_DETAILS = {
    "publisher": "publisher", "volume": "volume", "issue": "number", "page": "pages",
    "number-of-pages": "pages", "ISBN": "isbn", "language": "language",
}  # fmt: skip

_TAKEN = frozenset([
    "id", "title", "author", "issued", "container-title", "DOI", "URL", "abstract", "archive",
    "archive_location", "number", "note", "keyword", "type", "genre", "event", "event-title",
    "custom", *_DETAILS,
])  # fmt: skip
_NOTE_ID = re.compile(r"(?im)^\s*(?:doi|arxiv|url)\s*:\s*\S+")


def is_item(row: Row) -> bool:
    """Whether the object has what an item has, a known type, and no field of our own records."""
    titled = isinstance(row.get("title"), str) or "id" in row
    return row.get("type") in TYPES and titled and not {"authors", "year"} & row.keys()


def entry_of(line: int, row: Row) -> Entry:
    """The item's values; raises `WrongType` when one is not as the schema has it."""
    if not isinstance(row.get("type"), str) or row["type"] not in TYPES:
        raise WrongType(f"`type` is {json.dumps(row.get('type'))[:60]}, which is no type of CSL")
    got = Gathered(line)
    got.title(text_of(row, "title"))
    for person in list_of(row, "author"):
        got.author(_name(person))
    got.date(_date(object_or_text(row, "issued")))
    got.doi(text_of(row, "DOI"))
    _archive(got, row)
    _note(got, text_of(row, "note"))
    got.address(text_of(row, "URL"))
    got.venue(_first(row, "container-title"))
    got.abstract(text_of(row, "abstract"))
    for word in re.split(r"[,;]", text_of(row, "keyword")):
        got.keyword(word)
    _kind(got, row)
    for name in sorted(row.keys() - _TAKEN):
        got.other(name, as_text(row[name]))
    return got.entry()


def _kind(got: Gathered, row: Row) -> None:
    """The type of the item, and the fields that belong to it."""
    name, genre = text_of(row, "type"), text_of(row, "genre")
    kind = csl_type(name, genre)
    own = row.get("custom")
    if own == {"entrysubtype": "preprint"}:  # as our own export has it
        got.type(ItemType.PREPRINT, "preprint", sure=True)
    else:
        got.other("custom", as_text(own))
    got.type(kind, name)
    if kind is csl_type(name):
        got.other("genre", genre)
    for key, field in _DETAILS.items():
        got.detail(field, as_text(row.get(key)), key)
    got.venue(text_of(row, "event-title") or text_of(row, "event"), "event")


def object_or_text(row: Row, name: str) -> Any:
    """The value of a date, which may be a text; raises `WrongType` for anything else."""
    value = row.get(name)
    return value if isinstance(value, str) else object_of(row, name)


def as_text(value: Any) -> str:
    """A value of any type as text, for the report."""
    if isinstance(value, str):
        return value
    return "" if value is None or value in ([], {}) else json.dumps(value, ensure_ascii=False)


def _name(person: Any) -> str:
    if not isinstance(person, dict):
        raise WrongType("a name of `author` is not an object")
    literal = text_of(person, "literal")
    if literal:
        return literal
    particle = " ".join(
        part
        for name in ("dropping-particle", "non-dropping-particle")
        if (part := text_of(person, name))
    )
    # Some writers keep the suffix with the family name: `Peters, II`.
    family, _, kept = text_of(person, "family").partition(", ")
    suffix = text_of(person, "suffix") or kept
    return joined_name(text_of(person, "given"), family, suffix, particle)


def _date(value: Any) -> str:
    if isinstance(value, str):
        return value
    for part in list_of(value, "date-parts")[:1]:
        if not isinstance(part, list) or not all(isinstance(p, (int, str)) for p in part):
            raise WrongType("`date-parts` is not a list of lists of numbers")
        return str(part[0]) if part else ""
    return text_of(value, "raw") or text_of(value, "literal")


def _archive(got: Gathered, row: Row) -> None:
    location = text_of(row, "archive_location")
    number = text_of(row, "number")
    if "arxiv" in text_of(row, "archive").lower() and location:
        got.arxiv(location, "archive_location")
    else:
        got.other("archive", text_of(row, "archive"))
        got.other("archive_location", location)
    if "arxiv" in number.lower() and arxiv_of(number):
        got.arxiv(number)
    else:
        got.detail("number", number)


def _note(got: Gathered, note: str) -> None:
    """Zotero's field Extra: ids on lines of their own, then anything."""
    for found in _NOTE_ID.finditer(note):
        name, _, value = found[0].strip().partition(":")
        kind = name.strip().lower()
        {"doi": got.doi, "arxiv": got.arxiv, "url": got.address}[kind](value.strip())
    got.other("note", _NOTE_ID.sub("", note))


def _first(row: Row, name: str) -> str:
    """A text, or the first of several as Crossref has it."""
    value = row.get(name)
    if isinstance(value, list):
        return value[0] if value and isinstance(value[0], str) else ""
    return text_of(row, name)
