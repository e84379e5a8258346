"""Which pages and files the site has, known from the catalogue without making them."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from generator.model import urls
from generator.model.models import Catalog
from generator.site import exports, feeds
from generator.site.pages import PAGE_KINDS

_FOLDERS = (urls.FEEDS, urls.PAGE_IMAGES, *(kind.path for kind in PAGE_KINDS))
TAKEN = frozenset(path.split("/")[0] for path in _FOLDERS if path and path != urls.CODES) | {
    "404",
    "index",
    "offline",
}
"""What the site's root holds by itself: no hand-written page may have such a name."""


class SitePaths:
    """The files of the site of a catalogue, each kind gathered when it is first asked for."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

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
        return frozenset(map(urls.markdown_file, _pages(self._catalog)))

    @functools.cached_property
    def data(self) -> frozenset[str]:
        """Every export and feed, relative to the site's root."""
        catalog = self._catalog
        many = len(catalog.papers)
        found = [
            path
            for name, papers in exports.collections(catalog).items()
            for _, path in exports.downloads(name, len(papers), many)
        ]
        for paper in catalog.papers:
            found += [path for _, path in exports.paper_alternates(paper, many)]
        topics = exports.by_topic_of(catalog)
        names = [feeds.ALL, *topics, *(f"tags/{tag}" for tag in exports.by_tag_of(catalog))]
        found += [path for name in names for _, _, path in feeds.feed_paths(name, many)]
        return frozenset(found)


def index_files() -> list[str]:
    """The Markdown files of the pages that the navigation has in every list."""
    return [urls.markdown_file(kind.path) for kind in PAGE_KINDS if kind.navigation]


def _pages(catalog: Catalog) -> Iterator[str]:
    return (path for kind in PAGE_KINDS for path in kind.paths_in(catalog))
