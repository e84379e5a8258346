"""The house style of venues, read back: `ICC 2023 (workshop)` is venue, year and kind of event.

The table is `content/venues.yml`.  A venue that the table does not have is
kept under the name it came with, year and all; its kind is then told from words
that leave no doubt, or stays unknown.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from generator.model.models import Venue

_HOUSE_STYLE = re.compile(
    r"(?P<id>.+?)(?:,? (?P<year>(?:1[6-9]|20)[0-9]{2}))?(?: \((?P<note>[^()]+)\))?", re.DOTALL
)
_JOURNAL = re.compile(r"(?i)\b(journal|transactions|letters|magazine|annals|review)\b")
_CONFERENCE = re.compile(
    r"(?i)\b(?:proceedings|conference|workshop|symposium|congress|tagung|kongress|konferenz|colloque"
    r"|congrès|congreso|convegno|конференция)\b|\b(?:proc|conf|symp)\.|会議|会议|大会"
)

_NOTE = re.compile(r" \([^()]+\)\Z")
_YEARS = (re.compile(r" (?:1[6-9]|20)[0-9]{2}\Z"), re.compile(r", (?:1[6-9]|20)[0-9]{2}\Z"))
_YEAR_AND_NOTE = r"(?:,? (?:1[6-9]|20)[0-9]{2})?(?: \([^()]+\))?"

_FIRST_YEAR = 1900
"""The first that a venue which the table does not have can end in: `LNCS 1857` is a volume."""

CONFERENCE, JOURNAL, BOOK, UNKNOWN = "conference", "journal", "book", ""
"""Kinds of venue; the first three as `Venue.kind` has them."""


@dataclass(frozen=True, slots=True)
class Appearance:
    """Where and when a paper appeared."""

    id: str
    """The name without a year, in house style: `ICC`."""
    name: str
    """The name in full, as the table has it; without a row, the same as `id`."""
    kind: str
    """`conference`, `journal`, `book`, or empty where it cannot be told."""
    year: int | None = None
    """The venue's own year, None where the text names none."""
    note: str = ""
    """The text in brackets: `workshop`."""
    written: str = ""
    """The text without the note, year and all, where the table has no row; else empty."""

    @property
    def container(self) -> str:
        """The full name as a citation's container, with the note in brackets."""
        name = self.written or self.name
        return f"{name} ({self.note})" if self.note else name


def parse_venue(text: str | None, venues: Mapping[str, Venue]) -> Appearance | None:
    """Read a paper's venue.

    Args:
        text: `ICC 2024`, `ICC 2023 (workshop)`, `Imago Mundi`, or None.
        venues: The venue table by id; aliases of a row are understood.

    Returns:
        The parts, or None for no venue.
    """
    text = " ".join((text or "").split())
    match = _HOUSE_STYLE.fullmatch(text)
    if match is None:
        return None
    year = int(match["year"]) if match["year"] else None
    note = match["note"] or ""
    venue = _find(match["id"], venues)
    if venue is None:
        written = text.removesuffix(f" ({note})")
        is_volume = year and year < _FIRST_YEAR
        name, year = (written, None) if is_volume else (match["id"], year)
        return Appearance(name, name, _guess(name), year, note, written)
    return Appearance(venue.id, venue.name, venue.kind, year, note)


def house_style(venues: Iterable[str]) -> str:
    """An anchored regular expression, for Python and ECMAScript, of the venues with these ids."""
    names = "|".join(re.sub(r"([^\w\s-])", r"\\\1", venue) for venue in venues)
    return f"^(?:{names}){_YEAR_AND_NOTE}$"


def in_house_style(text: str, venues: Container[str]) -> bool:
    """Whether a paper's venue fits the expression of `house_style`, by looking its name up."""
    with_year = [text, _NOTE.sub("", text)]
    without = [year.sub("", name) for name in with_year for year in _YEARS]
    return any(name in venues for name in [*with_year, *without])


def _find(name: str, venues: Mapping[str, Venue]) -> Venue | None:
    if name in venues:
        return venues[name]
    return next((venue for venue in venues.values() if name in venue.aliases), None)


def _guess(name: str) -> str:
    if _CONFERENCE.search(name):
        return CONFERENCE
    return JOURNAL if _JOURNAL.search(name) else UNKNOWN
