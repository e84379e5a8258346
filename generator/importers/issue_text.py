"""The text of an issue that a form made: its answers by label, and answers to it.

Everything in a form is anybody's text.  What leaves here under a name of its
own (branch, commit) is made of ids and numbers that we make.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator.model.problems import BrokenEnvironment, Problem
from generator.text.github_markdown import code, text
from generator.text.titles import tidy

_NO_ANSWER = "_No response_"


@dataclass(frozen=True, slots=True)
class Issue:
    """What the event tells of the issue."""

    number: int
    body: str
    opened: date
    labels: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Suggested:
    """What becomes of a suggestion: the text of a paper's file, or only an answer."""

    paper_id: str | None
    """A slug; None when there will be no file."""
    text: str
    """The file's YAML; empty without one."""
    answer: str
    """Markdown: what is wrong, or what the curators should look at."""
    before: str | None = None
    """What the file's YAML is now; None when there is no such file yet."""


def read_event(data: bytes) -> Issue:
    """The issue of a GitHub event file; raises `BrokenEnvironment` when it has none.

    Format: docs.github.com, webhook payload `issues`.
    """
    try:
        issue = json.loads(data)["issue"]
        number, body, opened = issue["number"], issue["body"] or "", issue["created_at"]
        if type(number) is not int or number < 1 or not isinstance(body, str):
            raise ValueError("malformed")
        labels = frozenset(str(label["name"]) for label in issue.get("labels") or ())
        return Issue(number, body, date.fromisoformat(opened[:10]), labels)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BrokenEnvironment("the event file tells of no issue") from error


def branch(issue: Issue) -> str:
    """The branch for a suggestion: the issue's number alone."""
    return f"suggestion-{issue.number}"


def read_form(body: str, labels: Sequence[str]) -> dict[str, str]:
    """The answers by label; labels without an answer are absent.

    GitHub writes `### Label`, an empty line, and the answer. A field's own
    text may hold such lines too: the fields come in their order, and the last
    label counts where it stands last.
    """
    whole = body.replace("\r\n", "\n").replace("\r", "\n")
    places, at = [], 0
    for label in labels[:-1]:
        found = _heading(label).search(whole, at)
        if found:
            places.append((label, found))
            at = found.end()
    last = list(_heading(labels[-1]).finditer(whole, at))
    places += [(labels[-1], last[-1])] if last else []
    ends = [*(match.start() for _, match in places[1:]), *([len(whole)] if places else [])]
    answers = {
        label: whole[match.end() : end].strip()
        for (label, match), end in zip(places, ends, strict=True)
    }
    return {label: said for label, said in answers.items() if said and said != _NO_ANSWER}


def _heading(label: str) -> re.Pattern[str]:
    return re.compile(rf"^### {re.escape(label)}[ \t]*$", re.MULTILINE)


def wrong_lengths(form: Mapping[str, str], bounds: Mapping[str, tuple[int, int]]) -> list[str]:
    """A sentence for each answer that is missing, too short or too long; `bounds` by label."""
    wrong = []
    for label, (least, most) in bounds.items():
        length = len(clean(form.get(label, "")))
        if not length:
            wrong.append(f"**{label}** is missing.")
        elif length < least:
            wrong.append(f"**{label}** needs at least {least} characters.")
        elif length > most:
            wrong.append(f"**{label}** has {length:,} characters; at most {most:,} fit.")
    return wrong


def clean(answer: str) -> str:
    """On one line, without what no screen shows."""
    kept = (c if c.isprintable() else " " if c.isspace() else "" for c in answer)
    return tidy("".join(kept))


def incomplete(wrong: Iterable[str]) -> str:
    """The answer to a form that nothing can be made of; the sentences are Markdown."""
    lines = "\n".join(f"- {line}" for line in wrong)
    return (
        f"Thank you! This cannot be proposed yet:\n\n{lines}\n\n"
        "Please edit the issue's text (the pencil, or the three dots above it); "
        "it is then read again.\n"
    )


def refuse(problems: Sequence[Problem]) -> str:
    """The answer when the checks find errors in the new file."""
    return incomplete([f"{code(p.code)}: {text(p.sentence)}" for p in problems])


def unchanged_request(number: int) -> str:
    """What is added to an answer that refuses an edit, when there is a pull request already."""
    return f"\n#{number} stays as it was before this edit.\n"
