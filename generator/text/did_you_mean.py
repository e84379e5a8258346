"""Did you mean …?"""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like `word`, capitals aside; None when none is near; ties by order."""
    # Only a mistake needs it, and most runs make none.
    from rapidfuzz import fuzz, process

    words = list(known)
    folded = [text.casefold() for text in words]
    found = process.extractOne(word.casefold(), folded, scorer=fuzz.ratio, score_cutoff=65)
    return words[found[2]] if found else None
