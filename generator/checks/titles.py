"""Titles that are nearly the same, and files named after another title.

Comparing all pairs of 10,000 titles takes too long, so only titles are
compared that share one of their rarest words, their beginning or their end;
two titles that differ in one or two words do.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from generator.checks.context import Context
from generator.model.findings import Finding
from generator.model.models import Paper
from generator.text.slugs import is_slug, slugify
from generator.text.titles import loose_key

NEAR = 90.0
"""From this likeness on (0 to 100, `rapidfuzz.fuzz.ratio` of the loose keys) titles are near."""

_RARE_WORDS = 4
_END = 12
_MOST_IN_BLOCK = 200
_LATEX = re.compile(r"[\\$^_{}~]")
_NUMERAL = re.compile(r"\d+|\b[ivx]+\b")


def near_titles(context: Context) -> Iterator[Finding]:
    """Pairs of papers whose titles are nearly the same, shown at the later id's title.

    Titles that differ in a number or numeral (`v2`, `v3`; `part II`) are two
    papers, and so are those that say so (`distinct_from`) or that are known to
    be one by another check (the same arXiv id or DOI).
    """
    papers = list(context.catalog.papers.values())
    for first, second in near_pairs([paper.title for paper in papers]):
        one, other = papers[first], papers[second]
        if not _told_apart(one, other):
            yield Finding(
                f"papers/{other.id}.yml", ("title",), "duplicate-title",
                f"the title is nearly that of {one.id} ({one.title[:80]!r}); keep one of the two, "
                f"or say `distinct_from: [{one.id}]`",
            )  # fmt: skip


def near_pairs(titles: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of indices into `titles`, the lower first, that are nearly the same; sorted."""
    from rapidfuzz import fuzz

    keys = [loose_key(title) for title in titles]
    found = set()
    for block in _blocks(titles, keys):
        for at, first in enumerate(block):
            key = keys[first]
            for second in block[at + 1 :]:
                if fuzz.ratio(key, keys[second], score_cutoff=NEAR):
                    found.add((first, second))
    return sorted(
        pair for pair in found if _numerals(titles[pair[0]]) == _numerals(titles[pair[1]])
    )


def other_names(context: Context) -> Iterator[Finding]:
    """Papers whose file is not named after their title."""
    for paper in context.catalog.papers.values():
        if not is_slug(paper.id):
            continue  # told as `file-name`
        slug = _slug(paper.title)
        if paper.id != slug and not _is_numbered(paper.id, slug):
            yield Finding(
                f"papers/{paper.id}.yml", ("title",), "title-and-name",
                "the file is not named after this title; rename a new file, leave an old one",
                f"{slug}.yml",
            )  # fmt: skip


def _blocks(titles: Sequence[str], keys: Sequence[str]) -> Iterator[list[int]]:
    """Groups of titles, by ascending index, that are worth comparing with each other."""
    words = [sorted(set(re.findall(r"\w+", _folded(title)))) for title in titles]
    often = Counter(word for own in words for word in own)
    blocks: Mapping[str, list[int]] = defaultdict(list)
    for index, (own, key) in enumerate(zip(words, keys, strict=True)):
        rarest = sorted(own, key=lambda word: (often[word], word))[:_RARE_WORDS]
        end = _END if len(key) > 2 * _END else 3
        for name in (*rarest, f"<{key[:end]}", f"{key[-end:]}>"):
            blocks[name].append(index)
    return (block for block in blocks.values() if 1 < len(block) <= _MOST_IN_BLOCK)


def _folded(title: str) -> str:
    return unicodedata.normalize("NFKC", title).casefold()


def _numerals(title: str) -> list[str]:
    return _NUMERAL.findall(_folded(title))


def _told_apart(one: Paper, other: Paper) -> bool:
    same = (one.arxiv and one.arxiv == other.arxiv) or (one.doi and one.doi == other.doi)
    return bool(same) or one.id in other.distinct_from or other.id in one.distinct_from


def _slug(title: str) -> str:
    if _LATEX.search(title):
        from generator.text import latex  # takes long to import, and few titles need it

        title = latex.to_text(title)
    return slugify(title)


def _is_numbered(paper_id: str, slug: str) -> bool:
    head, _, number = paper_id.rpartition("-")
    return number.isdecimal() and bool(head) and slug.startswith(head)
