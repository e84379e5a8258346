"""What speaks for a label, as numbers to be weighed: words, neighbours, the linear model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from generator.analysis.lexicon import Ints
from generator.analysis.tag_evidence import Evidence
from generator.analysis.tag_model import Scores, neighbour_shares

TAG_PRIOR = np.array([-4.6, 0.25, 1.7, 1.7, 1.85, 1, 0.6, 0.8, 0])
"""The weights to begin with, in the order of the features; rounded from a list of 337 papers."""
CALIBRATION_PRIOR = np.array([1.25, 1.3, -0.65])
HOME_PRIOR = np.array([1.3, 1.5, 2, 0.3, 0])
_LINEAR = {9: 5, 5: 2}
"""By number of features, the one of the linear model: words are before it, neighbours after."""


@dataclass(frozen=True, slots=True)
class Part:
    """What is said of some papers: rows × labels each."""

    whole: Scores
    """Probabilities."""
    words: Scores
    """What the words alone say; the greater the surer, as in the other parts."""
    nearest: Scores
    linear: Scores
    shares: Scores
    """Rows × labels × 3: what words, neighbours and the linear model add to the whole."""


@dataclass(frozen=True, slots=True)
class Taught:
    """What some papers are told about labels by curated ones."""

    near: Scores
    """Papers × curated papers: their nearness, 0 of a paper to itself."""
    has: Scores
    """Curated papers × labels."""
    model: Scores
    """Papers × labels: what the linear model says."""
    counts: Scores
    """Curated papers with the label, the paper itself not counted: by label, or also by paper."""
    curated: int
    """Curated papers, the paper itself not counted."""


def tag_features(evidence: Evidence, rows: Ints, told: Taught) -> Scores:
    """Papers × tags × kinds of evidence, in the order of `TAG_PRIOR`."""
    says, cosine = evidence.says(rows), evidence.near_tags(rows)
    share = neighbour_shares(told.near, told.has)
    return np.stack([
        np.ones_like(says), says, says > 0, 10 * cosine, _of_the_best(cosine),
        5 * told.model, share, np.sqrt(share), _usual(told) + np.zeros_like(says),
    ], axis=-1)  # fmt: skip


def home_features(evidence: Evidence, rows: Ints, told: Taught) -> Scores:
    """Papers × topics × kinds of evidence, in the order of `HOME_PRIOR`."""
    cosine = evidence.near_topics(rows)
    share = neighbour_shares(told.near, told.has)
    return np.stack([
        10 * cosine, _of_the_best(cosine), 5 * told.model, share,
        _usual(told) + np.zeros_like(cosine),
    ], axis=-1)  # fmt: skip


def part_of(
    features: Scores, weights: Scores, prior: Scores, whole: Callable[[Scores, Scores], Scores]
) -> Part:
    """The parts and the whole, from features and their weights."""
    model = _LINEAR[len(weights)]
    nearest = slice(model + 1, -1)
    adds = features * weights
    return Part(
        whole(features, weights),
        features[..., :model] @ prior[:model],
        features[..., model + 1],
        features[..., model],
        np.stack(
            [adds[..., :model].sum(-1), adds[..., nearest].sum(-1), adds[..., model]], axis=-1
        ),
    )


def _usual(told: Taught) -> Scores:
    """The logarithm of each label's share; 0 when there is nothing to count."""
    if told.curated <= 0:
        return np.zeros_like(told.counts)
    share: Scores = np.log((told.counts + 0.5) / (told.curated + 1))
    return share


def _of_the_best(scores: Scores) -> Scores:
    best = scores.max(axis=1, keepdims=True, initial=0)
    share: Scores = scores / np.where(best > 0, best, 1)
    return share
