"""Objects of JSON → entries: CSL items, our own export, OpenAlex works, Semantic Scholar papers.

Sources: docs.openalex.org (Work object), api.semanticscholar.org/api-docs (Academic Graph).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from generator.content.definitions import STATUSES
from generator.importers import csl_json
from generator.importers.details import DETAILS
from generator.importers.entry import Entry, ReadEntries
from generator.importers.gathering import Gathered
from generator.importers.item_types import named_type
from generator.importers.json_rows import (
    Row,
    WrongType,
    list_of,
    object_of,
    read_array,
    read_lines,
    text_of,
)
from generator.importers.values import clean, natural_name, web_address, year_of
from generator.model.models import ItemType
from generator.text.identifiers import ARXIV, DATE, DOI, URL
from generator.text.paper_address import field_of
from generator.text.slugs import is_slug

_OWN = frozenset([
    "id", "key", "title", "authors", "year", "venue", "arxiv", "doi", "url", "code", "topics",
    "tags", "summary", "note", "why", "added", "abstract", "page", "links", "published_as",
    "status", "notice", "type", *DETAILS,
])  # fmt: skip
_OPENALEX = frozenset([
    "id", "doi", "title", "display_name", "publication_year", "publication_date", "authorships",
    "primary_location", "abstract_inverted_index", "locations", "ids", "keywords", "type", "biblio",
    "language",
])  # fmt: skip
_SCHOLAR = frozenset([
    "paperId", "externalIds", "title", "authors", "year", "publicationDate", "venue",
    "publicationVenue", "journal", "abstract", "openAccessPdf", "url",
])  # fmt: skip
_LONGEST = 50_000
"""Words of an abstract at most: positions in the index are anybody's numbers."""


def read_csl(text: str, path: str) -> ReadEntries:
    """The items of CSL-JSON; anything else in the array is an error."""
    return read_array(text, path, csl_json.entry_of)


def read_any(text: str, path: str) -> ReadEntries:
    """One object a line; or an array of objects, or an envelope that holds one."""
    first, _, more = text.removeprefix("\ufeff").strip().partition("\n")
    one_a_line = first.startswith("{") and first.rstrip().endswith("}") and more != ""
    return (read_lines if one_a_line else read_array)(text, path, entry_of)


def entry_of(line: int, row: Row) -> Entry:
    """The object's values; raises `WrongType` for an object of no known kind."""
    data = row.get("data")
    if "itemType" in row or (isinstance(data, dict) and "itemType" in data):
        raise WrongType("this is JSON of Zotero's own; export it as CSL-JSON or BibTeX")
    for has, make in _KINDS:
        if has(row):
            return make(line, row)
    names = ", ".join(f"`{name}`" for name in list(row)[:4]) or "nothing"
    raise WrongType(f"this object has no `title`; it has {names}")


def own(line: int, row: Row) -> Entry:
    """A record of our own export: every field as it stands there."""
    known, got = _own_ids(line, row)
    for name in sorted(row.keys() - _OWN):
        got.other(name, csl_json.as_text(row[name]))
    entry = got.entry()
    return replace(
        entry, **known, exact=True, extra=dict(entry.extra), warnings=entry.warnings,
        published=entry.published or known["year"],
    )  # fmt: skip


def _own_ids(line: int, row: Row) -> tuple[dict[str, Any], Gathered]:
    got = Gathered(line)
    got.title(clean(text_of(row, "title")))
    values: dict[str, Any] = {"title": clean(text_of(row, "title"))}
    for name, form in (("arxiv", ARXIV), ("doi", DOI), ("url", URL)):
        text = text_of(row, name).strip()
        values[name] = form.corrected(text) if text else None
        if text and name == "url":
            values[name] = _own_page(text, values)
        if text and values[name] is None and not (name == "url" and web_address(text)):
            {"arxiv": got.arxiv, "doi": got.doi, "url": got.address}[name](text, name)
    year = text_of(row, "year")
    values["year"] = year_of(year)
    if year and values["year"] is None:
        got.other("year", year)
    values["id"] = text_of(row, "id") if is_slug(text_of(row, "id")) else ""
    for name in ("venue", "summary", "note", "abstract", "published_as"):
        values[name] = clean(text_of(row, name)) or None
    values["note"] = values["note"] or clean(text_of(row, "why")) or None  # its former name
    values["type"] = _own_type(got, text_of(row, "type"))
    values["type_is_sure"] = True
    for name in DETAILS:
        got.detail(name, text_of(row, name))
    for name in ("authors", "code", "topics", "tags"):
        values[name] = tuple(filter(None, map(clean, _texts(row, name))))
    for address in values["code"]:
        got.code(address)
    values["status"] = _status(row, got)
    values["notice"] = web_address(text_of(row, "notice").strip())
    entry = got.entry()
    values["code"] = entry.code
    values |= {name: getattr(entry, name) for name in DETAILS}
    day = text_of(row, "added")
    values["added"] = _day(day)
    if day and values["added"] is None:
        got.other("added", day)
    return values, got


