"""Which words of a text changed, each with a few words around it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz.distance import Indel

_AROUND = 4
_MOST_WORDS = 4_000
"""Words between the first and the last change that are compared one by one."""
# A word of any length is compared in pieces, so that a change within it is found as well.
_WORD = re.compile(r"\S{1,40}\s*")


@dataclass(frozen=True, slots=True)
class WordChange:
    """One place where two texts differ; the four parts are cut out of the texts as they are."""

    lead: str
    """Up to four words before, the same in both."""
    before: str
    """Empty where something was put in."""
    after: str
    """Empty where something was taken out."""
    trail: str
    """Up to four words after, the same in both."""


def word_changes(before: str, after: str) -> list[WordChange]:
    """The places where the texts differ, in their order; white space alone makes no difference.

    Linear in the length of the texts: what lies between the first and the last change is one
    change where it is longer than some thousand words.
    """
    old, new = _words(before), _words(after)
    start = _same(old, new)
    end = _same(old[start:][::-1], new[start:][::-1])
    middle = old[start : len(old) - end], new[start : len(new) - end]
    if not any(middle):
        return []
    spans = [(0, len(middle[0]), 0, len(middle[1]))]
    if max(map(len, middle)) <= _MOST_WORDS:
        spans = _merged(_spans(*middle))
    return [
        WordChange(
            " ".join(old[max(start + a - _AROUND, 0) : start + a]),
            " ".join(old[start + a : start + b]),
            " ".join(new[start + c : start + d]),
            " ".join(old[start + b : start + b + _AROUND]),
        )
        for a, b, c, d in spans
    ]


def _words(text: str) -> list[str]:
    return [word.rstrip() for word in _WORD.findall(text)]


def _same(old: list[str], new: list[str]) -> int:
    """How many words are the same at the beginning."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(old), len(new)))


def _spans(old: list[str], new: list[str]) -> list[tuple[int, int, int, int]]:
    return [
        (code.src_start, code.src_end, code.dest_start, code.dest_end)
        for code in Indel.opcodes(old, new)
        if code.tag != "equal"
    ]


def _merged(spans: list[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    """Changes with too few words between them to be told apart become one."""
    merged: list[tuple[int, int, int, int]] = []
    for a, b, c, d in spans:
        if merged and a - merged[-1][1] <= _AROUND // 2:
            merged[-1] = (merged[-1][0], b, merged[-1][2], d)
        else:
            merged.append((a, b, c, d))
    return merged
