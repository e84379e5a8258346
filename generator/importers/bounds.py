"""The bounds that the definition of a paper sets to its values: what exceeds them is left out."""

from __future__ import annotations

from typing import Any

from generator.content.definitions import PAPER
from generator.content.field_types import Items, Text
from generator.content.measures import excess_of_text

_TYPES = {field.name: field.type for field in PAPER.fields}


def within_bounds(values: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """The values that a paper's file may hold, in their order, and the names of the others.

    Of a list the entries within the bounds are kept, and its name is among the
    others when one is not.
    """
    kept: dict[str, Any] = {}
    left: list[str] = []
    for name, value in values.items():
        type_ = _TYPES[name]
        found = value
        if isinstance(type_, Items) and isinstance(type_.of, Text):
            of = type_.of
            found = [text for text in value if _fits(text, of, name)][: type_.most]
        elif isinstance(type_, Text) and not _fits(value, type_, name):
            found = None
        if found:
            kept[name] = found
        if found != value:
            left.append(name)
    return kept, left


def _fits(text: str, type_: Text, name: str) -> bool:
    return not any(excess_of_text(text, type_, name))
