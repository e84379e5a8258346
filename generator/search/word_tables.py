"""The tables of `tokens` as a script, so that Python and the browser read the same ones."""

from __future__ import annotations

from generator.search import tokens
from generator.text.json_text import js_literal


def word_tables() -> bytes:
    """An assignment to `readingList.wordTables`, which `search-words.js` reads."""
    tables = {
        "maxWord": tokens.MAX_WORD,
        "maxJoinedParts": tokens.MAX_JOINED_PARTS,
        "folds": tokens.FOLDS,
        "greekNames": tokens.GREEK_NAMES,
        "greekLooks": tokens.GREEK_LOOKS,
        "spellings": tokens.SPELLINGS,
        "endings": tokens.ENDINGS,
        "verbal": tokens.VERBAL,
        "vowels": tokens.VOWELS,
        "doubled": tokens.DOUBLED,
        "exceptions": tokens.EXCEPTIONS,
        "little": sorted(tokens.LITTLE),
        "cjk": tokens.CJK,
        "joiners": tokens.JOINERS,
    }
    return f"readingList.wordTables={js_literal(tables)};\n".encode()
