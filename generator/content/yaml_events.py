"""What a text's stream of YAML events contains: what is not used here, and where reading ends.

Events come one at a time, however deep the nesting, so that this may look at a
text before the composer, which recurses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml._yaml import CParser

from generator.content import reading_rules
from generator.content.yaml_errors import (
    OPEN_BRACES,
    OPEN_LIST,
    OPEN_QUOTE,
    SECOND_DOCUMENT,
    syntax_problem,
)
from generator.model.problems import Problem
from generator.model.rules import Rule, problem

MAX_DEPTH = 24
"""Levels of nesting at most; libyaml's composer overruns the stack at some thousands."""

# A set of rare characters comes first, since the search for it is quick.
_SUSPECT = re.compile(
    r"""
    [&*!"'] (?<! [^\s,\[{:] . )  # where a value may begin
    (?: (?<= [&*!] ) \S          # an anchor, an alias or a tag
      | (?<= " ) [^"\n]* $       # a quotation mark that is not closed on its line
      | (?<= ' ) [^'\n]* $
    )
    """,
    re.MULTILINE | re.VERBOSE,
)
_DEEP_BLOCK = re.compile(r"^(?:[^\S\n]{12}|[^\S\n]*(?:[-?:]\s+){6})", re.MULTILINE)


@dataclass(slots=True)
class Examined:
    """What the events say."""

    problems: list[Problem] = field(default_factory=list)
    composable: bool = True
    """Whether the composer may read the text and every key is a word."""
    error: yaml.YAMLError | None = None
    """Where the parser gave up."""
    root: str = ""
    """`map`, `list` or `scalar`: what the first document is; empty for none."""

    @property
    def broken(self) -> bool:
        """Whether the text is not YAML, or not the part of it that is used here."""
        return self.error is not None or any(
            p.code == reading_rules.YAML_SYNTAX.name for p in self.problems
        )


def suspicious(text: str) -> bool:
    """Whether there may be what only the events show."""
    return (
        _SUSPECT.search(text) is not None
        or text.count("[") + text.count("{") >= MAX_DEPTH
        or _DEEP_BLOCK.search(text) is not None
    )


def examine(path: str, text: str) -> Examined:
    """Read the events of a text to its end, or to the first error of its syntax."""
    look = _EventReader(path, text)
    try:
        for event in _events(text):
            if not look.at(event):
                break
    except yaml.YAMLError as error:
        look.found.composable = False
        look.found.error = None if look.begins_before(error) else error
    return look.found


def error_problem(path: str, text: str, error: yaml.YAMLError) -> Problem:
    """The problem of an error of the parser."""
    if isinstance(error, yaml.MarkedYAMLError):
        return syntax_problem(path, text, error)
    message = f"this is not YAML: {str(error).splitlines()[0]}"
    return problem(path, 1, 1, reading_rules.YAML_SYNTAX, message)


@dataclass(slots=True)
class _Level:
    """A list or mapping around the next event."""

    is_map: bool
    column: int
    """Where it begins, if it is written as a block; that of the block around it else."""
    bracket: Any = None
    """The event of its bracket, if it is written in brackets."""
    at_key: bool = True


