"""What curated papers teach about labels: a linear model, and the nearest of them.

Both say of each curated paper what they would say had it not been curated: the ridge regression
in closed form (Hastie, Tibshirani, Friedman, *The Elements of Statistical Learning*, 7.10), the
neighbours by leaving it out.  So what is weighed against other evidence was never learned from
the paper itself, with nothing drawn at random.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[Any]

RIDGE = 1.0
"""How far the linear model is held back; rows have length 1 or a little more."""
NEIGHBOURS = 10

_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Learned:
    """What a part says of papers it has not learned from."""

    left_out: Scores
    """Curated papers × labels."""
    dual: Scores
    """Curated papers × labels: what nearness to each adds to a label; the linear model alone."""


def linear(near: Scores, has: Scores) -> Learned:
    """A ridge regression for each label.

    Args:
        near: Curated papers × curated papers, their dot products.
        has: Curated papers × labels, 1 where a paper has a label.
    """
    if not len(has):
        return Learned(np.zeros(has.shape), np.zeros(has.shape))
    centred = has - has.mean(axis=0)
    inverse = np.linalg.inv(near + RIDGE * np.eye(len(near)))
    dual = inverse @ centred
    return Learned(rounded(centred - dual / np.diag(inverse)[:, None]), dual)


def neighbour_shares(near: Scores, has: Scores) -> Scores:
    """Rows × labels: the share of the nearest curated papers with a label, the nearer the more.

    Args:
        near: Rows × curated papers; 0 where a row is the paper itself.
        has: Curated papers × labels.
    """
    weights = neighbour_weights(near)
    total = weights.sum(axis=1, keepdims=True)
    return rounded((weights @ has) / np.where(total > 0, total, 1))


def neighbour_weights(near: Scores) -> Scores:
    """Rows × curated papers: what each of the nearest weighs, 0 for all others."""
    kept = near.copy()
    if near.shape[1] > NEIGHBOURS:
        least = np.sort(near, axis=1)[:, -NEIGHBOURS][:, None]
        kept[near < least] = 0
    weights: Scores = kept**2
    return weights


def by_score(scores: Scores) -> list[int]:
    """The labels' numbers, the surest first, equals in their order."""
    order: list[int] = np.argsort(-scores, kind="stable").tolist()
    return order


def rounded(scores: Scores) -> Scores:
    """Scores coarser than machines differ in a sum's last bit."""
    result: Scores = np.round(scores, _DECIMALS)
    return result
