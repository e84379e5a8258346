"""How near any two papers are: the same rare words and the same rare tags, as one product."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from generator.analysis.curated import Curated, curated
from generator.analysis.rows import Floats, Rows
from generator.analysis.term_vectors import Vectors
from generator.model.models import Catalog

NEAREST = 6
"""Neighbours of a paper at most."""
CURATED = 0.3
"""Weight of tags and topics; the words of the papers have the rest."""
DIGITS = 4
"""Nearness is rounded to so many decimals, coarser than machines differ in a sum's last bit."""
HALF_UP = 1e-9
"""More than that last bit: what is half a decimal is rounded up whichever way it was added up."""
_FEW = 16
"""Papers that may differ; with more, all are compared again in the same time."""

Near = Sequence[tuple[int, float]]
"""Other rows and their nearness: the nearest first, equals by row."""


class Nearness(NamedTuple):
    """Which papers are nearest to each, and the tags and topics that it was found with."""

    curated: Curated
    nearest: list[Near]
    """By row: up to `NEAREST` others, none whose nearness is 0."""


def nearness(catalog: Catalog, vectors: Vectors, before: Nearness | None = None) -> Nearness:
    """Compare all papers, or those alone that may have other neighbours than before.

    `before` is of the same `vectors`, those of the catalogue's papers, with other tags or topics.
    The result is the same with and without it.
    """
    found = curated(catalog)
    differing = found.differing(before.curated) if before else set()
    if before and len(differing) <= _FEW:
        return Nearness(found, _updated(before.nearest, differing, vectors.rows, found.rows()))
    from generator.analysis.similarity import blended_vectors, nearest_rows  # with scipy

    return Nearness(found, nearest_rows(blended_vectors(vectors, found), NEAREST))


def rounded(scores: Floats) -> Floats:
    """Scores as they are compared and shown."""
    result: Floats = np.round(scores + HALF_UP, DIGITS)
    return result


def by_score(item: tuple[int, float]) -> tuple[float, int]:
    """The key that sorts rows with their nearness: the nearest first, equals by row."""
    return -item[1], item[0]


def nearest_of(scores: Floats, row: int, number: int) -> Near:
    """The other rows with the highest scores, of a row's with all; none whose score is 0."""
    order = np.argsort(-scores, kind="stable")[: number + 1].tolist()
    found = [(other, float(scores[other])) for other in order if other != row]
    return [item for item in found[:number] if item[1] > 0]


def _updated(before: list[Near], differing: set[int], words: Rows, marks: Rows) -> list[Near]:
    """The nearest rows, when all others are as near to each other as before."""
    last = np.array([near[-1][1] if len(near) == NEAREST else 0 for near in before])
    again = set(differing)
    again.update(
        row
        for row, near in enumerate(before)
        if not differing.isdisjoint(other for other, _ in near)
    )
    for found in _scores(differing, words, marks):
        again.update(np.flatnonzero((found > 0) & (found >= last)).tolist())
    nearest = list(before)
    rows = sorted(again)
    for row, found in zip(rows, _scores(rows, words, marks), strict=True):
        nearest[row] = nearest_of(found, row, NEAREST)
    return nearest


def _scores(rows: Iterable[int], words: Rows, marks: Rows) -> Iterator[Floats]:
    some = sorted(rows)
    both = zip(words.products(some), marks.products(some), strict=True)
    return (rounded(one * (1 - CURATED) + other * CURATED) for one, other in both)
