"""A heat map as SVG, for a wide page and for a phone; see `charts`."""

from __future__ import annotations

from collections.abc import Sequence

from generator.site.svg_parts import (
    LETTER,
    NARROW,
    Heading,
    escaped,
    label,
    label_width,
    name_label,
    number,
    picture,
    short,
    svg,
)


def heat_map(heading: Heading, labels: Sequence[str], counts: Sequence[Sequence[int]]) -> str:
    """A square of cells, the fuller the more; the diagonal has no colour.

    `counts` is symmetric, with the totals on its diagonal.  On a phone the columns have the
    numbers of the rows for names.
    """
    left, cell = label_width(labels), 34
    above = left * 0.75 + 14
    parts = []
    for i, name in enumerate(labels):
        y, x = above + i * cell, left + i * cell
        parts.append(name_label(name, left - 8, y + 21, "end", f"{name}: {counts[i][i]}"))
        parts.append(
            f'<text class="chart__label" transform="translate({number(x + 20)},{number(above - 6)})'
            f' rotate(-48)">{escaped(short(name))}</text>'
        )
        parts += _cells(labels, counts, i, (left, y), cell)
    width, height = left + len(labels) * cell + int(left * 0.6), above + len(labels) * cell
    wide = svg(heading, width, height, parts, "wide")

    cell = min(34, NARROW // max(len(labels), 1))
    row = cell + 20
    parts = [label("chart__label", 0, 14, "A column is the tag whose number it has in bold.")]
    for i, name in enumerate(labels):
        y = 24 + i * row
        parts.append(name_label(f"{i + 1} {name}", 0, y + 15, "start", f"{name}: {counts[i][i]}"))
        parts += _cells(labels, counts, i, (0, y + 20), cell)
        middle, base = number(i * cell + cell / 2 - 1), number(y + 20 + cell / 2 + 3)
        parts.append(label("chart__place", middle, base, str(i + 1), "middle"))
    return wide + picture(heading, 24 + len(labels) * row, parts, narrow=True)


def _cells(
    labels: Sequence[str],
    counts: Sequence[Sequence[int]],
    i: int,
    corner: tuple[float, float],
    cell: int,
) -> list[str]:
    """The cells of row `i`."""
    most = max((n for k, row in enumerate(counts) for j, n in enumerate(row) if k != j), default=0)
    left, y = corner
    parts = []
    for j, value in enumerate(counts[i]):
        x = left + j * cell
        at = f'x="{number(x)}" y="{number(y)}" width="{cell - 2}" height="{cell - 2}"'
        if i == j:
            title = escaped(f"{labels[i]}: {value}")
            parts.append(f'<rect class="chart__self" {at}><title>{title}</title></rect>')
            continue
        shade = number(0.08 + 0.92 * value / most) if value else "0"
        title = escaped(f"{labels[i]} and {labels[j]}: {value}")
        parts.append(
            f'<rect class="chart__cell" {at} fill-opacity="{shade}"><title>{title}</title></rect>'
        )
        if value and LETTER * len(str(value)) <= cell:
            kind = "chart__number chart__number--on" if value / most > 0.5 else "chart__number"
            middle, base = number(x + cell / 2 - 1), number(y + cell / 2 + 3)
            parts.append(label(kind, middle, base, str(value), "middle"))
    return parts
