"""Findings as data.

Whatever is wrong with an input or with the content is a `Problem` in a list,
never an exception and never a line printed on the spot: so that all of them
can be shown at once, in one order, in the form that the reader needs (a
terminal, GitHub's annotations, another program).  This module knows nothing of
papers; the codes are declared where they are raised and collected in
`generator.model.rules`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple


class BrokenEnvironment(Exception):
    """Something outside the content keeps the command from doing its work (exit 2).

    The message says what is missing and what to do about it.
    """


class Severity(StrEnum):
    """How much a problem matters; the values are the words that GitHub's annotations use."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


class Problem(NamedTuple):
    """One finding at one place. Problems sort by path, line, column and code."""

    path: str
    """The file as the user would name it: relative to the working directory, with `/`."""
    line: int
    """The line, counted from 1; 0 when the finding is about the file as a whole."""
    column: int
    """The column in characters, counted from 1; 0 when it is about the whole line."""
    code: str
    """The kebab-case name of the rule that was broken."""
    message: str
    """What is wrong, as one sentence without a full stop."""
    suggestion: str | None = None
    """The nearest right value, shown as: Did you mean '...'?"""
    severity: Severity = Severity.ERROR
    """Errors make a command end with 1; warnings and notices do not."""

    @property
    def sentence(self) -> str:
        """The message with its full stop and, where there is one, the suggestion."""
        text = self.message if self.message.endswith((".", "?", "!")) else f"{self.message}."
        return f"{text} Did you mean {self.suggestion!r}?" if self.suggestion else text


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of the problems is an error."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def as_text(problems: Iterable[Problem]) -> str:
    """One line a problem, sorted: `path:line:column: error[code]: message. Did you mean 'x'?`.

    Returns the empty string for no problem. Control characters in the message
    are shown as escapes, so that a hostile file cannot drive the terminal.
    """
    return "".join(
        f"{_visible(p.path)}:{p.line}:{p.column}: {p.severity}[{p.code}]: {_visible(p.sentence)}\n"
        for p in sorted(problems)
    )


def as_github(problems: Iterable[Problem]) -> str:
    """One workflow command a problem, sorted, escaped as the runner's toolkit escapes them.

    Source: `core.error` in github.com/actions/toolkit, `command.ts` (properties
    additionally escape `:` and `,`). A line of 0 is left out: the annotation is
    then about the file.
    """
    lines = []
    for p in sorted(problems):
        place = [("file", p.path)]
        if p.line:
            place.append(("line", str(p.line)))
        if p.column:
            place.append(("col", str(p.column)))
        place.append(("title", p.code))
        properties = ",".join(f"{key}={_github_property(value)}" for key, value in place)
        lines.append(f"::{p.severity} {properties}::{_github_data(p.sentence)}\n")
    return "".join(lines)


def as_json(problems: Iterable[Problem]) -> str:
    """A JSON array of objects, sorted, with the fields of `Problem` as keys."""
    rows = [
        {
            "path": p.path,
            "line": p.line,
            "column": p.column,
            "severity": str(p.severity),
            "code": p.code,
            "message": p.message,
            "suggestion": p.suggestion,
        }
        for p in sorted(problems)
    ]
    return json.dumps(rows, indent=2, ensure_ascii=False) + "\n"


RENDERERS = {"text": as_text, "github": as_github, "json": as_json}
"""The renderers by the name that `--format` takes."""


def _visible(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def _github_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _github_property(text: str) -> str:
    return _github_data(text).replace(":", "%3A").replace(",", "%2C")
