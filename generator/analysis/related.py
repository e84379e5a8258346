"""Which papers belong beside a paper, and why.

How near two papers are is `nearness`'s affair; here every neighbour gets its
reason, the tags and the terms that brought the two together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import chain, groupby, pairwise

import numpy as np

from generator.analysis.lexicon import Ints
from generator.analysis.nearness import Near, by_score, nearness
from generator.analysis.neighbours import Neighbour, Relations
from generator.analysis.rows import Floats, Rows
from generator.analysis.term_vectors import Vectors, vectors_of
from generator.model.lazy import Lazy
from generator.model.models import Catalog

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
    vectors: Callable[[], Vectors] | None = None,
    nearest: Sequence[Near] | None = None,
    recall: Callable[[Pairs, Callable[[], Terms]], Terms] = lambda _, make: make(),
) -> Mapping[str, Relations]:
    """The relations of every paper, in the order of `catalog.papers`, put together when asked for.

    A paper is never its own neighbour.  Papers with nothing in common are no
    neighbours, so a small or varied list gives fewer than six.

    Args:
        catalog: All papers.
        vectors: Gives those of `vectors_of`, for a caller who has them.
        nearest: That of `nearness`, for a caller who has it.
        recall: Gives the terms of pairs that are known, and makes the others; they follow from
            the papers' texts.
    """
    vectors = vectors or cache(lambda: vectors_of(catalog.papers))
    nearest = nearness(catalog, vectors()).nearest if nearest is None else nearest
    ids = list(catalog.papers)
    row_of = {id_: row for row, id_ in enumerate(ids)}
    pairs = {(min(row, o), max(row, o)) for row, near in enumerate(nearest) for o, _ in near}
    terms = dict(_shared_terms(vectors, pairs, recall))
    tags = [frozenset(paper.tags) for paper in catalog.papers.values()]
    counts = Counter(chain.from_iterable(tags))
    chosen_by = _chosen_by(nearest)

    def neighbour(row: int, other: int, score: float) -> Neighbour:
        shared = sorted(tags[row] & tags[other], key=lambda tag: (counts[tag], tag))
        pair = (row, other) if row < other else (other, row)
        return Neighbour(ids[other], score, tuple(shared), terms[pair])

    def relations(id_: str) -> Relations:
        row = row_of[id_]
        near = nearest[row]
        own = {other for other, _ in near}
        also = [other for other, _ in sorted(chosen_by[row], key=by_score) if other not in own]
        return Relations(
            tuple(neighbour(row, other, score) for other, score in near),
            tuple(ids[other] for other in also),
        )

    return Lazy(catalog.papers, relations)


def _chosen_by(nearest: Sequence[Near]) -> list[list[tuple[int, float]]]:
    """By row: the others that it is among the nearest of, with their nearness."""
    found: list[list[tuple[int, float]]] = [[] for _ in nearest]
    for row, near in enumerate(nearest):
        for other, score in near:
            found[other].append((row, score))
    return found


def _shared_terms(
    vectors: Callable[[], Vectors], pairs: Iterable[tuple[int, int]], recall: Callable[..., Terms]
) -> Iterator[tuple[tuple[int, int], tuple[str, ...]]]:
    """Each pair of rows with the terms that brought them together."""
    for _, some in groupby(sorted(pairs), key=lambda pair: pair[0] // _ROWS_AT_ONCE):
        part = list(some)
        yield from zip(part, recall(part, partial(_terms_of, vectors, part)), strict=True)


def _terms_of(known: Callable[[], Vectors], pairs: Pairs) -> Terms:
    vectors = known()
    rows = vectors.rows
    (cells, weights), (others, more) = (_cells(rows, some) for some in zip(*pairs, strict=True))
    both, at, too = np.intersect1d(cells, others, assume_unique=True, return_indices=True)
    pair, columns = np.divmod(both, rows.width)
    product = np.round(weights[at] * more[too], 9)
    heaviest = np.lexsort((-product, pair))  # the pairs stay in order
    place = np.arange(len(pair)) - np.searchsorted(pair, pair)
    kept = heaviest[place < _CANDIDATES]
    bounds = np.searchsorted(pair[kept], np.arange(len(pairs) + 1)).tolist()
    strongest, shares = columns[kept], product[kept].tolist()
    words = [frozenset(row) - {0} for row in vectors.words[strongest].tolist()]
    titled, near = vectors.titled[strongest].tolist(), strongest.tolist()
    return [
        tuple(
            vectors.names[near[begin + n]]
            for n in _telling(words[begin:end], shares[begin:end], titled[begin:end])
        )
        for begin, end in pairwise(bounds)
    ]


def _cells(rows: Rows, some: Sequence[int]) -> tuple[Ints, Floats]:
    """The cells of these rows, one row after the other, each numbered; and their weights."""
    starts = rows.starts[np.array(some)]
    lengths = rows.starts[np.array(some) + 1] - starts
    ends = np.cumsum(lengths)
    at = np.arange(ends[-1]) + np.repeat(starts - ends + lengths, lengths)
    firsts = np.arange(len(some)) * rows.width
    return np.repeat(firsts, lengths) + rows.columns[at], rows.weights[at]


def _telling(
    words: Sequence[frozenset[int]], weights: Sequence[float], titled: Sequence[bool]
) -> list[int]:
    """The places of the strongest terms that have no word in common with one another.

    A phrase has the strength of its words too: `batch normalization` says more
    than `batch` and `normalization`, though each of them may weigh more than
    it.  Words that no title of the list holds come last: titles name what a
    field is about.
    """
    weighed = list(zip(words, weights, strict=True))
    strength = [sum([w for part, w in weighed if part <= whole]) for whole in words]
    chosen: list[int] = []
    taken: frozenset[int] = frozenset()
    for n in sorted(range(len(words)), key=lambda n: (not titled[n], -strength[n], n)):
        if len(chosen) < TERMS and not words[n] & taken:
            chosen.append(n)
            taken |= words[n]
    return chosen
