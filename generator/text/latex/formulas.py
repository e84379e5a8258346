"""Formulas in prose: where one begins and ends, and what only looks like one."""

import re
from typing import Final

from generator.text.latex.limits import MAX_MATH
from generator.text.latex.reader import LatexReader

_BLANK_LINE: Final = re.compile(r"\n\s*\n")
_DOLLAR_CLOSE: Final = re.compile(r"(?<![\s\\])\$(?![0-9])")
_CLOSERS: Final = {
    "$": _DOLLAR_CLOSE,
    "$$": re.compile(r"(?<!\\)\$\$"),
    "(": re.compile(r"(?<!\\)\\\)"),
    "[": re.compile(r"(?<!\\)\\\]"),
}
_MONEY: Final = re.compile(r"[0-9][0-9.,]*\s?[A-Za-z(-]*\s[^\\^_={}<>+*/]*\Z|[0-9][0-9.,]*[-–]\Z")
_UPRIGHT: Final = r"\\(?:mbox|text|textrm|mathrm|rm)\b\s*"
_ONLY_SCRIPT: Final = re.compile(
    r"\s*(?:\{\}\s*)?([_^])\s*"
    rf"(?:\{{(?:{_UPRIGHT}\{{?)?([\w+.*-]{{1,20}})\}}?\}}|{_UPRIGHT}\{{(\w{{1,20}})\}}|([A-Za-z0-9*]))\s*\Z"
)

# `\( L_{1,2}-norm \)`: as mathematics it would read L minus n times o times r times m.
_WORD_TAIL: Final = re.compile(r"(.*[^\sA-Za-z\\])(-[a-z]{4,20})\s*\Z", re.DOTALL)


def read_formula(reader: LatexReader, kind: str) -> bool:
    """Reads the formula that starts at the reader's position, if there is one.

    A super- or subscript alone becomes one of the text, and a word that hangs on a formula by a
    hyphen becomes text.

    Args:
        reader: Is after the opening delimiter, and then after the closing one.
        kind: The opening delimiter, without a backslash.

    Returns:
        False, and nothing is read, if no formula is here: no closing delimiter within
        `MAX_MATH` characters, a blank line between them, or money between dollars.
    """
    start, end = reader.pos, _closer(reader, kind)
    if end == start or end - start > MAX_MATH:
        return False
    source = reader.text[start:end]
    if _BLANK_LINE.search(source) or _DOLLAR_CLOSE.search(source) or not source.strip():
        return False
    if kind == "$" and (source[0].isspace() or _MONEY.match(source)):
        return False
    reader.pos = end + (1 if kind == "$" else 2)
    _add_formula(reader, source.strip())
    return True


def _closer(reader: LatexReader, kind: str) -> int:
    """Where the next closing delimiter is; remembered, so that the whole stays linear."""
    known = reader.closers.get(kind, -1)
    if known < reader.pos:
        match = _CLOSERS[kind].search(reader.text, reader.pos)
        known = match.start() if match else len(reader.text) + MAX_MATH + 1
        reader.closers[kind] = known
    return known


def _add_formula(reader: LatexReader, source: str) -> None:
    if match := _ONLY_SCRIPT.match(source):
        reader.leaf("sup" if match[1] == "^" else "sub", match[2] or match[3] or match[4])
        return
    tail = ""
    if match := _WORD_TAIL.match(source):
        source, tail = match[1], match[2]
    reader.add("math", source)
    if tail:
        reader.say(tail)
