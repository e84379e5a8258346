"""What a rule is, and a finding: a rule that is broken at a place in the content.

The rules of reading are declared in `generator.content.reading_rules`, those of
the checks beside each check in `generator.checks`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from generator.model.problems import Problem, Severity

Where = tuple[str | int, ...]
"""The path to a value: names of fields and indices of entries, from the file's top."""


class Group(StrEnum):
    """The headings of the documentation, in its order."""

    FILES = "Files"
    YAML = "YAML"
    FIELDS = "Fields"
    RELATIONS = "What belongs together"
    BOUNDS = "Bounds"


@dataclass(frozen=True, slots=True)
class Rule:
    """What `check` reports under one code."""

    name: str
    """The code, in kebab case."""
    group: Group
    severity: Severity
    cause: str
    """What is wrong, and why it matters; Markdown."""
    example: str
    """What a wrong file looks like."""
    cure: str
    """What to do; Markdown."""
    fixed: bool = False
    """Whether `check --fix` corrects it."""
    where: str = ""
    """Where it does, if not everywhere, as the end of a sentence; Markdown."""
    in_schema: bool = False
    """Whether the editors' JSON Schema refuses it too."""


class Finding(NamedTuple):
    """One thing that is wrong in the loaded catalogue, without line and column.

    Most runs find nothing, so records carry no positions; `content.load.locate`
    reads the few files again in which something is wrong.
    """

    file: str
    """Relative to the content directory: `papers/maps-before-mercator.yml`."""
    where: Where
    """`("tags", 2)`; for a value that does not exist, the nearest thing around it is shown."""
    rule: Rule
    message: str
    suggestion: str | None = None
    key: bool = False
    """Whether the name of the field is meant rather than its value."""
    text: str = ""
    """Words within the value that are meant."""
    nth: int = 0
    """Which occurrence of the words, from 0."""


def problem(
    path: str, line: int, column: int, rule: Rule, message: str, suggestion: str | None = None
) -> Problem:
    """A problem with the code and the severity of the rule."""
    return Problem(path, line, column, rule.name, message, suggestion, rule.severity)


def documentation(rules: Iterable[Rule]) -> str:
    """The list of rules as Markdown, by group and then in the given order.

    Groups have headings of level 3, rules of level 4 with the code as anchor.
    Groups without a rule are left out. Ends with a line end.
    """
    listed = tuple(rules)
    parts = []
    for group in Group:
        entries = [_entry(rule) for rule in listed if rule.group is group]
        parts += [f"### {group}\n", *entries] if entries else []
    return "\n".join(parts)


def _entry(rule: Rule) -> str:
    where = f" {rule.where}" if rule.where else ""
    fixed = f" `check --fix` corrects it{where}." if rule.fixed else ""
    example = rule.example.replace("\\n", "\n").replace("\\t", "→")
    fence = "".join(f"    {line}\n" for line in example.split("\n"))
    severity = str(rule.severity).capitalize()
    return (
        f"#### {rule.name} {{#{rule.name}}}\n\n*{severity}.* {rule.cause}\n\n"
        f"For example:\n\n{fence}\n{rule.cure}{fixed}\n"
    )
