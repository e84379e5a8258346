"""The catalogue to every file that the builder starts from: Markdown, exports, search data."""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import datetime
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from generator import search
from generator.model import urls
from generator.model.config import Site
from generator.model.files import Draft
from generator.model.groups import groups
from generator.model.memory import NOTHING, Memory, digest_of
from generator.site import exports, feeds, search_source
from generator.site.browser_data import reader_files
from generator.site.cards import PageParts
from generator.site.discovery import changes, robots, search_description, sitemap
from generator.site.navigation import NAVIGATION, navigation_file
from generator.site.pages import (
    PageDraft,
    PageSource,
    drafts_at,
    is_listed,
    navigation,
    other_documents,
    other_drafts,
    paper_drafts,
)
from generator.site.render import Renderer
from generator.site.scripts import scripts
from generator.site.theme_styles import STYLES, material_styles
from generator.site.web_manifest import web_manifest

if TYPE_CHECKING:
    from generator.search.reading import Reading

History = Mapping[str, datetime]
"""When each file of the content was last changed, by its path, as far as it is known."""
_NO_HISTORY: History = MappingProxyType({})
SEARCH = "assets/search/"
"""The folder of the search data, which are made together."""
_READ_AT_ONCE = 128
"""Papers of a group at most, on average, that are read for the search again when one changes."""
_SPARE = 0.25
"""So many groups of an earlier list are read beside those of this one, at most: they are large."""


def data_files(
    parts: PageParts, site: Site, history: History = _NO_HISTORY, memory: Memory = NOTHING
) -> Iterator[Draft]:
    """What follows from the catalogue and its history alone: exports and feeds."""
    catalog, refs, inputs = parts.catalog, parts.references, parts.inputs
    yield from exports.exports(catalog, site.url, parts.keys, refs, inputs, memory, parts.bibtex)
    yield from feeds.feeds(catalog, site, refs, inputs, history)


def search_files(parts: PageParts, memory: Memory) -> Iterator[Draft]:
    """The search data; not made again while what the search finds is the same."""
    inputs = digest_of(
        list(parts.inputs.values()), parts.catalog.topics, parts.catalog.tags, parts.catalog.pages
    )

    @functools.cache
    def index() -> dict[str, Draft]:
        return {file.path: file for file in search.index_of(_read(parts, memory), memory)}

    def told() -> list[tuple[str, str]]:
        return [(name, file.inputs) for name, file in index().items()]

    for name, own in memory.recall("search files", inputs, told):
        yield Draft(f"{SEARCH}{name}", own, partial(_part, index, name))


def _read(parts: PageParts, memory: Memory) -> list[Reading]:
    """What the pages give to the index, group by group; only that of other pages is made."""
    catalog = parts.catalog
    tags = digest_of(catalog.tags)  # the other names of a tag are searched too
    others = digest_of(tags, catalog.topics, catalog.pages)

    def read(papers: Iterable[str]) -> Reading:
        return search.read(list(search_source.papers(parts, papers)))

    with memory.entries("read for the search", _SPARE) as known:
        found = [
            known.recall(digest_of(tags, [parts.inputs[p] for p in some]), partial(read, some))
            for some in groups(catalog.papers, _READ_AT_ONCE)
        ]
        return [*found, known.recall(others, lambda: search.read(other_documents(parts)))]


def paper_files(source: PageSource, papers: Iterable[str]) -> Iterator[Draft]:
    """The pages of these papers, by id."""
    return _rendered(paper_drafts(source, papers), source.site)


def files_at(source: PageSource, paths: Collection[str]) -> Iterator[Draft]:
    """The pages with these page paths, but those that load other files when they are opened."""
    return _rendered(drafts_at(source, paths), source.site)


def other_files(source: PageSource, history: History = _NO_HISTORY) -> Iterator[Draft]:
    """All other pages, and what they and the builder need beside them."""
    site = source.site
    pages = list(other_drafts(source))
    yield from _rendered(pages, site)
    found = [page.path for page in pages if is_listed(page)]
    found += map(urls.paper, source.catalog.papers)
    yield Draft(NAVIGATION, "", lambda: navigation_file(navigation(source.catalog)))
    changed = changes(source.parts, history)
    yield Draft("sitemap.xml", "", lambda: sitemap(found, site.url, changed))
    yield Draft(STYLES, digest_of(STYLES), material_styles)  # a digest of the code has its version
    yield from scripts(site.theme)
    yield Draft("manifest.webmanifest", "", lambda: web_manifest(site))
    yield Draft("robots.txt", "", lambda: robots(site.url))
    yield Draft(urls.SEARCH_DESCRIPTION, "", lambda: search_description(site))
    yield from reader_files(source.parts, source.derived, site)
    for path, image in source.catalog.images.items():
        yield Draft(urls.page_image(path), "", partial(bytes, image))


def _part(index: Callable[[], dict[str, Draft]], name: str) -> bytes:
    return index()[name].make()


def _rendered(pages: Iterable[PageDraft], site: Site) -> Iterator[Draft]:
    renderer = Renderer(site)

    def make(page: PageDraft) -> bytes:
        return renderer.render(page.make()).encode("utf-8", "replace")

    for page in pages:
        yield Draft(urls.markdown_file(page.path), page.inputs, partial(make, page))
