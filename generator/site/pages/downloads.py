"""The files that hold the same papers as a page."""

from __future__ import annotations

from generator.site import exports, feeds
from generator.site.views import Download


def topic_downloads(name: str = exports.ALL) -> tuple[Download, ...]:
    """The exports of all papers or of a topic."""
    return tuple(Download(label, path) for label, path in exports.downloads(name))


def tag_downloads(tag: str) -> tuple[Download, ...]:
    """The exports of a tag's papers."""
    return tuple(Download(label, path) for label, path in exports.tag_downloads(tag))


def feed_downloads(name: str = feeds.ALL) -> tuple[Download, ...]:
    """The feeds of all papers, of a topic, or of `tags/` and a tag's id."""
    return tuple(Download(label, path) for _, label, path in feeds.feed_paths(name))
