"""An entry's values in the terms of this list: venues in house style, words that are tags."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.importers.bounds import within_bounds
from generator.importers.entry import Entry
from generator.importers.matching import Values
from generator.importers.values import folded
from generator.model.models import ItemType
from generator.text.repository_links import repositories
from generator.text.titles import tidy
from generator.text.venue_spellings import VenueTable

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_FIRST_YEAR = 1900
"""The first that a cited venue can name: `LNCS 1857` is a volume."""
_PART_OF = re.compile(r"(?i)\b(?:workshops?|findings|companion|adjunct|extended|abstracts)\b")
"""Words of a publication that is not that of the conference itself."""
_BETWEEN_NAMES = re.compile(r",| [–—-]+ ")
_KINDLESS = ("not a venue", "a publisher, not a venue")


@dataclass(frozen=True, slots=True)
class Words:
    """The list's own words for things."""

    venues: VenueTable = field(default_factory=lambda: VenueTable({}))
    tags: Mapping[str, str] = field(default_factory=dict)
    """Id, name and other words of a tag, folded → its id."""
    topics: Mapping[str, str] = field(default_factory=dict)
    """Id and title of a topic, folded → its id."""
    language: str = "en"
    """The language that papers are in where nothing says another."""


def words_of(
    venues: VenueTable,
    tags: Mapping[str, Sequence[str]],
    topics: Mapping[str, Sequence[str]],
    language: str = "en",
) -> Words:
    """The words of a list: the ids of its tags and topics, each with its other words."""
    return Words(venues, _by_word(tags), _by_word(topics), language)


def _by_word(ids: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Word, folded → id; an id is its own before it is another's alias."""
    found = {folded(key): key for key in ids}
    for key, words in ids.items():
        for word in words:
            found.setdefault(folded(word), key)
    return found


@dataclass(frozen=True, slots=True)
class Valued:
    """The values of an entry for a paper's record, and what is shown of the others."""

    values: Values
    unknown_venue: str = ""
    """The venue that is kept as it stands, though the table does not have it."""
    dropped: tuple[str, ...] = ()
    """Names of what the record has no field for."""
    proposed_topic: str = ""
    """The heading that it stands below, where no topic has this name."""


def values_of(entry: Entry, words: Words) -> Valued:
    """What a new paper of this entry holds; fields without a value are absent."""
    venue, unknown = _venue(entry, words.venues)
    by_publisher = venue is not None and not entry.venue
    kind = None if _is_paper(entry, venue, unknown, by_publisher) else entry.type
    language = entry.language
    if language and not entry.exact and language.partition("-")[0] == words.language:
        language = None
    tags, left = _tags(entry, words.tags)
    topic = words.topics.get(folded(entry.section)) if entry.section else None
    abstract = tidy(entry.abstract or "")
    code = dict.fromkeys((*entry.code, *repositories(abstract)))
    found: Values = {
        "title": tidy(entry.title), "type": kind, "authors": list(entry.authors),
        "year": entry.year, "venue": venue, "publisher": None if by_publisher else entry.publisher,
        "volume": entry.volume, "number": entry.number, "pages": entry.pages,
        "isbn": entry.isbn if kind or entry.exact else None, "language": language,
        "arxiv": entry.arxiv, "doi": entry.doi, "url": entry.url,
        "code": list(code), "topics": list(entry.topics) or ([topic] if topic else []),
        "tags": tags, "summary": entry.summary, "note": entry.note, "abstract": abstract,
        "published_as": entry.published_as, "status": entry.status, "notice": entry.notice,
    }  # fmt: skip
    dropped = [*entry.extra, *(["keywords"] if left else [])]
    if entry.isbn and not found["isbn"]:
        dropped.append("isbn")
    if entry.venue and venue is None and not entry.arxiv:
        dropped.append("venue")
    kept, left = within_bounds({name: value for name, value in found.items() if value})
    return Valued(
        kept,
        venue or "" if unknown and "venue" in kept else "",
        (*dropped, *left),
        "" if topic else entry.section,
    )


def _is_paper(entry: Entry, venue: str | None, unknown: bool, by_publisher: bool) -> bool:
    """Whether what others call a chapter or a book is a paper at a venue of this list."""
    if entry.type_is_sure or venue is None or unknown:
        return False
    return entry.type is ItemType.CHAPTER or (entry.type is ItemType.BOOK and by_publisher)


def _venue(entry: Entry, table: VenueTable) -> tuple[str | None, bool]:
    """The venue as it is kept, and whether the table does not have it."""
    if not entry.venue:
        own = entry.type is not None and (entry.type_is_sure or entry.isbn)
        publisher = None if own else table.style(entry.publisher or "").venue
        # A preprint has a year of its own; that of the book is then the venue's.
        dated = publisher and entry.year != entry.published
        return f"{publisher} {entry.published}" if dated else publisher, False
    whole = table.style(entry.venue)
    if entry.exact:
        return entry.venue, whole.venue is None
    for spelling in _spellings(entry.venue, entry.published):
        if (styled := table.style(spelling)).venue is not None:
            return styled.venue, False
    return (None, False) if whole.reason in _KINDLESS else (entry.venue, True)


def _spellings(venue: str, year: int | None) -> Iterator[str]:
    """The venue as cited, then with its year, then the short name that stands within it.

    `6th International Conference on …, ICLR 2018, Vancouver`, `… (CVPR)` and `Computer Vision –
    ECCV 2016` have one.
    """
    yield venue
    dated = "" if year is None or year < _FIRST_YEAR or _YEAR.search(venue) else f" {year}"
    yield f"{venue}{dated}"
    if not _PART_OF.search(venue):
        found = _YEAR.search(venue)
        dated = f" {found[0] if found else year or ''}".rstrip()
        for part in [*re.findall(r"\(([^()]+)\)", venue), *_BETWEEN_NAMES.split(venue)]:
            yield part.strip() if _YEAR.search(part) else f"{part.strip()}{dated}"


def _tags(entry: Entry, known: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """The tags, and the keywords that are none."""
    find: Callable[[str], str | None] = lambda word: known.get(folded(word))  # noqa: E731
    found = dict.fromkeys([*entry.tags, *filter(None, map(find, entry.keywords))])
    return list(found), [word for word in entry.keywords if find(word) is None]
