"""How much each kind of evidence counts, learned from curated papers, as probabilities.

The weights begin at what is known of other lists and move as far as the curated papers demand:
the most probable weights under a normal prior.  What they give is a logistic model of scores
that were cross-validated, so it is calibrated as Platt's scaling is (Platt 1999).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from generator.analysis.tag_model import Scores, rounded

SPREAD_EACH, SPREAD_ONE_OF = 0.3, 0.5
"""Standard deviation of the prior of each weight."""

_DECIMALS = 4
_BEND = -2.0
_Objective = Callable[[Scores], tuple[float, Scores]]


def each(features: Scores, weights: Scores) -> Scores:
    """Papers × labels: the probability of each label for itself."""
    return rounded(1 / (1 + np.exp(-np.clip(features @ weights, -30, 30))))


def calibration(scores: Scores) -> Scores:
    """Features for `each` that bring scores to what they are worth: Platt's line with one bend.

    Kinds of evidence are not independent, so high scores say too much and
    middling ones too little.  The order of the scores stays.
    """
    return np.stack([np.ones_like(scores), scores, np.maximum(scores - _BEND, 0)], axis=-1)


def one_of(features: Scores, weights: Scores) -> Scores:
    """Papers × labels: the probability of each label when a paper has exactly one."""
    scores = features @ weights
    if not scores.size:
        return rounded(scores)
    power = np.exp(scores - scores.max(axis=1, keepdims=True))
    return rounded(power / power.sum(axis=1, keepdims=True))


def weigh_each(features: Scores, has: Scores, prior: Scores) -> Scores:
    """The weights for `each`.

    Args:
        features: Papers × labels × kinds of evidence.
        has: Papers × labels, 1 where a paper has a label.
        prior: The weights to begin with.
    """
    rows, truth = features.reshape(-1, features.shape[-1]), has.ravel()

    def objective(weights: Scores) -> tuple[float, Scores]:
        scores = rows @ weights
        loss = float(np.sum(np.logaddexp(0, scores) - truth * scores))
        return loss, rows.T @ (1 / (1 + np.exp(-scores)) - truth)

    return _most_probable(objective, prior, SPREAD_EACH)


def weigh_one_of(features: Scores, has: Scores, prior: Scores) -> Scores:
    """The weights for `one_of`; arguments as for `weigh_each`, one label a paper."""

    def objective(weights: Scores) -> tuple[float, Scores]:
        scores = features @ weights
        scores = scores - scores.max(axis=1, keepdims=True)
        power = np.exp(scores)
        share = power / power.sum(axis=1, keepdims=True)
        loss = float(-np.sum(has * (scores - np.log(power.sum(axis=1, keepdims=True)))))
        gradient: Scores = np.einsum("pl,plk->k", share - has, features)
        return loss, gradient

    return _most_probable(objective, prior, SPREAD_ONE_OF)


def _most_probable(objective: _Objective, prior: Scores, spread: float) -> Scores:
    # It takes long to import, and a preview offers proposals but is seldom asked for them.
    from scipy.optimize import minimize

    def with_prior(weights: Scores) -> tuple[float, Scores]:
        loss, gradient = objective(weights)
        away = (weights - prior) / spread
        return loss + 0.5 * float(away @ away), gradient + away / spread

    found: Scores = minimize(with_prior, prior, jac=True, method="L-BFGS-B").x
    return np.round(found, _DECIMALS)
