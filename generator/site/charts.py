"""Charts as SVG: pure functions from numbers to a string that a page contains.

Every colour is a class (see `charts.css` among the assets), so that a chart
follows the page's scheme; every chart has a title and a description, and shows
each of its numbers as text or in the `<title>` of its shape.  Sizes are those
of the view box: a chart is as wide as the page lets it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape, quoteattr

WIDTH = 760
"""Units of the view box from left to right, for all charts but the heat map."""
SERIES = 8
"""How many series have a class of their own, `chart__series-1` and so on; further ones repeat."""

_LETTER = 7.2
_LONGEST_LABEL = 34
_ROW = 24
_PLOT_HEIGHT = 220


@dataclass(frozen=True, slots=True)
class Heading:
    """The text of a chart's `<title>` and `<desc>`."""

    id: str
    """Unique in the page; the chart's elements derive their ids from it."""
    title: str
    description: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar with its number."""

    label: str
    value: int


def bar_chart(heading: Heading, bars: Sequence[Bar]) -> str:
    """Horizontal bars, one a line, each followed by its number, in the order given."""
    left = _label_width([bar.label for bar in bars])
    room = WIDTH - left - 50
    longest = max((bar.value for bar in bars), default=0)
    parts = []
    for index, bar in enumerate(bars):
        y = index * _ROW
        length = _scaled(bar.value, longest, room)
        parts += [
            _row_label(bar.label, left, y),
            f'<rect class="chart__bar" x="{left}" y="{y + 3}" width="{length}" height="{_ROW - 6}">'
            f"<title>{escaped(f'{bar.label}: {bar.value}')}</title></rect>",
            _label("chart__value", _number(left + length + 6), y + 16, str(bar.value)),
        ]
    return _svg(heading, WIDTH, len(bars) * _ROW, parts)


def column_chart(heading: Heading, bars: Sequence[Bar]) -> str:
    """Vertical bars over an axis with round numbers, for years; labels thinned out if need be."""
    longest = max((bar.value for bar in bars), default=0)
    left = 44
    parts = _value_axis(longest, left)
    step = (WIDTH - left - 8) / max(len(bars), 1)
    widest = max((len(bar.label) for bar in bars), default=0) * 9
    every = max(1, -(-widest // max(int(step), 1)))
    for index, bar in enumerate(bars):
        height = _scaled(bar.value, _top(longest), _PLOT_HEIGHT)
        x, middle = left + index * step, _number(left + (index + 0.5) * step)
        y = 20 + _PLOT_HEIGHT - height
        parts.append(
            f'<rect class="chart__bar" x="{_number(x + step * 0.1)}" y="{_number(y)}"'
            f' width="{_number(step * 0.8)}" height="{height}">'
            f"<title>{escaped(f'{bar.label}: {bar.value}')}</title></rect>"
        )
        if bar.value and step >= 14:
            parts.append(_label("chart__value", middle, _number(y - 4), str(bar.value), "middle"))
        if (len(bars) - 1 - index) % every == 0:
            parts.append(_label("chart__label", middle, 38 + _PLOT_HEIGHT, bar.label, "middle"))
    return _svg(heading, WIDTH, _PLOT_HEIGHT + 46, parts)


def stacked_bars(
    heading: Heading,
    labels: Sequence[str],
    series: Sequence[str],
    counts: Sequence[Sequence[int]],
) -> str:
    """Horizontal bars of several parts with a key above; `counts` by label, then by series."""
    left = _label_width(labels)
    longest = max((sum(row) for row in counts), default=0)
    parts, top = _key(series)
    for index, (label, row) in enumerate(zip(labels, counts, strict=True)):
        y, x = top + index * _ROW, float(left)
        parts.append(_row_label(label, left, y))
        for number, (name, value) in enumerate(zip(series, row, strict=True)):
            length = _scaled(value, longest, WIDTH - left - 50)
            if value:
                parts.append(
                    f'<rect class="chart__series-{number % SERIES + 1}" x="{_number(x)}"'
                    f' y="{y + 3}" width="{length}" height="{_ROW - 6}">'
                    f"<title>{escaped(f'{label}, {name}: {value}')}</title></rect>"
                )
            if length > _LETTER * len(str(value)) + 4:
                middle = _number(x + length / 2)
                parts.append(_label("chart__inside", middle, y + 16, str(value), "middle"))
            x += length
        parts.append(_label("chart__value", _number(x + 6), y + 16, str(sum(row))))
    return _svg(heading, WIDTH, top + len(labels) * _ROW, parts)


def heat_map(heading: Heading, labels: Sequence[str], counts: Sequence[Sequence[int]]) -> str:
    """A square of cells, the fuller the more; the diagonal stays empty, its totals in the labels.

    `counts` is symmetric, with the totals on its diagonal.
    """
    left = _label_width(labels)
    cell, top = 34, left * 0.75 + 14
    most = max((n for i, row in enumerate(counts) for j, n in enumerate(row) if i != j), default=0)
    parts = []
    for i, (label, row) in enumerate(zip(labels, counts, strict=True)):
        y, x = top + i * cell, left + i * cell
        parts.append(_row_label(label, left, y + 5, f"{label}: {row[i]}"))
        parts.append(
            f'<text class="chart__label" transform="translate({_number(x + 20)},{_number(top - 6)})'
            f' rotate(-48)">{escaped(_short(label))}</text>'
        )
        for j, value in enumerate(row):
            at = f'x="{left + j * cell}" y="{_number(y)}" width="{cell - 2}" height="{cell - 2}"'
            if i == j:
                parts.append(
                    f'<rect class="chart__self" {at}><title>{escaped(f"{label}: {value}")}'
                    "</title></rect>"
                )
                continue
            shade = _number(0.08 + 0.92 * value / most) if value else "0"
            parts.append(
                f'<rect class="chart__cell" {at} fill-opacity="{shade}"><title>'
                f"{escaped(f'{label} and {labels[j]}: {value}')}</title></rect>"
            )
            if value:
                dark = " chart__number--on" if value / most > 0.5 else ""
                middle = _number(left + j * cell + cell / 2 - 1)
                parts.append(
                    _label(f"chart__number{dark}", middle, _number(y + 20), str(value), "middle")
                )
    size = len(labels) * cell
    return _svg(heading, left + size + int(left * 0.6), top + size, parts)


def step_chart(heading: Heading, days: Sequence[tuple[date, int]]) -> str:
    """A line that steps up at each day to its total; days in their order."""
    left, right = 44, WIDTH - 40
    longest = max((total for _, total in days), default=0)
    parts = _value_axis(longest, left)
    if days:
        first, last = days[0][0].toordinal(), days[-1][0].toordinal()
        span = max(last - first, 1)
        path = f"M{left},{20 + _PLOT_HEIGHT}"
        for day, total in days:
            x = left + (day.toordinal() - first) / span * (right - left)
            y = 20 + _PLOT_HEIGHT - _scaled(total, _top(longest), _PLOT_HEIGHT)
            path += f"H{_number(x)}V{_number(y)}"
            parts.append(
                f'<circle class="chart__dot" cx="{_number(x)}" cy="{_number(y)}" r="4">'
                f"<title>{escaped(f'{day.isoformat()}: {total}')}</title></circle>"
            )
        parts.append(f'<path class="chart__line" d="{path}H{right}"/>')
        parts.append(_label("chart__value", right, _number(y - 8), str(days[-1][1]), "end"))
        parts.append(_label("chart__label", left, 38 + _PLOT_HEIGHT, days[0][0].isoformat()))
        if last > first:
            day_label = days[-1][0].isoformat()
            parts.append(_label("chart__label", right, 38 + _PLOT_HEIGHT, day_label, "end"))
    return _svg(heading, WIDTH, _PLOT_HEIGHT + 46, parts)


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


def _top(largest: int) -> int:
    return ticks(largest)[-1]


def _value_axis(largest: int, left: int) -> list[str]:
    parts = []
    for tick in ticks(largest):
        y = _number(20 + _PLOT_HEIGHT - _scaled(tick, _top(largest), _PLOT_HEIGHT))
        parts.append(f'<path class="chart__grid" d="M{left},{y}H{WIDTH - 8}"/>')
        parts.append(_label("chart__label", left - 8, _number(float(y) + 4), str(tick), "end"))
    return parts


def _key(series: Sequence[str]) -> tuple[list[str], int]:
    """The key's elements and the height that it takes."""
    parts, x, y = [], 0.0, 0
    for index, name in enumerate(series):
        width = 26 + _LETTER * len(name) + 14
        if x and x + width > WIDTH:
            x, y = 0.0, y + 22
        parts.append(
            f'<rect class="chart__series-{index % SERIES + 1}" x="{_number(x)}" y="{y + 2}"'
            ' width="14" height="14"/>'
        )
        parts.append(_label("chart__label", _number(x + 20), y + 14, name))
        x += width
    return parts, y + 30 if series else 0


