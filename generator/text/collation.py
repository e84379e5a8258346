"""The order of words in any script, by the Unicode Collation Algorithm (UTS #10).

The order is that of the default table, without the tailoring of a language:
Chinese characters are in the order of their code points.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from pyuca.collator import COLL_ELEMENT_PATTERN, Collator_10_0_0

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


class _Collator(Collator_10_0_0):  # type: ignore[misc]
    """pyuca's, which understands a row of its table only when a text has the row's first character.

    A list has some hundred of the 30,000 characters, and all rows take longer than its whole order.
    """

    def load(self, filename: str) -> None:
        self._rows: defaultdict[str, list[str]] = defaultdict(list)
        with Path(filename).open(encoding="utf-8") as file:
            for line in file:
                self._rows[line.partition(" ")[0]].append(line.partition("#")[0])
        for line in self._rows.pop("@implicitweights"):
            range_, base = line.split()[1:]
            start, end = range_.rstrip(";").split("..")
            self.implicit_weights.append([int(start, 16), int(end, 16), int(base, 16)])

    def build_lookup_key(self, text: str) -> list[int]:
        key: list[int] = super().build_lookup_key(text)
        for code in key:
            for row in self._rows.pop(f"{code:04X}", ()):
                characters, elements = row.split(";")
                weights = (found.groups() for found in COLL_ELEMENT_PATTERN.finditer(elements))
                self.table.add(
                    [int(character, 16) for character in characters.split()],
                    [[int(weight, 16) for weight in levels] for levels in weights],
                )
        return key


@cache
def _collator() -> _Collator:
    return _Collator()


@cache
def _ascii_weights() -> tuple[dict[int, str], dict[int, str], dict[int, str]]:
    """By level: the weights of each ASCII character, which do not depend on its neighbours."""
    elements = [_collator().collation_elements(chr(code)) for code in range(128)]
    first, second, third = (
        {code: "".join(chr(e[level]) for e in row if e[level]) for code, row in enumerate(elements)}
        for level in range(3)
    )
    return first, second, third
