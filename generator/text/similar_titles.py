"""Titles that are nearly the same.

Comparing all pairs of 10,000 titles takes too long, so only titles are
compared that share one of their rarest words, their beginning or their end;
two titles that differ in one or two words do.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import combinations

from rapidfuzz import fuzz

from generator.text.titles import loose_key

NEAR = 90.0
"""From this likeness on (0 to 100, `rapidfuzz.fuzz.ratio` of the loose keys) titles are near."""

_NUMERAL = re.compile(r"\d+|\b[ivx]+\b")
_RARE_WORDS = 4
_END = 12
_MOST_IN_BLOCK = 200
_NEIGHBOURS = 5


def near_pairs(titles: Sequence[str], among: Collection[int]) -> Iterator[tuple[int, int]]:
    """Pairs (new, other) of indices into `titles` that are nearly the same, each pair once.

    `among` names the new titles; the other of a pair is any title, an earlier
    one where both are new. Titles that differ in a number or numeral (`v2`, `v3`;
    `part II`) are two papers. In the order of `among`, then of `titles`.
    """
    place = {index: at for at, index in enumerate(among)}
    found = []
    for low, high in pairs_alike(titles, NEAR):
        new, other = (high, low) if high in place else (low, high)
        if new in place and _numerals(titles[new]) == _numerals(titles[other]):
            found.append((place[new], other, new))
    return ((new, other) for _, other, new in sorted(found))


def pairs_alike(titles: Sequence[str], least: float) -> list[tuple[int, int]]:
    """Pairs of indices, the lower first, of titles at least so alike (0 to 100); sorted.

    Likeness is `rapidfuzz.fuzz.ratio` of the loose keys. Of more than 200
    titles that share a beginning, an end or a word, each is compared with its
    neighbours in the alphabet alone.
    """
    keys = [loose_key(title) for title in titles]
    found = {
        (low, high)
        for block in _blocks(titles, keys)
        for low, high in _pairs_in(block, keys)
        if fuzz.ratio(keys[low], keys[high], score_cutoff=least)
    }
    return sorted(found)


def folded(title: str) -> str:
    """The title without capitals, in the compatibility form."""
    return unicodedata.normalize("NFKC", title).casefold()


def _pairs_in(block: list[int], keys: Sequence[str]) -> Iterator[tuple[int, int]]:
    if len(block) <= _MOST_IN_BLOCK:
        yield from combinations(block, 2)
        return
    ordered = sorted(block, key=lambda index: (keys[index], index))
    for at, one in enumerate(ordered):
        for other in ordered[at + 1 : at + 1 + _NEIGHBOURS]:
            yield min(one, other), max(one, other)


def _blocks(titles: Sequence[str], keys: Sequence[str]) -> Iterator[list[int]]:
    """Groups of titles, by ascending index, that are worth comparing with each other."""
    words = [sorted(set(re.findall(r"\w+", folded(title)))) for title in titles]
    often = Counter(word for own in words for word in own)
    blocks: dict[str, list[int]] = defaultdict(list)
    for index, (own, key) in enumerate(zip(words, keys, strict=True)):
        rarest = sorted(own, key=lambda word: (often[word], word))[:_RARE_WORDS]
        end = _END if len(key) > 2 * _END else 3
        for name in (*rarest, f"<{key[:end]}", f"{key[-end:]}>"):
            blocks[name].append(index)
    return (block for block in blocks.values() if len(block) > 1)


def _numerals(title: str) -> list[str]:
    return _NUMERAL.findall(folded(title))
