"""Text to words, the same in Python and in the browser.

`overrides/assets/javascripts/search-words.js` has the same few functions and reads the
tables from here (`word_tables`); a test compares both on every word of the content.

A *word* is what is found: a run of letters and digits, in lower case, without
accents.  A *stem* is what words are equal by: `normalisations` and `normalized`
share one, so do British and American spellings.  The rules are few and
cautious: `activation` and `active` must stay apart.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

MAX_WORD = 40
"""Characters of a word that are kept."""
MAX_JOINED_PARTS = 4
"""Parts of a compound that is also found as one word: `once-for-all`."""

FOLDS = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i",
    "ς": "σ",
}  # fmt: skip
"""Letters that have no decomposition, and what is typed for them."""
GREEK_NAMES = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta",
    "η": "eta", "θ": "theta", "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu",
    "ξ": "xi", "π": "pi", "ρ": "rho", "σ": "sigma", "τ": "tau", "φ": "phi", "χ": "chi",
    "ψ": "psi", "ω": "omega",
}  # fmt: skip
"""What a word of one Greek letter is called."""
GREEK_LOOKS = {
    "α": "a", "β": "b", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "n", "θ": "th", "ι": "i",
    "κ": "k", "λ": "l", "μ": "m", "ν": "v", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s",
    "ς": "s", "τ": "t", "υ": "u", "φ": "f", "χ": "x", "ψ": "ps", "ω": "w",
}  # fmt: skip
"""What is typed for a Greek letter inside a word of Latin ones: `DεpS` is `deps`."""
SPELLINGS = (
    ("parametri[sz]", "parameteriz"), ("behaviour", "behavior"), ("neighbour", "neighbor"),
    ("colour", "color"), ("favour", "favor"), ("labour", "labor"), ("centred", "centered"),
    ("centre", "center"), ("fibre", "fiber"), ("catalogue", "catalog"), ("analogue", "analog"),
    ("artefact", "artifact"), ("defence", "defense"), ("judgement", "judgment"),
    ("grey", "gray"), ("learnt", "learned"), ("matrices", "matrix"), ("vertices", "vertex"),
    ("indices", "index"), ("hypotheses", "hypothesis"),
)  # fmt: skip
"""Replaced anywhere in a word, in this order, before its ending is looked at."""
ENDINGS = (
    ("isations", "iz", 3), ("izations", "iz", 3), ("isation", "iz", 3), ("ization", "iz", 3),
    ("isers", "iz", 3), ("izers", "iz", 3), ("iser", "iz", 3), ("izer", "iz", 3),
    ("ising", "iz", 3), ("izing", "iz", 3), ("ised", "iz", 3), ("ized", "iz", 3),
    ("ises", "iz", 3), ("izes", "iz", 3), ("ise", "iz", 3), ("ize", "iz", 3),
    ("ysing", "ys", 3), ("yzing", "ys", 3), ("ysed", "ys", 3), ("yzed", "ys", 3),
    ("yses", "ys", 3), ("yzes", "ys", 3), ("ysis", "ys", 3), ("yse", "ys", 3), ("yze", "ys", 3),
    ("ations", "at", 4), ("ation", "at", 4), ("ating", "at", 4), ("ated", "at", 4),
    ("ates", "at", 4), ("ate", "at", 4), ("tionally", "t", 3), ("tional", "t", 3),
    ("tions", "t", 3), ("tion", "t", 3), ("sions", "s", 3), ("sion", "s", 3),
    ("ances", "", 5), ("ance", "", 5), ("ancy", "", 5), ("ants", "", 5), ("ant", "", 5),
    ("ences", "", 5), ("ence", "", 5), ("ency", "", 5), ("ents", "", 5), ("ent", "", 5),
    ("nesses", "", 4), ("ness", "", 4), ("ities", "", 4), ("ity", "", 4), ("lies", "", 4),
    ("ly", "", 4), ("eeds", "eed", 1), ("eed", "eed", 1),
    ("sses", "ss", 1), ("ied", "y", 2), ("ies", "y", 2), ("ings", "", 3), ("ing", "", 3),
    ("ed", "", 3), ("ches", "ch", 2), ("shes", "sh", 2), ("xes", "x", 2), ("ses", "s", 2),
    *((f"{letter}{end}", f"{letter}u", 1) for letter in "lpr" for end in ("us", "uses")),
    ("es", "", 3), ("ss", "ss", 1), ("us", "us", 1), ("is", "is", 1), ("s", "", 3), ("e", "", 3),
)  # fmt: skip
"""(ending, in its place, letters before it at least): the longest that fits is replaced, once.

