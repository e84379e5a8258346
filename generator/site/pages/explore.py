"""The pages that the reader's own browser fills: the filters, and the reader's list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator.citations.formats import FORMATS
from generator.site.pages.page import Content, PageSource, viewed_when_changed
from generator.site.tag_lists import common_tags
from generator.site.views import Card, TagChip, TopicChip

_TAGS_SHOWN = 24
_CARDS_SHOWN = 50
_FORMATS = tuple((form.id, form.selection.label) for form in FORMATS if form.selection)


class ExploreView(NamedTuple):
    """The page of filters: what it offers where no script runs."""

    papers: int
    topics: tuple[TopicChip, ...]
    tags: tuple[tuple[TagChip, int], ...]
    """The most frequent ones, with their number of papers."""
    formats: tuple[tuple[str, str], ...]
    """Id and label of each format in which a selection can be saved."""
    cards: tuple[Card, ...]
    """The newest papers, which the script takes over where nothing is filtered."""
    coins: bool
    """Whether these cards hold context objects; else a script adds them."""


class MyListView(NamedTuple):
    """The reader's own list; it is kept in the reader's browser."""

    papers: int
    formats: tuple[tuple[str, str], ...]
    """As on the page of filters."""


@viewed_when_changed
def explore_contents(source: PageSource) -> Iterator[Content]:
    """Filters that combine, over all papers."""
    parts = source.parts
    papers = list(parts.catalog.papers.values())
    yield Content(
        title="Explore",
        description="Every paper on the list, narrowed down by topic, tag, year, venue and kind.",
        view=ExploreView(
            papers=len(papers),
            topics=tuple(parts.topics.values()),
            tags=common_tags(papers, parts, _TAGS_SHOWN),
            formats=_FORMATS,
            cards=tuple(parts.cards[paper.id] for paper in parts.papers[:_CARDS_SHOWN]),
            coins=parts.extent.coins,
        ),
    )


def my_list_contents(source: PageSource) -> Iterator[Content]:
    """What the reader wants to read, is reading, has read, and thinks of it."""
    yield Content(
        title="My list",
        description="What you want to read, are reading and have read, with your notes.",
        view=MyListView(len(source.catalog.papers), _FORMATS),
    )
