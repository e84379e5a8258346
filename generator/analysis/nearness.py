"""How near any two papers are: the same rare words and the same rare tags, as one product."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

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


class Nearest(NamedTuple):
    """By row: up to `NEAREST` others, the nearest first, equals by row; none of nearness 0."""

    others: NDArray[np.int32]
    """-1 where a row has fewer."""
    scores: Floats
    """0 there."""

    def put(self, rows: Iterable[int], found: Iterable[Near]) -> None:
        """Replace what these rows have."""
        for row, near in zip(rows, found, strict=True):
            self.others[row], self.scores[row] = -1, 0
            for place, (other, score) in enumerate(near):
                self.others[row, place], self.scores[row, place] = other, score


class Nearness(NamedTuple):
    """Which papers are nearest to each, and the tags and topics that it was found with."""

    curated: Curated
    nearest: Nearest


def nearness(catalog: Catalog, vectors: Vectors, before: Nearness | None = None) -> Nearness:
    """Compare all papers, or those alone that may have other neighbours than before.

    `before` is of the same `vectors`, those of the catalogue's papers, with other tags or topics.
    The result is the same with and without it.
    """
    found = curated(catalog)
    differing = sorted(found.differing(before.curated)) if before else []
    if before and len(differing) <= _FEW:
        return Nearness(found, _updated(before.nearest, differing, vectors.rows, found.rows()))
    from generator.analysis.similarity import blended_vectors, nearest_rows  # with scipy

    all_of_them = nearest_rows(blended_vectors(vectors, found), NEAREST)
    nearest = _none(len(all_of_them))
    nearest.put(range(len(all_of_them)), all_of_them)
    return Nearness(found, nearest)


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


def _none(rows: int) -> Nearest:
    return Nearest(np.full((rows, NEAREST), -1, dtype=np.int32), np.zeros((rows, NEAREST)))


def _updated(before: Nearest, differing: list[int], words: Rows, marks: Rows) -> Nearest:
    """The nearest rows, when all others are as near to each other as before."""
    last = before.scores[:, -1]
    again = np.zeros(len(last), dtype=bool)
    again[differing] = True
    again |= np.isin(before.others, differing).any(axis=1)
    for found in _scores(differing, words, marks):
        again |= (found > 0) & (found >= last)
    rows = np.flatnonzero(again).tolist()
    nearest = Nearest(before.others.copy(), before.scores.copy())
    both = zip(rows, _scores(rows, words, marks), strict=True)
    nearest.put(rows, (nearest_of(found, row, NEAREST) for row, found in both))
    return nearest


def _scores(rows: Sequence[int], words: Rows, marks: Rows) -> Iterator[Floats]:
    both = zip(words.products(rows), marks.products(rows), strict=True)
    return (rounded(one * (1 - CURATED) + other * CURATED) for one, other in both)
