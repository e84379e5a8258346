"""What a page says of the papers near its own.

The records stand apart from `related`, which makes them with numpy: a page needs them alone.
"""

from __future__ import annotations

from typing import NamedTuple


class Neighbour(NamedTuple):
    """A paper near another one, with the reason."""

    paper: str
    score: float
    """From 0 to 1, the same in both directions."""
    shared_tags: tuple[str, ...]
    """Tag ids that both carry, the rarest first."""
    terms: tuple[str, ...]
    """Up to three terms that both use, as the text writes them, the most telling first."""


class Relations(NamedTuple):
    """The papers to show beside one."""

    nearest: tuple[Neighbour, ...] = ()
    """Up to six, the nearest first, equals by id."""
    also_near: tuple[str, ...] = ()
    """Papers that count this one among their nearest but are not among its own, nearest first."""
