"""How probable each tag and each home is for a paper, from the vocabulary and curated papers.

Three parts speak: the paper's own words beside the vocabulary, the nearest curated papers, and a
linear model of the curated papers.  What each of them counts is learned from what they say of
the curated papers themselves; with none curated the words alone count.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from generator.analysis.lexicon import Ints
from generator.analysis.tag_evidence import Evidence
from generator.analysis.tag_features import (
    CALIBRATION_PRIOR,
    HOME_PRIOR,
    TAG_PRIOR,
    Part,
    Taught,
    home_features,
    part_of,
    tag_features,
)
from generator.analysis.tag_model import (
    Learned,
    Scores,
    linear,
    neighbour_weights,
    rounded,
)
from generator.analysis.weighing import calibration, each, one_of, weigh_each, weigh_one_of
from generator.model.models import Catalog, Paper

MOST_TAUGHT = 3_000
"""Curated papers to learn from at most, evenly taken from the list: time grows with their cube."""
FEWEST_TAUGHT = 10
"""With fewer curated papers nothing is learned about the weights."""

OTHER_TOPIC = 0.5
"""What a curated paper counts for a topic that it names beside its home."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What is said of some papers."""

    tags: Part
    homes: Part


class Judge:
    """Learns from curated papers, then judges any."""

    def __init__(self, evidence: Evidence, taught: Sequence[Paper]) -> None:
        self.evidence = evidence
        taught = _spread([paper for paper in taught if paper.tags or paper.home])
        catalog = evidence.catalog
        self.with_tags = [paper for paper in taught if live_tags(catalog, paper)]
        self.with_home = [paper for paper in taught if paper.home in catalog.topics]
        self.has_tags = _table(
            [live_tags(catalog, paper) for paper in self.with_tags], evidence.tags
        )
        self.has_home = _table([paper.topics[:1] for paper in self.with_home], evidence.topics)
        topics = _table([_topics(catalog, paper) for paper in self.with_home], evidence.topics)
        self._of_topic = self.has_home + OTHER_TOPIC * (topics - self.has_home)
        self._last_neighbours: tuple[tuple[int, bool], Scores] | None = None
        self._term_weights: dict[tuple[str, bool], Scores] = {}
        self._learn_tags()
        self._learn_homes()

    def judge(self, papers: Sequence[Paper]) -> Judged:
        """What is said of papers that are not among the taught."""
        rows = self.evidence.rows(paper.id for paper in papers)
        towards = self._nearness(rows, self.tag_rows)
        tags = part_of(
            tag_features(self.evidence, rows, self._told_tags(towards)),
            self.tag_weights, TAG_PRIOR, self._calibrated,
        )  # fmt: skip
        towards = self._home_nearness(rows, self._shown_tags(papers, tags.whole))
        homes = part_of(
            home_features(self.evidence, rows, self._told_homes(towards)),
            self.home_weights, HOME_PRIOR, one_of,
        )  # fmt: skip
        return Judged(tags, homes)

    def nearest_with(self, paper: Paper, label: str, tags: bool) -> str | None:
        """The nearest curated paper that has the tag or the home; None when none is near."""
        row = self.evidence.rows([paper.id])
        rows, has, labels, owners = (
            (self.tag_rows, self.has_tags, self.evidence.tags, self.with_tags)
            if tags
            else (self.home_rows, self.has_home, self.evidence.topics, self.with_home)
        )
        near = self._weights_of_neighbours(row, rows, tags) * has[:, labels.index(label)]
        return owners[int(np.argmax(near))].id if near.size and near.max() > 0 else None

    def _weights_of_neighbours(self, row: Ints, rows: Ints, tags: bool) -> Scores:
        """Of one paper; kept, as its labels are asked for one after the other."""
        key = (int(row[0]), tags)
        if self._last_neighbours is None or self._last_neighbours[0] != key:
            self._last_neighbours = key, neighbour_weights(self._nearness(row, rows))[0]
        return self._last_neighbours[1]

    def term_weights(self, label: str, tags: bool) -> Scores:
        """By column of the vectors: what a term counts for the label in the linear model."""
        rows, model, labels = (
            (self.tag_rows, self.tag_model, self.evidence.tags)
            if tags
            else (self.home_rows, self.home_model, self.evidence.topics)
        )
        if (label, tags) not in self._term_weights:
            dual = model.dual[:, labels.index(label)]
            weights = np.asarray(self.evidence.papers[rows].T @ dual).ravel()
            self._term_weights[label, tags] = weights
        return self._term_weights[label, tags]

    def _learn_tags(self) -> None:
        self.tag_rows = self.evidence.rows(paper.id for paper in self.with_tags)
        near = self._nearness(self.tag_rows, self.tag_rows)
        self.tag_model: Learned = linear(near, self.has_tags)
        np.fill_diagonal(near, 0)
        told = Taught(
            near, self.has_tags, self.tag_model.left_out,
            self._tag_counts() - self.has_tags, len(self.with_tags) - 1,
        )  # fmt: skip
        features = tag_features(self.evidence, self.tag_rows, told)
        enough = len(self.with_tags) >= FEWEST_TAUGHT
        self.tag_weights = weigh_each(features, self.has_tags, TAG_PRIOR) if enough else TAG_PRIOR
        scores = calibration(features @ self.tag_weights)
        self.calibration = (
            weigh_each(scores, self.has_tags, CALIBRATION_PRIOR) if enough else CALIBRATION_PRIOR
        )
        self._left_out = dict(
            zip(self.tag_rows.tolist(), self._calibrated(features, self.tag_weights), strict=True)
        )

    def _learn_homes(self) -> None:
        self.home_rows = self.evidence.rows(paper.id for paper in self.with_home)
        self._rarity = np.log((len(self.with_tags) + 1) / (self._tag_counts() + 1)) + 0.3
        self._shown = self._taught_tags()
        near = self._home_nearness(self.home_rows, self._shown)
        self.home_model: Learned = linear(near, self._of_topic)
        np.fill_diagonal(near, 0)
        told = Taught(
            near, self._of_topic, self.home_model.left_out,
            self.has_home.sum(axis=0) - self.has_home, len(self.with_home) - 1,
        )  # fmt: skip
        features = home_features(self.evidence, self.home_rows, told)
        enough = len(self.with_home) >= max(FEWEST_TAUGHT, len(self.evidence.topics))
        self.home_weights = (
            weigh_one_of(features, self.has_home, HOME_PRIOR) if enough else HOME_PRIOR
        )

    def _taught_tags(self) -> Scores:
        """Of the papers with a home, the tags that are probable, never learned from themselves."""
        others = [paper for paper in self.with_home if not live_tags(self.evidence.catalog, paper)]
        rows = self.evidence.rows(paper.id for paper in others)
        towards = self._nearness(rows, self.tag_rows)
        features = tag_features(self.evidence, rows, self._told_tags(towards))
        said = self._left_out | dict(
            zip(rows.tolist(), self._calibrated(features, self.tag_weights), strict=True)
        )
        nothing = np.zeros((0, len(self.evidence.tags)))
        return np.vstack([nothing, *(said[row] for row in self.home_rows.tolist())])

    def _shown_tags(self, papers: Sequence[Paper], probable: Scores) -> Scores:
        """The papers' own tags, or those that are probable where they have none."""
        own = _table(
            [live_tags(self.evidence.catalog, paper) for paper in papers], self.evidence.tags
        )
        return np.where(own.any(axis=1, keepdims=True), own, probable)

    def _calibrated(self, features: Scores, weights: Scores) -> Scores:
        return each(calibration(features @ weights), self.calibration)

    def _nearness(self, rows: Ints, others: Ints) -> Scores:
        papers = self.evidence.papers
        return rounded((papers[rows] @ papers[others].T).toarray())

    def _home_nearness(self, rows: Ints, shown: Scores) -> Scores:
        """Of papers to those with a home: by their words and by their tags."""
        first, second = (_unit(np.sqrt(tags) * self._rarity) for tags in (shown, self._shown))
        return rounded(self._nearness(rows, self.home_rows) + first @ second.T)

    def _tag_counts(self) -> Scores:
        counts: Scores = self.has_tags.sum(axis=0)
        return counts

    def _told_tags(self, towards: Scores) -> Taught:
        """What papers that are not among the taught are told, from their nearness to those."""
        says = towards @ self.tag_model.dual
        return Taught(towards, self.has_tags, says, self._tag_counts(), len(self.with_tags))

    def _told_homes(self, towards: Scores) -> Taught:
        says, counts = towards @ self.home_model.dual, self.has_home.sum(axis=0)
        return Taught(towards, self._of_topic, says, counts, len(self.with_home))


