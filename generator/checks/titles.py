"""Titles that are nearly the same, and files named after another title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.checks.context import Context
from generator.model.findings import Finding
from generator.model.models import Paper
from generator.text.similar_titles import folded, pairs_alike
from generator.text.slugs import is_slug, slugify

NEAR = 90.0
"""From this likeness on (0 to 100, `rapidfuzz.fuzz.ratio` of the loose keys) titles are near."""

_LATEX = re.compile(r"[\\$^_{}~]")
_NUMERAL = re.compile(r"\d+|\b[ivx]+\b")


def near_titles(context: Context) -> Iterator[Finding]:
    """Pairs of papers of which any titles are nearly the same, shown at the later id's title.

    Titles that differ in a number or numeral (`v2`, `v3`; `part II`) are two
    papers, and so are those that say so (`distinct_from`) or that are known to
    be one by another check (the same arXiv id or DOI).
    """
    titled = [(p, title) for p in context.catalog.papers.values() for title in p.titles]
    found = near_pairs([title for _, title in titled])
    pairs = ((titled[first][0], titled[second][0]) for first, second in found)
    for one, other in {(one.id, other.id): (one, other) for one, other in pairs}.values():
        if one is not other and not _told_apart(one, other):
            yield Finding(
                f"papers/{other.id}.yml", ("title",), "duplicate-title",
                f"the title is nearly that of {one.id} ({one.title[:80]!r}); keep one of the two, "
                f"or say `distinct_from: [{one.id}]`",
            )  # fmt: skip


def near_pairs(titles: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of indices into `titles`, the lower first, that are nearly the same; sorted."""
    numerals = [_NUMERAL.findall(folded(title)) for title in titles]
    alike = pairs_alike(titles, NEAR)
    return [pair for pair in alike if numerals[pair[0]] == numerals[pair[1]]]


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
