"""A tag's page, and the index of tags."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from generator.model.config import Site
from generator.model.memory import digest_of
from generator.model.models import Tag, TagKind
from generator.site.cards import PageParts
from generator.site.exports import TAGS
from generator.site.head_html import list_head
from generator.site.pages.downloads import feed_downloads, tag_files, tag_filter
from generator.site.pages.page import Content, Later, PageSource
from generator.site.pages.paper_lines import year_span
from generator.site.tag_lists import by_name, common_tags
from generator.site.views import Card, Download, Files, TagChip, TopicChip

_TOGETHER_SHOWN = 10
_TOPICS_SHOWN = 24

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
    coins: bool
    """Whether the cards hold context objects."""
    filter: str
    """The group of the page of filters that holds it."""
    count: int
    """How many papers are found under it."""
    broader: TagChip | None
    narrower: tuple[tuple[TagChip, int], ...]
    """The tags that it holds, by name, with the number of papers."""
    related: tuple[TagChip, ...]
    together: tuple[tuple[TagChip, int], ...]
    """The tags that papers most often have besides it, with the number of papers."""
    topics: tuple[tuple[TopicChip, int], ...]
    """Those that most of its papers have, with their number."""
    years: str
    files: Files
    feeds: tuple[Download, ...]
    edit_url: str


@dataclass(frozen=True, slots=True)
class TagSummary:
    """A tag among the tags."""

    chip: TagChip
    count: int
    aliases: tuple[str, ...]
    narrower: tuple[TagSummary, ...] = ()
    """The tags that it holds, by name, of whatever kind."""


@dataclass(frozen=True, slots=True)
class TagGroup:
    """The tags of one kind, by name."""

    kind: str
    title: str
    tags: tuple[TagSummary, ...]
    """Those that no other tag of this kind holds."""
    count: int
    """How many tags are of the kind."""


class TagsView(NamedTuple):
    """The index of tags."""

    groups: tuple[TagGroup, ...]


def tag_contents(source: PageSource) -> Iterator[Later]:
    """The page of each tag that is not deprecated."""
    for tag in source.catalog.tags.values():
        if not tag.deprecated_for:
            make = partial(_content, tag, source.parts, source.site)
            yield Later(f"{tag.id}/", _inputs(tag, source.parts, source.site), make)


def _inputs(tag: Tag, parts: PageParts, site: Site) -> str:
    kin = parts.catalog.broader_of(tag.id), *(t.id for t in parts.catalog.narrower_than(tag.id))
    counts = [len(parts.catalog.by_tag.get(other or "", ())) for other in kin]
    chips = [parts.tags.get(other or "") for other in (tag.id, *tag.related, *kin)]
    files = tag_files(parts, tag.id), feed_downloads(parts, f"tags/{tag.id}"), parts.extent
    papers = "".join(map(parts.inputs.__getitem__, parts.catalog.by_tag[tag.id]))
    return digest_of(tag, chips, counts, papers, files, site)


def _content(tag: Tag, parts: PageParts, site: Site) -> Content:
    papers = parts.by_tag[tag.id]
    chip = parts.tags[tag.id]
    topics = Counter(topic for paper in papers for topic in paper.topics if topic in parts.topics)
    ordered = sorted(topics.items(), key=lambda item: (-item[1], item[0]))
    narrower = by_name(parts.catalog.narrower_than(tag.id), parts)
    kin = {tag.id, parts.catalog.broader_of(tag.id) or "", *(t.id for t in narrower)}
    view = TagView(
        chip=chip,
        description=tag.description,
        aliases=tag.aliases,
        cards=parts.newest_first(papers, parts.extent.cards),
        coins=parts.extent.coins,
        filter=tag_filter(parts, tag.id),
        count=len(papers),
        broader=parts.tags[holder] if (holder := parts.catalog.broader_of(tag.id)) else None,
        narrower=tuple((parts.tags[t.id], len(parts.catalog.by_tag[t.id])) for t in narrower),
        related=tuple(parts.tags[other] for other in tag.related if other in parts.tags),
        together=common_tags(papers, parts, _TOGETHER_SHOWN, without=kin),
        topics=tuple((parts.topics[topic], count) for topic, count in ordered[:_TOPICS_SHOWN]),
        years=year_span(papers),
        files=tag_files(parts, tag.id),
        feeds=feed_downloads(parts, f"tags/{tag.id}"),
        edit_url=site.edit_url("content/tags.yml"),
    )
    head = list_head(
        *(tag.name, tag.description, chip.path, papers, parts, site),
        collection=f"{TAGS}{tag.id}",
    )
    return Content(tag.name, tag.description, view, f"{tag.id}/", head)


def tags_contents(source: PageSource) -> Iterator[Content]:
    """The index of tags, by kind; deprecated tags are left out."""
    parts = source.parts
    used = [tag for tag in parts.catalog.tags.values() if not tag.deprecated_for]
    groups = []
    for kind, title in KIND_TITLES.items():
        tags = [tag for tag in used if tag.kind is kind]
        ids = {tag.id for tag in tags}
        tops = (tag for tag in tags if parts.catalog.broader_of(tag.id) not in ids)
        if tags:
            rows = tuple(_summary(tag, parts) for tag in by_name(tops, parts))
            groups.append(TagGroup(kind.value, title, rows, len(tags)))
    yield Content(
        title="Tags",
        description="The controlled vocabulary: what each tag means, and how many papers it has.",
        view=TagsView(tuple(groups)),
    )


def _summary(tag: Tag, parts: PageParts) -> TagSummary:
    narrower = by_name(parts.catalog.narrower_than(tag.id), parts)
    held = (
        TagSummary(parts.tags[t.id], len(parts.catalog.by_tag[t.id]), t.aliases) for t in narrower
    )
    return TagSummary(
        parts.tags[tag.id], len(parts.catalog.by_tag[tag.id]), tag.aliases, tuple(held)
    )
