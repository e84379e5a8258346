"""Which papers belong beside a paper, and why.

How near two papers are is `nearness`'s affair; here every neighbour gets its
reason, the tags and the terms that brought the two together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import chain, groupby, pairwise

import numpy as np

from generator.analysis.lexicon import Ints
from generator.analysis.nearness import Nearest, nearness
from generator.analysis.neighbours import Neighbour, Relations
from generator.analysis.rows import Floats, Rows
from generator.analysis.term_vectors import Vectors, vectors_of
from generator.model.lazy import Lazy
from generator.model.models import Catalog

TERMS = 3
"""Terms named with a neighbour at most."""
_CANDIDATES = 12
_ROWS_AT_ONCE = 16
"""Papers of which the terms are known or found together."""

Pairs = list[tuple[int, int]]
"""Pairs of rows."""
Terms = list[tuple[str, ...]]
"""What brought the papers of each pair together."""


def relate(
    catalog: Catalog,
    vectors: Callable[[], Vectors] | None = None,
    nearest: Nearest | None = None,
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
    others, scores = nearest
    rows, places = np.nonzero(others >= 0)
    near = others[rows, places]
    numbers = np.minimum(rows, near) * len(ids) + np.maximum(rows, near)
    pairs, pair, often = np.unique(numbers, return_inverse=True, return_counts=True)
    terms = list(_shared_terms(vectors, *np.divmod(pairs, max(len(ids), 1)), recall))
    pair_of = np.zeros_like(others)
    pair_of[rows, places] = pair
    tags = [frozenset(paper.tags) for paper in catalog.papers.values()]
    counts = Counter(chain.from_iterable(tags))
    rank = {tag: place for place, tag in enumerate(sorted(counts, key=lambda t: (counts[t], t)))}
    table = list(zip(others.tolist(), scores.tolist(), pair_of.tolist(), strict=True))
    once = often[pair] == 1
    also = _by_row(near[once], rows[once], scores[rows, places][once], len(ids))

    def neighbours(row: int) -> Iterator[Neighbour]:
        for other, score, pair in zip(*table[row], strict=True):
            if other >= 0:
                shared = sorted(tags[row] & tags[other], key=rank.__getitem__)
                yield Neighbour(ids[other], score, tuple(shared), terms[pair])

    def relations(id_: str) -> Relations:
        row = row_of[id_]
        return Relations(tuple(neighbours(row)), tuple(ids[other] for other in also[row]))

    return Lazy(catalog.papers, relations)


def _by_row(rows: Ints, others: Ints, scores: Floats, count: int) -> list[list[int]]:
    """By row: its others, the nearest first, equals by row."""
    order = np.lexsort((others, -scores, rows))
    bounds = np.searchsorted(rows[order], np.arange(count + 1)).tolist()
    found = others[order].tolist()
    return [found[begin:end] for begin, end in pairwise(bounds)]


def _shared_terms(
    vectors: Callable[[], Vectors], rows: Ints, others: Ints, recall: Callable[..., Terms]
) -> Iterator[tuple[str, ...]]:
    """The terms that brought each row together with its other; rows ascend."""
    pairs = list(zip(rows.tolist(), others.tolist(), strict=True))
    for _, found in groupby(pairs, key=lambda pair: pair[0] // _ROWS_AT_ONCE):
        some = list(found)
        yield from recall(some, partial(_terms_of, vectors, some))


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
