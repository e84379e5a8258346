"""The catalogue to every file that the builder starts from: Markdown, exports, search data."""

from __future__ import annotations

from collections.abc import Iterator

from generator import exports, feeds, search
from generator.config import Site
from generator.deck import Deck
from generator.derive import Derived
from generator.models import Catalog
from generator.pages import Source, all_pages
from generator.reader_data import reader_files
from generator.rendering import render
from generator.search_documents import documents
from generator.service_worker import web_manifest
from generator.sitemap import sitemap
from generator.theme_styles import STYLES, material_styles


def publish(catalog: Catalog, derived: Derived, site: Site) -> Iterator[tuple[str, bytes]]:
    """Every file below `build/docs`.

    Yields:
        Path and content: the pages in the site's order, then the files beside them.
    """
    deck = Deck(catalog)
    pages = list(all_pages(Source(catalog, derived, deck, site)))
    for path, text in render(pages, site):
        yield path, text.encode("utf-8", "replace")
    yield STYLES, material_styles()
    yield "manifest.webmanifest", web_manifest(site)
    yield "sitemap.xml", sitemap((p.path for p in pages if p.kind != "redirect"), site.url)
    yield from exports.exports(catalog, site.url, derived.keys, deck.references)
    yield from feeds.feeds(catalog, site.url, site.name, deck.references)
    yield from reader_files(deck, derived, site.url)
    for name, data in search.build_index(documents(deck)).items():
        yield f"assets/search/{name}", data
