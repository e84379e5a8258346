"""A tag's page, and the index of tags."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator.model.config import Site
from generator.model.models import Tag, TagKind
from generator.site.cards import LONGEST_LIST, PageParts, year_span
from generator.site.exports import MOST_IN_TAG
from generator.site.head_html import list_head
from generator.site.pages.downloads import feed_downloads, tag_downloads
from generator.site.pages.page import Content, Source
from generator.site.views import Card, Download, TagChip, TopicChip

_TOGETHER_SHOWN = 10

KIND_TITLES = {
    TagKind.METHOD: "Methods",
    TagKind.ARCHITECTURE: "Architectures",
    TagKind.TASK: "Tasks",
    TagKind.DOMAIN: "Domains",
    TagKind.PROPERTY: "Properties and questions",
    TagKind.PAPER_TYPE: "Kinds of paper",
}
"""The headings of the index of tags, in its order."""


@dataclass(frozen=True, slots=True)
class TagView:
    """A tag's page."""

    chip: TagChip
    description: str
    aliases: tuple[str, ...]
    cards: tuple[Card, ...]
    """Newest first, as many as one page takes."""
    count: int
    """How many papers carry it."""
    related: tuple[TagChip, ...]
    together: tuple[tuple[TagChip, int], ...]
    """The tags that papers most often have besides it, with the number of papers."""
    topics: tuple[tuple[TopicChip, int], ...]
    years: str
    downloads: tuple[Download, ...]
    feeds: tuple[Download, ...]
    edit_url: str
    head: Markup


@dataclass(frozen=True, slots=True)
class TagSummary:
    """A tag among the tags."""

    chip: TagChip
    count: int
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TagGroup:
    """The tags of one kind, by name."""

    kind: str
    title: str
    tags: tuple[TagSummary, ...]


@dataclass(frozen=True, slots=True)
class TagsView:
    """The index of tags."""

    groups: tuple[TagGroup, ...]


def tag_contents(source: Source) -> Iterator[Content]:
    """The page of each tag that is not deprecated."""
    for tag in source.catalog.tags.values():
        if not tag.deprecated_for:
            yield _content(tag, source.parts, source.site)


def _content(tag: Tag, parts: PageParts, site: Site) -> Content:
    papers = parts.by_tag[tag.id]
    chip = parts.tags[tag.id]
    topics = Counter(topic for paper in papers for topic in paper.topics if topic in parts.topics)
    ordered = sorted(topics.items(), key=lambda item: (-item[1], item[0]))
    view = TagView(
        chip=chip,
        description=tag.description,
        aliases=tag.aliases,
        cards=parts.newest_first(papers)[:LONGEST_LIST],
        count=len(papers),
        related=tuple(parts.tags[other] for other in tag.related if other in parts.tags),
        together=parts.common_tags(papers, _TOGETHER_SHOWN, without=tag.id),
        topics=tuple((parts.topics[topic], count) for topic, count in ordered),
        years=year_span(papers),
        downloads=tag_downloads(tag.id) if len(papers) <= MOST_IN_TAG else (),
        feeds=feed_downloads(f"tags/{tag.id}"),
        edit_url=site.edit_url("content/tags.yml"),
        head=list_head(tag.name, tag.description, chip.path, papers, parts, site),
    )
    return Content(tag.name, tag.description, view, f"{tag.id}/")


def tags_contents(source: Source) -> Iterator[Content]:
    """The index of tags, by kind; deprecated tags are left out."""
    parts = source.parts
    groups = []
    for kind, title in KIND_TITLES.items():
        tags = sorted(
            (t for t in parts.catalog.tags.values() if t.kind is kind and not t.deprecated_for),
            key=lambda tag: tag.name.lower(),
        )
        rows = tuple(
            TagSummary(parts.tags[tag.id], len(parts.by_tag[tag.id]), tag.aliases) for tag in tags
        )
        if rows:
            groups.append(TagGroup(kind.value, title, rows))
    yield Content(
        title="Tags",
        description="The controlled vocabulary: what each tag means, and how many papers carry it.",
        view=TagsView(tuple(groups)),
    )
