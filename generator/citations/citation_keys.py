"""Citation keys: `spengler2023poincare`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from generator.model.memory import NOTHING, Memory, digest_of
from generator.model.models import Paper
from generator.text import latex
from generator.text.people_names import split_name
from generator.text.slugs import slugify

_STOP_WORDS = frozenset([
    "a", "an", "and", "are", "as", "at", "be", "beyond", "by", "can", "do", "does", "for",
    "from", "how", "in", "into", "is", "it", "its", "not", "of", "on", "or", "over", "re",
    "some", "the", "this", "to", "toward", "towards", "under", "using", "via", "what",
    "when", "where", "which", "why", "will", "with", "you", "your",
])  # fmt: skip


class Cited(NamedTuple):
    """What a key depends on."""

    added: date
    id: str
    title: str
    authors: tuple[str, ...]
    """The first, where there is one."""
    year: int | None


def cited(paper: Paper) -> Cited:
    """What the paper's key depends on, beside the keys of other papers."""
    return Cited(paper.added or date.max, paper.id, paper.title, paper.authors[:1], paper.year)


def citation_keys(
    papers: Mapping[str, Paper], memory: Memory = NOTHING, told: str = ""
) -> Mapping[str, str]:
    """A citation key for every paper: family name, year, first significant word of the title.

    A key depends on its own paper alone, on `Paper.year` rather than on the
    year of a venue that may become known later. Where two papers would have
    the same key, the one that was added first keeps it (ties by id) and the
    other's grows by further words of its title; so a paper added later changes
    no key that somebody may have cited already.

    Args:
        papers: All papers by id.
        memory: Has the keys of earlier runs.
        told: A digest of what is `cited` of all papers, for a caller who has it.

    Returns:
        Keys of ASCII small letters and digits by paper id, in the order of
        `papers`. No two are alike.
    """
    some = papers.values()
    told = told or digest_of([cited(paper) for paper in some])
    return memory.recall("citation keys", told, lambda: _keys(map(cited, some)))


def _keys(papers: Iterable[Cited]) -> dict[str, str]:
    taken: set[str] = set()
    keys: dict[str, str] = {}
    some = list(papers)
    for paper in sorted(some):
        keys[paper.id] = _free_key(paper, taken)
        taken.add(keys[paper.id])
    return {paper.id: keys[paper.id] for paper in some}


def _free_key(paper: Cited, taken: set[str]) -> str:
    words = _title_words(paper.title)
    head = _ascii(split_name(paper.authors[0]).last) if paper.authors else words.pop(0)
    stem = f"{head}{paper.year or ''}"
    for count in range(min(1, len(words)), len(words) + 1):
        key = stem + "".join(words[:count])
        if key not in taken:
            return key
    digest = hashlib.sha256(paper.id.encode("utf-8", "replace")).hexdigest()
    return next(key for n in range(6, 65) if (key := f"{stem}{digest[:n]}") not in taken)


def _title_words(title: str) -> list[str]:
    """The title's words without the insignificant ones; never empty."""
    words = slugify(latex.to_text(title)).split("-")
    return [w for w in words if w not in _STOP_WORDS and not w.isdigit() and len(w) > 1] or words


def _ascii(name: str) -> str:
    return slugify(name).replace("-", "")
