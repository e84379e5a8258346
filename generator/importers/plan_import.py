"""Entries of any format and the papers that are there already → new files and merges.

Pure: the plan says what every file will hold, `cli.import_` writes it. An entry
is recognised by where it was listed (so that a corrected title makes no second
paper), by its ids, and by its title with what agrees beside it. A field that has
a value keeps it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from generator.content.paper_yaml import to_yaml
from generator.edit.paper_edits import CannotEdit, add_sources, fill
from generator.edit.paper_files import PaperFile
from generator.importers.details import DETAILS
from generator.importers.entry import Entry
from generator.importers.matching import Candidate, Index, Match, Values
from generator.importers.outcomes import ImportSource, ImportStep, Outcome, Plan, Terms
from generator.importers.record_values import Valued, values_of
from generator.model.models import Paper, SourceRef
from generator.model.problems import Problem, Severity
from generator.text.latex import to_text
from generator.text.similar_titles import near_pairs
from generator.text.slugs import slugify, unique_slug

_FILLED = (
    "published_as", "status", "notice", "authors", "year", "venue", *DETAILS, "arxiv", "doi",
    "url", "code", "topics", "tags", "summary", "note", "abstract",
)  # fmt: skip
"""The fields of a known paper that an entry may fill."""
_NO_LOOKUP = "it names a paper and says no title; it was not looked up"


def plan_import(
    sources: Sequence[ImportSource], papers: Mapping[str, PaperFile], terms: Terms
) -> Plan:
    """Decide for every entry of the sources, in their order.

    Problems: `title-conflict`, `id-conflict`, `held-back`, `refused-entry` and
    `cannot-edit` (errors); `near-duplicate-title`, `unknown-venue` and
    `value-left-out` (warnings).
    """
    planner = _Planner(papers, terms)
    steps = [planner.take(entry, source) for source in sources for entry in source.entries]
    files, problems = planner.files()
    problems += [*planner.problems, *planner.near(), *planner.venues()]
    dropped = dict(sorted(planner.dropped.items(), key=lambda row: (-row[1], row[0])))
    return Plan(files, tuple(steps), dropped, dict(planner.topics), tuple(sorted(problems)))


class _Planner:
    def __init__(self, papers: Mapping[str, PaperFile], terms: Terms) -> None:
        self.terms = terms
        self.broken = [paper for paper in papers.values() if paper.broken]
        # Ids are taken whatever their case: some file systems know no difference.
        self.taken = {key.lower() for key in papers}
        self.taken.update(alias.lower() for paper in papers.values() for alias in paper.aliases)
        self.index = Index()
        self.problems: list[Problem] = []
        self.dropped: Counter[str] = Counter()
        self.topics: Counter[str] = Counter()
        self.unknown_venues: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for paper in papers.values():
            if not paper.broken:
                values = dict(paper.fields)
                self.index.add(Candidate(paper.id, values, paper, set(paper.sources)))

    def take(self, entry: Entry, source: ImportSource) -> ImportStep:
        step = ImportStep(
            source.listing or source.path, entry.line, entry.name, Outcome.REFUSED, None
        )
        if not entry.title and not entry.refused:
            if owner := self.index.owner(entry.arxiv, entry.doi):
                return replace(step, outcome=Outcome.KNOWN, paper=owner.id)
            named = entry.arxiv or entry.doi or entry.url or entry.code
            why = _NO_LOOKUP if named else "; ".join(entry.warnings) or "it has no title"
            entry = replace(entry, refused=why)
        valued = values_of(entry, self.terms.words)
        if not entry.refused and "title" not in valued.values:
            entry = replace(entry, refused="its title is too long")
        if entry.refused:
            message = f"{_short(entry.name)} is refused: {entry.refused}"
            self._error(source, entry, "refused-entry", message)
            return replace(step, reason=entry.refused)
        self._warn(entry, source)
        self.dropped.update(set(valued.dropped))
        self.topics.update([valued.proposed_topic] if valued.proposed_topic else [])
        return self._placed(entry, source, valued, replace(step, title=valued.values["title"]))

    def _placed(
        self, entry: Entry, source: ImportSource, valued: Valued, step: ImportStep
    ) -> ImportStep:
        """The step of an entry with a title; the candidate that it belongs to is changed."""
        values = valued.values
        ref = SourceRef(source.listing, entry.line) if source.listing else None
        at = self.index.at(ref, values["title"], values.get("abstract", "")) if ref else None
        if at is not None:
            return replace(step, outcome=Outcome.KNOWN, paper=at.id)
        match = self.index.match(values)
        if match.paper is not None:
            return self._merged(match.paper, values, ref, step)
        if values["title"] in self.terms.left_out:
            return replace(step, outcome=Outcome.LEFT_OUT)
        if match.reason and match.rival is not None:
            self._error(source, entry, "id-conflict", f"{_short(entry.name)}: {match.reason}")
            return replace(step, outcome=Outcome.CONFLICT, reason=match.reason)
        if blocking := self._blocking(values["title"], ref):
            message = (
                f"{entry.title!r} is held back: {blocking.id}.yml may hold it and cannot be read"
            )
            self._error(source, entry, "held-back", message)
            return replace(step, outcome=Outcome.HELD_BACK)
        candidate = self._created(entry, values, ref, source.path)
        if valued.unknown_venue:
            self.unknown_venues[valued.unknown_venue].append((source.path, entry.line))
        return self._as_new(candidate, match, source, entry, step)

    def _as_new(
        self,
        candidate: Candidate,
        match: Match,
        source: ImportSource,
        entry: Entry,
        step: ImportStep,
    ) -> ImportStep:
        step = replace(step, outcome=Outcome.NEW, paper=candidate.id)
        if match.rival is None:
            return step
        reason = f"the title of {match.rival.id} too, with something else in it"
        message = f"{entry.title!r} is {reason}; kept as {candidate.id}"
        self._error(source, entry, "title-conflict", message)
        return replace(step, outcome=Outcome.CONFLICT, reason=reason)

    def _merged(
        self, paper: Candidate, values: Values, ref: SourceRef | None, step: ImportStep
    ) -> ImportStep:
        filled = _gaps(paper, values)
        kept = tuple(
            name for name in _FILLED
            if name not in filled and values.get(name) and paper.values.get(name)
            and _plain(values[name]) != _plain(paper.values[name])
        )  # fmt: skip
        paper.values.update(filled)
        paper.filled.update(filled)
        if ref is not None:
            paper.added.append(ref)
        self.index.learn(paper, ref)
        outcome = Outcome.REPEATED
        if paper.file is not None:
            outcome = Outcome.MERGED if filled or ref else Outcome.KNOWN
        return replace(step, outcome=outcome, paper=paper.id, filled=tuple(filled), kept=kept)

    def _blocking(self, title: str, ref: SourceRef | None) -> PaperFile | None:
        """A file that cannot be read and may hold this entry."""
        slug = slugify(to_text(title))
        for paper in self.broken:
            listed = ref is None or ref.file in paper.text
            if paper.id == slug or (listed and title in paper.text):
                return paper
        return None

    def _created(self, entry: Entry, values: Values, ref: SourceRef | None, path: str) -> Candidate:
        free = entry.id and entry.id.lower() not in self.taken
        paper_id = entry.id if free else unique_slug(to_text(values["title"]), self.taken)
        self.taken.add(paper_id.lower())
        values = {**values, "added": entry.added or self.terms.added}
        refs = [ref] if ref else []
        candidate = Candidate(paper_id, values, None, set(refs), refs, {}, path, entry.line)
        self.index.add(candidate)
        return candidate

    def files(self) -> tuple[dict[str, bytes], list[Problem]]:
        files: dict[str, bytes] = {}
        problems: list[Problem] = []
        for candidate in sorted(self.index.candidates, key=lambda c: c.id):
            try:
                text = _text(candidate)
            except CannotEdit as error:
                path = f"{self.terms.papers_path}/{candidate.id}.yml"
                what = ", ".join([*(f"{r.file} line {r.line}" for r in candidate.added),
                                  *candidate.filled])  # fmt: skip
                message = f"cannot add {what}: {error}"
                problems.append(Problem(path, 0, 0, "cannot-edit", message))
                continue
            if text is not None:
                files[candidate.id] = text.encode("utf-8", "replace")
        return files, problems

    def near(self) -> Iterable[Problem]:
        """A warning for each new paper whose title is nearly one of another's titles."""
        titled = [(c, title) for c in self.index.candidates for title in c.titles]
        new = [index for index, (candidate, _) in enumerate(titled) if candidate.file is None]
        found = near_pairs([title for _, title in titled], new)
        pairs = ((titled[left][0], titled[right][0]) for left, right in found)
        for one, other in {(one.id, other.id): (one, other) for one, other in pairs}.values():
            if one.title != other.title:
                message = f"the title {one.title!r} is nearly that of {other.id}; both are kept"
                yield _warning(one.where, one.line, "near-duplicate-title", message)

    def venues(self) -> Iterable[Problem]:
        """A warning for each venue that the table does not have, where it comes first."""
        for venue, places in self.unknown_venues.items():
            path, line = places[0]
            count = f" ({len(places)} entries)" if len(places) > 1 else ""
            message = f"the venue {venue!r} is not in venues.yml; it is kept as it stands{count}"
            yield _warning(path, line, "unknown-venue", message)

    def _warn(self, entry: Entry, source: ImportSource) -> None:
        for message in entry.warnings:
            shown = f"{_short(entry.name)}: {message}"
            self.problems.append(_warning(source.path, entry.line, "value-left-out", shown))

    def _error(self, source: ImportSource, entry: Entry, code: str, message: str) -> None:
        self.problems.append(Problem(source.path, entry.line, 0, code, message))


