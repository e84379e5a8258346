"""Drafts and the papers that are there already → new files and merges.

Pure: the plan says what every file will hold, `cli.import_` writes it.  An
entry is recognised by where it was listed (so that a mended title makes no
second paper) and by its title (so that another listing adds a reference).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from rapidfuzz import fuzz

from generator.content.paper_yaml import to_yaml
from generator.edit.paper_edits import CannotEdit, add_sources, fill
from generator.edit.paper_files import PaperFile
from generator.importers.listings import Draft, Listing
from generator.model.models import Paper, SourceRef
from generator.model.problems import Problem, Severity
from generator.text.latex import to_text
from generator.text.repository_links import repositories
from generator.text.similar_titles import near_pairs
from generator.text.slugs import slugify, unique_slug

SAME_ENTRY = 90.0
"""From this likeness on (0 to 100) title or abstract make an entry known at its place."""


class Outcome(StrEnum):
    """What became of an entry."""

    NEW = "new"
    MERGED = "merged"
    """The paper was there; the reference was added to it."""
    REPEATED = "repeated"
    """The paper is new in this run, and listed once more; the reference was added to it."""
    KNOWN = "known"
    """The paper is there with this very reference; nothing to do."""
    CONFLICT = "conflict"
    """Another paper has this title and another abstract; this one is kept beside it."""
    LEFT_OUT = "left out"
    """A curator left the paper out on purpose."""
    HELD_BACK = "held back"
    """A file that may hold this paper cannot be read or edited."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a listing and what became of it."""

    file: str
    line: int
    title: str
    outcome: Outcome
    paper: str | None
    """The id of the paper, None for what was left out or held back."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import comes to."""

    files: Mapping[str, bytes]
    """Paper id → content of its file, for every file that is new or changes; sorted by id."""
    entries: tuple[Entry, ...]
    """In the order of the listings."""
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class _Candidate:
    """A paper while the plan is made: one on the disk, or a new one."""

    id: str
    title: str
    abstract: str
    file: PaperFile | None
    known: set[SourceRef]
    added: list[SourceRef] = field(default_factory=list)
    where: str = ""
    line: int = 0


def plan_import(
    listings: Sequence[tuple[str, Listing]],
    papers: Mapping[str, PaperFile],
    added: date,
    left_out: Mapping[str, str],
    papers_path: str = "content/papers",
) -> Plan:
    """Decide for every entry of the listings (path for problems, listing) in their order.

    `papers` are the files that are there, `added` the date for new ones,
    `left_out` the tidied titles not to import. Problems: `title-conflict` (an
    error), `near-duplicate-title` (a warning) and `held-back` (an error).
    """
    planner = _Planner(papers, left_out)
    entries = [
        planner.take(draft, listing.name, path)
        for path, listing in listings
        for draft in listing.drafts
    ]
    files, problems = planner.files(added, papers_path)
    return Plan(
        files, tuple(entries), tuple(sorted([*planner.problems, *problems, *planner.near()]))
    )


