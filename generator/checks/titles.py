"""Titles that are nearly the same, and files named after another title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.checks.context import Check, Context
from generator.checks.each_paper import of_each_group, of_each_paper
from generator.model.memory import digest_of
from generator.model.models import Paper
from generator.model.problems import Severity
from generator.model.rules import Finding, Group, Rule
from generator.text.slugs import is_slug, slugify

_LATEX = re.compile(r"[\\$^_{}~]")

TITLE_AND_NAME = Rule("title-and-name", Group.FILES, Severity.NOTICE,
    "The file is named after another title. That is right after a title was corrected (an "
    "id never changes by itself) and wrong in a copied file.",
    "papers/maps-of-the-coast.yml with title: Maps Before Mercator",
    "In a new file: rename it. Else leave it.")  # fmt: skip
DUPLICATE_TITLE = Rule("duplicate-title", Group.RELATIONS, Severity.WARNING,
    "Two titles are nearly the same.",
    "The Colour of Maps and The Color of Maps",
    "Keep one file; if they are two papers, say so with `distinct_from: "
    "[id-of-the-other]` in one of them.")  # fmt: skip


def near_titles(context: Context) -> Iterator[Finding]:
    """Pairs of papers of which any titles are nearly the same, shown at the later id's title.

    Left out are papers that say so (`distinct_from`) and pairs that another check
    reports (the same arXiv id or DOI).
    """
    papers = context.catalog.papers
    titles = digest_of(*of_each_group(context, "titles", _titles, None))
    found = context.memory.recall("near titles", titles, lambda: _pairs(papers.values()))
    for one, other in ((papers[earlier], papers[later]) for earlier, later in found):
        if not _told_apart(one, other):
            yield Finding(
                f"papers/{other.id}.yml", ("title",), DUPLICATE_TITLE,
                f"the title is nearly that of {one.id} ({one.title[:80]!r}); keep one of the two, "
                f"or say `distinct_from: [{one.id}]`",
            )  # fmt: skip


def _titles(papers: Iterable[Paper], _by: None) -> str:
    return digest_of([(paper.id, paper.titles) for paper in papers])


def _pairs(papers: Iterable[Paper]) -> list[tuple[str, str]]:
    """The ids of two papers with titles nearly the same, the earlier first, each pair once."""
    from generator.text.similar_titles import near_pairs  # most edits change no title

    titled = [(paper.id, title) for paper in papers for title in paper.titles]
    found = near_pairs([title for _, title in titled], range(len(titled)))
    pairs = ((titled[earlier][0], titled[later][0]) for later, earlier in found)
    return [pair for pair in dict.fromkeys(pairs) if pair[0] != pair[1]]


def other_names(context: Context) -> Iterator[Finding]:
    """Papers whose file is not named after their title."""
    return of_each_paper(context, "other names", _name, None)


def _name(paper: Paper, _: None) -> Iterator[Finding]:
    if not is_slug(paper.id):
        return  # reported as `file-name`
    slug = _slug(paper.title)
    if paper.id != slug and not _is_numbered(paper.id, slug):
        yield Finding(
            f"papers/{paper.id}.yml", ("title",), TITLE_AND_NAME,
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


CHECKS = (
    Check("titles differ", near_titles, (DUPLICATE_TITLE,)),
    Check("files are named after titles", other_names, (TITLE_AND_NAME,)),
)
