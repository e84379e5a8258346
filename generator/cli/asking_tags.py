"""`tags suggest --ask`: one proposal after the other, each answered with one key."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click

from generator.analysis.propose_tags import Proposal, Suggestion
from generator.analysis.todo import by_links
from generator.cli import Settings
from generator.cli.changes import count
from generator.cli.report import finish
from generator.content.regular_files import read_regular
from generator.edit import journal
from generator.edit.curation_edits import (
    change_papers,
    current_tag,
    known_topic,
    with_home,
    with_tags,
)
from generator.edit.splice import items
from generator.edit.tag_answers import TagQuestion, read_rejected, write_rejected
from generator.edit.tags import Refused
from generator.model.models import Catalog, TagKind
from generator.text.latex import to_text

_KEYS = "a accept, r reject, e another, s skip, u undo, q quit"
_ABSTRACT = 600
"""Characters of an abstract that are shown."""


def ask_all(
    settings: Settings, catalog: Catalog, found: Sequence[Suggestion], answers: Path
) -> None:
    """Ask for each proposal that was not rejected before, until the last or the key q."""
    session = _Session(settings, catalog, answers, set(read_rejected(answers)))
    by_paper = {suggestion.paper: suggestion for suggestion in found}
    session.run([
        (question, proposal)
        for paper in by_links(catalog, by_paper)
        for question, proposal in _questions(by_paper[paper])
    ])  # fmt: skip


def _questions(suggestion: Suggestion) -> Iterator[tuple[TagQuestion, Proposal]]:
    for home in suggestion.homes:
        yield TagQuestion(suggestion.paper, "topics", home.id), home
    for tag in suggestion.tags:
        yield TagQuestion(suggestion.paper, "tags", tag.id), tag


@dataclass(frozen=True, slots=True)
class _Answer:
    """What undo takes back."""

    place: int
    """The number of the question."""
    rejected: TagQuestion | None = None
    paths: tuple[str, str, str] | None = None
    """Path, text before, text after."""


@dataclass(slots=True)
class _Session:
    settings: Settings
    catalog: Catalog
    answers: Path
    rejected: set[TagQuestion]
    done: list[_Answer] = field(default_factory=list)
    shown: str = ""
    """The paper whose title and abstract were shown last."""

    def run(self, questions: Sequence[tuple[TagQuestion, Proposal]]) -> None:
        place = 0
        while place < len(questions):
            question, proposal = questions[place]
            if not self._is_open(question):
                place += 1
                continue
            self._show(question, proposal)
            key = self._key()
            if key == "q":
                break
            if key == "u":
                place = self._undo(place)
            elif key == "r":
                self._keep({*self.rejected, question})
                self.done.append(_Answer(place, rejected=question))
            elif key == "s":
                self.done.append(_Answer(place))
            else:
                id_ = question.id if key == "a" else self._another(question)
                if id_ is None:
                    continue
                self._write(place, question, id_)
            place = place if key == "u" else place + 1
        self._sum_up(len(questions) - place)

    def _is_open(self, question: TagQuestion) -> bool:
        """Whether it was not answered before, and the limits leave room for a yes."""
        if question in self.rejected:
            return False
        text = self._texts(question.paper)[f"papers/{question.paper}.yml"]
        if question.field == "topics":
            return not items(text, ("topics",))
        own, limits, tags = items(text, ("tags",)), self.catalog.limits, self.catalog.tags
        if question.id in own or len(own) >= limits.tags_per_paper[1]:
            return False
        if tags[question.id].kind is not TagKind.PAPER_TYPE:
            return True
        types = [tag for tag in own if tag in tags and tags[tag].kind is TagKind.PAPER_TYPE]
        return len(types) < limits.paper_types_per_paper[1]

    def _show(self, question: TagQuestion, proposal: Proposal) -> None:
        if question.paper != self.shown:
            paper = self.catalog.papers[question.paper]
            abstract = to_text(paper.abstract)
            cut = abstract if len(abstract) <= _ABSTRACT else f"{abstract[:_ABSTRACT].rstrip()} …"
            click.echo(f"\n{click.style(to_text(paper.title), bold=True)}\n{cut}\n({_KEYS})")
            self.shown = question.paper
        what = "home" if question.field == "topics" else "tag"
        reason = f"{proposal.confidence:.0%}: {proposal.reason}"
        click.echo(f"  {what} {proposal.id} ({reason})? ", nl=False)

    def _key(self) -> str:
        while True:
            try:
                key = click.getchar().lower()
            except (EOFError, KeyboardInterrupt):
                key = "q"
            except OSError as error:
                raise click.UsageError("--ask needs a terminal.") from error
            key = key or "q"
            if key in "aresuq":
                click.echo(key)
                return key

    def _another(self, question: TagQuestion) -> str | None:
        """Another tag or topic that a person types; None for an empty line."""
        known = known_topic if question.field == "topics" else current_tag
        while True:
            typed = click.prompt("    instead", default="", show_default=False).strip()
            if not typed:
                return None
            try:
                return known(self.catalog, typed)
            except Refused as error:
                click.echo(f"    {error}")

    def _write(self, place: int, question: TagQuestion, id_: str) -> None:
        edit = with_home(id_) if question.field == "topics" else with_tags([id_])
        before = self._texts(question.paper)
        after, problems = change_papers(before, {question.paper: [edit]})
        finish([*problems, *journal.apply(self.settings.content, "tags suggest", before, after)])
        answer = _Answer(place)
        if id_ != question.id:
            self._keep({*self.rejected, question})
            answer = _Answer(place, rejected=question)
        for path, text in after.items():
            answer = _Answer(place, answer.rejected, (path, before[path], text))
        self.done.append(answer)

    def _undo(self, place: int) -> int:
        """Take the last answer back; the number of its question."""
        if not self.done:
            click.echo("    nothing to take back")
            return place
        last = self.done.pop()
        if last.paths:
            path, before, after = last.paths
            what = "tags suggest"
            problems = journal.apply(self.settings.content, what, {path: after}, {path: before})
            if problems:
                click.echo("    the file was edited since; take it back by hand")
                return place
        if last.rejected:
            self._keep(self.rejected - {last.rejected})
        return last.place

    def _keep(self, rejected: set[TagQuestion]) -> None:
        self.rejected = rejected
        write_rejected(self.answers, rejected)

    def _texts(self, paper: str) -> dict[str, str]:
        path = f"papers/{paper}.yml"
        return {path: read_regular(self.settings.content / path).decode()}

    def _sum_up(self, left: int) -> None:
        written = sum(1 for answer in self.done if answer.paths)
        rejected = sum(1 for answer in self.done if answer.rejected and not answer.paths)
        click.echo(f"\n{written:,} accepted, {rejected:,} rejected, {count(left, 'question')} left")
