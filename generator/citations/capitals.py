"""Capitals that a bibliography style must not take away.

BibTeX styles write titles in small letters unless braces forbid it
(`change.case$` in *Designing BibTeX Styles*).  Protected are, and nothing
else: words with a capital inside (`JStor`, `MSs`, `2D`) or with a number to
their name (`V2`), compounds with a single capital (`X-Ray`) or with such a word
(`Post-DNA`) as a whole, formulas with capitals, and names: those that the list
knows (`content/names.yml`), words with an accent, and each capital within a title
that is in another language than English or written as a sentence is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from generator.text import latex
from generator.text.stopwords import ENGLISH

_BREAKS = " -/–—():,;\"“”?!'’[]"
_BREAK = re.compile(f"([{re.escape(_BREAKS)}])")
_UNBROKEN = f"[^{re.escape(_BREAKS)}]"
_WORD = rf"[^\W_]{_UNBROKEN}*"
_CHUNK = re.compile(rf"{_WORD}(?:-{_WORD})*|{_UNBROKEN}+|[{re.escape(_BREAKS)}]")
"""A word or a compound of words, other signs, or a break."""
_INNER_CAPITAL = re.compile(r"[^\W_].*[A-ZÀ-ÖØ-ÞΑ-ΩА-Я]", re.DOTALL)
_LATEX = re.compile(r"[\\{}$]")
_ENDS = frozenset(":?!–—")
_CAPITAL_ENGLISH = frozenset(word.capitalize() for word in ENGLISH)
_NUMBERED = re.compile(r"[A-Z]\w*[0-9]")


def protect(title: str, names: frozenset[str] = frozenset(), foreign: bool = False) -> str:
    """Put `{{…}}` around the words of a LaTeX title whose capitals matter.

    Args:
        title: LaTeX with balanced braces, as `latex.to_bibtex` writes it.
        names: Names that stand in it, of one word or several.
        foreign: Whether it is in another language than English.

    Returns:
        The same text with braces added; nothing else changes. A title in
        capitals from end to end is shouting, not an acronym, and stays.
    """
    chunks = _split(title, names)
    plain = [_letters(chunk) for chunk in chunks]
    words = [word for word in plain if word[:1].isalnum()]
    if len(words) > 3 and title.isupper():
        return title
    within = frozenset(_within(plain))
    known = names | within if foreign or _is_sentence(words, within) else names
    return "".join(
        f"{{{{{chunk}}}}}"
        if (word[:1].isalnum() or "$" in chunk) and _matters(chunk, known)
        else chunk
        for chunk, word in zip(chunks, plain, strict=True)
    )


def _within(plain: Sequence[str]) -> Iterator[str]:
    """The parts of words that have one capital and begin neither the title nor a part of it."""
    begins = True
    for chunk in plain:
        if chunk[:1].isalnum():
            parts = chunk.split("-")[begins:]
            yield from (part for part in parts if part[:1].isupper() and part[1:].islower())
            begins = False
        elif chunk in _ENDS:
            begins = True


def _is_sentence(words: Sequence[str], within: frozenset[str]) -> bool:
    """Whether a title is written as a sentence: most words that say something are small."""
    small = sum(word.islower() and word not in ENGLISH for word in words)
    return small > 1 and small >= len(within) and not within & _CAPITAL_ENGLISH


def _split(title: str, names: frozenset[str]) -> list[str]:
    """Words and the text between them, in order; formulas and braces are not cut."""
    if not (_LATEX.search(title) or any(map(_BREAK.search, names))):
        return _CHUNK.findall(title)
    return _join_compounds(_split_latex(title), names)


def _split_latex(title: str) -> list[str]:
    chunks: list[str] = []
    current: list[str] = []
    depth, formula, escaped = 0, False, False
    for char in title:
        if not escaped:
            depth += (char == "{") - (char == "}")
            formula ^= char == "$"
        escaped = char == "\\" and not escaped
        if depth == 0 and not formula and not escaped and char in _BREAKS:
            if current:
                chunks.append("".join(current))
                current = []
            chunks.append(char)
        else:
            current.append(char)
    if current:
        chunks.append("".join(current))
    return chunks


def _join_compounds(chunks: list[str], names: frozenset[str]) -> list[str]:
    """Bring `U`, `-`, `Net` together again, and the words of a name."""
    # The longest first: of a set, no order is the same in each run.
    phrases = sorted(
        (_BREAK.split(name) for name in names if _BREAK.search(name)), key=len, reverse=True
    )
    out: list[str] = []
    i = 0
    while i < len(chunks):
        end = _end_of_compound(chunks, i, phrases)
        out.append("".join(chunks[i:end]))
        i = end
    return out


def _end_of_compound(chunks: list[str], start: int, phrases: Sequence[list[str]]) -> int:
    """The index after the compound or name that starts here."""
    for phrase in phrases:
        if chunks[start : start + len(phrase)] == phrase:
            return start + len(phrase)
    end = start + 1
    while end + 1 < len(chunks) and chunks[end] == "-" and _letters(chunks[end + 1])[:1].isalnum():
        end += 2
    return end if _letters(chunks[start])[:1].isalnum() else start + 1


@lru_cache(maxsize=1 << 14)
def _matters(chunk: str, names: frozenset[str]) -> bool:
    if "$" in chunk and any(char.isupper() for char in chunk):
        return True  # `\\Gamma` as well: a style would make it `\\gamma`
    parts = [part for part in _letters(chunk).split("-") if part]
    whole = _letters(chunk) in names
    return whole or any(_is_name(part, len(parts) > 1, names) for part in parts)


def _is_name(word: str, compound: bool, names: frozenset[str]) -> bool:
    return (
        _INNER_CAPITAL.search(word) is not None
        or _NUMBERED.match(word) is not None
        or word.removesuffix("s") in names
        or word in names
        or (word[:1].isupper() and not word.isascii() and word.isalpha())
        or (compound and len(word) == 1 and word.isupper())
    )


def _letters(chunk: str) -> str:
    """The chunk as a reader sees it."""
    if "\\" not in chunk and "{" not in chunk:
        return chunk
    return latex.to_text(chunk)
