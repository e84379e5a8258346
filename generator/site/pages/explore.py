"""The pages that the reader's own browser fills: the filters, and the reader's list."""

from __future__ import annotations

from generator.citations.formats import FORMATS
from generator.model import urls
from generator.site.cards import Deck
from generator.site.views import ExploreView, MyListView, Page

_TAGS_SHOWN = 24
_FORMATS = tuple((form.id, form.selection.label) for form in FORMATS if form.selection)


def explore_page(deck: Deck) -> Page:
    """Filters that combine, over all papers."""
    papers = list(deck.catalog.papers.values())
    return Page(
        path=urls.EXPLORE,
        title="Explore",
        description="Every paper on the list, narrowed down by topic, tag, year, venue and kind.",
        template="explore.html",
        view=ExploreView(
            papers=len(papers),
            topics=tuple(deck.topics.values()),
            tags=deck.common_tags(papers, _TAGS_SHOWN),
            formats=_FORMATS,
        ),
        kind="index",
    )


def my_list_page(deck: Deck) -> Page:
    """What the reader wants to read, is reading, has read, and thinks of it."""
    return Page(
        path=urls.MY_LIST,
        title="My list",
        description="What you want to read, are reading and have read, with your notes.",
        template="my_list.html",
        view=MyListView(len(deck.catalog.papers), _FORMATS),
        kind="index",
    )
