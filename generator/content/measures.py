"""Whether a text or a list keeps within the bounds of `fields`, and by how much it does not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.content.field_types import WORD, Items, Table, Text

Excess = tuple[str, str]
"""The code of a problem, and its message: how much was found, how much is allowed."""

_WORDS = re.compile(f"{WORD}+")


def excess_of_text(value: str, type_: Text, name: str) -> Iterator[Excess]:
    """What is too much in a text; `name` is what the message calls it."""
    if len(value) > type_.most:
        yield "too-long", f"{name} has {len(value):,} characters; the most is {type_.most:,}"
    most = type_.most_of_word
    if len(value) > most:
        longest = max(map(len, _WORDS.findall(value)), default=0)
        if most < longest <= type_.most:
            yield "too-long", f"{name} has a word of {longest:,} characters; the most is {most:,}"
    if type_.links is not None and len(value) > type_.links:
        links = value.count("[")
        if links > type_.links:
            yield "too-many", f"{name} has {links:,} signs `[`; the most is {type_.links:,}"


def excess_of_entries(count: int, type_: Items | Table, name: str) -> Iterator[Excess]:
    """What is too much in a list or a table with so many entries."""
    if count > type_.most:
        yield "too-many", f"{name} has {count:,} entries; the most is {type_.most:,}"
