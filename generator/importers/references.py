"""A reference as people write it, `Bo, A. (2018). "A Title." A Journal.` → its parts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.importers.people import people_of
from generator.importers.values import clean

_YEAR = r"\(?(?P<year>(?:1[5-9]|20)[0-9]{2})[a-z]?\)?"
_QUOTED = re.compile(
    r"(?P<before>[^\"“”„«»]{0,400})[\"“„«](?P<title>[^\"“”„«»]{6,300}?)[.,]?[\"”“»]"
    r"(?P<after>[^\"“”„«»]{0,300})"
)
_DATED = re.compile(
    r"(?P<authors>[^()]{3,400}?)\s*\((?P<year>(?:1[5-9]|20)[0-9]{2})[a-z]?\)[.:,]\s+"
    r"(?P<title>[^.?!]{6,300}[?!]?)(?:[.]\s*(?P<after>[^.]{0,120}))?.{0,300}"
)
_NAMED_FIRST = re.compile(
    r"(?:[-*•] |\[?\d{1,4}[\].)] ?)?[^\W\d_][\w'’-]+,? (?:[^\W\d_]\.[ -]?|[A-Z]{1,3}(?=[,.])){1,4}"
    r"(?=[\s,.;:&(])"
)
_BY = re.compile(r"by (?P<authors>[^;()]{3,300}?)(?:,\s+(?P<venue>[^,;]{0,80}))?")
"""What follows a title as in: by Ann Author and Bo Writer, A Journal."""
_ANY_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_NAME = re.compile(r"[^\W\d_](?:[^\W\d]|['’.-])*(?: (?:[^\W\d]|['’.-])+){0,4}")
_MOST_PEOPLE = 100
_VENUE = re.compile(r"[^\W\d_][\w '’&:-]{1,80}")


@dataclass(frozen=True, slots=True)
class CitedWork:
    """What a reference says; empty for what it does not."""

    title: str
    authors: tuple[str, ...] = ()
    year: str = ""
    venue: str = ""
    rest: str = ""
    """Words that are none of these."""


def is_list_of_references(text: str) -> bool:
    """Whether half of the lines, two at least, begin with a name or are references as a whole."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    found = sum(map(_is_reference, lines))
    return found > 1 and 2 * found >= len(lines)


def _is_reference(line: str) -> bool:
    if _ANY_YEAR.search(line) is None:
        return False
    return _NAMED_FIRST.match(line) is not None or reference_in(line) is not None


def reference_in(text: str) -> CitedWork | None:
    """The parts of a reference whose title is quoted, or follows the year; None for other text."""
    text = clean(text).strip(" -–—|[")
    if found := _QUOTED.fullmatch(text):
        dated = re.search(_YEAR, found["before"]) or re.search(_YEAR, found["after"])
        before = re.sub(_YEAR, "", found["before"])
        after = re.sub(_YEAR, "", found["after"])
        return _reference(found["title"], before, dated["year"] if dated else "", after)
    if (found := _DATED.fullmatch(text)) and _are_people(found["authors"]):
        return _reference(found["title"], found["authors"], found["year"], found["after"] or "")
    return None


def _reference(title: str, authors: str, year: str, after: str) -> CitedWork:
    named = authors.strip(" ,.:;()-–—")
    place = after.strip(" ,.:;()[]-–—|*")
    if not named and (by := _BY.fullmatch(place)):
        named, place = by["authors"], by["venue"] or ""
    named = f"{named}." if re.search(r"\b[^\W\d_]$", named) else named
    people = people_of(named) if _are_people(named) else []
    place = re.sub(r"^[Ii]n:? ", "", place)
    venue = place if _VENUE.fullmatch(place) else ""
    left = ("" if people else named, "" if venue else place)
    rest = "; ".join(text for text in left if re.search(r"\w", text))
    return CitedWork(title.strip(), tuple(people), year, venue, rest)


def _are_people(text: str) -> bool:
    """Whether the text is names alone, with commas and the like between them."""
    parts = [part.strip() for part in re.split(r"[,;&]|\b(?:and|et al)\b\.?", text)]
    named = [part for part in parts if part]
    return 0 < len(named) <= _MOST_PEOPLE and all(map(_NAME.fullmatch, named))
