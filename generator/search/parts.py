"""Parts of the search data: those whose data did not change are not made again."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import NamedTuple

from generator.model.files import Draft, digest
from generator.model.memory import Memory, digest_of
from generator.search.encoding import Numbers
from generator.text.json_text import js_literal

DIGEST_DIGITS = 8
"""Hexadecimal digits of a part's digest."""


class Part(NamedTuple):
    """A part before it is made."""

    name: str
    """That of its kind, or of its kind and a number: `docs-3`."""
    inputs: str
    """A digest of all that the data depends on."""
    make: Callable[[], object]
    """Makes the data."""


def columns_digest(*columns: Numbers) -> str:
    """A digest of columns of numbers."""
    found = hashlib.blake2b(repr([len(column) for column in columns]).encode(), digest_size=16)
    for column in columns:
        found.update(column.tobytes())
    return found.hexdigest()


def part_files(parts: Sequence[Part], memory: Memory) -> tuple[dict[str, str], list[Draft]]:
    """The digests by kind, those of a kind one after the other, and the files in the same order.

    The parts of a kind come in the order of their numbers.
    """

    @cache
    def made(number: int) -> tuple[str, bytes]:
        return _script(parts[number].name, parts[number].make())

    def told_of(number: int) -> str:
        return made(number)[0]

    def file_of(number: int) -> bytes:
        return made(number)[1]

    digests: dict[str, str] = defaultdict(str)
    files = []
    with memory.entries("parts of the search") as known:
        for number, (name, told, _) in enumerate(parts):
            inputs = digest_of(name, told)
            digests[name.partition("-")[0]] += known.recall(inputs, partial(told_of, number))
            files.append(Draft(f"{name}.js", inputs, partial(file_of, number)))
    return dict(digests), files


def core_file(data: object) -> Draft:
    """The file `core.js`, which is made in any case."""
    _, file = _script("core", data)
    return Draft("core.js", digest(file), partial(bytes, file))


def _script(name: str, data: object) -> tuple[str, bytes]:
    """The digest of a part's data, and its file."""
    text = js_literal(data).encode("utf-8", "backslashreplace")
    told = hashlib.sha256(text).hexdigest()[:DIGEST_DIGITS]
    return told, b'readingList.search.part("%b","%b",%b);\n' % (told.encode(), name.encode(), text)
