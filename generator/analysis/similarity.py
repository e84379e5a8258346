"""How near any two papers are: the same rare words and the same rare tags, as one product."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sparse_dot_topn import sp_matmul_topn

from generator.analysis.term_vectors import Matrix, Vectors, unit_rows, vectors_of
from generator.model.models import Catalog, TagKind
from generator.model.processes import processors

NEAREST = 6
"""Neighbours of a paper at most."""
CURATED = 0.3
"""Weight of tags and topics; the words of the papers have the rest."""
PAPER_TYPE = 0.3
"""Weight of a shared paper type beside another tag: two surveys are not near for being surveys."""
DIGITS = 4
"""Nearness is rounded to so many decimals, coarser than machines differ in a sum's last bit."""

_SPARE = 6


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near the papers are to each other."""

    vectors: Vectors
    nearest: list[list[tuple[int, float]]]
    """See `nearest_rows`; up to `NEAREST` of each paper."""


def nearness(catalog: Catalog, vectors: Vectors | None = None) -> Nearness:
    """Compare all papers; `vectors` are those of `vectors_of`, made when they are not given."""
    vectors = vectors_of(catalog.papers) if vectors is None else vectors
    return Nearness(vectors, nearest_rows(blended_vectors(catalog, vectors), NEAREST))


def blended_vectors(
    catalog: Catalog, vectors: Vectors, share: float = CURATED, tags: bool = True
) -> Matrix:
    """One row a paper; the product of two rows is their nearness, from 0 to 1.

    It is the sum of two cosines: of the papers' words and of their tags and
    topics, weighted by rarity.  A paper without tags and topics has only the first.

    Args:
        catalog: The papers, with their topics and tags.
        vectors: Of the papers' words.
        share: The weight of tags and topics; the words have the rest.
        tags: Whether tags count, or topics alone.
    """
    parts = [vectors.matrix * (1 - share) ** 0.5, _curated_vectors(catalog, tags) * share**0.5]
    return csr_matrix(hstack(parts, format="csr"))


def nearest_rows(blend: Matrix, number: int) -> list[list[tuple[int, float]]]:
    """By row: up to `number` other rows with the highest dot products, equals by row.

    Products are rounded to `DIGITS` decimals, and those that round to 0 left out.
    """
    if not blend.shape[0] or not blend.shape[1]:
        return [[] for _ in range(blend.shape[0])]
    top = number + 1 + _SPARE
    product = sp_matmul_topn(
        blend, blend.T.tocsr(), top_n=top, threshold=10**-DIGITS / 2, sort=True,
        n_threads=processors(),
    )  # fmt: skip
    return [_best(blend, row, found, number) for row, found in enumerate(_rows(product))]


def _rows(matrix: Matrix) -> Iterator[list[tuple[int, float]]]:
    scores = np.round(matrix.data, DIGITS).tolist()
    columns, starts = matrix.indices.tolist(), matrix.indptr.tolist()
    for start, end in pairwise(starts):
        yield list(zip(columns[start:end], scores[start:end], strict=True))


def _best(
    blend: Matrix, row: int, found: list[tuple[int, float]], number: int
) -> list[tuple[int, float]]:
    others = sorted((item for item in found if item[0] != row), key=by_score)
    full = len(found) == number + 1 + _SPARE
    cut_among_equals = full and others[number - 1][1] == others[-1][1]
    if cut_among_equals:
        exact = np.round((blend @ blend[row].T).toarray().ravel(), DIGITS).tolist()
        others = sorted(((o, s) for o, s in enumerate(exact) if s > 0 and o != row), key=by_score)
    return others[:number]


def by_score(item: tuple[int, float]) -> tuple[float, int]:
    """The key that sorts rows with their nearness: the nearest first, equals by row."""
    return -item[1], item[0]


def _curated_vectors(catalog: Catalog, tags: bool) -> Matrix:
    """Papers × topics, and tags if they count, weighted by rarity, rows of length 1."""
    column: dict[tuple[str, str], int] = {}
    rows, columns = [], []
    for row, paper in enumerate(catalog.papers.values()):
        marks = [("tag", tag) for tag in paper.tags] if tags else []
        marks += [("topic", topic) for topic in paper.topics]
        for mark in dict.fromkeys(marks):
            rows.append(row)
            columns.append(column.setdefault(mark, len(column)))
    papers, marks_known = len(catalog.papers), len(column)
    at = np.array(columns, dtype=np.int64)
    counts = np.bincount(at, minlength=marks_known)
    rarity = np.log((1 + papers) / (1 + counts)) + 1
    kinds = np.array([_kind_weight(catalog, mark) for mark in column])
    weights = (kinds * rarity)[at] if rows else np.zeros(0)
    return unit_rows(csr_matrix((weights, (rows, columns)), shape=(papers, marks_known)))


def _kind_weight(catalog: Catalog, mark: tuple[str, str]) -> float:
    tag = catalog.tags.get(mark[1]) if mark[0] == "tag" else None
    return PAPER_TYPE if tag is not None and tag.kind is TagKind.PAPER_TYPE else 1.0
