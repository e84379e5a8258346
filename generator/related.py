"""Which papers belong beside a paper, and why.

Two papers are near when they use the same rare words and carry the same rare
tags: a weighted sum of two cosines.  Every neighbour comes with its reason, the
tags and the terms that made the sum.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sparse_dot_topn import sp_matmul_topn

from generator.models import Catalog, Paper, TagKind
from generator.vectors import Ints, Matrix, Vectors, unit_rows, vectors_of

NEAREST = 6
"""Neighbours of a paper at most."""
TERMS = 3
"""Terms named with a neighbour at most."""
CURATED = 0.4
"""Weight of tags and topics; the words of the papers have the rest."""
PAPER_TYPE = 0.3
"""Weight of a shared paper type beside another tag: two surveys are not near for being surveys."""
DIGITS = 4
"""Scores are rounded to so many decimals, coarser than machines differ in a sum's last bit."""

_SPARE = 6
_CANDIDATES = 12
_PAIRS_AT_ONCE = 4096


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A paper near another one, with the reason."""

    paper: str
    score: float
    """From 0 to 1, the same in both directions."""
    shared_tags: tuple[str, ...]
    """Tag ids that both carry, the rarest first."""
    terms: tuple[str, ...]
    """Up to three terms that both use, as they stand in the text, the most telling first."""


@dataclass(frozen=True, slots=True)
class Relations:
    """The papers to show beside one."""

    nearest: tuple[Neighbour, ...] = ()
    """Up to six, the nearest first, equals by id."""
    also_near: tuple[str, ...] = ()
    """Papers that count this one among their nearest but are not among its own, nearest first."""


def relate(catalog: Catalog, vectors: Vectors | None = None) -> Mapping[str, Relations]:
    """The relations of every paper, in the order of `catalog.papers`.

    A paper is never its own neighbour.  Papers with nothing in common are no
    neighbours, so a small or varied list gives fewer than six.  `vectors` may
    be given by a caller who has them; they are those of `vectors_of`.
    """
    if vectors is None:
        vectors = vectors_of(catalog.papers)
    curated = _curated_vectors(catalog)
    blend = csr_matrix(
        hstack([vectors.matrix * (1 - CURATED) ** 0.5, curated * CURATED**0.5], format="csr")
    )
    scored = _nearest(blend)
    ids = vectors.papers
    pairs = [(row, other) for row, near in enumerate(scored) for other, _ in near]
    terms = dict(_shared_terms(vectors, pairs))
    rarity = _tag_counts(catalog.papers.values())
    nearest = [
        tuple(
            Neighbour(
                ids[other],
                score,
                _shared_tags(catalog.papers[ids[row]], catalog.papers[ids[other]], rarity),
                terms[min(row, other), max(row, other)],
            )
            for other, score in near
        )
        for row, near in enumerate(scored)
    ]
    also = _also_near(scored)
    return {
        key: Relations(nearest[row], tuple(ids[other] for other in also[row]))
        for row, key in enumerate(ids)
    }


def _tag_counts(papers: Iterable[Paper]) -> Mapping[str, int]:
    return Counter(tag for paper in papers for tag in dict.fromkeys(paper.tags))


def _shared_tags(one: Paper, other: Paper, counts: Mapping[str, int]) -> tuple[str, ...]:
    return tuple(sorted(set(one.tags) & set(other.tags), key=lambda tag: (counts[tag], tag)))


def _curated_vectors(catalog: Catalog) -> Matrix:
    """Papers × tags and topics, weighted by rarity, rows of length 1."""
    column: dict[tuple[str, str], int] = {}
    rows, columns, kinds = [], [], []
    for row, paper in enumerate(catalog.papers.values()):
        marks = [("tag", tag) for tag in paper.tags] + [("topic", topic) for topic in paper.topics]
        for mark in dict.fromkeys(marks):
            rows.append(row)
            columns.append(column.setdefault(mark, len(column)))
            kinds.append(_kind_weight(catalog, mark))
    papers, marks_known = len(catalog.papers), len(column)
    at = np.array(columns, dtype=np.int64)
    counts = np.bincount(at, minlength=marks_known)
    rarity = np.log((1 + papers) / (1 + counts)) + 1
    weights = np.array(kinds) * rarity[at] if rows else np.zeros(0)
    return unit_rows(csr_matrix((weights, (rows, columns)), shape=(papers, marks_known)))


def _kind_weight(catalog: Catalog, mark: tuple[str, str]) -> float:
    tag = catalog.tags.get(mark[1]) if mark[0] == "tag" else None
    return PAPER_TYPE if tag is not None and tag.kind is TagKind.PAPER_TYPE else 1.0


def _nearest(blend: Matrix) -> list[list[tuple[int, float]]]:
    """By row: the other rows with the highest dot products, rounded, equals by row."""
    if not blend.shape[0] or not blend.shape[1]:
        return [[] for _ in range(blend.shape[0])]
    top = NEAREST + 1 + _SPARE
    product = sp_matmul_topn(
        blend, blend.T.tocsr(), top_n=top, threshold=10**-DIGITS / 2, sort=True,
        n_threads=len(os.sched_getaffinity(0)),
    )  # fmt: skip
    return [_best(blend, row, found, top) for row, found in enumerate(_rows(product))]


def _rows(matrix: Matrix) -> Iterator[list[tuple[int, float]]]:
    scores = np.round(matrix.data, DIGITS).tolist()
    columns, starts = matrix.indices.tolist(), matrix.indptr.tolist()
    for start, end in pairwise(starts):
        yield list(zip(columns[start:end], scores[start:end], strict=True))


def _best(
    blend: Matrix, row: int, found: list[tuple[int, float]], top: int
) -> list[tuple[int, float]]:
    others = sorted((item for item in found if item[0] != row), key=_by_score)
    cut_among_equals = len(found) == top and others[NEAREST - 1][1] == others[-1][1]
    if cut_among_equals:
        exact = np.round((blend @ blend[row].T).toarray().ravel(), DIGITS).tolist()
        others = sorted(((o, s) for o, s in enumerate(exact) if s > 0 and o != row), key=_by_score)
    return others[:NEAREST]


def _by_score(item: tuple[int, float]) -> tuple[float, int]:
    return -item[1], item[0]


def _also_near(scored: Sequence[list[tuple[int, float]]]) -> list[list[int]]:
    admirers: list[list[tuple[int, float]]] = [[] for _ in scored]
    for row, near in enumerate(scored):
        for other, score in near:
            admirers[other].append((row, score))
    own = [{other for other, _ in near} for near in scored]
    return [
        [other for other, _ in sorted(found, key=_by_score) if other not in own[row]]
        for row, found in enumerate(admirers)
    ]


def _shared_terms(
    vectors: Vectors, pairs: Iterable[tuple[int, int]]
) -> Iterator[tuple[tuple[int, int], tuple[str, ...]]]:
    """Each pair of rows once, the smaller first, with the terms that brought them together."""
    distinct = sorted({(min(pair), max(pair)) for pair in pairs})
    for start in range(0, len(distinct), _PAIRS_AT_ONCE):
        part = distinct[start : start + _PAIRS_AT_ONCE]
        rows = np.array(part)
        product = vectors.matrix[rows[:, 0]].multiply(vectors.matrix[rows[:, 1]]).tocsr()
        product.sort_indices()
        weights = np.round(product.data, 9)
        for pair, (begin, end) in zip(part, pairwise(product.indptr.tolist()), strict=True):
            yield pair, _telling(vectors, product.indices[begin:end], weights[begin:end])


def _telling(vectors: Vectors, columns: Ints, weights: NDArray[np.float64]) -> tuple[str, ...]:
    """The strongest terms that have no word in common with one another.

    A phrase has the strength of its words too: `batch normalization` says more
    than `batch` and `normalization`, though each of them may weigh more than
    it.  Words that no title of the list holds come last: titles name what a
    field is about.
    """
    heaviest = np.argsort(-weights, kind="stable")[:_CANDIDATES]
    near = columns[heaviest]
    words = [{number for number in row if number} for row in vectors.words[near].tolist()]
    weight = weights[heaviest].tolist()
    strength = [
        sum(w for part, w in zip(words, weight, strict=True) if part <= whole) for whole in words
    ]
    titled = vectors.titled[near].tolist()
    order = sorted(range(len(near)), key=lambda n: (not titled[n], -strength[n], n))
    chosen: list[str] = []
    taken: set[int] = set()
    for n in order:
        if len(chosen) < TERMS and not words[n] & taken:
            chosen.append(vectors.names[near[n]])
            taken |= words[n]
    return tuple(chosen)
