"""Papers as vectors of their tags and topics."""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import chain
from typing import NamedTuple

import numpy as np

from generator.analysis.rows import Rows
from generator.model.models import Catalog, TagKind

PAPER_TYPE = 0.3
"""Weight of a shared paper type beside another tag: two surveys are not near for being surveys."""
_STEP = 0.5
"""A tag's rarity is rounded to a multiple of it: one paper more or less seldom changes that of
all papers with the tag."""

Mark = tuple[str, str]
"""`tag` or `topic`, and its id."""


class Curated(NamedTuple):
    """What was said of the papers by hand."""

    marks: list[tuple[Mark, ...]]
    """By paper, each once."""
    weights: dict[Mark, float]
    """The rarer, the heavier."""

    def rows(self) -> Rows:
        """Papers × marks, rows of length 1."""
        column = {mark: number for number, mark in enumerate(self.weights)}
        columns = [column[mark] for some in self.marks for mark in some]
        starts = np.cumsum([0, *map(len, self.marks)])
        weights = np.array(list(self.weights.values()), dtype=np.float64)
        at = np.array(columns, dtype=np.int64)
        return Rows(weights[at], at, starts, len(column)).unit()

    def differing(self, other: Curated) -> set[int]:
        """The papers of which the other, of as many papers, says something else."""
        known = other.weights
        moved = {mark for mark, weight in self.weights.items() if known.get(mark) != weight}
        both = zip(self.marks, other.marks, strict=True)
        return {
            number
            for number, (one, two) in enumerate(both)
            if one != two or not moved.isdisjoint(one)
        }


def curated(catalog: Catalog, tags: bool = True) -> Curated:
    """The papers' topics, and their tags if they count, weighted by rarity."""
    tag = cache(lambda id_: ("tag", id_))  # each made once: quicker, and quicker to keep
    topic = cache(lambda id_: ("topic", id_))
    marks: list[tuple[Mark, ...]] = []
    for paper in catalog.papers.values():
        found = chain(map(tag, paper.tags if tags else ()), map(topic, paper.topics))
        marks.append(tuple(dict.fromkeys(found)))
    counts = Counter(chain.from_iterable(marks))
    rarity = np.log((1 + len(marks)) / (1 + np.array(list(counts.values())))).tolist()
    both = zip(counts, rarity, strict=True)
    return Curated(marks, {mark: _weight(catalog, mark, rare) for mark, rare in both})


def _weight(catalog: Catalog, mark: Mark, rarity: float) -> float:
    if mark[0] == "topic":
        return rarity + 1
    tag = catalog.tags.get(mark[1])
    kind = PAPER_TYPE if tag is not None and tag.kind is TagKind.PAPER_TYPE else 1.0
    return kind * (round(rarity / _STEP) * _STEP + 1)
