"""Venues as they are cited → the house style, by the table `content/venues.yml`.

A conference carries its year (`ICC 2024`), a workshop there says so
(`ICC 2023 (workshop)`), a journal stands alone (`Imago Mundi`): its volume and
pages belong to a full citation, and its year is the paper's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from generator.model.models import Venue
from generator.text.titles import loose_key

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|(?<=[A-Za-z])['’](\d\d)(?!\d)")
_WORKSHOP = re.compile(r"\bworkshops?\b|@|\(W\)", re.IGNORECASE)
_DECORATION = re.compile(
    r"^\s*(?:in:?\s+)?(?:proc(?:eedings|\.)?\s+(?:of\s+)?)?(?:the\s+)?"
    r"|\b(?:oral|spotlight|poster|main conference|conference track|system demonstrations)\b"
    r"|\bdatasets and benchmarks(?: track)?\b|[()]",
    re.IGNORECASE,
)
_PUBLISHER = re.compile(r"\b(?:University|Univ\.?|MIT) Press\b|\bSpringer\b|\bElsevier\b|\bWiley\b")
_PREPRINT = re.compile(
    r"\barxiv\b|\bcorr\b|\bpreprint\b|\bunder review\b|\bsubmitted\b|\bthesis\b", re.IGNORECASE
)
_NUMBERS = re.compile(
    r"\b(?:vol(?:ume)?|no|number|issue|pp?|pages?)\b\.?|\b\d+(?:st|nd|rd|th)\b|[\d()–:,.-]*\d[\d()–:,.-]*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Styled:
    """A spelling brought to the house style, or the reason why it was dropped."""

    venue: str | None
    """In house style; None when dropped."""
    reason: str = ""
    """Why it was dropped; empty otherwise."""


class VenueTable:
    """The table with an index of every spelling."""

    def __init__(self, venues: Mapping[str, Venue]) -> None:
        self._by_key = {
            loose_key(spelling): venue
            for venue in venues.values()
            for spelling in (*venue.aliases, venue.name, venue.id)
        }

    def style(self, spelling: str) -> Styled:
        """The house style of a venue as it was cited.

        What the table does not know is dropped, with a reason that says
        whether it is no venue at all (a publisher, a preprint server), only
        not in the table, or a conference without the year that makes an edition.
        """
        text = " ".join(spelling.split())
        found = self._find(text)
        if found is None:
            if _PUBLISHER.search(text):
                return Styled(None, "a publisher, not a venue")
            if _PREPRINT.search(text):
                return Styled(None, "not a venue")
            return Styled(None, "not in content/venues.yml")
        venue, workshop = found
        if venue.kind != "conference":
            return Styled(venue.id)
        year = _year(text)
        if not year:
            return Styled(None, f"{venue.id} without a year names no edition")
        return Styled(f"{venue.id} {year}{' (workshop)' if workshop else ''}")

    def _find(self, text: str) -> tuple[Venue, bool] | None:
        """The venue, and whether the text speaks of a workshop there."""
        workshop = _WORKSHOP.search(text) is not None
        names = [text, _YEAR.sub(" ", text)]
        names += [] if workshop else [_bare(text), _DECORATION.sub(" ", _bare(text))]
        for name in names:
            if venue := self._by_key.get(loose_key(name)):
                return venue, False
        if workshop:
            return self._host(_bare(text))
        # CVPRW, ICCV-W: the letter after a conference's name.
        short = re.fullmatch(r"(.{2,}?)[-\s]?Ws?", _bare(text))
        venue = self._by_key.get(loose_key(short[1])) if short else None
        return (venue, True) if venue and venue.kind == "conference" else None

    def _host(self, text: str) -> tuple[Venue, bool] | None:
        """The conference that a workshop belongs to: the longest run of words that is one.

        Behind an `@` or `at` it comes first; else the earliest of the longest.
        """
        hosts = re.split(r"@|\b(?:at|in)\b", text)[:0:-1]
        for part in (*hosts, text):
            words = re.findall(r"[^\s@,;]+", part)
            for length in range(len(words), 0, -1):
                for start in range(len(words) - length + 1):
                    name = loose_key(" ".join(words[start : start + length]))
                    venue = self._by_key.get(name)
                    if venue and venue.kind == "conference":
                        return venue, True
        return None


def _bare(text: str) -> str:
    """The text without years, volumes, pages and the word workshop."""
    words = re.sub(r"\bworkshops?\b|\(W\)", " ", _YEAR.sub(" ", text), flags=re.IGNORECASE)
    words = re.sub(r"\b\d+(?:st|nd|rd|th)\b", " ", words)
    words = re.sub(r"(?<=\s)[\d(][\d()\s,.:–-]*(?=\s|$)", " ", f" {words} ")
    return re.sub(r"\s+", " ", _NUMBERS.sub(" ", words) if "," in text else words).strip(" ,;.")


def _year(text: str) -> str | None:
    match = _YEAR.search(text)
    if match is None:
        return None
    return f"20{match[1]}" if match[1] else match[0]
