"""Bytes → text, and what cannot be seen in it.

What looks right and is not is the worst to find: these checks look at the
characters before anything reads them as YAML.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from generator.content import reading_rules
from generator.model.problems import Problem
from generator.model.rules import Rule, problem
from generator.text.invisible_characters import DIRECTION, hidden_in, visible

MAX_BYTES = 256 * 1024
"""Bytes at most of a file that `fields` does not define: a hand-written page."""

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
ODD_SPACE = re.compile("[\u00a0\u2000-\u200a\u2028\u2029\u202f\u205f]")
_SUSPECT = re.compile(
    "[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\xa0\xad\u061c\u115f\u1160\u180e\u2000-\u200f\u2028-\u202f"
    "\u205f-\u206f\u3164\ufeff\uffa0\ufff9-\uffff\U000e0000-\U000e007f]"
)
_MARKER = re.compile(r"^(?:<{7}|>{7})(?= |\r?$)", re.MULTILINE)
_BETWEEN = re.compile(r"(?:={7}\r?$|\|{7}(?= |\r?$))")
_CONFLICT = "Git's conflict marker: two versions follow each other; keep one, without markers"
_SPACE_AT_END = (" \n", "\t\n", " \r", "\t\r")
_EMPTY_AT_END = (" ", "\t", "\n\n", "\n\r\n")
"""With one of the first within it, or of these at its end, a text may match `_ENDS_IN_SPACE`."""
_ENDS_IN_SPACE = re.compile(r"[ \t]\r?(?:\n|\Z)|\n\r?\n\Z")


def readable(text: str) -> str:
    """The text as libyaml may see it: the same length and lines, without what it refuses.

    What only libyaml takes for a line's end would else shift every line below.
    """
    if "\r" not in text and _SUSPECT.search(text) is None:
        return text
    text = re.sub("\r(?!\n)", "\n", text)
    return CONTROL.sub("\ufffd", re.sub("[\u2028\u2029]", " ", text))


def too_large(path: str, size: int, most: int) -> list[Problem]:
    """The problem of a file with so many bytes, if they are more than `most`."""
    if size <= most:
        return []
    message = f"the file has {size:,} bytes; the most is {most:,}"
    return [problem(path, 0, 0, reading_rules.FILE_TOO_LARGE, message)]


def decode(path: str, data: bytes, most_bytes: int = MAX_BYTES) -> tuple[str | None, list[Problem]]:
    """The text of a file without its byte order mark, and what is wrong with its bytes.

    The text is None when it is not UTF-8 or has more than `most_bytes`.
    """
    if found := too_large(path, len(data), most_bytes):
        return None, found
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [_not_utf8(path, data, error.start)]
    if text.startswith("\ufeff"):
        mark = "the file begins with an invisible byte order mark (BOM)"
        return text[1:], [problem(path, 1, 1, reading_rules.BYTE_ORDER_MARK, mark)]
    return text, []


class Lines:
    """Where the lines of a text begin, for many places in it."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1, of an offset into the text."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def place(text: str, offset: int) -> tuple[int, int]:
    """Line and column, both from 1, of an offset into the text."""
    start = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, start) + 1, offset - start + 1


def cleaned(text: str) -> str:
    """The text without characters of no width, and with usual spaces alone; tabs stay."""
    return ODD_SPACE.sub(" ", visible(text))


def odd_start(text: str) -> str:
    """The characters of no width and unusual spaces that the text begins with."""
    hidden = hidden_in(text)
    length = 0
    while length < len(text) and (length in hidden or ODD_SPACE.match(text, length)):
        length += 1
    return text[:length]


