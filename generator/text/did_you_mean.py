"""Did you mean …?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

_FEW = 300
"""Up to so many known words each is compared; of more, so many that share rare letters."""


class Spellings:
    """Known words that many unknown ones are held against, each in bounded time."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = list(dict.fromkeys(known))
        self._holding: dict[str, list[int]] = {}

    def nearest(self, word: str) -> str | None:
        """What `nearest` finds among the known words; None also when it shares no rare letters."""
        if len(self._known) <= _FEW:
            return nearest(word, self._known)
        return nearest(word, [self._known[at] for at in sorted(self._candidates(word))])

    def _candidates(self, word: str) -> set[int]:
        """Places of known words with three letters in common, those with the rarest first."""
        if not self._holding:
            holding = defaultdict(list)
            for at, known in enumerate(self._known):
                for letters in _threes(known):
                    holding[letters].append(at)
            self._holding = dict(holding)
        found: set[int] = set()
        lists: Sequence[list[int]] = sorted(
            (self._holding[letters] for letters in _threes(word) if letters in self._holding),
            key=lambda places: (len(places), places[0]),
        )
        for places in lists:
            found.update(places[: _FEW - len(found)])
            if len(found) >= _FEW:
                break
        return found


def _threes(word: str) -> set[str]:
    padded = f"  {word.casefold()} "
    return {padded[at : at + 3] for at in range(len(padded) - 2)}


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like `word`, ignoring capitals; None when none is near; ties by order."""
    # Only a mistake needs it, and most runs make none.
    from rapidfuzz import fuzz, process

    words = list(known)
    folded = [text.casefold() for text in words]
    found = process.extractOne(word.casefold(), folded, scorer=fuzz.ratio, score_cutoff=65)
    return words[found[2]] if found else None
