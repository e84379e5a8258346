"""What an import reads, and what becomes of it: records for the planner and for its account."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from generator.importers.entry import Entry
from generator.importers.record_values import Words
from generator.model.problems import Problem


class Outcome(StrEnum):
    """What became of an entry."""

    NEW = "new"
    MERGED = "merged"
    """The paper was there; a reference was added to it, or empty fields were filled."""
    REPEATED = "repeated"
    """The paper is new in this run, and named once more."""
    KNOWN = "known"
    """The paper is there with all of it; nothing to do."""
    CONFLICT = "conflict"
    """Another paper has this title or id, and more speaks against its being this one."""
    LEFT_OUT = "left out"
    """A curator left the paper out on purpose."""
    HELD_BACK = "held back"
    """A file that may hold this paper cannot be read or edited."""
    REFUSED = "refused"
    """The entry cannot become a paper: it has no title, or is none."""


@dataclass(frozen=True, slots=True)
class ImportSource:
    """The entries of one file."""

    path: str
    """As problems name it."""
    entries: Sequence[Entry]
    listing: str | None = None
    """The name under which `sources` of a paper refers to it; None when it does not."""


@dataclass(frozen=True, slots=True)
class ImportStep:
    """An entry and what became of it."""

    file: str
    line: int
    title: str
    outcome: Outcome
    paper: str | None
    """The id of the paper, None for what was left out, held back or refused."""
    filled: tuple[str, ...] = ()
    """Fields of a known paper that were empty and are filled."""
    kept: tuple[str, ...] = ()
    """Fields of a known paper that have another value, and keep it."""
    reason: str = ""
    """Why it was refused, or is a conflict."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The result of an import."""

    files: Mapping[str, bytes]
    """Paper id → content of its file, for every file that is new or changes; sorted by id."""
    steps: tuple[ImportStep, ...]
    """One for each entry, in the order of the sources."""
    dropped: Mapping[str, int]
    """Name of a value that no field keeps → the number of entries that have it; most first."""
    proposed_topics: Mapping[str, int]
    """Heading that is no topic → the entries below it, in their order."""
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """What an import goes by."""

    added: date
    """The date on new papers that bring none."""
    left_out: Mapping[str, str] = field(default_factory=dict)
    """Tidied titles not to import, with the reason."""
    words: Words = field(default_factory=Words)
    papers_path: str = "content/papers"
