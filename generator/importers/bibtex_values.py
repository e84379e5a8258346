"""The value of a BibTeX field out of its parts.

Source of the grammar: "BibTeXing" (O. Patashnik, 1988): groups in braces,
quotes, numbers and the names of strings, with `#` between them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.text.titles import tidy

_BARE = re.compile(r"[^\s{}\"#,=()%\\]+")
_GLUE = re.compile(r"\s*#\s*")
_MARK = re.compile(r'(?<!\\)[{}"]')
_MOST_PUT_IN = 2_000
"""Characters of one value that come from `@string`: each could double the one before."""


class Unreadable(Exception):
    """An entry cannot be read whole: the line, and why."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(why)
        self.line = line


def value_of(raw: str, macros: Mapping[str, str], line: int, name: str) -> str:
    """The parts of a value joined, tidied; a word that names no macro stands for itself.

    Raises `Unreadable` with the line when there is no value, or more than one.
    """
    raw = raw.strip()
    parts: list[str] = []
    at = put_in = 0
    while True:
        end = _part_end(raw, at)
        if end is None:
            where = f" at {tidy(raw[at : at + 40])!r}" if at < len(raw) else ": a value is missing"
            raise Unreadable(line, f"the field `{name}` cannot be read{where}")
        word = raw[at:end]
        parts.append(word[1:-1] if word[0] in '{"' else macros.get(word.lower(), word))
        put_in += len(parts[-1]) if word[0] not in '{"' else 0
        if put_in > _MOST_PUT_IN:
            message = f"the strings in `{name}` have more than {_MOST_PUT_IN:,} characters"
            raise Unreadable(line, message)
        if end == len(raw):
            return tidy("".join(parts))
        glue = _GLUE.match(raw, end)
        if glue is None:
            rest = tidy(raw[end : end + 40])
            raise Unreadable(line, f"the field `{name}` goes on after its end: {rest!r}")
        at = glue.end()


def _part_end(raw: str, start: int) -> int | None:
    """Where the group, quote, number or macro ends that begins at `start`."""
    sign = raw[start : start + 1]
    if sign not in ("{", '"'):
        bare = _BARE.match(raw, start)
        return bare.end() if bare else None
    depth = 0
    for mark in _MARK.finditer(raw, start):
        depth += (mark[0] == "{") - (mark[0] == "}")
        opens = mark.start() == start
        if depth == 0 and not opens and mark[0] == ("}" if sign == "{" else '"'):
            return mark.end()
        if depth < 0:
            return None
    return None
