"""The files that hold the same papers as a page, and what the browser makes beside them."""

from __future__ import annotations

from generator.model.models import TagKind
from generator.site import exports, feeds
from generator.site.cards import PageParts
from generator.site.views import Download, Files


def all_files(parts: PageParts) -> Files:
    """Those of all papers."""
    return _files(parts, exports.ALL, len(parts.catalog.papers), "")


def topic_files(parts: PageParts, topic: str) -> Files:
    """Those of a topic, or of the papers that have none."""
    return _files(parts, topic, len(parts.catalog.by_topic.get(topic, ())), f"topic={topic}")


def tag_files(parts: PageParts, tag: str) -> Files:
    """Those of a tag."""
    name = f"{exports.TAGS}{tag}"
    return _files(parts, name, len(parts.catalog.by_tag[tag]), f"{tag_filter(parts, tag)}={tag}")


def tag_filter(parts: PageParts, tag: str) -> str:
    """The group of the page of filters that holds the tag."""
    return "type" if parts.catalog.tags[tag].kind is TagKind.PAPER_TYPE else "tag"


def feed_downloads(parts: PageParts, name: str = feeds.ALL) -> tuple[Download, ...]:
    """The feeds of all papers, of a topic, or of `tags/` and a tag's id."""
    offered = feeds.feed_paths(name, len(parts.catalog.papers))
    return tuple(Download(label, path) for _, label, path in offered)


def _files(parts: PageParts, name: str, count: int, of: str) -> Files:
    papers = len(parts.catalog.papers)
    links = exports.downloads(name, count, papers)
    made = exports.made_by_script(name, count, papers) if count else ()
    return Files(tuple(Download(label, path) for label, path in links), made, of)
