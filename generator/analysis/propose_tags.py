"""Proposes tags and a home topic for papers that lack them, learned from the curated ones.

A linear classifier for every tag and every topic, on the TF-IDF of title and
abstract (summaries are curation too, and a new paper has none).  What it
proposes is for a curator to judge, so every proposal comes with the words that
decided.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from generator.analysis.tag_model import (
    LinearModel,
    Scores,
    by_margin,
    deciding_terms,
    learn,
    margins,
)
from generator.analysis.term_vectors import Ints, Vectors, vectors_of
from generator.model.models import Catalog, Paper, TagKind
from generator.text.did_you_mean import nearest

FEWEST, MOST = 3, 7
"""Tags proposed for a paper."""
MARGIN = -0.25
"""The margin from which on a tag is proposed; it gave the best micro F1 on the curated list."""
WORDS = 3
"""Deciding words named with a proposal at most."""

_SEED = 7


@dataclass(frozen=True, slots=True)
class Proposal:
    """One tag or topic."""

    id: str
    score: float
    """How far the paper lies on its side of the border, above 0 for yes; three decimals."""
    words: tuple[str, ...]
    """Up to three terms of the paper that spoke for it, the strongest first."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What is proposed for one paper."""

    paper: str
    home: Proposal | None
    """None when the paper has a home, or nothing could be learned."""
    tags: tuple[Proposal, ...]
    """Tags that the paper does not carry, the surest first."""
    kept: tuple[str, ...]
    """The paper's own tags, deprecated ones replaced; those that are unknown are left out.

    With `tags` they keep within the list's limits, as far as the vocabulary and they allow.
    """
    unknown: tuple[tuple[str, str | None], ...] = ()
    """Own tags that are no tags, each with the tag most like it."""


@dataclass(frozen=True, slots=True)
class Quality:
    """Shares from 0 to 1, of one way of proposing."""

    precision_at_3: float
    """How many of the three surest tags the curators gave too."""
    micro_f1: float
    """Harmonic mean of precision and recall over all tags proposed."""
    home_accuracy: float
    """How often the surest topic is the home."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How good proposals are for papers that the model has not learned from."""

    papers: int
    """Curated papers, each asked for once."""
    folds: int
    model: Quality
    baseline: Quality
    """Always the most frequent home, and as many of the most frequent tags as is usual."""


def suggest(catalog: Catalog, papers: Collection[str] = ()) -> list[Suggestion]:
    """Proposals for the papers, in the order of the catalogue.

    Without `papers`, for all that have no tag or are unsorted.  The model learns
    from all others that have some; ids unknown to the catalogue are passed
    over.
    """
    asked = [
        paper
        for paper in catalog.papers.values()
        if (paper.id in papers if papers else not (paper.tags and catalog.home_of(paper)))
    ]
    if not asked:
        return []
    left = {paper.id for paper in asked}
    taught = [paper for key, paper in catalog.papers.items() if key not in left]
    school = _School(catalog, taught)
    rows = school.rows(asked)
    tag_scores = margins(school.tags, school.vectors, rows)
    home_scores = margins(school.homes, school.vectors, rows)
    current = [tag.id for tag in catalog.tags.values() if tag.deprecated_for is None]
    return [
        Suggestion(
            paper.id,
            None if catalog.home_of(paper) else _home(school, home_scores[n], int(rows[n])),
            _tags(school, tag_scores[n], int(rows[n]), paper),
            live_tags(catalog, paper),
            tuple((tag, nearest(tag, current)) for tag in paper.tags if tag not in catalog.tags),
        )
        for n, paper in enumerate(asked)
    ]


def evaluate(catalog: Catalog, folds: int = 5) -> Evaluation:
    """Cross-validate on the papers that have tags and a home.

    With fewer of them than folds there is nothing to measure, and all shares
    are 0.
    """
    papers = [paper for paper in catalog.papers.values() if paper.tags and paper.home]
    if len(papers) < folds:
        nothing = Quality(0, 0, 0)
        return Evaluation(len(papers), folds, nothing, nothing)
    vectors = _vectors(catalog)
    fold = np.random.RandomState(_SEED).permutation(np.arange(len(papers)) % folds).tolist()
    model: Counter[str] = Counter()
    baseline: Counter[str] = Counter()
    for number in range(folds):
        taught = [paper for paper, own in zip(papers, fold, strict=True) if own != number]
        asked = [paper for paper, own in zip(papers, fold, strict=True) if own == number]
        model += _model_tally(_School(catalog, taught, vectors), asked)
        baseline += _baseline_tally(catalog, taught, asked)
    return Evaluation(len(papers), folds, _quality(model), _quality(baseline))


class _School:
    """The models that some papers teach."""

    def __init__(
        self, catalog: Catalog, taught: Sequence[Paper], vectors: Vectors | None = None
    ) -> None:
        self.catalog = catalog
        self.vectors = _vectors(catalog) if vectors is None else vectors
        self._row = {key: row for row, key in enumerate(self.vectors.papers)}
        self.kin = _kin(catalog)
        with_tags = [paper for paper in taught if paper.tags]
        with_home = [paper for paper in taught if paper.home]
        self.tags = self._learn(with_tags, [live_tags(catalog, paper) for paper in with_tags])
        self.homes = self._learn(with_home, [paper.topics[:1] for paper in with_home])

    def rows(self, papers: Iterable[Paper]) -> Ints:
        return np.array([self._row[paper.id] for paper in papers], dtype=np.int64)

    def is_type(self, tag: str) -> bool:
        return self.catalog.tags[tag].kind is TagKind.PAPER_TYPE

    def _learn(self, papers: Sequence[Paper], labels: Sequence[Collection[str]]) -> LinearModel:
        return learn(self.vectors, self.rows(papers), labels)