Words in `-lus`, `-pus` and `-rus` may be plurals (`GPUs`) or not (`corpus`, `viruses`), and lose
their endings alike.
"""
EXCEPTIONS = {
    **{word: word for word in (
        "alias", "always", "atlas", "bias", "canvas", "embed", "lens", "news", "pancreas", "series",
        "species", "whereas",
    )},
    "apis": "api", "taus": "tau",
    "use": "use", "used": "use", "uses": "use", "using": "use",
}  # fmt: skip
"""Words whose stem no rule finds."""

LITTLE = frozenset([
    "a", "about", "am", "an", "and", "any", "are", "as", "at", "be", "been", "but", "by", "can",
    "could", "did", "do", "does", "explain", "explained", "find", "first", "for", "from", "get",
    "had", "has", "have", "how", "i", "if", "in", "into", "is", "it", "its", "know", "me", "my",
    "not", "of", "on", "or", "our", "paper", "papers", "read", "shall", "should", "show", "so",
    "some", "start", "tell", "than", "that", "the", "their", "them", "then", "there", "these",
    "they", "this", "those", "to", "understand", "want", "was", "we", "were", "what", "when",
    "where", "which", "while", "who", "why", "will", "with", "would", "you", "your",
])  # fmt: skip
"""Words that say nothing beside others: a question is searched without them."""

CJK = "\u3005-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Characters of Chinese and Japanese, as ranges for the brackets of a regular expression."""
JOINERS = "-\u2010-\u2013\u2212_'’^·⋅"
"""Characters that join the parts of a compound, likewise."""
VERBAL = ("ing", "ings", "ed")
"""Endings before which a vowel must stand."""
VOWELS = "aeiouy"
DOUBLED = "bdgklmnprt"
"""Consonants of which a final pair is one."""

_CHUNK = re.compile(rf"[^\W_]+(?:[{JOINERS}][^\W_]+)*")
_PART = re.compile(r"[^\W_]+")
# Compiled when a text is not ASCII: that takes longer than most modules take to import.
_CJK_RUNS = f"[{CJK}]+|[^{CJK}]+"
_IS_CJK = f"[{CJK}]"
_VOWEL = re.compile(f"[{VOWELS}]")
_DOUBLE = re.compile(rf"([{DOUBLED}])\1$")
_GREEK = re.compile("[α-ω]")
_LATIN = re.compile("[a-z0-9]")
_SPELLINGS = tuple((re.compile(pattern), to) for pattern, to in SPELLINGS)
_ANY_SPELLING = re.compile("|".join(pattern for pattern, _ in SPELLINGS))
_ENDINGS = {ending: (to, before, ending in VERBAL) for ending, to, before in ENDINGS}
_LONGEST = max(map(len, _ENDINGS))


class _Folds(dict[int, str]):
    """What each character becomes, found out once."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold(chr(code))
        return folded


def _fold(char: str) -> str:
    if "\uac00" <= char <= "\ud7a3":  # a Korean syllable is one letter, not three with marks
        return char
    resolved = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).lower())
    bare = (c for c in resolved if unicodedata.category(c) != "Mn")
    return "".join(FOLDS.get(c, c) for c in bare)


_CHARACTERS = _Folds()


def normalise(text: str) -> str:
    """The text in lower case, without accents, compatibility forms resolved (`²` is `2`)."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", text).translate(_CHARACTERS)