def _gaps(paper: Candidate, values: Values) -> Values:
    """The values for the fields that the paper has none for.

    `code: []` says that there is none. A paper with an id keeps no other address.
    """
    found = {
        name: values[name]
        for name in _FILLED
        if name in values and paper.values.get(name) in (None, "", [], ())
    }
    if "code" in paper.values:
        found.pop("code", None)
    has_id = any(paper.values.get(name) or name in found for name in ("arxiv", "doi"))
    if has_id:
        found.pop("url", None)
    return found


def _text(candidate: Candidate) -> str | None:
    """What the candidate's file will hold, None if it stays as it is."""
    if candidate.file is None:
        return to_yaml(_paper(candidate))
    text = add_sources(candidate.file.text, candidate.added)
    text = fill(text, candidate.filled)
    return None if text == candidate.file.text else text


def _paper(candidate: Candidate) -> Paper:
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in candidate.values.items()
    }
    return Paper(id=candidate.id, sources=tuple(candidate.added), **{"abstract": "", **values})


def _plain(value: Any) -> Any:
    return " ".join(value.split()) if isinstance(value, str) else value


def _short(text: str) -> str:
    return repr(text if len(text) <= 80 else f"{text[:77]}...")


def _warning(path: str, line: int, code: str, message: str) -> Problem:
    return Problem(path, line, 0, code, message, severity=Severity.WARNING)
