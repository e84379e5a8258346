"""Short forms of a method's name, as the list's own coined words show how words are cut."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from generator.analysis.method_names import is_coined

_CUT = (3, 4)
"""Letters that are left of a word that is cut: `Net`, `Norm`."""
_ENDING = re.compile(r"(?<=[a-z\d])[A-Z][a-z]{2,3}$")
_FEWEST_ENDINGS = 2
_LONG = 3
"""A word so many times as long as what is left of it may be cut without an example."""
_LAST_WORD = re.compile(r"(.*[ a-z\d])([A-Z][a-z]+)")


@dataclass(frozen=True, slots=True)
class Coined:
    """What the list's own coined words show of how words are cut."""

    words: frozenset[str]
    """`EdTech`, `ImageReg`."""
    endings: frozenset[str]
    """Cut words that end several of them: `Tech`, `Reg`."""


def coined_words(words: Iterable[frozenset[str]]) -> Coined:
    """What the words of the papers' abstracts show; see `Coined`."""
    coined = frozenset(w.removesuffix("s") for w in frozenset().union(*words) if is_coined(w))
    endings = Counter(found[0] for word in coined if (found := _ENDING.search(word)))
    often = frozenset(end for end, count in endings.items() if count >= _FEWEST_ENDINGS)
    return Coined(coined, often)


def phrase_forms(phrase: str, coined: Coined) -> list[str]:
    """`Image Registration`, `Image Reg`; `Educational Technology`, `Educational Tech`, `EdTech`.

    The last word is cut as the list's coined words show, and a long one in any case.
    """
    singular = phrase.removesuffix("s")
    parted = _LAST_WORD.fullmatch(singular)
    if not parted:
        return [singular]
    head, last = parted.groups()
    ends = [last[:n] for n in _CUT if len(last) > n]
    forms = [head + end for end in ends if end in coined.endings or len(last) >= _LONG * len(end)]
    before, _, word = head.rstrip().rpartition(" ")
    joined = [start + end for start in (word, *(word[:n] for n in _CUT)) for end in ends]
    forms += [f"{before} {name}".lstrip() for name in joined if name in coined.words]
    return list(dict.fromkeys([singular, *forms]))
