"""How good `tags suggest` is, by the number of papers that are curated already.

Papers are drawn to be curated, tags and topics of all others are hidden, and what is proposed
for those is compared with what curators gave.  With all curated each paper is hidden once, a
fifth of them at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from generator.analysis.propose_tags import SURE
from generator.analysis.tag_evidence import Evidence, evidence_of
from generator.analysis.tag_features import Part
from generator.analysis.tag_judge import Judge, live_tags
from generator.analysis.tag_model import Scores
from generator.model.models import Catalog, Paper

SIZES = (0, 10, 25, 50, 100, 200, None)
"""Curated papers; None for all."""
DRAWS = 5
PARTS = ("names alone", "words", "neighbours", "linear model", "whole")
BANDS = 10


@dataclass(frozen=True, slots=True)
class Quality:
    """Shares from 0 to 1."""

    precision_at_3: float
    """Of the three surest tags, how many the curators gave too."""
    recall_at_5: float
    """Of the tags that curators gave, how many are among the five surest."""
    micro_f1: float
    """Of the tags from the confidence on that is proposed; of a part, of as many tags."""
    home: float
    """How often the surest topic is the home."""


@dataclass(frozen=True, slots=True)
class Point:
    """One part at one size, over the draws."""

    curated: int
    part: str
    mean: Quality
    spread: Quality
    """Standard deviations."""


@dataclass(frozen=True, slots=True)
class Band:
    """Proposals of about the same confidence."""

    curated: int
    kind: str
    count: int
    confidence: float
    """The mean."""
    held: float
    """The share that curators gave."""


def curve(
    catalog: Catalog, sizes: Sequence[int | None] = SIZES, draws: int = DRAWS
) -> tuple[list[Point], list[Band]]:
    """The learning curve, part by part within a size, and the calibration at each size."""
    evidence = evidence_of(catalog)
    papers = [paper for paper in catalog.papers.values() if live_tags(catalog, paper)]
    papers = [paper for paper in papers if paper.home in catalog.topics]
    points: list[Point] = []
    bands: list[Band] = []
    for size in sizes:
        curated = len(papers) if size is None else size
        if size is not None and size >= len(papers):
            continue
        outcomes = [_outcome(evidence, *draw) for draw in _draws(papers, size, draws)]
        points += _points(curated, outcomes)
        bands += _bands(curated, outcomes)
    return points, bands


def _draws(
    papers: Sequence[Paper], size: int | None, draws: int
) -> Iterator[tuple[list[Paper], list[Paper]]]:
    for seed in range(draws):
        order = np.random.RandomState(0 if size is None else seed).permutation(len(papers))
        hidden = set((order[seed::draws] if size is None else order[size:]).tolist())
        yield (
            [paper for n, paper in enumerate(papers) if n not in hidden],
            [paper for n, paper in enumerate(papers) if n in hidden],
        )


@dataclass(frozen=True, slots=True)
class _Outcome:
    tags: dict[str, Scores]
    homes: dict[str, Scores]
    has_tags: Scores
    has_home: Scores


def _outcome(evidence: Evidence, taught: Sequence[Paper], asked: Sequence[Paper]) -> _Outcome:
    judged = Judge(evidence, taught).judge(asked)
    names = evidence.says(evidence.rows(paper.id for paper in asked))
    nothing = np.zeros(judged.homes.whole.shape)
    return _Outcome(
        _parts(judged.tags, names),
        _parts(judged.homes, nothing),
        _table([live_tags(evidence.catalog, paper) for paper in asked], evidence.tags),
        _table([paper.topics[:1] for paper in asked], evidence.topics),
    )


def _parts(part: Part, names: Scores) -> dict[str, Scores]:
    return dict(zip(PARTS, (names, part.words, part.nearest, part.linear, part.whole), strict=True))


def _table(labels: Sequence[Sequence[str]], columns: Sequence[str]) -> Scores:
    return np.array([[float(column in own) for column in columns] for own in labels])


def _points(curated: int, outcomes: Sequence[_Outcome]) -> Iterator[Point]:
    for part in PARTS:
        rows = np.array([_quality(outcome, part) for outcome in outcomes])
        yield Point(curated, part, Quality(*rows.mean(axis=0)), Quality(*rows.std(axis=0)))


def _quality(outcome: _Outcome, part: str) -> tuple[float, float, float, float]:
    scores, has = outcome.tags[part], outcome.has_tags
    order = np.argsort(-scores, axis=1, kind="stable")
    hits = np.take_along_axis(has, order, axis=1)
    count = int((outcome.tags["whole"] >= SURE).sum())
    surest = np.argsort(-scores, axis=None, kind="stable")[:count]
    right = has.ravel()[surest].sum()
    homes, home = outcome.homes[part], outcome.has_home
    return (
        float(hits[:, :3].mean()),
        float(hits[:, :5].sum() / has.sum()),
        float(2 * right / (count + has.sum())),
        float((homes.argmax(axis=1) == home.argmax(axis=1)).mean()),
    )


def _bands(curated: int, outcomes: Sequence[_Outcome]) -> Iterator[Band]:
    tags = [(outcome.tags["whole"].ravel(), outcome.has_tags.ravel()) for outcome in outcomes]
    homes = [
        (
            outcome.homes["whole"].max(axis=1),
            outcome.homes["whole"].argmax(axis=1) == outcome.has_home.argmax(axis=1),
        )
        for outcome in outcomes
    ]
    for kind, pairs in (("tag", tags), ("home", homes)):
        confidence = np.concatenate([pair[0] for pair in pairs])
        held = np.concatenate([pair[1] for pair in pairs])
        band = np.minimum((confidence * BANDS).astype(int), BANDS - 1)
        for number in range(BANDS):
            inside = band == number
            if inside.any():
                yield Band(
                    curated, kind, int(inside.sum()),
                    float(confidence[inside].mean()), float(held[inside].mean()),
                )  # fmt: skip


def table(points: Sequence[Point], bands: Sequence[Band]) -> str:
    """Both as text."""
    lines = ["curated  part          precision at 3   recall at 5      micro F1    home topic"]
    for point in points:
        figures = "".join(
            f"{mean:8.3f} ±{spread:.3f}"
            for mean, spread in zip(_row(point.mean), _row(point.spread), strict=True)
        )
        lines.append(f"{point.curated:7,}  {point.part:13}{figures}")
    lines.append("\nOf the proposals of about one confidence, how many curators gave")
    lines.append("curated  kind   proposals  confidence  held")
    for band in bands:
        figures = f"{band.count:11,}{band.confidence:12.2f}{band.held:6.2f}"
        lines.append(f"{band.curated:7,}  {band.kind:5}{figures}")
    return "\n".join(lines)


def _row(quality: Quality) -> tuple[float, float, float, float]:
    return (quality.precision_at_3, quality.recall_at_5, quality.micro_f1, quality.home)