def squeeze(text: str) -> str:
    """The letters and digits of the text alone: what is left when nobody types the rest."""
    return "".join(_latin(part) for part in _PART.findall(normalise(text)))


def words(text: str) -> Iterator[tuple[int, str]]:
    """The words of the text with their positions, counted from 0.

    A compound (`over-parametrised`, `l_1`) gives its parts one after the other
    and, at the position of the first, all of them joined. Chinese and Japanese
    give each character and, at the same position, each pair.
    """
    position = 0
    for chunk in chunks(text):
        length, found = split(chunk)
        for offset, word in found:
            yield position + offset, word
        position += length


def chunks(text: str) -> list[str]:
    """The text's normalised words and compounds, in order; `split` takes them apart."""
    return _CHUNK.findall(normalise(text))


@cache
def split(chunk: str) -> tuple[int, tuple[tuple[int, str], ...]]:
    """The positions that a compound takes, and its words with their offsets, as for `words`."""
    position = 0
    found: list[tuple[int, str]] = []
    pieces = parts(chunk)
    if 1 < len(pieces) <= MAX_JOINED_PARTS and not any(map(is_cjk, pieces)):
        found.append((0, "".join(pieces)[:MAX_WORD]))
    for part in pieces:
        if is_cjk(part):
            for i, char in enumerate(part):
                found.append((position, char))
                if i + 1 < len(part):
                    found.append((position, part[i : i + 2]))
                position += 1
        else:
            found.append((position, part[:MAX_WORD]))
            position += 1
    return position, tuple(found)


def is_cjk(part: str) -> bool:
    """Whether a part is written without spaces, so that its pairs of characters are its words."""
    return not part.isascii() and re.match(_IS_CJK, part) is not None


def in_script_order(word: str) -> bytes:
    """The key that sorts words as JavaScript compares strings: by UTF-16 units."""
    return word.encode("utf-16-be", "surrogatepass")


@cache
def stem(word: str) -> str:
    """What a normalised word is equal by."""
    if word in EXCEPTIONS:
        return EXCEPTIONS[word]
    if not word.isascii() or not word.isalpha():
        return word
    if len(word) == 3 and word[2] == "s" and not _VOWEL.search(word):
        return word[:2]
    if len(word) < 4:
        return word
    if _ANY_SPELLING.search(word):
        for pattern, replacement in _SPELLINGS:
            word = pattern.sub(replacement, word)
    return _single(_without_ending(word))


def _without_ending(word: str) -> str:
    for length in range(min(_LONGEST, len(word) - 1), 0, -1):
        rule = _ENDINGS.get(word[-length:])
        if rule is None:
            continue
        replacement, before, verbal = rule
        head = word[:-length]
        if len(head) >= before and not (verbal and not _VOWEL.search(head)):
            return head + replacement
    return word


def _single(head: str) -> str:
    """Without a final `e` or a doubled consonant: `modelling` and `sparsely` leave them."""
    if len(head) > 3 and head.endswith("e"):
        head = head[:-1]
    return _DOUBLE.sub(r"\1", head) if len(head) > 3 else head


def parts(chunk: str) -> list[str]:
    """The parts of a chunk, Chinese and Japanese apart from the rest, Greek letters resolved."""
    found = _PART.findall(chunk)
    if chunk.isascii():
        return found
    return [_latin(run) for part in found for run in re.findall(_CJK_RUNS, part)]


def _latin(part: str) -> str:
    if not _GREEK.search(part):
        return part
    if part in GREEK_NAMES:
        return GREEK_NAMES[part]
    if not _LATIN.search(part):
        return part
    return "".join(GREEK_LOOKS.get(c, c) for c in part)