def _kin(catalog: Catalog) -> dict[str, set[str]]:
    """The broader and the narrower tags of each tag that has any."""
    found: dict[str, set[str]] = {}
    for tag in catalog.tags:
        if broader := catalog.broader_of(tag):
            found.setdefault(tag, set()).add(broader)
            found.setdefault(broader, set()).add(tag)
    return found


def live_tags(catalog: Catalog, paper: Paper) -> tuple[str, ...]:
    """The paper's tags, each once: deprecated ones replaced, unknown ones left out."""
    live = (_successor(catalog, tag) for tag in paper.tags)
    return tuple(dict.fromkeys(tag for tag in live if tag is not None))


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


def _vectors(catalog: Catalog) -> Vectors:
    """Without summaries; terms are counted over all papers, labels play no part."""
    return vectors_of({key: replace(p, summary=None) for key, p in catalog.papers.items()})


def _chosen(school: _School, scores: Scores, own: Sequence[str] = ()) -> list[int]:
    """The labels to propose beside a paper's own tags, the surest first, within the limits.

    Paper types come apart from other tags: a surer tag of another kind does not make up for one
    that the limits demand.
    """
    limits = school.catalog.limits
    order = _without_kin(school, by_margin(scores), own)
    types = [label for label in order if school.is_type(school.tags.labels[label])]
    others = [label for label in order if label not in set(types)]
    sure = sum(1 for label in order if scores[label] >= MARGIN)
    wanted = min(max(sure, FEWEST), MOST)
    room = max(limits.tags_per_paper[1] - len(own), 0)
    wanted = min(max(wanted, limits.tags_per_paper[0] - len(own)), room)
    typed = sum(map(school.is_type, own))
    least, most = (max(bound - typed, 0) for bound in limits.paper_types_per_paper)
    likely = sum(1 for label in order[:wanted] if label in set(types))
    first = types[: min(max(likely, least), most, room)]
    chosen = {*first, *others[: max(wanted - len(first), 0)]}
    return [label for label in order if label in chosen]


def _without_kin(school: _School, order: Sequence[int], own: Sequence[str]) -> list[int]:
    """The labels that are neither the paper's own, nor broader or narrower than one before."""
    refused = {*own, *(other for tag in own for other in school.kin.get(tag, ()))}
    kept = []
    for label in order:
        tag = school.tags.labels[label]
        if tag not in refused:
            kept.append(label)
            refused |= school.kin.get(tag, set())
    return kept


def _home(school: _School, scores: Scores, row: int) -> Proposal | None:
    order = by_margin(scores)
    return _proposal(school, school.homes, scores, row, order[0]) if order else None


def _tags(school: _School, scores: Scores, row: int, paper: Paper) -> tuple[Proposal, ...]:
    own = live_tags(school.catalog, paper)
    chosen = _chosen(school, scores, own)
    return tuple(_proposal(school, school.tags, scores, row, label) for label in chosen)


def _proposal(
    school: _School, model: LinearModel, scores: Scores, row: int, label: int
) -> Proposal:
    words = deciding_terms(model, school.vectors, row, label, WORDS)
    return Proposal(model.labels[label], round(float(scores[label]), 3), words)


def _model_tally(school: _School, asked: Sequence[Paper]) -> Counter[str]:
    rows = school.rows(asked)
    tag_scores = margins(school.tags, school.vectors, rows)
    home_scores = margins(school.homes, school.vectors, rows)
    tally: Counter[str] = Counter()
    for paper, scores, for_home in zip(asked, tag_scores, home_scores, strict=True):
        order = [school.tags.labels[label] for label in by_margin(scores)]
        home = next((school.homes.labels[label] for label in by_margin(for_home)), None)
        own = live_tags(school.catalog, paper)
        chosen = [school.tags.labels[label] for label in _chosen(school, scores)]
        tally += _compare(paper, own, order[:3], chosen, home)
    return tally


def _baseline_tally(
    catalog: Catalog, taught: Sequence[Paper], asked: Sequence[Paper]
) -> Counter[str]:
    tags = [live_tags(catalog, paper) for paper in taught]
    frequent = _by_frequency(tag for own in tags for tag in own)
    usual = frequent[: max(round(sum(map(len, tags)) / len(tags)), 1)]
    home = _by_frequency(str(paper.home) for paper in taught)[0]
    tally: Counter[str] = Counter()
    for paper in asked:
        tally += _compare(paper, live_tags(catalog, paper), frequent[:3], usual, home)
    return tally


def _by_frequency(labels: Iterable[str]) -> list[str]:
    counts = Counter(labels)
    return sorted(counts, key=lambda label: (-counts[label], label))


def _compare(
    paper: Paper, own: Sequence[str], first: Sequence[str], tags: Sequence[str], home: str | None
) -> Counter[str]:
    return Counter(
        {
            "papers": 1,
            "own": len(own),
            "first": len(first),
            "first right": len(set(own) & set(first)),
            "tags": len(tags),
            "tags right": len(set(own) & set(tags)),
            "home right": int(home == paper.home),
        }
    )


def _quality(tally: Counter[str]) -> Quality:
    return Quality(
        _share(tally["first right"], tally["first"]),
        _share(2 * tally["tags right"], tally["tags"] + tally["own"]),
        _share(tally["home right"], tally["papers"]),
    )


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0
