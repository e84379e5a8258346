"""Where the map's regions have their names: one label a topic, none over another."""

from __future__ import annotations

import functools
import math
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from generator.analysis.map_layout import SIZE
from generator.analysis.map_region import Region
from generator.model.models import Catalog

LINE_LETTERS = 22
"""Letters of a line; longer titles take several."""

_REACH = 60.0
_NEAR = 110.0
_HIDDEN = 14.0
_STEP = 10


MOST_LABELS = 40
"""More would cover the map; the largest topics have them."""


def regions(catalog: Catalog, places: Mapping[str, tuple[int, int]]) -> tuple[Region, ...]:
    """The labels, in the order of the topics; topics that are no paper's home have none.

    A label is near the place where its papers are densest, where it hides
    few points; larger topics choose first.  Labels stay within the map and do not overlap,
    as long as there is room for them all.
    """
    homes: dict[str, list[tuple[int, int]]] = {}
    for paper in catalog.papers.values():
        home = catalog.home_of(paper)
        if home is not None and paper.id in places:
            homes.setdefault(home, []).append(places[paper.id])
    counts = _counts(places.values())
    placed: dict[str, Region] = {}
    largest = sorted(homes, key=lambda key: (-len(homes[key]), key))[:MOST_LABELS]
    for topic in largest:
        x, y = _densest(np.array(homes[topic], dtype=np.float64))
        lines = tuple(textwrap.wrap(catalog.topics[topic].title, LINE_LETTERS)) or (topic,)
        wanted = Region(topic, x, y, lines, len(homes[topic]))
        placed[topic] = _free(wanted, list(placed.values()), counts)
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


def _free(wanted: Region, others: list[Region], counts: NDArray[np.int64]) -> Region:
    """The label near its place where it hides few points and no other label.

    If there is no such place within `_NEAR`, the nearest one without another
    label; if there is none at all, where it wanted to be.
    """
    best, least = None, math.inf
    for x, y, away in _spots(wanted, others):
        if away >= least or (away > _NEAR and best):
            break
        moved = replace(wanted, x=x, y=y)
        cost = away + _HIDDEN * _hidden(moved, counts)
        if cost < least:
            best, least = moved, cost
    return best or wanted


def _counts(places: Iterable[tuple[int, int]]) -> NDArray[np.int64]:
    """By y and x: how many of the points are higher and further to the left."""
    x, y = np.array(list(places), dtype=np.int64).reshape(-1, 2).T
    counts = np.zeros((SIZE + 2, SIZE + 2), dtype=np.int64)
    np.add.at(counts, (y + 1, x + 1), 1)
    return counts.cumsum(axis=0).cumsum(axis=1)


def _hidden(region: Region, counts: NDArray[np.int64]) -> int:
    """How many points the label lies on; all of it is within the map."""
    wide, high = math.ceil(region.half_width) - 1, math.ceil(region.half_height) - 1
    left, right = region.x - wide, region.x + wide + 1
    top, bottom = region.y - high, region.y + high + 1
    above = counts[top, right] - counts[top, left]
    return int(counts[bottom, right] - counts[bottom, left] - above)


def _spots(region: Region, others: list[Region]) -> Iterator[tuple[int, int, float]]:
    """Where the label may stand, x and y, with how far away that is, the nearest first.

    All of it is within the map, and over no other label.
    """
    wide, high = region.half_width, region.half_height
    x, y = (np.array((region.x, region.y)) + _offsets()).T
    free = (np.abs(2 * x - SIZE) <= SIZE - 2 * math.ceil(wide)) & (
        np.abs(2 * y - SIZE) <= SIZE - 2 * math.ceil(high)
    )
    for other in others:
        beside = np.abs(x - other.x) >= wide + other.half_width + 4
        free &= beside | (np.abs(y - other.y) >= high + other.half_height + 2)
    for spot in np.flatnonzero(free).tolist():
        dx, dy = int(x[spot]) - region.x, int(y[spot]) - region.y
        yield int(x[spot]), int(y[spot]), math.hypot(dx, dy)


@functools.cache
def _offsets() -> NDArray[np.int64]:
    """Ways to go by whole steps, x and y, the shortest first."""
    steps = np.arange(-SIZE, SIZE + 1, _STEP)
    dx, dy = (axis.ravel() for axis in np.meshgrid(steps, steps))
    return np.stack([dx, dy], axis=1)[np.lexsort((dy, dx, dx**2 + dy**2))]
