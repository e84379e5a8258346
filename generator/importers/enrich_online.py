"""What services say of the papers → their empty fields. Pure.

A field that has a value keeps it, and no paper gets an id that another one has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.edit.paper_edits import CannotEdit, fill
from generator.edit.paper_files import PaperFile
from generator.importers.entry import Entry
from generator.importers.found import Found, has_gaps, ids_of, without_own_title
from generator.importers.record_values import Words, values_of
from generator.model.problems import Problem, Severity
from generator.text.bibliography import well_formed

_FIELDS = (
    "published_as", "status", "notice", "authors", "year", "venue", "arxiv", "doi", "abstract",
)  # fmt: skip
"""What services may fill, in the order of the house layout."""


@dataclass(frozen=True, slots=True)
class OnlinePlan:
    """What a run of `enrich --online` does."""

    files: Mapping[str, bytes]
    """Paper id → content of its file, for every file that changes; sorted by id."""
    filled: Mapping[str, tuple[str, ...]]
    """Paper id → the fields that are filled, in the order of a file; sorted by id."""
    problems: tuple[Problem, ...]


def entry_of(paper: PaperFile) -> Entry:
    """What the paper's file says, for services to be asked; malformed values are left out."""
    known = {name: well_formed(name, paper.fields.get(name)) for name in
             ("authors", "year", "venue", "arxiv", "doi", "url")}  # fmt: skip
    return Entry(
        title=paper.title, authors=tuple(known["authors"] or ()), year=known["year"],
        venue=known["venue"], arxiv=known["arxiv"], doi=known["doi"], url=known["url"],
        abstract=paper.abstract or None,
    )  # fmt: skip


def is_asked_for(paper: PaperFile) -> bool:
    """Whether services may know more of the paper: it has an id, or lacks something."""
    if paper.broken or not paper.title:
        return False
    entry = entry_of(paper)
    return bool(entry.arxiv or entry.doi) or has_gaps(entry)


def plan_online(
    found: Mapping[str, Found], papers: Mapping[str, PaperFile], words: Words, papers_path: str
) -> OnlinePlan:
    """Decide what of the look-ups is filled in.

    Problems: `cannot-edit` (error); `question`, `id-taken` and `unknown-venue` (warnings);
    `not-asked`, once for each reason, is an error when nothing at all was
    answered, else a warning.
    """
    owned = set(ids_of(papers))
    files: dict[str, bytes] = {}
    filled: dict[str, tuple[str, ...]] = {}
    problems = list(_not_asked(found, papers_path))
    for paper_id in sorted(found):
        paper, answer = papers[paper_id], found[paper_id]
        path = f"{papers_path}/{paper_id}.yml"
        if answer.question:
            problems.append(_warning(path, "question", answer.question))
        if answer.entry is None:
            continue
        valued = values_of(without_own_title(answer.entry, paper.titles), words)
        gaps = _gaps(paper, valued.values)
        for name in ("arxiv", "doi"):
            if name in gaps and (name, gaps[name].lower()) in owned:
                message = f"{name} {gaps[name]} is refused: another paper has it"
                problems.append(_warning(path, "id-taken", message))
                del gaps[name]
        try:
            text = fill(paper.text, gaps)
        except CannotEdit as error:
            message = f"cannot fill {', '.join(gaps)}: {error}"
            problems.append(Problem(path, 0, 0, "cannot-edit", message))
            continue
        if gaps:
            files[paper_id], filled[paper_id] = text.encode(), tuple(gaps)
            owned |= {(name, gaps[name].lower()) for name in ("arxiv", "doi") if name in gaps}
        if valued.unknown_venue and "venue" in gaps:
            message = f"the venue {valued.unknown_venue!r} is not in venues.yml; it is kept"
            problems.append(_warning(path, "unknown-venue", message))
    return OnlinePlan(files, filled, tuple(sorted(problems)))


def _gaps(paper: PaperFile, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values for fields of which the paper says nothing; a notice only with its status."""
    gaps = {
        name: values[name]
        for name in _FIELDS
        if name in values and paper.fields.get(name) in (None, "", [])
    }
    if "status" not in gaps:
        gaps.pop("notice", None)
    if gaps.get("status") == "published-as" and "published_as" not in gaps:
        del gaps["status"]
    return gaps


def _not_asked(found: Mapping[str, Found], papers_path: str) -> Iterator[Problem]:
    answered = any(row.entry or row.question or not row.failed for row in found.values())
    reasons = Counter(answer.failed for answer in found.values() if answer.failed)
    for reason, count in reasons.items():
        papers = "1 paper" if count == 1 else f"{count} papers"
        severity = Severity.WARNING if answered else Severity.ERROR
        yield Problem(papers_path, 0, 0, "not-asked", f"{reason} ({papers})", severity=severity)


def _warning(path: str, code: str, message: str) -> Problem:
    return Problem(path, 0, 0, code, message, severity=Severity.WARNING)