class _EventReader:
    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.found = Examined()
        self.levels: list[_Level] = []
        self.documents = 0
        self.quoted: yaml.ScalarEvent | None = None
        """The last scalar, if it is quoted and has several lines."""

    def at(self, event: Any) -> bool:
        """Look at one event; False when the rest is not to be read."""
        for rule, words in _refused(event):
            self._report(event, rule, words)
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self._give_up(event, SECOND_DOCUMENT)
                return False
        if isinstance(event, yaml.CollectionEndEvent):
            self.levels.pop()
        elif isinstance(event, yaml.NodeEvent):
            self._node(event)
        return len(self.levels) <= MAX_DEPTH

    def begins_before(self, error: yaml.YAMLError) -> bool:
        """Whether an error has an earlier cause, which is then reported in its place.

        Where a text in quotes ends right before it, that text began too early:
        its closing mark is the opening mark of a later one. At the end of the
        text, the innermost bracket is not closed.
        """
        mark = getattr(error, "problem_mark", None)
        if mark is None:
            return False
        end = self.quoted.end_mark if self.quoted else None
        if self.quoted and end and not self.text[end.index : mark.index].strip(" "):
            self._give_up(self.quoted, OPEN_QUOTE)
            return True
        bracket = self.levels[-1].bracket if self.levels else None
        at_end = not self.text[mark.index :].strip()
        if bracket is None or not at_end or "quoted" in str(getattr(error, "context", "")):
            return False
        self._give_up(bracket, OPEN_BRACES if self.levels[-1].is_map else OPEN_LIST)
        return True

    def _node(self, event: Any) -> None:
        kind = "map" if isinstance(event, yaml.MappingStartEvent) else "list"
        if not isinstance(event, yaml.CollectionStartEvent):
            kind = "scalar"
        self.found.root = self.found.root or kind
        if isinstance(event, yaml.AliasEvent):
            self.found.composable = False
        if self.levels:
            self._inside(event, self.levels[-1])
        self._quotes(event)
        if kind != "scalar":
            outer = self.levels[-1].column if self.levels else -1
            column = outer if event.flow_style else event.start_mark.column
            bracket = event if event.flow_style else None
            self.levels.append(_Level(kind == "map", column, bracket))
            if len(self.levels) == MAX_DEPTH + 1:
                message = f"more than {MAX_DEPTH} lists or mappings are nested"
                self._give_up(event, message)

    def _inside(self, event: Any, level: _Level) -> None:
        if level.is_map and level.at_key and isinstance(event, yaml.CollectionStartEvent):
            message = "the name of a field is a word, not a list or a group of fields"
            self._give_up(event, message)
        level.at_key = not level.at_key

    def _quotes(self, event: Any) -> None:
        """A text in quotes that runs on into lines that are not indented is not closed."""
        self.quoted = None
        if getattr(event, "style", None) not in ("'", '"'):
            return
        if event.start_mark.line == event.end_mark.line:
            return
        self.quoted = event
        column = self.levels[-1].column if self.levels else -1
        written = self.text[event.start_mark.index : event.end_mark.index]
        for line in written.split("\n")[1:]:
            if line.strip() and len(line) - len(line.lstrip(" ")) <= column:
                self._give_up(event, OPEN_QUOTE)
                return

    def _report(self, event: Any, rule: Rule, message: str) -> None:
        mark = event.start_mark
        found = problem(self.path, mark.line + 1, mark.column + 1, rule, message)
        if found not in self.found.problems[-1:]:
            self.found.problems.append(found)

    def _give_up(self, event: Any, message: str) -> None:
        self.found.composable = False
        self._report(event, reading_rules.YAML_SYNTAX, message)


def _refused(event: Any) -> Iterator[tuple[Rule, str]]:
    """Rules and messages for what an event has that is not used here."""
    alias = isinstance(event, yaml.AliasEvent)
    anchor = getattr(event, "anchor", None)
    tag = getattr(event, "tag", None)
    if anchor:
        sign, what = ("*", "alias") if alias else ("&", "anchor")
        yield reading_rules.ANCHOR, _quote_it(f"{sign}{anchor}", what)
    if tag:
        yield reading_rules.YAML_TAG, _quote_it(tag.replace("tag:yaml.org,2002:", "!!"), "tag")


def _quote_it(written: str, what: str) -> str:
    return f"`{written}` would be a YAML {what}; put text that begins with {written[0]} in quotes"


class _Parser(CParser):
    """libyaml's parser without PyYAML's resolver."""

    def resolve(self, _kind: type, _value: Any, _implicit: Any) -> str:
        return ""


def _events(text: str) -> Iterator[Any]:
    parser = _Parser(text)
    while parser.check_event():
        yield parser.get_event()