def _row_label(label: str, left: int, y: float, full: str | None = None) -> str:
    title = (
        f"<title>{escaped(full or label)}</title>" if full or len(label) > _LONGEST_LABEL else ""
    )
    return (
        f'<text class="chart__label" x="{left - 8}" y="{_number(y + 16)}" text-anchor="end">'
        f"{title}{escaped(_short(label))}</text>"
    )


def _label(kind: str, x: float | str, y: float | str, text: str, anchor: str = "start") -> str:
    at = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return f'<text class="{kind}" x="{x}" y="{y}"{at}>{escaped(text)}</text>'


def _label_width(labels: Sequence[str]) -> int:
    return int(max((len(_short(label)) for label in labels), default=0) * _LETTER) + 14


def _short(label: str) -> str:
    return label if len(label) <= _LONGEST_LABEL else label[: _LONGEST_LABEL - 1].rstrip() + "…"


def _scaled(value: int, largest: int, room: float) -> float:
    return round(room * value / largest, 1) if largest else 0.0


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def escaped(text: str) -> str:
    """Text for an element: escaped, without what XML does not allow."""
    return escape("".join(c for c in text if c.isprintable() or c == " "))


def attribute(text: str) -> str:
    """A quoted attribute value."""
    return quoteattr("".join(c if c.isprintable() else " " for c in text))


def _svg(heading: Heading, width: float, height: float, parts: Sequence[str]) -> str:
    title, described = f"{heading.id}-title", f"{heading.id}-desc"
    return (
        f'<svg class="chart" xmlns="http://www.w3.org/2000/svg" role="img"'
        f' viewBox="0 0 {_number(width)} {_number(max(height, 1))}"'
        f" aria-labelledby={attribute(f'{title} {described}')}>"
        f"<title id={attribute(title)}>{escaped(heading.title)}</title>"
        f"<desc id={attribute(described)}>{escaped(heading.description)}</desc>"
        f"{''.join(parts)}</svg>"
    )
