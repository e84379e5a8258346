"""One linear classifier a label, on papers' vectors: trained on the curated papers."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.svm import LinearSVC

from generator.analysis.term_vectors import Ints, Vectors

Scores = NDArray[Any]

_SEED = 7
_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class LinearModel:
    """A weight for every label and term."""

    labels: tuple[str, ...]
    """Sorted; may be empty, when nothing could be learned."""
    weights: Scores
    """Labels × terms."""
    bias: Scores
    """By label."""


def learn(vectors: Vectors, rows: Ints, labels: Sequence[Collection[str]]) -> LinearModel:
    """A support-vector machine for each label against the rest, rare labels weighted up.

    `rows` are the papers to learn from, `labels` what each of them has.  A
    label that all of them have cannot be learned and is left out.
    """
    everything = sorted({label for own in labels for label in own})
    learnable, weights, bias = [], [], []
    for label in everything:
        has = np.array([label in own for own in labels])
        if has.all() or not vectors.matrix.shape[1]:
            continue
        machine = LinearSVC(class_weight="balanced", random_state=_SEED, max_iter=10_000)
        machine.fit(vectors.matrix[rows], has)
        learnable.append(label)
        weights.append(machine.coef_[0])
        bias.append(machine.intercept_[0])
    shape = (len(learnable), vectors.matrix.shape[1])
    return LinearModel(tuple(learnable), np.array(weights).reshape(shape), np.array(bias))


def margins(model: LinearModel, vectors: Vectors, rows: Ints) -> Scores:
    """Rows × labels: how far each paper lies on a label's side, above 0 for yes; rounded."""
    if not model.labels:
        return np.zeros((len(rows), 0))
    found: Scores = np.round(vectors.matrix[rows] @ model.weights.T + model.bias, _DECIMALS)
    return found


def deciding_terms(
    model: LinearModel, vectors: Vectors, row: int, label: int, most: int
) -> tuple[str, ...]:
    """The terms of a paper that spoke most for a label, the strongest first.

    No two of them have a word in common.
    """
    paper = vectors.matrix[[row]]
    spoke = np.round(paper.data * model.weights[label][paper.indices], _DECIMALS)
    chosen: list[str] = []
    taken: set[int] = set()
    for n in by_margin(spoke):
        words = {word for word in vectors.words[paper.indices[n]].tolist() if word}
        if spoke[n] > 0 and len(chosen) < most and not words & taken:
            chosen.append(vectors.names[paper.indices[n]])
            taken |= words
    return tuple(chosen)


def by_margin(scores: Scores) -> list[int]:
    """The labels' numbers, the surest first, equals in their order."""
    order: list[int] = np.argsort(-scores, kind="stable").tolist()
    return order
