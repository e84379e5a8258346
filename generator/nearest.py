"""Did you mean …?"""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like `word`, capitals aside; None when none is near; ties by order."""
    # Only a mistake needs it, and most runs make none.
    from rapidfuzz import fuzz, process

    found = process.extractOne(
        word,
        list(known),
        scorer=fuzz.ratio,
        processor=lambda text: text.casefold(),
        score_cutoff=65,
    )
    return found[0] if found else None
