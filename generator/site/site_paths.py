"""Which pages and files the site has, known from the catalogue without making them."""

from __future__ import annotations

import functools
from typing import NamedTuple

from generator.model import urls
from generator.model.memory import NOTHING, Memory, digest_of
from generator.model.models import Catalog, HandPage, Paper, Tag, TagKind, Topic

# The modules that make the pages take longer to import than a check of 300 papers takes. So they
# are imported only where the addresses are not recalled.


class _Fixed(NamedTuple):
    """What every list has."""

    taken: frozenset[str]
    indexes: tuple[str, ...]


class SitePaths:
    """The files of the site of a catalogue, gathered when they are first asked for."""

    def __init__(self, catalog: Catalog, memory: Memory = NOTHING) -> None:
        self._catalog = catalog
        self._memory = memory

    def has(self, file: str) -> bool:
        """Whether a link may name the file, relative to `build/docs`.

        Pages are named by their Markdown (`topics/index.md`); of the other files,
        exports, feeds and the images of hand-written pages count.
        """
        if file.endswith(".md"):
            return file in self.pages
        if file.startswith(urls.PAGE_IMAGES):
            return file.removeprefix(urls.PAGE_IMAGES) in self._catalog.images
        return file in self.data

    @functools.cached_property
    def pages(self) -> frozenset[str]:
        """The Markdown file of every page, redirects included, relative to `build/docs`."""
        catalog = self._catalog
        named = (
            [
                (paper.id, paper.title, paper.shown_title, paper.authors, paper.aliases)
                for paper in catalog.papers.values()
            ],
            [(topic.id, topic.aliases) for topic in catalog.topics.values()],
            [(tag.id, tag.aliases, tag.deprecated_for) for tag in catalog.tags.values()],
            [page.id for page in catalog.pages],
        )
        return self._memory.recall("addresses", digest_of(named), lambda: _pages_of(*named))

    @property
    def indexes(self) -> tuple[str, ...]:
        """The Markdown files of the pages that the navigation has in every list."""
        return self._fixed.indexes

    @property
    def taken(self) -> frozenset[str]:
        """What the site's root holds by itself: no hand-written page may have such a name."""
        return self._fixed.taken

    @functools.cached_property
    def data(self) -> frozenset[str]:
        """Every export and feed, relative to the site's root."""
        from generator.site import exports, feeds

        catalog = self._catalog
        many = len(catalog.papers)
        found = [
            path
            for name, papers in exports.collections(catalog).items()
            for _, path in exports.downloads(name, len(papers), many)
        ]
        for paper in catalog.papers:
            found += [path for _, path in exports.paper_alternates(paper, many)]
        topics = catalog.by_topic
        names = [feeds.ALL, *topics, *(f"tags/{tag}" for tag in catalog.by_tag)]
        found += [path for name in names for _, _, path in feeds.feed_paths(name, many)]
        return frozenset(found)

    @functools.cached_property
    def _fixed(self) -> _Fixed:
        return self._memory.recall("fixed addresses", "", _fixed)


def _pages_of(
    papers: list[tuple[str, str, str | None, tuple[str, ...], tuple[str, ...]]],
    topics: list[tuple[str, tuple[str, ...]]],
    tags: list[tuple[str, tuple[str, ...], str | None]],
    pages: list[str],
) -> frozenset[str]:
    from generator.site.pages import PAGE_KINDS

    # Only what is looked at is handed on, so that nothing else can matter.
    catalog = Catalog(
        papers={
            id_: Paper(id_, title, "", shown_title=shown, authors=authors, aliases=aliases)
            for id_, title, shown, authors, aliases in papers
        },
        topics={id_: Topic(id_, "", "", aliases=aliases) for id_, aliases in topics},
        tags={
            id_: Tag(id_, "", "", TagKind.METHOD, aliases=aliases, deprecated_for=successor)
            for id_, aliases, successor in tags
        },
        pages=tuple(HandPage(id_, "", "") for id_ in pages),
    )
    paths = (path for kind in PAGE_KINDS for path in kind.paths_in(catalog))
    return frozenset(map(urls.markdown_file, paths))


def _fixed() -> _Fixed:
    from generator.site.pages import PAGE_KINDS

    folders = (urls.FEEDS, urls.PAGE_IMAGES, *(kind.path for kind in PAGE_KINDS))
    at_root = {path.split("/")[0] for path in folders if path and path != urls.CODES}
    return _Fixed(
        taken=frozenset({*at_root, "404", "index", "offline"}),
        indexes=tuple(urls.markdown_file(kind.path) for kind in PAGE_KINDS if kind.navigation),
    )
