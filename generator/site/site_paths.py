"""Which pages and files the site has, known from the catalogue without making them."""

from __future__ import annotations

from collections.abc import Iterator

from generator.content.default_pages import with_defaults
from generator.model import urls
from generator.model.models import Catalog
from generator.site import exports, feeds
from generator.text.filing import letter_of
from generator.text.slugs import is_slug


def has_file(catalog: Catalog, file: str) -> bool:
    """Whether a link may name the file, relative to `build/docs`.

    Pages are named by their Markdown (`topics/index.md`); of the other files,
    exports, feeds and the images of hand-written pages count.
    """
    if file.endswith(".md"):
        return file in page_files(catalog)
    if file.startswith(urls.PAGE_IMAGES):
        return file.removeprefix(urls.PAGE_IMAGES) in catalog.images
    return file in data_files(catalog)


def page_files(catalog: Catalog) -> frozenset[str]:
    """The Markdown file of every page, redirects included, relative to `build/docs`."""
    return frozenset(map(urls.markdown_file, _pages(catalog)))


def data_files(catalog: Catalog) -> frozenset[str]:
    """Every export and feed, relative to the site's root."""
    topics, many = exports.by_topic_of(catalog), len(catalog.papers)
    collections = [name for name in topics if name != exports.ALL]
    found = [
        path for name in (exports.ALL, *collections) for _, path in exports.downloads(name, many)
    ]
    for tag, papers in exports.by_tag_of(catalog).items():
        if len(papers) <= exports.MOST_IN_TAG:
            found += [path for _, path in exports.tag_downloads(tag, many)]
    names = [feeds.ALL, *topics, *(f"tags/{tag}" for tag in exports.by_tag_of(catalog))]
    found += [path for name in names for _, _, path in feeds.feed_paths(name, many)]
    return frozenset(found)


def _pages(catalog: Catalog) -> Iterator[str]:
    yield from urls.INDEXES
    yield urls.topic(urls.UNSORTED)
    yield urls.CODES
    yield urls.NOT_KEPT
    for paper in catalog.papers.values():
        yield from map(urls.paper, (paper.id, *filter(is_slug, paper.aliases)))
        yield from (f"{urls.AUTHORS}{letter_of(name).key}/" for name in paper.authors)
    for topic in catalog.topics.values():
        yield from map(urls.topic, (topic.id, *filter(is_slug, topic.aliases)))
    for tag in catalog.tags.values():
        yield from map(urls.tag, (tag.id, *filter(is_slug, tag.aliases)))
    yield from (urls.hand_page(page.id) for page in with_defaults(catalog.pages))
