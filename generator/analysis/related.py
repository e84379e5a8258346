"""Which papers belong beside a paper, and why.

How near two papers are is `nearness`'s affair; here every neighbour gets its
reason, the tags and the terms that brought the two together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby, pairwise

import numpy as np
from numpy.typing import NDArray

from generator.analysis.lexicon import Ints
from generator.analysis.neighbours import Neighbour, Relations
from generator.analysis.similarity import Nearness, by_score, nearness
from generator.analysis.term_vectors import Vectors
from generator.model.models import Catalog, Paper

TERMS = 3
"""Terms named with a neighbour at most."""
_CANDIDATES = 12
_ROWS_AT_ONCE = 64
"""Papers of which the terms are known or found together."""

Pairs = list[tuple[int, int]]
"""Pairs of rows."""
Terms = list[tuple[str, ...]]
"""What brought the papers of each pair together."""


def relate(
    catalog: Catalog,
    near: Nearness | None = None,
    recall: Callable[[Pairs, Callable[[], Terms]], Terms] = lambda _, make: make(),
) -> Mapping[str, Relations]:
    """The relations of every paper, in the order of `catalog.papers`.

    A paper is never its own neighbour.  Papers with nothing in common are no
    neighbours, so a small or varied list gives fewer than six.

    Args:
        catalog: All papers.
        near: That of `nearness`, for a caller who has it.
        recall: Gives the terms of pairs that are known, and makes the others; they follow from
            the papers' texts.
    """
    near = nearness(catalog) if near is None else near
    vectors, scored = near.vectors, near.nearest
    ids = vectors.papers
    pairs = [(row, other) for row, near in enumerate(scored) for other, _ in near]
    terms = dict(_shared_terms(vectors, pairs, recall))
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


def _also_near(scored: Sequence[list[tuple[int, float]]]) -> list[list[int]]:
    chosen_by: list[list[tuple[int, float]]] = [[] for _ in scored]
    for row, near in enumerate(scored):
        for other, score in near:
            chosen_by[other].append((row, score))
    own = [{other for other, _ in near} for near in scored]
    return [
        [other for other, _ in sorted(found, key=by_score) if other not in own[row]]
        for row, found in enumerate(chosen_by)
    ]


def _shared_terms(
    vectors: Vectors, pairs: Iterable[tuple[int, int]], recall: Callable[..., Terms]
) -> Iterator[tuple[tuple[int, int], tuple[str, ...]]]:
    """Each pair of rows once, the smaller first, with the terms that brought them together."""
    distinct = sorted({(min(pair), max(pair)) for pair in pairs})
    for _, some in groupby(distinct, key=lambda pair: pair[0] // _ROWS_AT_ONCE):
        part = list(some)
        yield from zip(part, recall(part, partial(_terms_of, vectors, part)), strict=True)


def _terms_of(vectors: Vectors, pairs: Pairs) -> Terms:
    rows = np.array(pairs)
    product = vectors.matrix[rows[:, 0]].multiply(vectors.matrix[rows[:, 1]]).tocsr()
    product.sort_indices()
    weights = np.round(product.data, 9)
    return [
        _telling(vectors, product.indices[begin:end], weights[begin:end])
        for begin, end in pairwise(product.indptr.tolist())
    ]


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
