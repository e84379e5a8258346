"""The home page, what is new, and the files to take along."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from generator.model import urls
from generator.site.cards import Deck, year_span
from generator.site.head_html import list_head
from generator.site.pages.downloads import topic_downloads
from generator.site.pages.page import Content, Source
from generator.site.pages.topic import TopicSummary, topic_summaries
from generator.site.views import Card, Download, TagChip, TopicChip
from generator.text import markdown
from generator.text.people_names import distinct_authors

_NEWEST_SHOWN = 6
_STEPS_SHOWN = 5
_TAGS_SHOWN = 24


@dataclass(frozen=True, slots=True)
class DoorView:
    """One way into the list."""

    title: str
    text: str
    cards: tuple[Card, ...]
    topics: tuple[TopicChip, ...]


@dataclass(frozen=True, slots=True)
class PathStart:
    """The first papers of a reading path."""

    topic: TopicChip
    cards: tuple[Card, ...]
    steps: int
    """Papers of the whole path."""


@dataclass(frozen=True, slots=True)
class HomeView:
    """The home page."""

    tagline: str
    introduction: Markup
    papers: int
    topics: tuple[TopicSummary, ...]
    tags: int
    authors: int
    years: str
    path: PathStart | None
    """The reading path to start on: the first topic's that has one."""
    doors: tuple[DoorView, ...]
    newest: tuple[Card, ...]
    latest: str
    """The date of the latest addition."""
    top_tags: tuple[tuple[TagChip, int], ...]
    unsorted: int
    head: Markup


@dataclass(frozen=True, slots=True)
class Day:
    """The papers added on one day."""

    date: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class NewView:
    """What was added when, newest day first."""

    days: tuple[Day, ...]


@dataclass(frozen=True, slots=True)
class ExportRow:
    """The files of one collection."""

    title: str
    path: str
    count: int
    files: tuple[Download, ...]


@dataclass(frozen=True, slots=True)
class ExportsView:
    """The index of the files to take along."""

    rows: tuple[ExportRow, ...]


def home_contents(source: Source) -> Iterator[Content]:
    """What the list is, how large, and where to start."""
    deck, site = source.deck, source.site
    catalog = deck.catalog
    papers = list(catalog.papers.values())
    days = _days(deck)
    view = HomeView(
        tagline=catalog.home.tagline or site.description,
        introduction=Markup(markdown.to_html(catalog.home.introduction, "./")),
        papers=len(papers),
        topics=topic_summaries(deck),
        tags=sum(1 for tag in catalog.tags.values() if not tag.deprecated_for),
        authors=len(distinct_authors(paper.authors for paper in papers)),
        years=year_span(papers),
        path=_path(deck),
        doors=tuple(
            DoorView(
                door.title,
                door.text,
                deck.known(door.papers),
                tuple(deck.topics[t] for t in door.topics if t in deck.topics),
            )
            for door in catalog.home.doors
        ),
        newest=tuple(card for day in days for card in day.cards)[:_NEWEST_SHOWN],
        latest=days[0].date if days else "",
        top_tags=deck.common_tags(papers, _TAGS_SHOWN),
        unsorted=len(catalog.unsorted()),
        head=list_head(site.name, site.description, urls.HOME, (), deck, site),
    )
    yield Content(site.name, site.description, view)


def new_contents(source: Source) -> Iterator[Content]:
    """What was added when."""
    yield Content(
        title="New on the list",
        description="What was added when, with the reason.",
        view=NewView(_days(source.deck)),
    )


def exports_contents(source: Source) -> Iterator[Content]:
    """The files of export: everything, each topic, and what has none."""
    deck, catalog = source.deck, source.catalog
    rows = [ExportRow("All papers", urls.EXPLORE, len(catalog.papers), topic_downloads())]
    rows += [
        ExportRow(
            topic.title,
            urls.topic(topic.id),
            len(deck.by_topic[topic.id]),
            topic_downloads(topic.id),
        )
        for topic in catalog.topics.values()
    ]
    unsorted = len(catalog.unsorted())
    if unsorted:
        files = topic_downloads(urls.UNSORTED)
        rows.append(ExportRow("Unsorted papers", urls.topic(urls.UNSORTED), unsorted, files))
    yield Content(
        title="Downloads",
        description="The whole list and each topic as BibTeX, RIS, CSL-JSON, JSON Lines and CSV.",
        view=ExportsView(tuple(rows)),
    )


def _path(deck: Deck) -> PathStart | None:
    for topic in deck.catalog.topics.values():
        cards = deck.known(step.paper for step in topic.start_here)
        if cards:
            return PathStart(deck.topics[topic.id], cards[:_STEPS_SHOWN], len(cards))
    return None


def _days(deck: Deck) -> tuple[Day, ...]:
    """Newest day first; within a day by year, newest first, then by title."""
    catalog = deck.catalog
    dated = [card for card in deck.newest_first(catalog.papers.values()) if card.added]
    dated.sort(key=lambda card: card.added, reverse=True)
    return tuple(
        Day(date, tuple(_with_reason(card, deck) for card in cards))
        for date, cards in groupby(dated, key=lambda card: card.added)
    )


def _with_reason(card: Card, deck: Deck) -> Card:
    why = deck.catalog.papers[card.id].why
    return deck.with_note(card.id, why) if why else card
