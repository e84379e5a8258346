"""Bibliographic data from a metadata file → empty fields of the papers.

Pure: `read_records` understands the file's lines, `plan_enrich` decides what
each of them does; `cli.enrich` writes.  A person's value is never overwritten.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from generator.edit.paper_edits import CannotEdit, fill
from generator.edit.paper_files import PaperFile
from generator.model.problems import Problem, Severity
from generator.text.bibliography import well_formed
from generator.text.latex import to_text
from generator.text.titles import loose_key, tidy
from generator.text.venue_spellings import VenueTable

FIELDS = ("authors", "year", "venue", "arxiv", "doi", "url")
"""The fields that a record may fill, in the order of the house layout."""


class Did(StrEnum):
    """What a line of the file came to."""

    FILLED = "filled"
    NOTHING_TO_FILL = "nothing to fill"
    NO_SUCH_PAPER = "no such paper"
    SEVERAL_PAPERS = "several papers have this title"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class MetadataRecord:
    """One line of a metadata file."""

    line: int
    title: str
    fields: Mapping[str, Any]
    """Field → value for those of `FIELDS` that are given, well-formed."""


@dataclass(frozen=True, slots=True)
class Step:
    """What one line did."""

    line: int
    title: str
    did: Did
    paper: str | None = None
    filled: tuple[str, ...] = ()
    """The fields that were set, in the order of `FIELDS`."""
    kept: tuple[str, ...] = ()
    """The fields that have another value than the line says, and keep it."""
    dropped: tuple[str, ...] = ()
    """What was not used, each with the reason: a venue that is none, an id that is refused."""


@dataclass(frozen=True, slots=True)
class Enrichment:
    """What a metadata file fills, and what it does not."""

    files: Mapping[str, bytes]
    """Paper id → content of its file, for every file that changes; sorted by id."""
    steps: tuple[Step, ...]
    """One for each line that is not blank, in order."""
    problems: tuple[Problem, ...]


def read_records(text: str, path: str) -> tuple[list[MetadataRecord], list[Step], list[Problem]]:
    """The lines that can be used, a step for each that cannot, and all that is wrong.

    JSON Lines: one object a line with a `title` and any of `FIELDS`. A line
    that is no such object is refused as a whole; a field that is malformed is
    left out and the rest of its line is used. Empty values count as not given.
    """
    records: list[MetadataRecord] = []
    steps: list[Step] = []
    problems: list[Problem] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        row, why = _object(line)
        if row is None:
            problems.append(Problem(path, number, 0, "bad-record", why))
            steps.append(Step(number, "", Did.REFUSED, dropped=(why,)))
            continue
        fields, found = _fields(row, path, number)
        records.append(MetadataRecord(number, tidy(row["title"]), fields))
        problems += found
    return records, steps, problems


def plan_enrich(
    records: Sequence[MetadataRecord],
    papers: Mapping[str, PaperFile],
    venues: VenueTable,
    path: str,
) -> Enrichment:
    """Decide what each record fills.

    Titles match when they differ in case, punctuation, spacing or LaTeX alone;
    the exact title wins. An id that another paper has, before or through an
    earlier record, is refused (`id-taken`).
    """
    planner = _GapFiller(papers, venues, path)
    steps = [planner.take(record) for record in records]
    files = {key: planner.texts[key].encode() for key in sorted(planner.texts)}
    return Enrichment(files, tuple(steps), tuple(sorted(planner.problems)))


def _object(line: str) -> tuple[dict[str, Any] | None, str]:
    try:
        row = json.loads(line.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        return None, f"this line is not JSON: {str(error).split(':')[0]}"
    if not isinstance(row, dict):
        return None, "this line is not a JSON object"
    if not isinstance(row.get("title"), str) or not row["title"].strip():
        return None, "this line has no `title`"
    return row, ""


def _fields(row: Mapping[str, Any], path: str, number: int) -> tuple[dict[str, Any], list[Problem]]:
    fields: dict[str, Any] = {}
    problems: list[Problem] = []
    for key in FIELDS:
        value = row.get(key)
        if value is None or value in ("", []):
            continue
        formed = well_formed(key, value)
        if formed is None:
            message = f"`{key}` of {_short(row['title'])} is malformed: {_short(value)}"
            problems.append(Problem(path, number, 0, f"bad-{key}", message))
        else:
            fields[key] = formed
    for key in sorted(row.keys() - {"title", *FIELDS}):
        message = f"`{key}` is not a field that can be filled"
        problems.append(
            Problem(path, number, 0, "unknown-field", message, severity=Severity.WARNING)
        )
    return fields, problems


class _GapFiller:
    def __init__(self, papers: Mapping[str, PaperFile], venues: VenueTable, path: str) -> None:
        self.papers = papers
        self.venues = venues
        self.path = path
        self.values = {key: dict(paper.fields) for key, paper in papers.items()}
        self.texts: dict[str, str] = {}
        self.problems: list[Problem] = []
        self.exact: dict[str, list[str]] = defaultdict(list)
        self.loose: dict[str, list[str]] = defaultdict(list)
        self.owners: dict[tuple[str, str], str] = {}
        for key, paper in papers.items():
            if paper.broken:
                continue
            for title in paper.titles:
                self.exact[title].append(key)
            for loose in dict.fromkeys(map(_key, paper.titles)):
                self.loose[loose].append(key)
            for name in ("arxiv", "doi"):
                if (taken := well_formed(name, paper.fields.get(name))) is not None:
                    self.owners.setdefault((name, taken.lower()), key)

    def take(self, record: MetadataRecord) -> Step:
        found = self.exact.get(record.title) or self.loose.get(_key(record.title), [])
        if len(found) != 1:
            did = Did.SEVERAL_PAPERS if found else Did.NO_SUCH_PAPER
            if found:
                message = f"{did}: {', '.join(found)}; {_short(record.title)} fills none of them"
                self.problems.append(
                    Problem(
                        self.path,
                        record.line,
                        0,
                        "several-papers",
                        message,
                        severity=Severity.WARNING,
                    )
                )
            return Step(record.line, record.title, did)
        return self.apply(record, found[0])

    def apply(self, record: MetadataRecord, paper: str) -> Step:
        values = self.values[paper]
        filled: dict[str, Any] = {}
        kept: list[str] = []
        dropped: list[str] = []
        for key, value in record.fields.items():
            styled, reason = self.usable(key, value, paper, record)
            there = values.get(key)
            if reason:
                dropped.append(f"{key} {value!r}: {reason}")
            elif there in (None, "", []):
                filled[key] = styled
            elif there != styled:
                kept.append(key)
        try:
            text = fill(self.texts.get(paper, self.papers[paper].text), filled)
        except CannotEdit as error:
            message = f"cannot fill {', '.join(filled)} of {paper}: {error}"
            self.problems.append(Problem(self.path, record.line, 0, "cannot-edit", message))
            return Step(record.line, record.title, Did.REFUSED, paper, dropped=(message,))
        if filled:
            self.texts[paper] = text
            values.update(filled)
        for name in filled.keys() & {"arxiv", "doi"}:
            self.owners[name, filled[name].lower()] = paper
        did = Did.FILLED if filled else Did.NOTHING_TO_FILL
        return Step(
            record.line, record.title, did, paper, tuple(filled), tuple(kept), tuple(dropped)
        )

    def usable(self, key: str, value: Any, paper: str, record: MetadataRecord) -> tuple[Any, str]:
        """The value as it would be filled in, and why it must not be."""
        if key == "venue":
            styled = self.venues.style(value)
            return styled.venue, styled.reason
        owner = self.owners.get((key, str(value).lower())) if key in ("arxiv", "doi") else None
        if owner is not None and owner != paper:
            reason = f"{owner} has it already"
            message = f"{key} {value} of {_short(record.title)} is refused: {reason}"
            self.problems.append(Problem(self.path, record.line, 0, "id-taken", message))
            return value, reason
        return value, ""


def _key(title: str) -> str:
    return loose_key(to_text(title))


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:77]}..."