def _status(row: Row, got: Gathered) -> str | None:
    status = text_of(row, "status").strip()
    if status and status not in STATUSES:
        got.other("status", status)
    return status if status in STATUSES else None


def _own_type(got: Gathered, word: str) -> ItemType | None:
    known = {str(kind): kind for kind in ItemType if kind is not ItemType.PAPER}
    if word not in known and word != ItemType.PAPER:
        got.other("type", word)
    return known.get(word)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if DATE.fits(text) else None
    except ValueError:
        return None


def _own_page(text: str, values: dict[str, Any]) -> str | None:
    """The address, unless it is that of the arXiv id or the DOI, as the exports have it."""
    address = web_address(text)
    kind, value = (field_of(address) if address else None) or ("", "")
    return None if kind in ("arxiv", "doi") and value == values[kind] else address


def _texts(row: Row, name: str) -> list[str]:
    """A list of texts, a text alone, or of objects with a `name`."""
    value = row.get(name)
    if isinstance(value, str):
        return [value]
    found = []
    for item in list_of(row, name):
        text = item.get("name") if isinstance(item, dict) else item
        if not isinstance(text, str):
            raise WrongType(f"`{name}` holds something that is no text")
        found.append(text)
    return found


def openalex(line: int, row: Row) -> Entry:
    """A work of OpenAlex."""
    got = Gathered(line)
    got.title(text_of(row, "title") or text_of(row, "display_name"))
    for authorship in list_of(row, "authorships"):
        if isinstance(authorship, dict):
            person = object_of(authorship, "author")
            name = text_of(person, "display_name") or text_of(authorship, "raw_author_name")
            got.author(natural_name(name))
    got.date(text_of(row, "publication_year") or text_of(row, "publication_date"))
    got.doi(text_of(row, "doi"))
    for location in [row.get("primary_location"), *list_of(row, "locations")]:
        if isinstance(location, dict):
            _location(got, location)
    if name := text_of(row, "type"):
        got.type(named_type(name), name)
    biblio = object_of(row, "biblio")
    got.detail("volume", text_of(biblio, "volume"))
    got.detail("number", text_of(biblio, "issue"))
    ends = [text_of(biblio, name) for name in ("first_page", "last_page")]
    got.detail("pages", "-".join(filter(None, ends)))
    got.detail("language", text_of(row, "language"))
    got.abstract(_inverted(object_of(row, "abstract_inverted_index")))
    for keyword in list_of(row, "keywords"):
        got.keyword(text_of(keyword, "display_name") if isinstance(keyword, dict) else "")
    for name in sorted(row.keys() - _OPENALEX):
        got.other(name, csl_json.as_text(row[name]))
    return got.entry()


def _location(got: Gathered, location: Row) -> None:
    address = text_of(location, "landing_page_url")
    if address:
        got.address(address, "landing_page_url")
    source = object_of(location, "source")
    if text_of(source, "type") not in ("repository", ""):
        got.venue(text_of(source, "display_name"), "other locations")


def _inverted(index: Row) -> str:
    """The text of an inverted index: word → the positions where it stands."""
    places: dict[int, str] = {}
    for word in index:
        for position in list_of(index, word):
            if isinstance(position, int) and 0 <= position < _LONGEST:
                places[position] = word
    return " ".join(places[position] for position in sorted(places))


def semantic_scholar(line: int, row: Row) -> Entry:
    """A paper of Semantic Scholar."""
    got = Gathered(line)
    got.title(text_of(row, "title"))
    for author in list_of(row, "authors"):
        got.author(natural_name(text_of(author, "name") if isinstance(author, dict) else ""))
    got.date(text_of(row, "year") or text_of(row, "publicationDate"))
    ids = object_of(row, "externalIds")
    got.arxiv(text_of(ids, "ArXiv"))
    got.doi(text_of(ids, "DOI"))
    printed = object_of(row, "journal")
    got.detail("volume", text_of(printed, "volume"))
    got.detail("pages", text_of(printed, "pages"))
    journal = text_of(printed, "name")
    place = object_of(row, "publicationVenue")
    for venue in (text_of(place, "name"), text_of(row, "venue"), journal):
        got.venue(venue, "other names of the venue")
    got.abstract(text_of(row, "abstract"))
    pdf = text_of(object_of(row, "openAccessPdf"), "url")
    if (field_of(pdf) or ("", ""))[0] == "arxiv":
        got.address(pdf)
    if not ids.get("ArXiv") and not ids.get("DOI"):
        got.address(text_of(row, "url"))
    for name in sorted(row.keys() - _SCHOLAR):
        got.other(name, csl_json.as_text(row[name]))
    return got.entry()


_KINDS: tuple[tuple[Callable[[Row], bool], Callable[[int, Row], Entry]], ...] = (
    (lambda row: "authorships" in row or "abstract_inverted_index" in row, openalex),
    (lambda row: "paperId" in row or "externalIds" in row, semantic_scholar),
    (lambda row: {"id", "key", "title", "links"} <= row.keys(), own),
    (csl_json.is_item, csl_json.entry_of),
    (lambda row: "title" in row, own),
)
"""The kinds of objects, most particular first: how each is told, and how it is read."""