class _Planner:
    def __init__(self, papers: Mapping[str, PaperFile], left_out: Mapping[str, str]) -> None:
        self.left_out = left_out
        self.broken = [paper for paper in papers.values() if paper.broken]
        # Ids are taken whatever their case: some file systems know no difference.
        self.taken = {key.lower() for key in papers}
        self.taken.update(alias.lower() for paper in papers.values() for alias in paper.aliases)
        self.candidates: list[_Candidate] = []
        self.by_title: dict[str, list[_Candidate]] = defaultdict(list)
        self.by_source: dict[SourceRef, list[_Candidate]] = defaultdict(list)
        self.problems: list[Problem] = []
        for paper in papers.values():
            if not paper.broken:
                self.keep(
                    _Candidate(paper.id, paper.title, paper.abstract, paper, set(paper.sources))
                )

    def keep(self, candidate: _Candidate) -> None:
        self.candidates.append(candidate)
        self.by_title[candidate.title].append(candidate)
        for ref in candidate.known:
            self.by_source[ref].append(candidate)

    def take(self, draft: Draft, name: str, path: str) -> Entry:
        ref = SourceRef(name, draft.line)

        def entry(outcome: Outcome, paper: str | None) -> Entry:
            return Entry(name, draft.line, draft.title, outcome, paper)

        if candidate := self.at_source(ref, draft):
            return entry(Outcome.KNOWN, candidate.id)
        namesakes = self.by_title.get(draft.title, [])
        if same := next((c for c in namesakes if c.abstract == draft.abstract), None):
            same.added.append(ref)
            self.by_source[ref].append(same)
            return entry(Outcome.MERGED if same.file else Outcome.REPEATED, same.id)
        if draft.title in self.left_out:
            return entry(Outcome.LEFT_OUT, None)
        if blocking := self.blocking(draft, ref):
            self.problems.append(_held_back(path, draft, blocking.id))
            return entry(Outcome.HELD_BACK, None)
        candidate = self.create(draft, ref, path)
        if not namesakes:
            return entry(Outcome.NEW, candidate.id)
        self.problems.append(_conflict(path, draft, namesakes[0].id, candidate.id))
        return entry(Outcome.CONFLICT, candidate.id)

    def at_source(self, ref: SourceRef, draft: Draft) -> _Candidate | None:
        """The paper that was listed at this very place, if it is still this entry.

        Title or abstract may have been mended since; both changed beyond
        recognition means that the listing itself has changed.
        """
        for candidate in self.by_source.get(ref, ()):
            if candidate.title == draft.title or candidate.abstract == draft.abstract:
                return candidate
        for candidate in self.by_source.get(ref, ()):
            alike = (
                fuzz.ratio(candidate.title, draft.title, score_cutoff=SAME_ENTRY),
                fuzz.ratio(candidate.abstract, draft.abstract, score_cutoff=SAME_ENTRY),
            )
            if any(alike):
                return candidate
        return None

    def blocking(self, draft: Draft, ref: SourceRef) -> PaperFile | None:
        """A file that cannot be read and may hold this entry."""
        slug = slugify(to_text(draft.title))
        return next(
            (
                paper
                for paper in self.broken
                if paper.id == slug or (ref.file in paper.text and draft.title in paper.text)
            ),
            None,
        )

    def create(self, draft: Draft, ref: SourceRef, path: str) -> _Candidate:
        paper_id = unique_slug(to_text(draft.title), self.taken)
        self.taken.add(paper_id)
        candidate = _Candidate(
            paper_id, draft.title, draft.abstract, None, {ref}, [ref], path, draft.line
        )
        self.keep(candidate)
        return candidate

    def files(self, added: date, papers_path: str) -> tuple[dict[str, bytes], list[Problem]]:
        files: dict[str, bytes] = {}
        problems: list[Problem] = []
        for candidate in sorted(self.candidates, key=lambda c: c.id):
            try:
                text = _text(candidate, added)
            except CannotEdit as error:
                path = f"{papers_path}/{candidate.id}.yml"
                refs = ", ".join(f"{ref.file} line {ref.line}" for ref in candidate.added)
                message = f"cannot add {refs} to `sources`: {error}"
                problems.append(Problem(path, 0, 0, "cannot-edit", message))
                continue
            if text is not None:
                files[candidate.id] = text.encode("utf-8", "replace")
        return files, problems

    def near(self) -> Iterable[Problem]:
        """A warning for each new paper whose title is nearly that of another."""
        new = [index for index, c in enumerate(self.candidates) if c.file is None]
        titles = [candidate.title for candidate in self.candidates]
        for left, right in near_pairs(titles, new):
            one, other = self.candidates[left], self.candidates[right]
            if one.title != other.title:
                yield _near(one, other)


def _text(candidate: _Candidate, added: date) -> str | None:
    """What the candidate's file will hold, None if it stays as it is."""
    if candidate.file is None:
        paper = Paper(
            id=candidate.id, title=candidate.title, abstract=candidate.abstract,
            code=repositories(candidate.abstract), added=added, sources=tuple(candidate.added),
        )  # fmt: skip
        return to_yaml(paper)
    if not candidate.added:
        return None
    text = add_sources(candidate.file.text, candidate.added)
    code = repositories(candidate.abstract)
    if code and "code" not in candidate.file.fields:
        text = fill(text, {"code": list(code)})
    return text


def _conflict(path: str, draft: Draft, other: str, kept: str) -> Problem:
    message = f"{draft.title!r} is the title of {other} too, with another abstract; kept as {kept}"
    return Problem(path, draft.line, 0, "title-conflict", message)


def _held_back(path: str, draft: Draft, blocking: str) -> Problem:
    message = f"{draft.title!r} is held back: {blocking}.yml may hold it and cannot be read"
    return Problem(path, draft.line, 0, "held-back", message)


def _near(one: _Candidate, other: _Candidate) -> Problem:
    message = f"the title {one.title!r} is nearly that of {other.id}; both are kept"
    return Problem(
        one.where, one.line, 0, "near-duplicate-title", message, severity=Severity.WARNING
    )
