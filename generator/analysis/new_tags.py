"""Phrases that many papers share and that no tag says: what the vocabulary may lack."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from generator.analysis.lexicon import Ints
from generator.analysis.term_vectors import vectors_of
from generator.analysis.vocabulary_matches import stems_of
from generator.model.models import Catalog

MOST = 20
"""Phrases proposed at most."""
SAME = 0.5
"""Phrases and tags that share this much of their papers (Jaccard's index) say the same."""

_FEWEST_PAPERS = 3


@dataclass(frozen=True, slots=True)
class NewTag:
    """A phrase that could be a tag."""

    phrase: str
    """As most papers write it."""
    papers: tuple[str, ...]
    """The papers whose title or abstract has it, by id."""


def new_tags(catalog: Catalog) -> list[NewTag]:
    """The phrases of two or three words, those of most papers first, equals by phrase.

    A phrase is in some title and in as many papers as the limits demand of
    a tag, not in more than they allow.  None of them has the words of a tag or
    topic in it or is part of one, is on much the same papers as a tag, or
    on much the same as a phrase before it.
    """
    papers = {key: replace(paper, summary=None) for key, paper in catalog.papers.items()}
    vectors = vectors_of(papers)
    found = vectors.rows.matrix().tocsc()
    least, most = catalog.limits.papers_per_tag
    least = max(least, _FEWEST_PAPERS)
    most = min(most, int(catalog.limits.tag_share * len(papers)))
    known = _known(catalog)
    carried: dict[str, set[str]] = {tag: set() for tag in catalog.tags}
    for paper in papers.values():
        for tag in catalog.tags_of(paper):
            carried.get(tag, set()).add(paper.id)
    taken = [frozenset(some) for some in carried.values()]
    counts = np.diff(found.indptr)
    phrases = [
        column
        for column in range(len(vectors.names))
        if vectors.titled[column] and vectors.words[column][1] and least <= counts[column] <= most
    ]
    chosen: list[NewTag] = []
    for column in sorted(phrases, key=lambda c: (-counts[c], -_length(vectors.words[c]), c)):
        name = vectors.names[column]
        stems = stems_of(name)
        rows = found.indices[found.indptr[column] : found.indptr[column + 1]]
        having = frozenset(vectors.papers[row] for row in rows.tolist())
        if any(_within(stems, other) or _within(other, stems) for other in known):
            continue
        if any(_same(having, other) for other in taken):
            continue
        chosen.append(NewTag(name, tuple(sorted(having))))
        taken.append(having)
        if len(chosen) == MOST:
            break
    return sorted(chosen, key=lambda tag: (-len(tag.papers), tag.phrase))


def _known(catalog: Catalog) -> list[tuple[str, ...]]:
    """The stems of every name of a tag or topic."""
    names = [word for tag in catalog.tags.values() for word in (tag.id, tag.name, *tag.aliases)]
    names += [word for topic in catalog.topics.values() for word in (topic.id, topic.title)]
    return [stems for stems in map(stems_of, names) if stems]


def _length(words: Ints) -> int:
    return int(np.count_nonzero(words))


def _within(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Whether the stems stand one after the other in the others."""
    width = len(part)
    return any(whole[n : n + width] == part for n in range(len(whole) - width + 1))


def _same(first: frozenset[str], second: frozenset[str]) -> bool:
    together = len(first & second)
    return together > 0 and together / len(first | second) >= SAME
