"""Listings of titles and abstracts as text → entries; `listings` tells their lines apart."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from generator.importers.entry import Entry, ReadEntries
from generator.importers.gathering import Gathered
from generator.importers.ids import names_in
from generator.importers.listings import ListedPaper, Listing, parse
from generator.importers.people import people_of
from generator.importers.references import is_list_of_references
from generator.model.problems import Problem, has_errors

_SENTENCE_END = re.compile(r"[.!?…。！？।][\"'”’)\]}」』]*(?=\s|$)|[。！？।]")
_NO_TITLE = re.compile(r"^[@<{\[|#=;&*•·]|^[-–] |[,;{}<>=]$|://|^\W*$|^[\w.-]+\s*[:=]\s*\S+$")
_LONG_ENOUGH = 120
MOST_LINES = 100_000
"""Lines of a listing at most: some ten thousand papers, each in several lines."""
_MOST_TITLE = 400
_ENOUGH = 1 << 18
"""Characters that are looked at to tell a listing from another text."""


def listing_of(text: str, path: str, layout: str | None = None) -> Listing:
    """The listing as `listings.parse` reads it, under the last part of its path."""
    return parse(PurePosixPath(path).name, text.encode(), path, layout)


def looks_like(text: str) -> bool:
    """Whether nearly all that was paired reads like titles and abstracts.

    Lines in pairs are found in any text; an abstract has two sentences or is long,
    and ends as a sentence, and a title is no assignment, markup or address.
    """
    listing = listing_of(text[:_ENOUGH], "")
    if not listing.drafts or is_list_of_references(text[:_ENOUGH]):
        return False
    good = sum(map(_is_plausible, listing.drafts))
    bad = (
        len(listing.drafts) - good + sum(1 for problem in listing.problems if has_errors([problem]))
    )
    return good > 4 * bad


def _is_plausible(draft: ListedPaper) -> bool:
    sentences = len(_SENTENCE_END.findall(draft.abstract))
    is_abstract = bool(sentences) and (sentences > 1 or len(draft.abstract) >= _LONG_ENOUGH)
    is_title = len(draft.title) <= _MOST_TITLE and not _NO_TITLE.search(draft.title)
    return is_abstract and is_title


def read(text: str, path: str) -> ReadEntries:
    """The entries, in whichever layout the text has."""
    return _read(text, path, None)


def read_paragraphs(text: str, path: str) -> ReadEntries:
    """The entries of a text with blank lines between titles and abstracts."""
    return _read(text, path, "paragraphs")


def read_lines(text: str, path: str) -> ReadEntries:
    """The entries of a text of one line after another."""
    return _read(text, path, "lines")


def _read(text: str, path: str, layout: str | None) -> ReadEntries:
    if text.count("\n") > MOST_LINES:
        message = f"the listing has more than {MOST_LINES:,} lines; divide it"
        return ReadEntries(problems=(Problem(path, 0, 0, "too-large", message),))
    listing = listing_of(text, path, layout)
    return ReadEntries(tuple(map(_entry, listing.drafts)), listing.problems, listing)


def _entry(draft: ListedPaper) -> Entry:
    got = Gathered(draft.line)
    for name in people_of(draft.authors) if draft.authors else ():
        got.author(name)
    for name in names_in(draft.addresses):
        got.identifier(name)
    found = got.entry()
    return found.over(Entry(draft.line, draft.title, abstract=draft.abstract))
