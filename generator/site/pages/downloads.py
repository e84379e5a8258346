"""The files that hold the same papers as a page."""

from __future__ import annotations

from generator.site import exports, feeds
from generator.site.cards import PageParts
from generator.site.views import Download


def topic_downloads(parts: PageParts, name: str = exports.ALL) -> tuple[Download, ...]:
    """The exports of all papers or of a topic."""
    offered = exports.downloads(name, len(parts.catalog.papers))
    return tuple(Download(label, path) for label, path in offered)


def tag_downloads(parts: PageParts, tag: str) -> tuple[Download, ...]:
    """The exports of a tag's papers."""
    offered = exports.tag_downloads(tag, len(parts.catalog.papers))
    return tuple(Download(label, path) for label, path in offered)


def feed_downloads(parts: PageParts, name: str = feeds.ALL) -> tuple[Download, ...]:
    """The feeds of all papers, of a topic, or of `tags/` and a tag's id."""
    offered = feeds.feed_paths(name, len(parts.catalog.papers))
    return tuple(Download(label, path) for _, label, path in offered)
