"""One entry of a BibTeX file, as far as a new paper needs it.

Source of the grammar: the BibTeX manual ("BibTeXing", O. Patashnik, 1988) and
what reference managers write: braces, quotes, numbers, `#` between parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.text.latex import to_text
from generator.text.titles import tidy

_ENTRY = re.compile(r"@\s*([A-Za-z]+)\s*[{(]\s*")
_FIELD = re.compile(r"\s*,?\s*([A-Za-z][\w:.+/-]*)\s*=\s*")
_PART = re.compile(r"\s*(?:#\s*)?([A-Za-z0-9][\w:.+-]*)")
_NO_ENTRIES = frozenset(["comment", "preamble", "string"])
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


class BadEntry(Exception):
    """The text holds no entry that can be read; the message says where it breaks off."""


@dataclass(frozen=True, slots=True)
class BibEntry:
    """An entry with its fields as they stand, LaTeX and all."""

    kind: str
    """`article`, `inproceedings`, …, in lower case."""
    fields: dict[str, str]
    """By name in lower case, tidied, outer delimiters off."""

    def plain(self, name: str) -> str:
        """The field as plain text, empty when absent."""
        return tidy(to_text(self.fields.get(name, "")))

    @property
    def title(self) -> str:
        """The title with its LaTeX, without the braces that only protect capitals."""
        return unprotected(self.fields.get("title", ""))

    @property
    def authors(self) -> list[str]:
        """Full names, given name first; `others` is nobody."""
        names = (_name(part) for part in _split(self.fields.get("author", ""), "and"))
        return [name for name in names if name and name.lower() != "others"]


def read_entries(text: str) -> list[BibEntry]:
    """The entries of the text in order, without `@string`, `@comment` and `@preamble`.

    Raises `BadEntry` when there is none, or when one is cut off.
    """
    entries: list[BibEntry] = []
    macros = {month: month.capitalize() for month in _MONTHS}
    at = 0
    while match := _ENTRY.search(text, at):
        kind = match[1].lower()
        if kind in ("comment", "preamble"):
            at = match.end()
            continue
        at = match.end()
        if kind != "string":
            comma = re.compile(r"[^,{}()\"=\s]*\s*(?=,|[})])").match(text, at)
            at = comma.end() if comma else at
        fields, at = _fields(text, at, macros)
        if kind == "string":
            macros |= fields
        else:
            entries.append(BibEntry(kind, fields))
    if not entries:
        raise BadEntry("there is no BibTeX entry in this text")
    return entries


def unprotected(text: str) -> str:
    """The text without braces that are no argument of a command, a script or a formula."""
    out: list[str] = []
    stack: list[bool] = []
    math = False
    for at, char in enumerate(text):
        escaped = at > 0 and text[at - 1] == "\\"
        if char == "$" and not escaped:
            math = not math
        if char == "{" and not escaped:
            before = text[:at].rstrip()[-24:]
            keeps = math or re.search(r"(?:[_^]|\\[A-Za-z]+\*?|\\[^\w\s]|\})$", before) is not None
            keeps = keeps or text.startswith("\\", at + 1)
            stack.append(keeps)
            out += char if keeps else ""
        elif char == "}" and not escaped and stack:
            out += char if stack.pop() else ""
        else:
            out.append(char)
    return tidy("".join(out))


def _fields(text: str, at: int, macros: dict[str, str]) -> tuple[dict[str, str], int]:
    fields: dict[str, str] = {}
    while match := _FIELD.match(text, at):
        value, at = _value(text, match.end(), macros)
        fields.setdefault(match[1].lower(), tidy(value))
    return fields, at


def _value(text: str, at: int, macros: dict[str, str]) -> tuple[str, int]:
    parts: list[str] = []
    while True:
        glue = re.compile(r"\s*#\s*" if parts else r"\s*").match(text, at)
        if glue is None:
            return "".join(parts), at
        start = glue.end()
        if text[start : start + 1] in ("{", '"'):
            end = _closing(text, start)
            parts.append(text[start + 1 : end])
            at = end + 1
        elif word := _PART.match(text, start):
            parts.append(macros.get(word[1].lower(), word[1]))
            at = word.end()
        else:
            raise BadEntry(f"a value is missing behind {text[max(0, at - 30) : at]!r}")


def _closing(text: str, start: int) -> int:
    """Where the group or quote that opens at `start` closes."""
    quoted, depth = text[start] == '"', 0
    for at in range(start + 1, len(text)):
        char = text[at]
        if text[at - 1] == "\\" and text[at - 2] != "\\":
            continue
        if char == "{":
            depth += 1
        elif char == '"' and quoted and depth == 0:
            return at
        elif char == "}":
            if depth == 0 and not quoted:
                return at
            depth -= 1
    raise BadEntry(f"this value is not closed: {text[start : start + 40]!r}")


def _name(part: str) -> str:
    pieces = list(_split(part, ","))
    if len(pieces) > 1:
        last, *middle, first = pieces
        pieces = [first, last, *middle]
    return tidy(to_text(unprotected(" ".join(pieces))))


def _split(text: str, by: str) -> Iterator[str]:
    """The parts between a comma or the word `and`, outside of braces."""
    pattern = re.compile(r"[{}]|\s+and\s+" if by == "and" else r"[{},]", re.IGNORECASE)
    depth = start = 0
    for match in pattern.finditer(text):
        if match[0] == "{":
            depth += 1
        elif match[0] == "}":
            depth -= 1
        elif depth == 0:
            yield text[start : match.start()].strip()
            start = match.end()
    yield text[start:].strip()
