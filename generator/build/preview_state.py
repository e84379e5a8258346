"""What the open pages of the live preview receive: the number of the build, and its problems."""

from __future__ import annotations

import json
import re
import secrets
import threading
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from generator.content.file_text import MAX_BYTES
from generator.model.problems import Problem, Severity, as_text

_MOST = 20
"""Problems shown on a page; the terminal has all."""
_AROUND = 2
"""Lines shown before and after the line of a problem."""
_WIDTH = 160
"""Characters shown of a line."""


@dataclass(frozen=True, slots=True)
class ExcerptLine:
    """A line of a file, as it is shown below a problem."""

    number: int
    text: str
    """At most `_WIDTH` characters, with U+FFFD for each that cannot be seen."""
    marked: bool = False
    """Whether the problem is on this line."""
    column: int = 0
    """Where in `text` the problem is, counted from 1; 0 when it is about the whole line."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One problem as it is shown on the page."""

    text: str
    excerpt: tuple[ExcerptLine, ...] = ()


@dataclass(frozen=True, slots=True)
class BuildOutcome:
    """What became of a build."""

    built: bool
    """Whether the site was brought up to date; else it is what it was before."""
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class PreviewState:
    """The newest state of the preview."""

    session: str
    """Differs between two runs of the server."""
    build: int
    """Counts the builds that succeeded, and the one that is running once it has `first`."""
    notices: tuple[Notice, ...]
    serial: int
    """Counts all changes of the state."""
    first: tuple[str, ...] | None = None
    """The pages that the running build has finished before the others, by their files in the
    site; None when the others are finished too."""

    def as_json(self) -> str:
        """One line of JSON with the fields as keys."""
        return json.dumps(asdict(self))

    def loaded(self, page: str) -> PreviewState:
        """The state as a page knows it that is loaded now: `build` is the one it is from."""
        waits = self.first is not None and page not in self.first
        return replace(self, build=self.build - waits)


class Status:
    """The state that the thread which builds sets and the threads which answer read.

    A reader asks for what is newer than the state that it has seen, so that it
    misses nothing however long it was away.
    """

    def __init__(self) -> None:
        """Start before the first build."""
        self._changed = threading.Condition()
        self._state = PreviewState(secrets.token_hex(4), 0, (), 0)
        self._open = Counter[str]()

    @property
    def state(self) -> PreviewState:
        """The newest state."""
        return self._state

    def publish(self, outcome: BuildOutcome) -> None:
        """Set the state that follows a build and wake every reader that waits."""
        with self._changed:
            old = self._state
            built = outcome.built and old.first is None
            self._set(old.build + built, outcome.notices, None)

    def publish_first(self, pages: Collection[str], found: tuple[Notice, ...]) -> None:
        """Say that a build has finished these pages; `publish` follows when it has all.

        It may be called again with more of them.
        """
        with self._changed:
            old = self._state
            self._set(old.build + (old.first is None), found, tuple(pages))

    def _set(self, build: int, found: tuple[Notice, ...], first: tuple[str, ...] | None) -> None:
        old = self._state
        self._state = PreviewState(old.session, build, found, old.serial + 1, first)
        self._changed.notify_all()

    @contextmanager
    def showing(self, pages: Collection[str]) -> Iterator[None]:
        """Count these pages, named by their files in the site, as open during the block."""
        with self._changed:
            self._open.update(pages)
        try:
            yield
        finally:
            with self._changed:
                self._open -= Counter(pages)

    def open_pages(self) -> frozenset[str]:
        """The pages that are open in a browser, or were a few seconds ago."""
        with self._changed:
            return frozenset(self._open)

    def newer_than(self, serial: int, timeout: float) -> PreviewState | None:
        """The newest state when its serial is not this one; waits up to `timeout` seconds for it.

        Returns None when there is none in time.
        """
        with self._changed:
            newer = self._changed.wait_for(lambda: self._state.serial != serial, timeout)
            return self._state if newer else None


def notices(problems: Iterable[Problem]) -> tuple[Notice, ...]:
    """The errors among the problems, sorted, each with the lines of the file around it.

    Reads the files that the problems name. Only the first `_MOST` are given, and then a notice
    that says how many are left out.
    """
    errors = sorted(p for p in problems if p.severity is Severity.ERROR)
    shown = [Notice(as_text([p]).rstrip("\n"), excerpt(_text(p.path), p)) for p in errors[:_MOST]]
    if len(errors) > _MOST:
        shown.append(Notice(f"{len(errors) - _MOST:,} more errors; the terminal shows all"))
    return tuple(shown)


def excerpt(text: str, problem: Problem) -> tuple[ExcerptLine, ...]:
    """The lines around a problem; none when it is about the file as a whole or outside the text."""
    lines = re.split("\r\n|[\r\n]", text)
    if not text or not 0 < problem.line <= len(lines):
        return ()
    first = max(1, problem.line - _AROUND)
    return tuple(
        _marked(number, line, problem.column)
        if number == problem.line
        else ExcerptLine(number, _visible(line[:_WIDTH]))
        for number, line in enumerate(lines[first - 1 : problem.line + _AROUND], start=first)
    )


def _marked(number: int, line: str, column: int) -> ExcerptLine:
    """The line of the problem, cut to what is around the column."""
    if column < _WIDTH:
        return ExcerptLine(number, _visible(line[:_WIDTH]), True, column)
    start = column - 1 - _WIDTH // 2
    text = f"…{line[start : start + _WIDTH - 1]}"
    return ExcerptLine(number, _visible(text), True, column - start + 1)


def _text(path: str) -> str:
    """The text of a file; empty when there is no regular file or it cannot be read."""
    try:
        if not Path(path).is_file():
            return ""
        with Path(path).open("rb") as file:
            return file.read(MAX_BYTES).decode("utf-8", "replace").removeprefix("\ufeff")
    except (OSError, ValueError):
        return ""


def _visible(text: str) -> str:
    """The text with as many characters, none of which is a control or direction character."""
    return "".join(c if c.isprintable() else "\ufffd" for c in text.replace("\t", " "))
