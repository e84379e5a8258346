"""Every paper a point in the plane, near when alike.

Neighbouring papers attract each other and random ones repel, as in UMAP
(McInnes, Healy, Melville 2018), from the first singular vectors on; papers of
one home topic are drawn together a little.  Points that would cover each other
are pushed apart at the end.

Papers are alike by their texts and topics.  Their tags have no part in it: one more tag
makes each of its papers a little less like the others, and so would move them all.

Every machine must draw the same map, so whatever a last bit could change is
rounded in each round, before it can grow.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from generator.analysis.curated import curated
from generator.analysis.lexicon import Ints
from generator.analysis.nearness import NEAREST, Near
from generator.analysis.rows import Matrix
from generator.analysis.similarity import blended_vectors, nearest_rows
from generator.analysis.term_vectors import Vectors, vectors_of
from generator.model.models import Catalog

SIZE = 1000
"""Coordinates go from 0 to this, x to the right and y downwards."""
MARGIN = 20
EDGE = 10
"""No point is nearer to the border: it would be cut, and so would the ring around it."""
SMALLEST_DISTANCE = 16
"""Points are at least so far apart, or as far as half the room that each has allows."""

_TOPICS = 0.1
"""Weight of shared topics in what brings papers together; their words have the rest."""
_STRANGERS = 10
_REPULSION = 2.0
_ROUNDS = (150, 600)
_ROUNDS_TIMES_PAPERS = 1_500_000
_TO_TOPIC = 0.005
_SEED = 20_240_501
_DECIMALS = 6

Points = NDArray[Any]
"""2 × papers: all x, then all y."""


def place(catalog: Catalog, vectors: Vectors | None = None) -> Mapping[str, tuple[int, int]]:
    """The place (x, y) of every paper, by id, in the order of `catalog.papers`.

    Whole numbers from `EDGE` to `SIZE - EDGE`; no two papers share a place.  The same
    texts and topics have the same map, whatever the tags are.  `vectors` are those of
    `vectors_of`, made when they are not given.
    """
    if not catalog.papers:
        return {}
    vectors = vectors_of(catalog.papers) if vectors is None else vectors
    blend = blended_vectors(vectors, curated(catalog, tags=False), _TOPICS)
    topic = _home_numbers(catalog)
    points = _settled(_start(blend), _edges(nearest_rows(blend, NEAREST)), topic)
    points = _apart(_fitted(points))
    return dict(zip(catalog.papers, _distinct(points), strict=True))


def smallest_distance(papers: int) -> float:
    """How far apart the points of so many papers are at least, before rounding."""
    return min(SMALLEST_DISTANCE, SIZE / math.sqrt(max(papers, 1)) / 2)


@dataclass(frozen=True, slots=True)
class _Edges:
    one: Ints
    other: Ints
    weight: NDArray[np.float64]
    """From 0 to 1, 1 for a paper's nearest neighbour."""


def _home_numbers(catalog: Catalog) -> Ints:
    """By paper: the number of its home topic, 0 while it has none."""
    number = {topic: n for n, topic in enumerate(catalog.topics, start=1)}
    homes = [number.get(catalog.home_of(paper) or "", 0) for paper in catalog.papers.values()]
    return np.array(homes, dtype=np.int64)


def _edges(nearest: list[Near]) -> _Edges:
    found = [
        (row, other, score / some[0][1])
        for row, some in enumerate(nearest)
        for other, score in some
    ]
    table = np.array(found, dtype=np.float64).reshape(-1, 3)
    return _Edges(table[:, 0].astype(np.int64), table[:, 1].astype(np.int64), table[:, 2])


def _start(blend: Matrix) -> Points:
    """The second and third singular vectors, found by subspace iteration from a fixed start.

    The first one tells long abstracts from short ones and is left out.
    """
    papers = blend.shape[0]
    generator = np.random.RandomState(_SEED)
    basis = generator.standard_normal((papers, 8))
    for _ in range(12):
        basis = np.linalg.qr(blend @ (blend.T @ basis))[0]
    gram = basis.T @ (blend @ (blend.T @ basis))
    turn = np.linalg.eigh((gram + gram.T) / 2)[1][:, ::-1]
    vectors = np.zeros((papers, 3))
    found = (basis @ turn)[:, :3]
    vectors[:, : found.shape[1]] = found
    heaviest = np.abs(np.round(vectors, _DECIMALS)).argmax(axis=0)
    vectors *= np.where(vectors[heaviest, range(3)] < 0, -1, 1)
    scale = np.abs(vectors).max(axis=0) + 1e-12
    spread = 10 * (vectors / scale)[:, 1:] + generator.uniform(-1, 1, (papers, 2))
    start: Points = np.ascontiguousarray(np.round(spread, _DECIMALS).T)
    return start


