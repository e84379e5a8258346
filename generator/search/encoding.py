"""Numbers as short strings of safe characters, and values as JavaScript.

A number is written with digits of two kinds: 64 final ones, and 24 that
announce one more, most significant first.  Small numbers, of which an index
consists, so take one character, and gzip still finds what repeats.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

ALPHABET = "".join(chr(c) for c in (33, *range(35, 127)) if chr(c) not in "\\<'`")[:88]
"""Characters that need no escape in a JavaScript string: 64 final digits, then 24 others."""
FINAL, MORE = 64, 24
_SHARED = 26
"""One more than the most letters that a word may share with the one before: `A` to `Z`."""

INT = np.int32
Numbers = npt.NDArray[np.int32]
# what would end a string in older JavaScript, or a script element in a page
_BYTES = np.frombuffer(ALPHABET.encode(), dtype=np.uint8)


def encode(numbers: Numbers) -> str:
    """The numbers, none negative, one after the other; `decode` in the script reads them."""
    if not len(numbers):
        return ""
    digits = [_BYTES[numbers % FINAL]]
    longer = np.flatnonzero(numbers >= FINAL)  # few, as a rule
    rest = numbers[longer] // FINAL
    while len(longer):
        digits.append(np.zeros(len(numbers), dtype=np.uint8))
        digits[-1][longer] = _BYTES[FINAL + (rest - 1) % MORE]
        rest = (rest - 1) // MORE
        longer, rest = longer[rest > 0], rest[rest > 0]
    table = np.stack(digits[::-1], axis=1).ravel()
    return str(table[table != 0].tobytes(), "ascii")


def steps_between(ascending: Sequence[int]) -> str:
    """Ascending numbers, encoded as the steps from one to the next, the first from 0."""
    numbers = np.array([0, *ascending], dtype=INT)
    return encode(numbers[1:] - numbers[:-1])


def fingerprint(text: str) -> str:
    """The upper 30 bits of the text's CRC-32 as five digits: a title's name in the title table."""
    value = zlib.crc32(text.encode("utf-8", "replace")) >> 2
    return "".join(ALPHABET[value >> shift & 63] for shift in (24, 18, 12, 6, 0))


def front_coded(words: Iterable[str]) -> str:
    """Sorted words, each a capital for the letters shared with the one before, and the rest."""
    coded, before = [], ""
    for word in words:
        shared = 0
        for a, b in zip(word, before, strict=False):
            if a != b or shared == _SHARED - 1:
                break
            shared += 1
        shared = min(shared, len(word) - 1)
        coded.append(chr(65 + shared) + word[shared:])
        before = word
    return "".join(coded)
