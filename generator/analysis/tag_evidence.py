"""What papers' own texts say of the vocabulary, before anything is learned from curated papers.

For each paper and tag: whether the text says a name of the tag, and how near it is to the
tag's name, aliases and description; for each paper and topic the latter with its title and
description.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from generator.analysis.lexicon import Ints
from generator.analysis.rows import Matrix
from generator.analysis.tag_model import Scores, by_score, rounded
from generator.analysis.term_vectors import Vectors, vectors_of
from generator.analysis.vocabulary_matches import TermMatch, matches
from generator.model.models import Catalog, Paper


@dataclass(frozen=True, slots=True)
class Evidence:
    """The papers of a catalogue beside its vocabulary."""

    catalog: Catalog
    tags: tuple[str, ...]
    """Those that are not deprecated, in the order of the catalogue."""
    topics: tuple[str, ...]
    vectors: Vectors
    """Papers, then tags, then topics; without summaries, which a new paper has none of."""
    matrix: Matrix
    """That of the vectors."""
    said: tuple[dict[str, TermMatch], ...]
    """By paper: the tags that its text says."""

    row_of: Mapping[str, int]
    """By paper."""

    def rows(self, papers: Iterable[str]) -> Ints:
        """The rows of papers by id."""
        return np.array([self.row_of[paper] for paper in papers], dtype=np.int64)

    @property
    def papers(self) -> Matrix:
        """The papers' vectors alone."""
        return self.matrix[: len(self.catalog.papers)]

    def says(self, rows: Ints) -> Scores:
        """Rows × tags: how surely the text says the tag, 0 where it does not."""
        column = {tag: number for number, tag in enumerate(self.tags)}
        scores = np.zeros((len(rows), len(self.tags)))
        for place, row in enumerate(rows.tolist()):
            for tag, match in self.said[row].items():
                scores[place, column[tag]] = match.score
        return rounded(scores)

    def near_tags(self, rows: Ints) -> Scores:
        """Rows × tags: the cosine of the paper's text and the tag's."""
        first = len(self.catalog.papers)
        return self._cosines(rows, first, len(self.tags))

    def near_topics(self, rows: Ints) -> Scores:
        """Rows × topics: the cosine of the paper's text and the topic's."""
        first = len(self.catalog.papers) + len(self.tags)
        return self._cosines(rows, first, len(self.topics))

    def _cosines(self, rows: Ints, first: int, count: int) -> Scores:
        matrix = self.matrix
        return rounded((matrix[rows] @ matrix[first : first + count].T).toarray())

    def tag_row(self, tag: int) -> int:
        """The row of a tag in `vectors`, by its number."""
        return len(self.catalog.papers) + tag

    def topic_row(self, topic: int) -> int:
        """The row of a topic in `vectors`, by its number."""
        return len(self.catalog.papers) + len(self.tags) + topic

    def deciding_terms(self, row: int, weights: Scores, most: int) -> tuple[str, ...]:
        """The terms of a paper with the greatest share in a sum, the greatest first.

        No two of them have a word in common.

        Args:
            row: The paper's row.
            weights: By column of `vectors`: what the term counts.
            most: How many at most.
        """
        paper = self.matrix[[row]]
        spoke = rounded(paper.data * weights[paper.indices])
        chosen: list[str] = []
        taken: set[int] = set()
        for n in by_score(spoke):
            if spoke[n] <= 0 or len(chosen) == most:
                break
            words = {word for word in self.vectors.words[paper.indices[n]].tolist() if word}
            if not words & taken:
                chosen.append(self.vectors.names[paper.indices[n]])
                taken |= words
        return tuple(chosen)


def evidence_of(catalog: Catalog) -> Evidence:
    """The evidence; terms are counted over all papers and the vocabulary, labels play no part."""
    tags = [tag for tag in catalog.tags.values() if tag.deprecated_for is None]
    topics = list(catalog.topics.values())
    texts = {key: replace(paper, summary=None) for key, paper in catalog.papers.items()}
    for tag in tags:
        words = "; ".join(tag.aliases)
        texts[f"tag:{tag.id}"] = Paper(tag.id, tag.name, f"{words}. {tag.description}")
    for topic in topics:
        texts[f"topic:{topic.id}"] = Paper(topic.id, topic.title, topic.description)
    names = {tag.id: (tag.name, tag.id, *tag.aliases) for tag in tags}
    papers: Sequence[Paper] = list(catalog.papers.values())
    vectors = vectors_of(texts)
    return Evidence(
        catalog,
        tuple(tag.id for tag in tags),
        tuple(topic.id for topic in topics),
        vectors,
        vectors.rows.matrix(),
        tuple(matches([(paper.title, paper.abstract) for paper in papers], names)),
        {paper.id: row for row, paper in enumerate(papers)},
    )
