"""What papers lack, those first that readers are led to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from generator.analysis.mentions import find_mentions
from generator.model.models import Catalog, Paper

LACKS: dict[str, Callable[[Paper], bool]] = {
    "topics": lambda paper: not paper.topics,
    "tags": lambda paper: not paper.tags,
    "summary": lambda paper: not paper.summary,
    "authors": lambda paper: not paper.authors,
    "year": lambda paper: paper.year is None,
    "address": lambda paper: not (paper.arxiv or paper.doi or paper.url),
}
"""What a paper may lack, by how much readers miss it, and how that is told."""

HOME_PAGE = "home.yml"
"""Stands among the reading paths for a door of the home page."""

_LINK = re.compile(r"\]\(paper:([^)\s]*)\)")


@dataclass(frozen=True, slots=True)
class Links:
    """How readers are led to a paper."""

    reading_paths: tuple[str, ...] = ()
    """Topics whose reading path it is on, and `HOME_PAGE`."""
    prose: int = 0
    """Links in introductions and hand-written pages, and sections of topics it is in."""
    abstracts: int = 0
    """Papers whose abstract names its method."""


@dataclass(frozen=True, slots=True)
class Task:
    """What one paper lacks."""

    paper: str
    lacks: tuple[str, ...]
    """Names of `LACKS`, in that order."""
    links: Links


def todo(catalog: Catalog) -> list[Task]:
    """The papers that lack something.

    Those on reading paths come first, then those that prose links, then those
    that abstracts name, the more the earlier; then those that lack more of
    what matters; equals by id.
    """
    links = links_to(catalog)
    tasks = []
    for paper in catalog.papers.values():
        lacks = tuple(name for name, is_lacking in LACKS.items() if is_lacking(paper))
        if lacks:
            tasks.append(Task(paper.id, lacks, links[paper.id]))
    return sorted(tasks, key=_by_value)


def by_links(catalog: Catalog, papers: Iterable[str]) -> list[str]:
    """The papers by how much readers are led to them; equals in the order given."""
    links = links_to(catalog)
    return sorted(papers, key=lambda paper: _by_links(links[paper]))


def links_to(catalog: Catalog) -> dict[str, Links]:
    """How readers are led to each paper, in the order of the catalogue."""
    paths: dict[str, list[str]] = {paper: [] for paper in catalog.papers}
    prose: Counter[str] = Counter()
    for topic in catalog.topics.values():
        for step in dict.fromkeys(step.paper for step in topic.start_here):
            paths.setdefault(step, []).append(topic.id)
        prose.update(_LINK.findall(topic.introduction))
        prose.update(paper for section in topic.sections for paper in section.papers)
    for door in catalog.home.doors:
        for paper in door.papers:
            paths.setdefault(paper, []).append(HOME_PAGE)
    for text in (catalog.home.introduction, *(page.markdown for page in catalog.pages)):
        prose.update(_LINK.findall(text))
    mentions = find_mentions(catalog.papers)
    named = Counter(mention.paper for found in mentions.values() for mention in found)
    return {
        paper: Links(tuple(dict.fromkeys(paths[paper])), prose[paper], named[paper])
        for paper in catalog.papers
    }


def _by_value(task: Task) -> tuple[object, ...]:
    order = list(LACKS)
    missing = tuple(order.index(name) for name in task.lacks)
    return (
        *_by_links(task.links),
        -len([name for name in missing if name < 3]),
        missing,
        task.paper,
    )


def _by_links(links: Links) -> tuple[int, int, int]:
    return -len(links.reading_paths), -links.prose, -links.abstracts