def characters(path: str, text: str, line: int = 0, column: int = 0) -> list[Problem]:
    """What cannot be seen in the text, once a kind and line.

    With `line` and `column` the text is a value that was written with escapes,
    and all problems are put there.
    """
    found = []
    told = set()
    hidden: set[int] | None = None
    lines = None
    for match in _SUSPECT.finditer(text):
        if hidden is None:
            hidden = hidden_in(text)
        rule = (
            reading_rules.INVISIBLE_CHARACTER
            if match.start() in hidden
            else _rule_of(match.group())
        )
        lines = lines or Lines(text)
        at = (line, column) if line else lines.place(match.start())
        if rule and (rule.name, at[0]) not in told:
            told.add((rule.name, at[0]))
            found.append(problem(path, *at, rule, _name_of(match.group())))
    return found


def of_text(path: str, text: str) -> list[Problem]:
    """What is wrong with the characters and the white space of a whole file."""
    problems = characters(path, text)
    if "\r" in text:
        line, column = place(text, text.index("\r"))
        ends = "lines end with CR LF, as on Windows"
        problems.append(problem(path, line, column, reading_rules.LINE_ENDINGS, ends))
    blank = any(map(text.__contains__, _SPACE_AT_END)) or text.endswith(_EMPTY_AT_END)
    trailing = _ENDS_IN_SPACE.search(text) if blank else None  # tries each space of the text
    if trailing:
        spaces = "white space at the end of the line"
        if trailing.group().startswith("\n"):
            spaces = "empty lines at the end of the file"
        problems.append(
            problem(path, *place(text, trailing.start()), reading_rules.TRAILING_SPACE, spaces)
        )
    elif text and not text.endswith("\n"):
        no_end = "the last line has no line end"
        problems.append(
            problem(path, *place(text, len(text)), reading_rules.TRAILING_SPACE, no_end)
        )
    return problems


def without_conflicts(path: str, text: str) -> tuple[str, list[Problem]]:
    """The text without Git's conflict markers and the second of two versions, and a problem each.

    Lines that are left out are empty in what comes back, so that all others
    keep their number.
    """
    if not ("<<<<<<<" in text or ">>>>>>>" in text) or _MARKER.search(text) is None:
        return text, []
    lines = text.split("\n")
    problems = []
    begun = theirs = False
    for index, line in enumerate(lines):
        marker = _MARKER.match(line) or (begun and _BETWEEN.match(line))
        if _MARKER.match(line) and not (begun and line.startswith(">")):
            problems.append(problem(path, index + 1, 1, reading_rules.CONFLICT_MARKER, _CONFLICT))
        if marker or theirs:
            lines[index] = ""
        if marker:
            begun, theirs = not line.startswith(">"), line.startswith(("=", "|"))
    return "\n".join(lines), problems


def _rule_of(char: str) -> Rule | None:
    if char == "\t":
        return reading_rules.TAB
    for rule, pattern in (
        (reading_rules.CONTROL_CHARACTER, CONTROL),
        (reading_rules.TEXT_DIRECTION, DIRECTION),
        (reading_rules.ODD_SPACE, ODD_SPACE),
    ):
        if pattern.match(char):
            return rule
    return None


def _name_of(char: str) -> str:
    if char == "\t":
        return "this is a tab; use spaces"
    import unicodedata

    name = unicodedata.name(char, "a control character").lower()
    return f"this is an invisible character: U+{ord(char):04X} ({name})"


def _not_utf8(path: str, data: bytes, start: int) -> Problem:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        utf16 = "the file is UTF-16; save it as UTF-8"
        return problem(path, 1, 1, reading_rules.ENCODING, utf16)
    line_start = data.rfind(b"\n", 0, start) + 1
    line = data.count(b"\n", 0, start) + 1
    column = len(data[line_start:start].decode("utf-8", "replace")) + 1
    byte = f"the file is not UTF-8: byte 0x{data[start]:02X} is here (byte {start + 1})"
    guess = bytes([data[start]]).decode("cp1252", "ignore")
    meant = f"; in Windows-1252 it is {guess!r}" if guess.isprintable() and guess else ""
    return problem(path, line, column, reading_rules.ENCODING, f"{byte}{meant}; save it as UTF-8")
