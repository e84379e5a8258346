"""What `import` is given: files, the standard input, addresses."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.importers import formats
from generator.importers.entry import ReadEntries
from generator.importers.text_input import LARGEST, decoded
from generator.model.problems import Problem, has_errors

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Input:
    """One file, the standard input or an address, read."""

    shown: str
    format: str
    reading: ReadEntries
    copy: tuple[Path, bytes] | None = None
    """Where a listing is kept, and what it holds."""

    @property
    def is_page(self) -> bool:
        """Whether it is a web address alone, of no service that is known."""
        entries = self.reading.entries
        named = _ADDRESS.match(self.shown) is not None and len(entries) == 1
        return named and self.format == "ids" and bool(entries[0].url)


def read_input(
    name: str, format_: str | None, columns: Mapping[str, str], sources: Path
) -> tuple[Input | None, list[Problem]]:
    """What a file holds, and what is wrong with it; None when it cannot be read at all."""
    path = None if name == "-" or _ADDRESS.match(name) else Path(name)
    shown = path.as_posix() if path else "<stdin>" if name == "-" else name
    data, problem = _bytes(name, path, shown)
    text, problem = decoded(data, shown) if problem is None else ("", problem)
    if problem:
        return None, [problem]
    if _ADDRESS.match(name):  # what is at the address has the format that is named
        format_, columns = None, {}
    told, reading = formats.read(text, shown, format_, columns)
    copy = None
    if reading.listing and path and reading.entries and not has_errors(reading.problems):
        copy = sources / path.name, data
        if copy[0].is_file() and copy[0].read_bytes() != data:
            message = (
                f"{copy[0].as_posix()} has this name and holds something else; rename the listing"
            )
            return None, [Problem(shown, 0, 0, "another-listing", message)]
    return Input(shown, told, reading, copy), list(reading.problems)


def _bytes(name: str, path: Path | None, shown: str) -> tuple[bytes, Problem | None]:
    """At most one byte more than a file may have, and why it cannot be read."""
    if path is None:
        return (sys.stdin.buffer.read(LARGEST + 1) if name == "-" else name.encode()), None
    if path.is_dir():
        message = "this is a folder; name the files in it"
        return b"", Problem(shown, 0, 0, "is-a-folder", message)
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1), None
    except FileNotFoundError:
        return b"", Problem(shown, 0, 0, "no-such-file", "there is no such file")
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        return b"", Problem(shown, 0, 0, "cannot-read", message)
