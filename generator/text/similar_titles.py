"""Titles that are nearly the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np
from rapidfuzz import fuzz, process

from generator.text.titles import loose_key

NEAR = 95.0
"""From this likeness on (0 to 100) two titles are nearly the same."""

_ROWS = 256


def near_pairs(titles: Sequence[str], among: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Pairs (new, other) of indices into `titles` that are nearly the same, each pair once.

    `among` names the new titles; the other of a pair is any title, an earlier
    one where both are new. Two titles that differ in a number (`v2`, `v3`) are
    two papers. In the order of `among`, then of `titles`.
    """
    keys = [loose_key(title) for title in titles]
    new = set(among)
    for start in range(0, len(among), _ROWS):
        rows = among[start : start + _ROWS]
        scores = process.cdist(
            [keys[row] for row in rows], keys,
            scorer=fuzz.ratio, score_cutoff=NEAR, dtype=np.uint8, workers=1,
        )  # fmt: skip
        for at, other in zip(*(axis.tolist() for axis in np.nonzero(scores)), strict=True):
            row = rows[at]
            if row == other or (other in new and other > row):
                continue
            if _numbers(titles[row]) == _numbers(titles[other]):
                yield row, other


def _numbers(title: str) -> list[str]:
    return re.findall(r"\d+", title)
