"""Under which letter of an alphabetical index a name or a title is filed, in any script."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from generator.text.collation import CollationKey, collation_key
from generator.text.people_names import split_name
from generator.text.slugs import ascii_base

_BEFORE_WORDS = re.compile(r"^\W+")
_ARTICLE = re.compile(r"^(?:an?|the)\s+(?=\w)", re.IGNORECASE)
# Й and Ё are letters of their own, and a syllable of Hangul is one character.
_KEEPS_MARKS = ("CYRILLIC", "HANGUL")


@dataclass(frozen=True, slots=True)
class IndexLetter:
    """A section of the index. Letters sort as the index shows them: digits, Latin, then others."""

    rank: int
    """0 for no letter, 1 for a Latin letter, 2 for any other."""
    key: str
    """Part of an address: `a`, `0-9`, or for other scripts the code point, `u041f`."""
    label: str
    """What readers see: `A`, `0–9`, `П`, `王`."""

    def __lt__(self, other: IndexLetter) -> bool:
        """Whether it comes before the other one in the index."""
        return self._place() < other._place()

    def _place(self) -> tuple[int, CollationKey, str]:
        # Not a field: the table of the collation takes long to load, and addresses do without.
        return self.rank, collation_key(self.label), self.key


NO_LETTER = IndexLetter(0, "0-9", "0–9")
"""For names that begin with no letter of any script."""


@lru_cache(maxsize=1 << 16)
def letter_of(full: str) -> IndexLetter:
    """The letter of a name: the first character of the family name, without accents.

    Particles do not count. A Latin letter is filed under its ASCII base (`Ø`
    under O), a letter of another script under itself, a Chinese, Japanese or
    Korean name under its first character.
    """
    return _letter(split_name(full).family)


@lru_cache(maxsize=1 << 16)
def letter_of_title(title: str) -> IndexLetter:
    """The letter of a title in plain text: that of its first word, articles left out."""
    return _letter(filed_title(title))


def filed_title(title: str) -> str:
    """The title as it is sorted: without quotes and an English article at its beginning."""
    bare = _BEFORE_WORDS.sub("", title)
    return _ARTICLE.sub("", bare) or title


def _letter(text: str) -> IndexLetter:
    first = unicodedata.normalize("NFKC", text)[:1]
    if not first.isalpha():
        return NO_LETTER
    script = unicodedata.name(first, "").partition(" ")[0]
    if not script.startswith(_KEEPS_MARKS):
        first = unicodedata.normalize("NFD", first)[0]
    base = ascii_base(first)[:1] if script == "LATIN" else ""
    if base:
        return IndexLetter(1, base, base.upper())
    label = first.title()
    key = "-".join(f"u{ord(char):04x}" for char in label)
    return IndexLetter(2, key, label)
