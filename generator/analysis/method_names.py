"""The distinctive names that papers give to what they propose.

A name is *claimed* by the title's opening (`WoodMap: Tracing …`), by the words
of the abstract (`which we name Compas`, `We propose Atlas, a …`, `a Simplified
Acute Physiology Score (SAPScore)`) or by being the title (`Image Registration`).
Whether a claim holds is judged in `mentions`, against what the others write.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from generator.model.models import Paper
from generator.text.latex import to_text

SHORTEST_ACRONYM = 4
"""Capitals alone are a name from so many letters on; shorter ones mean too many things."""
LONGEST_TITLE = 3
"""Words of a title that may itself be the name."""


class Claim(IntEnum):
    """How a paper claims a name; the higher the surer."""

    TITLE = 1
    """The title opens with it."""
    PHRASE = 2
    """It is the title, and the abstract uses it as a term: `image registration`."""
    ABSTRACT = 3
    """The abstract says so in words."""


@dataclass(frozen=True, slots=True)
class MethodName:
    """A name and how it was claimed."""

    name: str
    claim: Claim


_MARKUP = re.compile(r"[\\${}^`]")
_QUOTES = "\"'“”‘’`*"
_NAME = r"[^\W\d_a-z][\w-]*\w|[a-z]-?[A-Z][\w-]*\w|\d[\w-]*[A-Z][\w-]*"
_ALONE = r"(?![\w+])(?! [A-Z])"
_PROPOSING = re.compile(r"\b(?:we|our|this (?:paper|work|article))\b", re.I)
_NAMING = re.compile(
    r" (?:called|dubbed|termed|coined|namely|(?:named?|call|dub|term)"
    r"(?: it| them| (?:this|the|our)(?: [\w-]+){1,3}?)?)(?: as)?,? "
    rf"[{_QUOTES}]*(?P<name>{_NAME}){_ALONE}"
)
_VERB = r"\b[Ww]e (?:\w+ ){0,3}?(?:propose|introduce|present|develop|design|describe|build)"
_PROPOSED = re.compile(
    rf"{_VERB} (?:(?:an?|the|our) [^,.;:()]{{3,60}}, )?(?:the |a |an )?"
    rf"[{_QUOTES}]*(?P<name>{_NAME}){_ALONE}[{_QUOTES}]*"
    r"(?= ?[,.:(]| [-–—]| (?:an?|that|which|to)\b)"
)
_LONG_FORM = re.compile(rf"{_VERB} (?P<long>[^,.;:()]{{4,90}}?) ?\((?P<name>{_NAME})\)")
_FREE = re.compile(
    r"[\"'”’`*]*(?:[,.;:()]|$| (?:that|which|who|to|for|is|as|and|by|can|has|tends)\b)"
)
_WORD = re.compile(r"[\w-]+$")
_PREPOSITION = re.compile(
    r"\b(?:for|of|in|to|with|using|based|on|that|which|from|by|via|into|as)\b"
)
_TITLE_CASE = re.compile(r"(?:[A-Z][\w-]+ ){1,4}[A-Z][\w-]+$")


def method_names(paper: Paper) -> tuple[MethodName, ...]:
    """The names that the paper claims, each once by its surest claim, in order of the name.

    A name that the abstract introduces and nobody uses again is none.
    """
    title, abstract = _plain(paper.title), _plain(paper.abstract)
    both = f"{title}\n{abstract}"
    surest: dict[str, Claim] = {}
    for name, claim in (
        *((name, Claim.TITLE) for name in _opening(title)),
        *((name, Claim.PHRASE) for name in _phrases(title, abstract)),
        *((name, Claim.ABSTRACT) for name in _introduced(abstract)),
    ):
        often = both.lower().count(name.lower().removesuffix("s"))
        if claim is Claim.TITLE or often > 1:
            surest[name] = max(claim, surest.get(name, claim))
    return tuple(MethodName(name, surest[name]) for name in sorted(surest))


def _plain(text: str) -> str:
    return to_text(text) if _MARKUP.search(text) else text


def is_coined(word: str) -> bool:
    """Whether the word's shape alone says that it is a name: `MobileNetV2`, `Mix-LN`, `LAMB`."""
    if word.isupper() and word.isalpha():
        return len(word) >= SHORTEST_ACRONYM
    inner_capital = any(letter.isupper() for letter in word[1:])
    return len(word) > 3 and inner_capital and not _is_compound(word)


def _is_compound(word: str) -> bool:
    """`Low-Rank`, `Test-Time`: capitals of a title, no name; also `CNN-based`."""
    parts = word.split("-")
    return len(parts) > 1 and all(
        part.islower()
        or part.istitle()
        or (part.isupper() and len(parts) == 2 and parts[1].islower())
        for part in parts
    )


def _opening(title: str) -> Iterator[str]:
    prefix, colon, _ = title.partition(":")
    if colon:
        prefix = prefix.strip()
        if " " not in prefix and (is_coined(prefix) or _is_plain_name(prefix)):
            yield prefix
    first = re.match(r"(?P<one>[\w-]+), (?P<two>[\w-]+) and ", title)
    if first:
        yield from (name for name in first.groups() if is_coined(name))


def _is_plain_name(word: str) -> bool:
    return len(word) > 3 and word.isalpha() and word.istitle()


def _phrases(title: str, abstract: str) -> Iterator[str]:
    """A short title that the abstract uses as a term."""
    words = title.split()
    is_short = len(words) <= LONGEST_TITLE and all(_WORD.match(word) for word in words)
    is_telling = len(words) > 1 or (len(title) > 6 and is_coined(title))
    if is_short and is_telling and title.lower().removesuffix("s") in abstract.lower():
        yield title


def _introduced(abstract: str) -> Iterator[str]:
    for found in _NAMING.finditer(abstract):
        free = _FREE.match(abstract, found.end()) and not found[0].startswith(" namely")
        if (free or is_coined(found["name"])) and _PROPOSING.search(_sentence(abstract, found)):
            yield from _checked(found["name"])
    for found in _PROPOSED.finditer(abstract):
        yield from _checked(found["name"])
    for found in _LONG_FORM.finditer(abstract):
        if not _PREPOSITION.search(found["long"]):
            yield from _checked(found["name"])
            spelled = _TITLE_CASE.search(found["long"])
            if spelled:
                yield spelled[0]


def _sentence(text: str, found: re.Match[str]) -> str:
    start, end = text.rfind(". ", 0, found.start()) + 1, text.find(". ", found.end())
    return text[start:] if end < 0 else text[start:end]


def _checked(name: str) -> Iterator[str]:
    if is_coined(name) or _is_plain_name(name):
        yield name
