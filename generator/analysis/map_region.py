"""The label of a region of the map.

It stands apart from `map_labels`, which places it with numpy: a page needs it alone.
"""

from __future__ import annotations

from dataclasses import dataclass

LETTER = 11.9
"""Width of a letter of a label at most, on average."""
LINE = 21
"""Height of a line of a label."""


@dataclass(frozen=True, slots=True)
class Region:
    """The label of a topic's region."""

    topic: str
    x: int
    """The middle of the label."""
    y: int
    """The middle of the label."""
    lines: tuple[str, ...]
    """The topic's title, wrapped."""
    papers: int
    """Papers whose home is the topic."""

    @property
    def half_width(self) -> float:
        """Half of the room that the label takes, in the map's units."""
        return max(map(len, self.lines), default=0) * LETTER / 2

    @property
    def half_height(self) -> float:
        """Half of the room that the label takes, in the map's units."""
        return len(self.lines) * LINE / 2
