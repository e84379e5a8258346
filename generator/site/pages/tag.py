"""A tag's page, and the index of tags."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator.model.config import Site
from generator.model.models import Tag, TagKind
from generator.site.cards import LONGEST_LIST, Deck, year_span
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
    """How many papers are found under it."""
    broader: TagChip | None
    narrower: tuple[tuple[TagChip, int], ...]
    """The tags that it holds, by name, with the number of papers."""
    related: tuple[TagChip, ...]
    together: tuple[tuple[TagChip, int], ...]
    """The tags that stand most often beside it, with the number of papers."""
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


@dataclass(frozen=True, slots=True)
class TagsView:
    """The index of tags."""

    groups: tuple[TagGroup, ...]


def tag_contents(source: Source) -> Iterator[Content]:
    """The page of each tag that is not deprecated."""
    for tag in source.catalog.tags.values():
        if not tag.deprecated_for:
            yield _content(tag, source.deck, source.site)


def _content(tag: Tag, deck: Deck, site: Site) -> Content:
    papers = deck.by_tag[tag.id]
    chip = deck.tags[tag.id]
    topics = Counter(topic for paper in papers for topic in paper.topics if topic in deck.topics)
    ordered = sorted(topics.items(), key=lambda item: (-item[1], item[0]))
    narrower = _by_name(deck.catalog.narrower_than(tag.id))
    kin = {tag.id, deck.catalog.broader_of(tag.id) or "", *(t.id for t in narrower)}
    view = TagView(
        chip=chip,
        description=tag.description,
        aliases=tag.aliases,
        cards=deck.newest_first(papers)[:LONGEST_LIST],
        count=len(papers),
        broader=deck.tags[holder] if (holder := deck.catalog.broader_of(tag.id)) else None,
        narrower=tuple((deck.tags[t.id], len(deck.by_tag[t.id])) for t in narrower),
        related=tuple(deck.tags[other] for other in tag.related if other in deck.tags),
        together=deck.common_tags(papers, _TOGETHER_SHOWN, without=kin),
        topics=tuple((deck.topics[topic], count) for topic, count in ordered),
        years=year_span(papers),
        downloads=tag_downloads(tag.id) if len(papers) <= MOST_IN_TAG else (),
        feeds=feed_downloads(f"tags/{tag.id}"),
        edit_url=site.edit_url("content/tags.yml"),
        head=list_head(tag.name, tag.description, chip.path, papers, deck, site),
    )
    return Content(tag.name, tag.description, view, f"{tag.id}/")


def tags_contents(source: Source) -> Iterator[Content]:
    """The index of tags, by kind; deprecated tags are left out."""
    deck = source.deck
    used = [tag for tag in deck.catalog.tags.values() if not tag.deprecated_for]
    groups = []
    for kind, title in KIND_TITLES.items():
        tags = [tag for tag in used if tag.kind is kind]
        ids = {tag.id for tag in tags}
        tops = (tag for tag in tags if deck.catalog.broader_of(tag.id) not in ids)
        if tags:
            rows = tuple(_summary(tag, deck) for tag in _by_name(tops))
            groups.append(TagGroup(kind.value, title, rows, len(tags)))
    yield Content(
        title="Tags",
        description="The controlled vocabulary: what each tag means, and how many papers it has.",
        view=TagsView(tuple(groups)),
    )


def _summary(tag: Tag, deck: Deck) -> TagSummary:
    narrower = _by_name(deck.catalog.narrower_than(tag.id))
    held = (TagSummary(deck.tags[t.id], len(deck.by_tag[t.id]), t.aliases) for t in narrower)
    return TagSummary(deck.tags[tag.id], len(deck.by_tag[tag.id]), tag.aliases, tuple(held))


def _by_name(tags: Iterable[Tag]) -> list[Tag]:
    return sorted(tags, key=lambda tag: tag.name.lower())
