"""Pages at former addresses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import starmap
from typing import NamedTuple

from generator.model import urls
from generator.model.models import Catalog
from generator.site.pages.page import Content, PageSource
from generator.text.slugs import is_slug


class RedirectView(NamedTuple):
    """A page that has moved."""

    target: str


def redirect_contents(source: PageSource) -> Iterator[Content]:
    """A page at each former address of a paper, topic or tag."""
    yield from starmap(_redirect, _moves(source.catalog))


def redirect_paths(catalog: Catalog) -> Iterator[str]:
    """The pages of `redirect_contents`."""
    return (old for old, _ in _moves(catalog))


def _moves(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """The former page path and the present one."""
    moved: list[tuple[Callable[[str], str], str, tuple[str, ...]]] = [
        *((urls.paper, paper.id, paper.aliases) for paper in catalog.papers.values()),
        *((urls.topic, topic.id, topic.aliases) for topic in catalog.topics.values()),
        *((urls.tag, tag.id, tag.aliases) for tag in catalog.tags.values()),
    ]
    for path, new, aliases in moved:
        for old in aliases:
            if is_slug(old):
                yield path(old), path(new)
    for tag in catalog.tags.values():
        if tag.deprecated_for:
            yield urls.tag(tag.id), urls.tag(tag.deprecated_for)


def _redirect(old: str, new: str) -> Content:
    return Content("Moved", "This page has moved.", RedirectView(new), old)
