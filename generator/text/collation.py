"""The order of words in any script, by the Unicode Collation Algorithm (UTS #10).

The order is that of the default table, without the tailoring of a language:
Chinese characters are in the order of their code points.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from pyuca.collator import BaseCollator, Collator_10_0_0

_LONGEST = 1_000  # pyuca takes quadratic time; what follows decides nothing


@dataclass(frozen=True, slots=True, order=True)
class CollationKey:
    """The place of a text among others."""

    letters: str
    """Decides first: the letters without accents and case, as weights."""
    marks: str
    """Decides between texts of the same letters: accents, then case, as weights."""


@lru_cache(maxsize=1 << 16)
def collation_key(text: str) -> CollationKey:
    """The key by which texts are sorted; invisible characters do not count."""
    ascii_ = _ascii_weights()
    if text.isascii():
        primary, secondary, tertiary = (text.translate(weights) for weights in ascii_)
        return CollationKey(primary, f"{secondary}\0{tertiary}")
    elements = _collator().collation_elements(unicodedata.normalize("NFD", text[:_LONGEST]))
    levels = (
        "".join(chr(element[level]) for element in elements if element[level]) for level in range(3)
    )
    primary, secondary, tertiary = levels
    return CollationKey(primary, f"{secondary}\0{tertiary}")


@cache
def _collator() -> BaseCollator:
    return Collator_10_0_0()


@cache
def _ascii_weights() -> tuple[dict[int, str], dict[int, str], dict[int, str]]:
    """By level: the weights of each ASCII character, which do not depend on its neighbours."""
    elements = [_collator().collation_elements(chr(code)) for code in range(128)]
    first, second, third = (
        {code: "".join(chr(e[level]) for e in row if e[level]) for code, row in enumerate(elements)}
        for level in range(3)
    )
    return first, second, third
