"""What a parser makes of a listing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from generator.model.problems import Problem


class Reason(StrEnum):
    """Why a line is no part of an entry; the values are shown to the user."""

    BLANK = "blank"
    FURNITURE = "page furniture"
    NO_ABSTRACT = "title without an abstract"
    NO_TITLE = "abstract without a title"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class ListedPaper:
    """An entry as it stands in a listing."""

    title: str
    """In NFC, on one line, without control characters."""
    abstract: str
    """Likewise."""
    line: int
    """The line of the title, counted from 1."""
    lines: tuple[int, ...]
    """Every line that the entry is made of, in order."""
    authors: str = ""
    """The line of names between title and abstract, as it stands."""
    addresses: str = ""
    """The lines that name ids or addresses, as they stand."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """A line that is no part of an entry."""

    line: int
    reason: Reason
    text: str


@dataclass(frozen=True, slots=True)
class Listing:
    """What was found in one file."""

    name: str
    """The file's base name, as `sources` quotes it."""
    format: str
    """`paragraphs`, `lines`, or `none` where nothing could be told."""
    length: int
    """The file's number of lines; a line break at the very end begins no further line."""
    drafts: tuple[ListedPaper, ...] = ()
    """In the order of the file."""
    dropped: tuple[Dropped, ...] = ()
    """In the order of the file."""
    problems: tuple[Problem, ...] = ()

    @property
    def sums(self) -> Mapping[str, int]:
        """Lines by what became of them, entries first; the values add up to `length`."""
        reasons = Counter(row.reason for row in self.dropped)
        counts = {"in entries": sum(len(draft.lines) for draft in self.drafts)}
        return counts | {str(reason): reasons[reason] for reason in Reason if reasons[reason]}
