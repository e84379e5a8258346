"""Names that mean the same in fewer letters, learned from the documents themselves.

`EdTech` is made of the first letters of *educational technology*, `CVD` of those of
*cardiovascular disease*.  Two places say which words an abbreviation stands for: the names and
aliases of one tag (*electronic discovery*, *eDisc*), and a text that introduces it
(*cardiovascular disease (CVD)*).  No list of abbreviations is kept by hand.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import permutations
from typing import NamedTuple, TypeVar

from generator.model.memory import digest_of
from generator.search.documents import Document, ResultKind
from generator.text.tokens import LITTLE, chunks, parts, squeeze, stem

_INTRODUCED = re.compile(r"\(([A-Z][\w-]{1,11})\)")
_BEFORE = re.compile(r"(?:[\w-]+ ){1,7}$")
_LETTERS_BEFORE = 120
_LEAST_OF_A_WORD = 3
"""Letters of a word that is itself a short form: `norm`."""
_NAMED = 100
"""How many texts a name in the vocabulary outweighs."""


@dataclass(frozen=True, slots=True)
class Alike:
    """What short forms stand for. Keys are normalised words, in order."""

    names: dict[str, tuple[str, ...]]
    """A name in one word to the two or more words that it is made of."""
    words: dict[str, str]
    """The stem of a word's short form, as names use it, to the word."""


class Explained(NamedTuple):
    """What a group of documents says of short forms."""

    pairs: Counter[tuple[str, tuple[str, ...], int]]
    """How often a name in one word stands with words that may explain it, and what that counts."""
    used: Counter[str]
    """How often titles use a word."""
    digest: str
    """Of both."""


def explained(documents: Iterable[Document]) -> Explained:
    """What the documents say of short forms."""
    some = list(documents)
    used = Counter(word for document in some for word in _words(document.title))
    pairs = Counter(_pairs(some))
    return Explained(pairs, used, digest_of(sorted(pairs.items()), sorted(used.items())))


def learn(groups: Iterable[Explained]) -> Alike:
    """The short forms that the groups explain; of two explanations, the more frequent one."""
    some = list(groups)
    pairs: Counter[tuple[str, tuple[str, ...], int]] = Counter()
    for group in some:
        pairs.update(group.pairs)
    explaining = {word for _, long, _ in pairs for word in long}
    used: Counter[str] = Counter()
    for group in some:
        used.update({word: group.used[word] for word in explaining & group.used.keys()})
    names: dict[str, Counter[tuple[str, ...]]] = defaultdict(Counter)
    words: dict[str, Counter[str]] = defaultdict(Counter)
    for (short, long, weight), often in pairs.items():
        cuts = shortened(short, long)
        if cuts is None or short in LITTLE:
            continue
        names[short][tuple(word for word in long if word not in LITTLE)] += weight * often
        for cut, word in zip(cuts, long, strict=True):
            if weight == _NAMED and len(cut) >= _LEAST_OF_A_WORD and stem(cut) != stem(word):
                words[stem(cut)][word] += often
    most = {short: _most(found, used) for short, found in sorted(names.items())}
    return Alike(
        {short: long for short, long in most.items() if len(long) > 1},
        {cut: _most(found, used) for cut, found in sorted(words.items())},
    )


_T = TypeVar("_T", str, tuple[str, ...])


def _most(found: Counter[_T], used: Counter[str]) -> _T:
    """The most frequent one; of equals, in the spelling that titles use most."""

    def key(one: _T) -> tuple[int, int, _T]:
        words = [one] if isinstance(one, str) else one
        return -found[one], -sum(used[word] for word in words), one

    return min(found, key=key)


def _pairs(documents: Iterable[Document]) -> Iterator[tuple[str, tuple[str, ...], int]]:
    """A name in one word, words that may explain it, and how much that counts."""
    for document in documents:
        if document.kind == ResultKind.TAG:
            for one, other in permutations((document.title, *document.aliases), 2):
                if len(one.split()) == 1 and len(_words(other)) > 1:
                    yield squeeze(one), _words(other), _NAMED
        for text in (document.title, document.summary, document.abstract):
            for found in _INTRODUCED.finditer(text):
                before = _BEFORE.search(text[: found.start()][-_LETTERS_BEFORE:])
                if before:
                    yield from _introduced(squeeze(found[1]), _words(before[0]))


def _introduced(short: str, before: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...], int]]:
    """The shortest end of the words before an abbreviation that explains it."""
    for start in range(len(before) - 2, -1, -1):
        long = before[start:]
        if long[0] not in LITTLE and shortened(short, long):
            yield short.removesuffix("s") if len(short) > len(long) else short, long, 1
            return


def _words(text: str) -> tuple[str, ...]:
    return tuple(part for chunk in chunks(text) for part in parts(chunk))


@cache
def shortened(short: str, long: tuple[str, ...]) -> tuple[str, ...] | None:
    """The beginnings of the words, in order, that make up the short form; None where none do.

    Each word gives at least its first letter, the last may also give the `s` of a plural.
    """
    if not long:
        return () if short in ("", "s") else None
    for length in range(min(len(short), len(long[0])), 0, -1):
        if not long[0].startswith(short[:length]):
            continue
        rest = shortened(short[length:], long[1:])
        if rest is not None:
            return (short[:length], *rest)
    return None
