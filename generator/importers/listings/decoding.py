"""Bytes to lines, whatever they hold."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from generator.importers.text_input import is_binary, is_utf16
from generator.model.problems import Problem, Severity
from generator.text.invisible_characters import DIRECTION, hidden_in
from generator.text.titles import tidy

_SPACES = dict.fromkeys(map(ord, "\t\v\f\r\x85\u2028\u2029"), " ")


class Hint(StrEnum):
    """What a label or the number of a list says of a line."""

    TITLE = "title"
    ABSTRACT = "abstract"
    """The first line of an abstract."""
    NO_TITLE = "no title"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a listing."""

    number: int
    """Counted from 1."""
    text: str
    """Tidied (NFC, single spaces, no control characters); undecodable bytes as U+FFFD."""
    readable: bool = True
    """False when some of its bytes are not UTF-8."""
    hint: Hint | None = None
    """What a label or number before it says that it is."""


def decode(data: bytes, path: str) -> tuple[list[Line], list[Problem]]:
    """The lines of a file in order, and what is wrong with their bytes.

    A byte order mark and Windows or old Macintosh line ends are accepted. A
    line that is not UTF-8 is an error that names the byte, and the other lines
    still count; a file that is no text at all gives no line and one error.
    """
    if problem := _no_text(data, path):
        return [], [problem]
    offset = 3 if data.startswith(b"\xef\xbb\xbf") else 0
    lines, problems = [], []
    for number, raw in enumerate(_split(data[offset:]), 1):
        line, found = _line(raw, number, offset, path)
        lines.append(line)
        problems += found
        offset += len(raw)
    return lines, problems


def _no_text(data: bytes, path: str) -> Problem | None:
    if is_utf16(data):
        return Problem(path, 0, 0, "not-utf-8", "the file is UTF-16; save it as UTF-8")
    if is_binary(data, 0.1) or (b"\0" in data and not _is_utf8(data)):
        return Problem(
            path, 0, 0, "binary-file", "this is a binary file, not a text of titles and abstracts"
        )
    return None


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _split(data: bytes) -> list[bytes]:
    """The lines with their ends; a carriage return alone ends one only where no other end is."""
    end = rb"\n" if b"\n" in data else rb"\r"
    return re.findall(rb"[^%b]*%b|[^%b]+\Z" % (end, end, end), data)


def _line(raw: bytes, number: int, offset: int, path: str) -> tuple[Line, list[Problem]]:
    problems = []
    readable = True
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        readable = False
        text = raw.decode("utf-8", "replace")
        column = len(raw[: error.start].decode()) + 1
        problems.append(
            Problem(path, number, column, "not-utf-8",
                    f"byte 0x{raw[error.start]:02X} at offset {offset + error.start} of the file"
                    " is not UTF-8; the line is left out")
        )  # fmt: skip
    text = text.translate(_SPACES).rstrip("\n")
    for code, name, find in (
        ("control-character", "control characters", _controls),
        ("invisible-character", "invisible characters", hidden_in),
        ("text-direction", "marks of direction", _directions),
    ):
        unwanted = find(text)
        if unwanted:
            names = ", ".join(f"U+{ord(c):04X}" for c in sorted({text[at] for at in unwanted}))
            problems.append(
                Problem(path, number, min(unwanted) + 1, code, f"{name} are dropped: {names}",
                        severity=Severity.WARNING)
            )  # fmt: skip
            text = "".join(c for at, c in enumerate(text) if at not in unwanted)
    return Line(number, tidy(text), readable), problems


def _directions(text: str) -> set[int]:
    return {match.start() for match in DIRECTION.finditer(text)}


def _controls(text: str) -> set[int]:
    return {
        at for at, c in enumerate(text) if unicodedata.category(c) == "Cc" or c in "\ufffe\uffff"
    }
