"""Every error in the syntax of a broken file, not only the first.

A parser cannot go on after an error. So a broken text is cut where people see
its entries begin, at the indentation, and each entry is read by itself: what
is wrong in one does not reach the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.content import reading_rules
from generator.content.yaml_events import MAX_DEPTH, Examined, error_problem, examine
from generator.model.problems import Problem
from generator.model.rules import problem

MAX_ERRORS = 20
"""Errors of one file that are reported at most."""

_NO_FIELD = (
    "this line is not `field: value`: a colon and a space are missing, or text that continues "
    "must be indented"
)
_NO_ITEM = "this line is between the items of a list but does not begin with `- `"
_STRAY_ITEM = "`- ` begins an item of a list, and no field above it holds one; delete the hyphen"
_FIELD = re.compile(r":(?:\s|$)")
_FIELD_AT_MARGIN = re.compile(r"[\w-]+:(?:\s|$)")
_HEADER = re.compile(r"\s*(?:- +)?[^\s#'\"\[{][^#]*:\s*(?:#.*)?$")
_OPENS = re.compile(r"(?:^|[:\-])\s*[\[{]")
_QUOTED = re.compile(r"'[^'\n]*'|\"[^\"\n]*\"")


def syntax_problems(path: str, text: str) -> list[Problem]:
    """What is wrong in each entry of a broken text, in the order of the text.

    At most `MAX_ERRORS`. Empty when every entry is sound by itself, and for a
    text that is written in brackets as a whole.
    """
    found: list[Problem] = []
    for one in _of_lines(path, text.split("\n"), 0, 0):
        if len(found) == MAX_ERRORS:
            break
        found.append(one)
    return found


def _of_lines(path: str, lines: Sequence[str], above: int, depth: int) -> Iterator[Problem]:
    """What is wrong in lines that follow `above` others."""
    first = next((line for line in lines if _says_something(line)), "").lstrip()
    if first.startswith(("{", "[")):
        return
    in_list = _is_item(first) and (depth > 0 or not any(map(_FIELD_AT_MARGIN.match, lines)))
    for start, end in _entries(lines, in_list):
        entry = list(lines[start:end])
        text = "\n".join(entry)
        examined = examine(path, text)
        wanted = "list" if in_list else "map"
        if not examined.broken and examined.root in (wanted, ""):
            yield from _moved(examined.problems, above + start)
            continue
        inner = list(_inside(path, entry, above + start, depth)) if examined.broken else []
        yield from inner or _moved(_of_entry(path, text, examined, in_list), above + start)


def _of_entry(path: str, text: str, examined: Examined, in_list: bool) -> list[Problem]:
    if examined.error is not None:
        return [*examined.problems, error_problem(path, text, examined.error)]
    if examined.broken:
        return examined.problems
    words = text.lstrip(" ")
    message = _NO_ITEM if in_list else _STRAY_ITEM if _is_item(words) else _NO_FIELD
    return [problem(path, 1, len(text) - len(words) + 1, reading_rules.YAML_SYNTAX, message)]


def _inside(path: str, entry: list[str], above: int, depth: int) -> Iterator[Problem]:
    """What is wrong in the entries of an entry; nothing when it has none."""
    if depth >= MAX_DEPTH:
        return
    head = entry[0]
    if _is_item(head.lstrip()) and _FIELD.search(head):
        body = [head.replace("-", " ", 1), *entry[1:]]
        yield from _of_lines(path, body, above, depth + 1)
    elif _HEADER.match(head):
        first = next((line for line in entry[1:] if _says_something(line)), "")
        if _FIELD.search(first) or _is_item(first.lstrip()):
            yield from _of_lines(path, entry[1:], above + 1, depth + 1)


def _entries(lines: Sequence[str], in_list: bool) -> list[tuple[int, int]]:
    """First line and the line after the last of each entry, at the indentation of the first."""
    level: int | None = None
    starts: list[int] = []
    brackets = 0
    for index, line in enumerate(lines):
        if not _says_something(line):
            continue
        indent = len(line) - len(line.lstrip(" "))
        level = indent if level is None else level
        begins = indent <= level and _begins(line.strip(), in_list or not starts, brackets > 0)
        if begins:
            starts.append(index)
            brackets = 0
        if brackets or (begins and _OPENS.search(line)):
            bare = _QUOTED.sub("", line)
            brackets += sum(map(bare.count, "[{")) - sum(map(bare.count, "]}"))
    return list(pairwise([*starts, len(lines)]))


def _begins(words: str, items_begin: bool, open_bracket: bool) -> bool:
    if words.startswith(("]", "}", ",", ": ")):
        return False
    if _is_item(words):
        return items_begin
    return not open_bracket or _FIELD.search(words) is not None


def _says_something(line: str) -> bool:
    words = line.strip()
    return bool(words) and not words.startswith("#") and words not in ("---", "...")


def _is_item(words: str) -> bool:
    return words == "-" or words.startswith("- ")


def _moved(problems: Sequence[Problem], lines: int) -> Iterator[Problem]:
    return (found._replace(line=found.line + lines) for found in problems)
