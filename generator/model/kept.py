"""Mappings whose values are kept in the memory."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TypeVar

from generator.model.groups import groups
from generator.model.lazy import Lazy
from generator.model.memory import Memory, digest_of

V = TypeVar("V")

_AT_ONCE = 16
"""Values on average, at most, that are made again when one changes: each group is one entry."""


def kept(
    step: str,
    keys: Collection[str],
    inputs: Callable[[str], str],
    make: Callable[[str], V],
    memory: Memory,
) -> Mapping[str, V]:
    """The values by their keys, recalled or made by groups when one of them is asked for.

    Args:
        step: The name of what is kept.
        keys: All of them.
        inputs: Gives a digest of all that a key's value depends on.
        make: Makes the value of a key, one that `pickle` can write.
        memory: Keeps the values.
    """
    parts = groups(keys, _AT_ONCE)
    number = {key: n for n, part in enumerate(parts) for key in part}

    def values(n: int) -> dict[str, V]:
        told = digest_of([(key, inputs(key)) for key in parts[n]])
        return memory.recall(f"{step} {n}", told, lambda: {key: make(key) for key in parts[n]})

    known = Lazy(range(len(parts)), values)
    return Lazy(keys, lambda key: known[number[key]][key])
