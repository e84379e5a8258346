"""Charts as SVG: pure functions from numbers to a string that a page contains.

Each chart is drawn twice, for a wide page and for a phone, where labels stand
above their bars; the styles show the one that fits (see `charts.css` among the
assets).  Every colour is a class, so that a chart follows the page's scheme;
every chart has a title and a description, and shows each of its numbers as text
or in the `<title>` of its shape.  Sizes are those of the view box: a chart is as
wide as the page lets it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from generator.site.svg_parts import (
    LETTER,
    NARROW,
    PLOT_HEIGHT,
    SERIES,
    WIDE,
    Heading,
    escaped,
    key,
    label,
    label_width,
    name_label,
    number,
    picture,
    scaled,
    top,
    value_axis,
)


class Bar(NamedTuple):
    """One bar with its number."""

    label: str
    value: int


class _Rows:
    """Where bars stand that lie: beside their labels, or below them on a phone."""

    def __init__(self, labels: Sequence[str], narrow: bool) -> None:
        self.labels = labels
        self.narrow = narrow
        self.height = 40 if narrow else 24
        self.left = 0 if narrow else label_width(labels)
        self.room = (NARROW if narrow else WIDE) - self.left - 50
        """What the longest bar takes, with a number after it."""

    def bar(self, index: int) -> int:
        """The upper end of the row's bar."""
        return index * self.height + (19 if self.narrow else 3)

    def name(self, index: int) -> str:
        if self.narrow:
            return name_label(self.labels[index], 0, index * self.height + 14, "start")
        return name_label(self.labels[index], self.left - 8, index * self.height + 16, "end")


def bar_chart(heading: Heading, bars: Sequence[Bar]) -> str:
    """Horizontal bars, one a line, each followed by its number, in the order given."""
    longest = max((bar.value for bar in bars), default=0)

    def draw(narrow: bool) -> str:
        rows = _Rows([bar.label for bar in bars], narrow)
        parts = []
        for index, bar in enumerate(bars):
            y, length = rows.bar(index), scaled(bar.value, longest, rows.room)
            parts += [
                rows.name(index),
                f'<rect class="chart__bar" x="{rows.left}" y="{y}" width="{length}" height="18">'
                f"<title>{escaped(f'{bar.label}: {bar.value}')}</title></rect>",
                label("chart__value", number(rows.left + length + 6), y + 13, str(bar.value)),
            ]
        return picture(heading, len(bars) * rows.height, parts, narrow)

    return _both(draw)


def column_chart(heading: Heading, bars: Sequence[Bar]) -> str:
    """Vertical bars over an axis with round numbers, for years; labels thinned out if need be."""
    longest = max((bar.value for bar in bars), default=0)
    widest = max((len(bar.label) for bar in bars), default=0) * 9

    def draw(narrow: bool) -> str:
        left, right = (38, NARROW - 2) if narrow else (44, WIDE - 8)
        step = (right - left) / max(len(bars), 1)
        every = max(1, -(-widest // max(int(step), 1)))
        parts = value_axis(longest, left, right)
        for index, bar in enumerate(bars):
            height = scaled(bar.value, top(longest), PLOT_HEIGHT)
            x, middle = left + index * step, number(left + (index + 0.5) * step)
            y = 20 + PLOT_HEIGHT - height
            parts.append(
                f'<rect class="chart__bar" x="{number(x + step * 0.1)}" y="{number(y)}"'
                f' width="{number(step * 0.8)}" height="{height}">'
                f"<title>{escaped(f'{bar.label}: {bar.value}')}</title></rect>"
            )
            if bar.value and step >= max(14, LETTER * len(str(bar.value))):
                parts.append(label("chart__value", middle, number(y - 4), str(bar.value), "middle"))
            if (len(bars) - 1 - index) % every == 0:
                under = min(left + (index + 0.5) * step, right - LETTER * len(bar.label) / 2)
                y_label = 38 + PLOT_HEIGHT
                parts.append(label("chart__label", number(under), y_label, bar.label, "middle"))
        return picture(heading, PLOT_HEIGHT + 46, parts, narrow)

    return _both(draw)


def stacked_bars(
    heading: Heading,
    labels: Sequence[str],
    series: Sequence[str],
    counts: Sequence[Sequence[int]],
) -> str:
    """Horizontal bars of several parts with a key above; `counts` by label, then by series."""
    longest = max((sum(row) for row in counts), default=0)

    def draw(narrow: bool) -> str:
        rows = _Rows(labels, narrow)
        parts, above = key(series, NARROW if narrow else WIDE)
        parts.append(f'<g transform="translate(0,{above})">')
        for index, row in enumerate(counts):
            x, y = float(rows.left), rows.bar(index)
            parts.append(rows.name(index))
            for place, (name, value) in enumerate(zip(series, row, strict=True)):
                length = scaled(value, longest, rows.room)
                if value:
                    parts.append(
                        f'<rect class="chart__series-{place % SERIES + 1}" x="{number(x)}"'
                        f' y="{y}" width="{length}" height="18">'
                        f"<title>{escaped(f'{labels[index]}, {name}: {value}')}</title></rect>"
                    )
                if length > LETTER * len(str(value)) + 4:
                    middle = number(x + length / 2)
                    parts.append(label("chart__inside", middle, y + 13, str(value), "middle"))
                x += length
            parts.append(label("chart__value", number(x + 6), y + 13, str(sum(row))))
        parts.append("</g>")
        return picture(heading, above + len(labels) * rows.height, parts, narrow)

    return _both(draw)


def step_chart(heading: Heading, days: Sequence[tuple[date, int]]) -> str:
    """A line that steps up at each day to its total; days in their order."""
    longest = max((total for _, total in days), default=0)

    def draw(narrow: bool) -> str:
        left, right = (44, NARROW - 10) if narrow else (44, WIDE - 40)
        parts = value_axis(longest, left, (NARROW if narrow else WIDE) - 8)
        if days:
            parts += _steps(days, left, right, longest)
        return picture(heading, PLOT_HEIGHT + 46, parts, narrow)

    return _both(draw)


def _steps(days: Sequence[tuple[date, int]], left: int, right: int, longest: int) -> list[str]:
    first, last = days[0][0].toordinal(), days[-1][0].toordinal()
    span = max(last - first, 1)
    path = f"M{left},{20 + PLOT_HEIGHT}"
    parts, y = [], 0.0
    for day, total in days:
        x = left + (day.toordinal() - first) / span * (right - left)
        y = 20 + PLOT_HEIGHT - scaled(total, top(longest), PLOT_HEIGHT)
        path += f"H{number(x)}V{number(y)}"
        parts.append(
            f'<circle class="chart__dot" cx="{number(x)}" cy="{number(y)}" r="4">'
            f"<title>{escaped(f'{day.isoformat()}: {total}')}</title></circle>"
        )
    parts.append(f'<path class="chart__line" d="{path}H{right}"/>')
    parts.append(label("chart__value", right, number(y - 8), str(days[-1][1]), "end"))
    parts.append(label("chart__label", left, 38 + PLOT_HEIGHT, days[0][0].isoformat()))
    if last > first:
        day_label = days[-1][0].isoformat()
        parts.append(label("chart__label", right, 38 + PLOT_HEIGHT, day_label, "end"))
    return parts


def _both(draw: Callable[[bool], str]) -> str:
    """The chart for a wide page, then the one for a phone."""
    return draw(False) + draw(True)
