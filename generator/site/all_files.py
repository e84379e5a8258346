"""The catalogue to every file that the builder starts from: Markdown, exports, search data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator import search
from generator.model import urls
from generator.model.config import Site
from generator.site import exports, feeds
from generator.site.browser_data import reader_files
from generator.site.cards import Deck
from generator.site.pages import Page, Source, documents, is_listed, other_pages, paper_pages
from generator.site.render import render
from generator.site.scripts import scripts
from generator.site.sitemap import sitemap
from generator.site.theme_styles import STYLES, material_styles
from generator.site.web_manifest import web_manifest

Files = Iterator[tuple[str, bytes]]
"""Path below `build/docs` and content."""


def data_files(deck: Deck, site: Site) -> Files:
    """What follows from the catalogue alone: exports, feeds, search data."""
    yield from exports.exports(deck.catalog, site.url, refs=deck.references)
    yield from feeds.feeds(deck.catalog, site.url, site.name, deck.references)
    for name, data in search.build_index(documents(deck)).items():
        yield f"assets/search/{name}", data


def paper_files(source: Source, papers: Iterable[str]) -> Files:
    """The pages of these papers, by id."""
    return _rendered(paper_pages(source, papers), source.site)


def other_files(source: Source) -> Files:
    """All other pages, and what they and the builder need beside them."""
    site = source.site
    pages = list(other_pages(source))
    yield from _rendered(pages, site)
    found = [page.path for page in pages if is_listed(page)]
    yield "sitemap.xml", sitemap([*found, *map(urls.paper, source.catalog.papers)], site.url)
    yield STYLES, material_styles()
    yield from scripts(site.theme)
    yield "manifest.webmanifest", web_manifest(site)
    yield from reader_files(source.deck, source.derived, site.url)
    for path, image in source.catalog.images.items():
        yield urls.page_image(path), image


def _rendered(pages: Iterable[Page], site: Site) -> Files:
    for path, text in render(pages, site):
        yield path, text.encode("utf-8", "replace")
