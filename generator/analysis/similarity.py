"""All papers compared with all others, by scipy."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from scipy.sparse import csr_matrix, hstack
from sparse_dot_topn import sp_matmul_topn

from generator.analysis.curated import Curated
from generator.analysis.nearness import (
    CURATED,
    DIGITS,
    HALF_UP,
    Near,
    by_score,
    nearest_of,
    rounded,
)
from generator.analysis.rows import Matrix
from generator.analysis.term_vectors import Vectors
from generator.model.processes import processors

_SPARE = 6


def blended_vectors(vectors: Vectors, curated: Curated, share: float = CURATED) -> Matrix:
    """One row a paper; the product of two rows is their nearness, from 0 to 1.

    It is the sum of two cosines: of the papers' words and of their tags and
    topics, weighted by rarity.  A paper without tags and topics has only the first.

    Args:
        vectors: Of the papers' words.
        curated: Of the same papers.
        share: The weight of tags and topics; the words have the rest.
    """
    words, marks = vectors.rows.matrix(), curated.rows().matrix()
    return csr_matrix(hstack([words * (1 - share) ** 0.5, marks * share**0.5], format="csr"))


def nearest_rows(blend: Matrix, number: int) -> list[Near]:
    """By row: up to `number` other rows with the highest dot products, equals by row.

    Products are rounded to `DIGITS` decimals, and those that round to 0 left out.
    """
    if not blend.shape[0] or not blend.shape[1]:
        return [[] for _ in range(blend.shape[0])]
    top = number + 1 + _SPARE
    product = sp_matmul_topn(
        blend, blend.T.tocsr(), top_n=top, threshold=10**-DIGITS / 2 - HALF_UP, sort=True,
        n_threads=processors(),
    )  # fmt: skip
    return [_best(blend, row, found, number) for row, found in enumerate(_rows(product))]


def _rows(matrix: Matrix) -> Iterator[Near]:
    scores = rounded(matrix.data).tolist()
    columns, starts = matrix.indices.tolist(), matrix.indptr.tolist()
    for start, end in pairwise(starts):
        yield list(zip(columns[start:end], scores[start:end], strict=True))


def _best(blend: Matrix, row: int, found: Near, number: int) -> Near:
    others = sorted((item for item in found if item[0] != row), key=by_score)
    full = len(found) == number + 1 + _SPARE
    cut_among_equals = full and others[number - 1][1] == others[-1][1]
    if cut_among_equals:
        return nearest_of(rounded((blend @ blend[row].T).toarray().ravel()), row, number)
    return others[:number]
