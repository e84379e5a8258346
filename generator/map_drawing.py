"""The map as SVG: a point with a link for every paper, a label for every region."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.charts import Heading, attribute, escaped
from generator.map_layout import SIZE
from generator.map_regions import LINE, Region


@dataclass(frozen=True, slots=True)
class MapPoint:
    """A paper on the map."""

    href: str
    x: int
    y: int
    title: str
    """Plain text."""
    topic: str = ""
    """The home topic's id; empty while the paper has none."""
    hue: int | None = None
    """The topic's hue in degrees."""
    year: int | None = None
    summary: str = ""


def map_svg(
    heading: Heading, points: Sequence[MapPoint], labels: Sequence[Region], radius: float = 6.0
) -> str:
    """Draw the map: the points of each topic in a group of its own, labels over all.

    Groups stand in the order in which their topics come among the points, and
    within a group points keep their order: this is the order of the Tab key.
    A group has `data-topic` and the variable `--hue`; every point is a link
    with the paper's title for its name, `data-year` and `data-summary`.  Labels
    are for the eye alone: screen readers have the links.
    """
    title, described = f"{heading.id}-title", f"{heading.id}-desc"
    groups: dict[str, list[MapPoint]] = {}
    for point in points:
        groups.setdefault(point.topic, []).append(point)
    return (
        f'<svg class="map" xmlns="http://www.w3.org/2000/svg" role="group"'
        f' viewBox="0 0 {SIZE} {SIZE}" aria-labelledby={attribute(title)}'
        f" aria-describedby={attribute(described)}>"
        f"<title id={attribute(title)}>{escaped(heading.title)}</title>"
        f"<desc id={attribute(described)}>{escaped(heading.description)}</desc>"
        f"{''.join(_group(members, radius) for members in groups.values())}"
        f'<g class="map__labels" aria-hidden="true">{"".join(map(_label, labels))}</g></svg>'
    )


def _group(points: Sequence[MapPoint], radius: float) -> str:
    first = points[0]
    hue = f' style="--hue:{first.hue}"' if first.hue is not None else ""
    drawn = "".join(_point(point, radius) for point in points)
    return f'<g class="map__topic" data-topic={attribute(first.topic)}{hue}>{drawn}</g>'


def _point(point: MapPoint, radius: float) -> str:
    year = f' data-year="{point.year}"' if point.year is not None else ""
    summary = f" data-summary={attribute(point.summary)}" if point.summary else ""
    return (
        f"<a href={attribute(point.href)}{year}{summary}><title>{escaped(point.title)}</title>"
        f'<circle cx="{point.x}" cy="{point.y}" r="{radius:g}"/></a>'
    )


def _label(region: Region) -> str:
    top = region.y - (len(region.lines) - 1) * LINE / 2
    lines = "".join(
        f'<tspan x="{region.x}" y="{top + number * LINE:g}">{escaped(line)}</tspan>'
        for number, line in enumerate(region.lines)
    )
    return (
        f'<text class="map__label" data-topic={attribute(region.topic)} text-anchor="middle"'
        f' dominant-baseline="central">{lines}</text>'
    )
