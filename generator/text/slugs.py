"""Titles to ids: short, ASCII, and safe as a file name on every system."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Container
from functools import lru_cache

MAX_LENGTH = 80
"""Characters of an id at most."""

_WINDOWS_NAMES = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))]
)
_TAKEN_BY_PAGES = frozenset(["index"])
_RESERVED = _WINDOWS_NAMES | _TAKEN_BY_PAGES

_GREEK = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "εϵ", "zeta": "ζ",
    "eta": "η", "theta": "θϑ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μµ", "nu": "ν",
    "xi": "ξ", "omicron": "ο", "pi": "π", "rho": "ρ", "sigma": "σς", "tau": "τ", "upsilon": "υ",
    "phi": "φϕ", "chi": "χ", "psi": "ψ", "omega": "ω", "infinity": "∞",
}  # fmt: skip
_LATIN = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i",
}  # fmt: skip
_DASHES = dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
_LETTERS = {**{char: name for name, chars in _GREEK.items() for char in chars}, **_LATIN}
_GREEK_WORD = re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]{3,}")
_HAN = r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@lru_cache(maxsize=1 << 17)
def slugify(text: str) -> str:
    """A slug of plain text: lower-case ASCII words joined by hyphens, cut at a word's end.

    `text` is plain (run titles through `latex.to_text` first). Returns 1 to
    `MAX_LENGTH` characters of `[a-z0-9-]` that neither start nor end with a
    hyphen. Letters of other scripts are transliterated, each for itself:
    Chinese characters as syllables of pinyin, also in Japanese. Greek letters
    are named (`β-VAE` is `beta-vae`) unless the text has a Greek word. A text
    without a letter or digit becomes `paper-` and eight digits of its SHA-256;
    names that Windows or the site reserve get `-paper` after them.
    """
    ascii_only = text.lower() if text.isascii() else _in_ascii_letters(text)
    words = re.findall(r"[a-z0-9]+", re.sub(r"['`]", "", ascii_only))
    if not words:
        return f"paper-{hashlib.sha256(text.encode('utf-8', 'replace')).hexdigest()[:8]}"
    slug = _cut("-".join(words), MAX_LENGTH)
    return f"{slug}-paper" if slug in _RESERVED else slug


def _in_ascii_letters(text: str) -> str:
    lowered = unicodedata.normalize("NFKC", text).lower()
    known = _DASHES | (_LETTERS if not _GREEK_WORD.search(lowered) else _LATIN)
    return "".join(known.get(c) or _in_ascii(c) for c in lowered)


def unique_slug(text: str, taken: Container[str]) -> str:
    """`slugify(text)`, or the first of `slug-2`, `slug-3`, … that is not in `taken`."""
    slug = slugify(text)
    candidate, number = slug, 1
    while candidate in taken:
        number += 1
        suffix = f"-{number}"
        candidate = _cut(slug, MAX_LENGTH - len(suffix)) + suffix
    return candidate


def is_slug(text: str) -> bool:
    """Whether the text may be an id: what `slugify` could have returned."""
    return len(text) <= MAX_LENGTH and _SLUG.fullmatch(text) is not None and text not in _RESERVED


def ascii_base(char: str) -> str:
    """The lower-case ASCII letters that a Latin character is made of; empty where there are none.

    A letter that is none with a mark, as `ə`, has no base.
    """
    lowered = char.lower()
    return _LATIN.get(lowered) or (
        unicodedata.normalize("NFKD", lowered).encode("ascii", "ignore").decode()
    )


@lru_cache(maxsize=1 << 14)
def _in_ascii(char: str) -> str:
    """The character's ASCII base, else its transliteration; signs that are no letters are lost."""
    base = ascii_base(char)
    if base or unicodedata.category(char)[0] not in "LMN":
        return base
    from anyascii import anyascii  # most ids need none of its tables

    letters = str(anyascii(char)).lower()
    return f" {letters} " if re.match(_HAN, char) else letters


def _cut(slug: str, length: int) -> str:
    if len(slug) <= length:
        return slug
    head, _, tail = slug[: length + 1].rpartition("-")
    return head if head and len(tail) < length // 2 else slug[:length].rstrip("-")