def _settled(points: Points, edges: _Edges, topic: Ints) -> Points:
    """The points after rounds of attraction and repulsion, ever weaker.

    Large maps get fewer rounds, for time, and more repulsion, for room; both
    were set by how many of a paper's six related papers are among its twelve nearest
    on the map: 0.63 of them at 337 papers, 0.27 at 10,000 (0.74 and 0.27 on a map that
    is made from tags, too).
    """
    papers = points.shape[1]
    generator = np.random.RandomState(_SEED)
    rounds = min(max(_ROUNDS_TIMES_PAPERS // papers, _ROUNDS[0]), _ROUNDS[1])
    repulsion = _REPULSION * max(papers / 300, 1) ** 0.4
    for number in range(rounds):
        strength = 1 - number / rounds
        move = _attraction(points, edges)
        strangers = points.take(generator.randint(0, papers, _STRANGERS * papers), axis=1)
        move += repulsion * _repulsion(points, strangers.reshape(2, _STRANGERS, papers))
        move += _TO_TOPIC * _towards_topic(points, topic)
        points = (points + strength * move.clip(-4, 4)).round(_DECIMALS)
    return points


def _attraction(points: Points, edges: _Edges) -> Points:
    """UMAP's gradient with a = b = 1, along every edge to both of its ends."""
    papers = points.shape[1]
    gap = points.take(edges.other, axis=1) - points.take(edges.one, axis=1)
    square = gap[0] ** 2 + gap[1] ** 2
    pull = gap * (edges.weight * 2 / (1 + square) * 0.5)
    return _summed(edges.one, pull, papers) - _summed(edges.other, pull, papers)


def _repulsion(points: Points, strangers: Points) -> Points:
    """The push on every point from its strangers, which are 2 × rows of one for each point."""
    gap = points[:, None] - strangers
    square = gap[0] ** 2 + gap[1] ** 2
    push = gap * (2 / ((0.05 + square) * (1 + square)))
    pushed: Points = push.clip(-4, 4).sum(axis=1)
    return pushed


def _towards_topic(points: Points, topic: Ints) -> Points:
    members = np.maximum(np.bincount(topic), 1)
    centres = _summed(topic, points, len(members)) / members
    return np.where(topic > 0, centres.take(topic, axis=1) - points, 0.0)


def _summed(owner: Ints, values: Points, owners: int) -> Points:
    summed: Points = np.empty((2, owners))
    for axis in (0, 1):
        summed[axis] = np.bincount(owner, values[axis], owners)
    return summed


def _fitted(points: Points) -> Points:
    """The points stretched over the square; the outermost 1 % are drawn in to its border."""
    low, high = (np.percentile(points, share, axis=1, keepdims=True) for share in (1, 99))
    wide = np.maximum(high - low, 1e-9)
    fitted = MARGIN + (SIZE - 2 * MARGIN) * (points - low) / wide
    if points.shape[1] == 1:
        fitted = np.full_like(points, SIZE / 2)
    within: Points = np.round(np.clip(fitted, MARGIN, SIZE - MARGIN), _DECIMALS)
    return within


def _apart(points: Points) -> Points:
    """Push points that are too near each other apart, each by half of what is missing."""
    papers = points.shape[1]
    wanted = smallest_distance(papers) + 1.5
    for number in range(80):
        one, other = _near_pairs(points, wanted)
        if not len(one):
            break
        gap = points.take(one, axis=1) - points.take(other, axis=1)
        same = (gap == 0).all(axis=0)
        gap[:, same] = _directions(one[same] + other[same] + number)
        length = np.sqrt(gap[0] ** 2 + gap[1] ** 2)
        push = gap / length * ((wanted - np.where(same, 0, length)) / 2)
        move = _summed(one, push, papers) - _summed(other, push, papers)
        moved = points + np.clip(move, -wanted, wanted)
        points = np.round(np.clip(moved, EDGE, SIZE - EDGE), _DECIMALS)
    return points


def _near_pairs(points: Points, distance: float) -> tuple[Ints, Ints]:
    """The pairs of points at most so far apart, the lower number first, in order.

    Found by going through the points from left to right, each with its next, with its next but
    one, and so on. scipy's k-d tree takes longer to import than this to run.
    """
    order = np.argsort(points[0], kind="stable")
    x, y = points[:, order]
    found = [np.empty((2, 0), dtype=np.int64)]
    for step in range(1, len(order)):
        beside = x[step:] - x[:-step]
        if beside.min() > distance:
            break
        near = np.flatnonzero(beside**2 + (y[step:] - y[:-step]) ** 2 <= distance**2)
        found.append(np.stack([order[near], order[near + step]]))
    pairs = np.sort(np.concatenate(found, axis=1), axis=0)
    one, other = pairs[:, np.lexsort(pairs[::-1])]
    return one, other


def _directions(numbers: Ints) -> Points:
    """Directions all round, by the golden angle, for points that lie on one another."""
    angle = numbers * 2.399963
    return np.stack([np.cos(angle), np.sin(angle)])


def _distinct(points: Points) -> list[tuple[int, int]]:
    """Whole numbers; a point whose place is taken goes to the nearest free one to its right."""
    taken: set[int] = set()
    places = []
    for x, y in np.rint(points.T).astype(int).tolist():
        spot = y * (SIZE + 1) + x
        while spot in taken:
            spot = (spot + 1) % (SIZE + 1) ** 2
        taken.add(spot)
        places.append((spot % (SIZE + 1), spot // (SIZE + 1)))
    return places
