"""Where a paper's own text says a name or an alias from the vocabulary, in any inflection.

Names are compared by the stems of the search (`generator.text.tokens`): English endings are
folded, a word of another language is compared as it is.  Chinese and Japanese are compared
character by character.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from generator.text.latex import to_text
from generator.text.tokens import MAX_WORD, is_cjk, squeeze, stem

TITLE_COUNTS = 3
"""How often an occurrence in the title counts."""
DAMPING = 1.5
"""How soon one more occurrence says nothing more."""

_WORD = re.compile(r"[^\W_]+")
_WITHIN_NAME = re.compile("[ \u00a0\u2010-\u2013'’/_-]{0,2}")
"""What may be between the words of a name: nothing that ends a phrase, drives a terminal or
means something in Markdown."""
_BREAK = ""
_ACRONYM = 4
"""A name of so many capitals at most is not found in lower case: `IT` is not `it`."""


@dataclass(frozen=True, slots=True)
class TextTerms:
    """A text as stems, with the place of each; an empty stem is where a phrase ends."""

    text: str
    stems: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    """By stem: where its word begins and ends in the text."""

    def words(self, start: int, length: int) -> str:
        """The words of `length` stems from number `start`, as they are in the text."""
        return self.text[self.spans[start][0] : self.spans[start + length - 1][1]]

    def find(self, stems: Sequence[str]) -> str | None:
        """The first words of the text that have these stems; None where there are none."""
        wanted = tuple(stems)
        for start in range(len(self.stems) - len(wanted) + 1):
            if self.stems[start : start + len(wanted)] == wanted:
                return self.words(start, len(wanted))
        return None


@dataclass(frozen=True, slots=True)
class TermMatch:
    """How surely one text says one label."""

    score: float
    """Above 0; grows with the occurrences and with the rarity of what was found."""
    words: tuple[str, ...]
    """What was found, as it is in the text: the surest first, each once."""


def read(text: str) -> TextTerms:
    """The stems of a text; LaTeX has been turned into words before."""
    stems: list[str] = []
    spans: list[tuple[int, int]] = []
    end = 0
    for match in _WORD.finditer(text):
        start = match.start()
        if not _WITHIN_NAME.fullmatch(text, end, start):
            stems.append(_BREAK)
            spans.append((start, start))
        runs = groupby(match[0], is_cjk) if not match[0].isascii() else ((False, match[0]),)
        for spaceless, run in runs:
            characters = list(run)
            end = start + len(characters)
            if spaceless:
                stems += characters
                spans += [(place, place + 1) for place in range(start, end)]
            elif found := _stem("".join(characters)):
                stems.append(found)
                spans.append((start, end))
            start = end
        end = match.end()
    return TextTerms(text, tuple(stems), tuple(spans))


@cache
def _stem(word: str) -> str:
    squeezed = squeeze(word)
    return stem(squeezed[:MAX_WORD]) if squeezed else ""


def stems_of(text: str) -> tuple[str, ...]:
    """The stems of a name."""
    return tuple(stem_ for stem_ in read(text).stems if stem_ != _BREAK)


def matches(
    texts: Sequence[tuple[str, str]], names: Mapping[str, Iterable[str]]
) -> list[dict[str, TermMatch]]:
    """What each text says of the vocabulary.

    Args:
        texts: Title and abstract of each paper, LaTeX included.
        names: The names of each label.

    Returns:
        By text, the labels that it says, in the order of `names`.
    """
    phrases = _Phrases(names)
    found = [_found(title, abstract, phrases) for title, abstract in texts]
    papers = Counter(phrase for one in found for phrase in one)
    rarity = {
        phrase: math.log(1 + (len(texts) - count + 0.5) / (count + 0.5))
        for phrase, count in papers.items()
    }
    return [_matched(one, rarity, names) for one in found]


_Phrase = tuple[str, tuple[str, ...]]
"""A label and the stems of one of its names."""


class _Phrases:
    """The phrases of a vocabulary, to be looked up by their stems."""

    def __init__(self, names: Mapping[str, Iterable[str]]) -> None:
        self.lengths: dict[str, set[int]] = {}
        """By first stem: how many stems the phrases have."""
        self.labels: dict[tuple[str, ...], dict[str, bool]] = {}
        """By stems: the labels, and whether each must not be in lower case."""
        for label, words in names.items():
            for name in words:
                stems = stems_of(name)
                if stems:
                    acronym = name.isupper() and len(name) <= _ACRONYM
                    labels = self.labels.setdefault(stems, {})
                    labels[label] = labels.get(label, True) and acronym
                    self.lengths.setdefault(stems[0], set()).add(len(stems))


def _found(title: str, abstract: str, phrases: _Phrases) -> dict[_Phrase, tuple[float, str]]:
    """How often each phrase occurs, and the words of its first occurrence."""
    found: dict[_Phrase, tuple[float, str]] = {}
    for text, weight in ((title, TITLE_COUNTS), (abstract, 1)):
        reading = read(to_text(text))
        for start, first in enumerate(reading.stems):
            for length in phrases.lengths.get(first, ()):
                stems = tuple(reading.stems[start : start + length])
                if len(stems) < length or stems not in phrases.labels:
                    continue
                words = reading.words(start, length)
                for label, acronym in phrases.labels[stems].items():
                    if not (acronym and words.islower()):
                        count, shown = found.get((label, stems), (0, words))
                        found[label, stems] = (count + weight, shown)
    return found


def _matched(
    found: Mapping[_Phrase, tuple[float, str]],
    rarity: Mapping[_Phrase, float],
    names: Mapping[str, Iterable[str]],
) -> dict[str, TermMatch]:
    by_label: dict[str, list[tuple[float, str]]] = {}
    for phrase, (count, words) in found.items():
        score = count / (count + DAMPING) * rarity[phrase]
        by_label.setdefault(phrase[0], []).append((score, words))
    result = {}
    for label in names:
        if label in by_label:
            ranked = sorted(by_label[label], key=lambda one: (-one[0], one[1]))
            shown = {words.casefold(): words for _, words in reversed(ranked)}
            result[label] = TermMatch(ranked[0][0], tuple(reversed(shown.values())))
    return result
