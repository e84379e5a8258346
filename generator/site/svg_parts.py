"""What charts are drawn from: labels, a key, an axis with round numbers, and the picture itself.

Texts are escaped, numbers are short; every colour is a class.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

WIDE = 760
"""Units of the view box from left to right, for all wide charts but the heat map."""
NARROW = 350
"""The same on a phone, for all charts."""
SERIES = 8
"""How many series have a class of their own, `chart__series-1` and so on; further ones repeat."""
LETTER = 7.2
"""Units that a letter of a label takes."""
PLOT_HEIGHT = 220
"""Units from the axis of a plot of columns or steps to its top."""

_LONGEST_LABEL = 34
_LONGEST_LINE = 46


class Heading(NamedTuple):
    """The text of a chart's `<title>` and `<desc>`."""

    id: str
    """Unique in the page; the chart's elements derive their ids from it."""
    title: str
    description: str


def svg(heading: Heading, width: float, height: float, parts: Sequence[str], name: str) -> str:
    """The picture: of the class `chart` and of the class `name`, with its title and description."""
    title, described = f"{heading.id}-{name}-title", f"{heading.id}-{name}-desc"
    return (
        f'<svg class="chart chart--{name}" xmlns="http://www.w3.org/2000/svg" role="img"'
        f' viewBox="0 0 {number(width)} {number(max(height, 1))}"'
        f" aria-labelledby={attribute(f'{title} {described}')}>"
        f"<title id={attribute(title)}>{escaped(heading.title)}</title>"
        f"<desc id={attribute(described)}>{escaped(heading.description)}</desc>"
        f"{''.join(parts)}</svg>"
    )


def picture(heading: Heading, height: float, parts: Sequence[str], narrow: bool) -> str:
    """The drawing for a phone, or the one for a wide page."""
    name, width = ("narrow", NARROW) if narrow else ("wide", WIDE)
    return svg(heading, width, height, parts, name)


def label(kind: str, x: float | str, y: float | str, text: str, anchor: str = "start") -> str:
    """A text of that class."""
    at = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return f'<text class="{kind}" x="{x}" y="{y}"{at}>{escaped(text)}</text>'


def name_label(text: str, x: float, y: float, anchor: str, full: str = "") -> str:
    """The name of a row, cut where it is long, and then with a title that has all of it.

    What starts at the left has a line of its own, so that more of it has room.
    """
    shown = short(text, _LONGEST_LABEL if anchor == "end" else _LONGEST_LINE)
    long = full or (text if shown != text else "")
    title = f"<title>{escaped(long)}</title>" if long else ""
    at = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return (
        f'<text class="chart__label" x="{number(x)}" y="{number(y)}"{at}>'
        f"{title}{escaped(shown)}</text>"
    )


def label_width(labels: Sequence[str]) -> int:
    """Units that the longest of the labels takes, with a margin."""
    return int(max((len(short(text)) for text in labels), default=0) * LETTER) + 14


def short(text: str, most: int = _LONGEST_LABEL) -> str:
    """The text, cut where it has more letters."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def key(series: Sequence[str], width: float) -> tuple[list[str], int]:
    """The elements of a key to the colours, and the height that it takes."""
    parts, x, y = [], 0.0, 0
    for index, name in enumerate(series):
        taken = 26 + LETTER * len(short(name, _LONGEST_LINE)) + 14
        if x and x + taken > width:
            x, y = 0.0, y + 22
        parts.append(
            f'<rect class="chart__series-{index % SERIES + 1}" x="{number(x)}" y="{y + 2}"'
            ' width="14" height="14"/>'
        )
        parts.append(name_label(name, x + 20, y + 14, "start"))
        x += taken
    return parts, y + 30 if series else 0


def value_axis(largest: int, left: float, right: float) -> list[str]:
    """Lines at round numbers up to the first at or above the largest value."""
    parts = []
    for tick in ticks(largest):
        y = 20 + PLOT_HEIGHT - scaled(tick, top(largest), PLOT_HEIGHT)
        parts.append(f'<path class="chart__grid" d="M{number(left)},{number(y)}H{number(right)}"/>')
        parts.append(label("chart__label", number(left - 8), number(y + 4), str(tick), "end"))
    return parts


def ticks(largest: int, most: int = 5) -> list[int]:
    """Round whole numbers from 0 to the first at or above `largest`, at most `most` steps.

    Steps are 1, 2 or 5 times a power of ten.
    """
    step = 1
    for factor in (f * 10**power for power in range(20) for f in (1, 2, 5)):
        step = factor
        if -(-largest // step) <= most:
            break
    return [step * n for n in range(max(-(-largest // step), 1) + 1)]


def top(largest: int) -> int:
    """The number at the top of the axis."""
    return ticks(largest)[-1]


def scaled(value: int, largest: int, room: float) -> float:
    """The length of a value where the largest takes all the room."""
    return round(room * value / largest, 1) if largest else 0.0


def number(value: float) -> str:
    """At most two decimals."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def escaped(text: str) -> str:
    """Text for an element: escaped, without what XML does not allow."""
    return escape("".join(c for c in text if c.isprintable() or c == " "), quote=False)


def attribute(text: str) -> str:
    """A quoted attribute value."""
    return f'"{escape("".join(c if c.isprintable() else " " for c in text))}"'
