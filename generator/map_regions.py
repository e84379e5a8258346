"""Where the map's regions have their names: one label a topic, none over another."""

from __future__ import annotations

import functools
import math
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from generator.map_layout import SIZE
from generator.models import Catalog

LETTER = 10.4
"""Width of a letter of a label at most, on average."""
LINE = 21
"""Height of a line of a label."""
LINE_LETTERS = 22
"""Letters of a line; longer titles take several."""

_REACH = 60.0
_NEAR = 110.0
_HIDDEN = 14.0
_STEP = 10


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
    """Papers at home in the topic."""

    @property
    def half_width(self) -> float:
        """Half of the room that the label takes, in the map's units."""
        return max(map(len, self.lines), default=0) * LETTER / 2

    @property
    def half_height(self) -> float:
        """Half of the room that the label takes, in the map's units."""
        return len(self.lines) * LINE / 2


MOST_LABELS = 40
"""More would cover the map; the largest topics have them."""


def regions(catalog: Catalog, places: Mapping[str, tuple[int, int]]) -> tuple[Region, ...]:
    """The labels, in the order of the topics; topics without a paper at home have none.

    A label stands near the place where its papers are densest, where it hides
    few points; larger topics choose first.  Labels stay within the map and do not overlap,
    as long as there is room for them all.
    """
    homes: dict[str, list[tuple[int, int]]] = {}
    for paper in catalog.papers.values():
        if paper.home in catalog.topics and paper.id in places:
            homes.setdefault(str(paper.home), []).append(places[paper.id])
    everything = np.array(list(places.values()), dtype=np.float64)
    placed: dict[str, Region] = {}
    largest = sorted(homes, key=lambda key: (-len(homes[key]), key))[:MOST_LABELS]
    for topic in largest:
        x, y = _densest(np.array(homes[topic], dtype=np.float64))
        lines = tuple(textwrap.wrap(catalog.topics[topic].title, LINE_LETTERS)) or (topic,)
        wanted = Region(topic, x, y, lines, len(homes[topic]))
        placed[topic] = _free(wanted, list(placed.values()), everything)
    return tuple(placed[topic] for topic in catalog.topics if topic in placed)


def _densest(points: NDArray[np.float64]) -> tuple[int, int]:
    """The middle of the points around the one that has most of the others around it."""
    best = points[int(np.argmax([_within(points, point).sum() for point in points]))]
    around = points[_within(points, best)]
    x, y = np.rint(around.mean(axis=0)).astype(int).tolist()
    return x, y


def _within(points: NDArray[np.float64], middle: NDArray[np.float64]) -> NDArray[np.bool_]:
    gaps = points - middle
    near: NDArray[np.bool_] = gaps[:, 0] ** 2 + gaps[:, 1] ** 2 <= _REACH**2
    return near


def _free(wanted: Region, others: list[Region], points: NDArray[np.float64]) -> Region:
    """The label near its place where it hides few points and no other label.

    If there is no such place within `_NEAR`, the nearest one without another
    label; if there is none at all, where it wanted to be.
    """
    best, least = None, math.inf
    for moved, away in _around(wanted):
        if away > _NEAR and best is not None:
            break
        if away >= least or any(_overlap(moved, other) for other in others):
            continue
        cost = away + _HIDDEN * _hidden(moved, points)
        if cost < least:
            best, least = moved, cost
        if away > _NEAR:
            break
    return best or wanted


def _hidden(region: Region, points: NDArray[np.float64]) -> int:
    gaps = np.abs(points - (region.x, region.y))
    inside = (gaps[:, 0] < region.half_width) & (gaps[:, 1] < region.half_height)
    return int(inside.sum())


def _around(region: Region) -> Iterator[tuple[Region, float]]:
    """The label at all places within the map, with how far away they are, the nearest first."""
    low_x, low_y = math.ceil(region.half_width), math.ceil(region.half_height)
    for dx, dy in _offsets():
        x, y = region.x + dx, region.y + dy
        if low_x <= x <= SIZE - low_x and low_y <= y <= SIZE - low_y:
            yield replace(region, x=x, y=y), math.hypot(dx, dy)


@functools.cache
def _offsets() -> list[tuple[int, int]]:
    """Ways to go by whole steps, the shortest first."""
    steps = np.arange(-SIZE, SIZE + 1, _STEP)
    dx, dy = (axis.ravel() for axis in np.meshgrid(steps, steps))
    order = np.lexsort((dy, dx, dx**2 + dy**2))
    return list(zip(dx[order].tolist(), dy[order].tolist(), strict=True))


def _overlap(one: Region, other: Region) -> bool:
    return (
        abs(one.x - other.x) < one.half_width + other.half_width + 4
        and abs(one.y - other.y) < one.half_height + other.half_height + 2
    )
