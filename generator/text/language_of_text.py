"""In which language a text is, by its script and its commonest words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from functools import cache, lru_cache

from generator.model.memory import NOTHING, Memory
from generator.text.stopwords import ENGLISH

PAGE = "en"
"""The language of the site's own words."""

_SAMPLE = 300
"""Characters that tell the language."""
_LEAST_WORDS = 3
_LEAST_SHARE = 0.3
_BY_SCRIPT = {
    "ARABIC": ("ar", "fa", "ur"), "ARMENIAN": ("hy",), "BENGALI": ("bn",), "CJK": ("zh",),
    "CYRILLIC": ("ru", "bg", "uk"), "DEVANAGARI": ("hi", "mr"), "GREEK": ("el",),
    "GUJARATI": ("gu",), "HANGUL": ("ko",), "HEBREW": ("he",), "HIRAGANA": ("ja",),
    "KATAKANA": ("ja",), "THAI": ("th",),
}  # fmt: skip
_LATIN = (
    *("de", "fr", "es", "it", "pt", "nl", "sv", "da", "no", "fi", "pl", "cs", "sk", "hu", "ro"),
    *("hr", "sl", "et", "lt", "lv", "tr", "id", "vi", "ca", "la"),
)
_WORD = re.compile(r"[^\W\d_]{2,}|\b[aeiouyàèéòó]\b")
"""Single consonants are stop words of many languages, and formulas of all."""
_KANA = re.compile(r"[\u3041-\u30ff]")
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]")


_LANGUAGES: dict[str, tuple[str, ...]] = {}
"""The languages in Latin letters of which a word is one of the commonest; empty until asked."""


def learn_languages(memory: Memory = NOTHING) -> None:
    """Know the words of all languages, for this process and those that it forks.

    Most texts are asked for one word of each language; the library takes long to import.
    """

    def languages() -> dict[str, tuple[str, ...]]:
        found = defaultdict[str, list[str]](list)
        for code in _LATIN:
            for word in stop_words_of(code):
                found[word].append(code)
        return {word: tuple(codes) for word, codes in sorted(found.items())}

    if not _LANGUAGES:
        _LANGUAGES.update(memory.recall("languages", "", languages))


def has_right_to_left(text: str) -> bool:
    """Whether a letter of the text belongs to a script that runs from right to left."""
    return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None


def language_of(text: str) -> str:
    """The code of the text's language (ISO 639-1); empty where it is not clear.

    A script that one language has tells it; where several have it, those whose
    commonest words the text is made of: three of them, and three in ten of its words.
    Only the beginning of a long text is looked at.
    """
    return _language(text[:_SAMPLE])


@lru_cache(maxsize=1 << 15)
def _language(sample: str) -> str:
    words = _WORD.findall(sample.lower())
    if not words:
        return ""
    script = "LATIN" if sample.isascii() else _script(sample)
    if script == "LATIN":
        return _latin(words)
    if script == "CJK" and _KANA.search(sample):
        return "ja"
    return max(_BY_SCRIPT.get(script, ("",)), key=lambda code: _hits(words, code))


def _script(sample: str) -> str:
    """The script of most letters, as Unicode's names of characters begin."""
    letters = Counter(char for char in sample if char.isalpha())
    scripts: Counter[str] = Counter()
    for char, count in letters.items():
        scripts[_script_of(char)] += count
    return max(sorted(scripts), key=lambda script: scripts[script], default="LATIN")


@cache
def _script_of(char: str) -> str:
    return unicodedata.name(char, "").partition(" ")[0]


def _latin(words: list[str]) -> str:
    least = max(_LEAST_WORDS, _LEAST_SHARE * len(words))
    english = sum(map(ENGLISH.__contains__, words))
    if english >= least:
        return PAGE
    if not _LANGUAGES:
        learn_languages()
    hits = Counter(code for word in words for code in _LANGUAGES.get(word, ()))
    best = max(_LATIN, key=lambda code: hits[code])
    return best if hits[best] >= least and hits[best] > 2 * english else ""


def _hits(words: list[str], code: str) -> int:
    common = stop_words_of(code)
    return sum(map(common.__contains__, words))


@cache
def stop_words_of(code: str) -> frozenset[str]:
    """The commonest words of a language in lower case; none where they are not known."""
    from stopwordsiso import stopwords  # an English list needs none of them

    return frozenset(word.lower() for word in stopwords(code)) if code else frozenset()
