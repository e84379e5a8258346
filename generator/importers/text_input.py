"""The bytes of a file, or why they are no text that an importer reads."""

from __future__ import annotations

from generator.model.problems import Problem

LARGEST = 32 << 20
"""Bytes of one file at most: some ten thousand entries with their abstracts."""

_MAGIC = (b"\x89PNG", b"%PDF-", b"PK\x03\x04", b"\x1f\x8b", b"GIF8", b"\xff\xd8\xff", b"\x7fELF")
_CONTROLS = bytes(c for c in range(32) if c not in b"\t\n\r\f\v\x1a") + b"\x7f"


def decoded(data: bytes, path: str) -> tuple[str, Problem | None]:
    """The text with `\\n` for every line end and no byte order mark, or what is wrong with it.

    Problems: `too-large`, `empty-file`, `binary-file`, and `not-utf-8` with the place
    of the first byte that is not.
    """
    if len(data) > LARGEST:
        message = f"the file has more than {LARGEST >> 20} MiB; divide it"
        return "", Problem(path, 0, 0, "too-large", message)
    if is_utf16(data):
        return "", Problem(path, 0, 0, "not-utf-8", "the file is UTF-16; save it as UTF-8")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if is_binary(data):
            return "", _binary(path)
        return "", _not_utf8(data, error, path)
    if is_binary(data) or "\0" in text:
        return "", _binary(path)
    # Ctrl+Z ended a file once, and some managers still write it.
    text = text.rstrip("\x1a").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        return "", Problem(path, 0, 0, "empty-file", "the file is empty: it holds no word")
    return text, None


def is_utf16(data: bytes) -> bool:
    """Whether a byte order mark says so, or every second byte of the beginning is zero, or
    nearly, and the others are text."""
    start = data[:1000]
    return data.startswith((b"\xff\xfe", b"\xfe\xff")) or any(
        start[first::2].count(0) > 0.45 * len(start) and not is_binary(start[1 - first :: 2])
        for first in (0, 1)
    )


def is_binary(data: bytes, most: float = 0.02) -> bool:
    """Whether it begins as a known binary format does, or has a larger share of control
    characters than `most`."""
    start = data[: 1 << 20]
    controls = len(start) - len(start.translate(None, _CONTROLS))
    return data.startswith(_MAGIC) or controls > most * len(start)


def _binary(path: str) -> Problem:
    return Problem(path, 0, 0, "binary-file", "this is a binary file, not a text of papers")


def _not_utf8(data: bytes, error: UnicodeDecodeError, path: str) -> Problem:
    before = data[: error.start]
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
    if error.reason == "unexpected end of data":
        message = "the file ends within a character: it is cut off"
        return Problem(path, line, column, "not-utf-8", message)
    message = (
        f"byte 0x{data[error.start]:02X} at offset {error.start} is not UTF-8;"
        " save the file as UTF-8 (it may be Windows-1252 or Latin-1)"
    )
    return Problem(path, line, column, "not-utf-8", message)