def live_tags(catalog: Catalog, paper: Paper) -> tuple[str, ...]:
    """The paper's tags, each once: deprecated ones replaced, unknown ones left out."""
    live = (_successor(catalog, tag) for tag in paper.tags)
    return tuple(dict.fromkeys(tag for tag in live if tag is not None))


def _topics(catalog: Catalog, paper: Paper) -> tuple[str, ...]:
    return tuple(topic for topic in paper.topics if topic in catalog.topics)


def _successor(catalog: Catalog, tag: str) -> str | None:
    """The tag to give in place of this one, itself if it is current; None where there is none."""
    passed: set[str] = set()
    while tag in catalog.tags and tag not in passed:
        following = catalog.tags[tag].deprecated_for
        if following is None:
            return tag
        passed.add(tag)
        tag = following
    return None


def _spread(papers: Sequence[Paper]) -> list[Paper]:
    count = min(len(papers), MOST_TAUGHT)
    return [papers[n * len(papers) // count] for n in range(count)]


def _table(labels: Sequence[Sequence[str]], columns: Sequence[str]) -> Scores:
    """Rows × columns: 1 where a row has the column's label."""
    column: Mapping[str, int] = {label: number for number, label in enumerate(columns)}
    table = np.zeros((len(labels), len(columns)))
    for row, own in enumerate(labels):
        for label in own:
            table[row, column[label]] = 1
    return table


def _unit(rows: Scores) -> Scores:
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: Scores = rows / np.where(length > 0, length, 1)
    return unit
