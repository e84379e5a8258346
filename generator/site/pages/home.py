"""The home page, what is new, and the exports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup

from generator.model import urls
from generator.model.memory import digest_of
from generator.model.models import Paper
from generator.site.cards import PageParts
from generator.site.head_html import list_head
from generator.site.list_size import LONGEST_LIST
from generator.site.pages.downloads import all_files, topic_files
from generator.site.pages.page import Content, Later, PageSource, viewed_when_changed
from generator.site.pages.paper_lines import year_span
from generator.site.pages.topic import TopicGroup, topic_groups
from generator.site.tag_lists import common_tags
from generator.site.views import Card, Files, TagChip, TopicChip

_NEWEST_SHOWN = 6
_STEPS_SHOWN = 5
_TAGS_SHOWN = 24


class DoorView(NamedTuple):
    """One way into the list."""

    title: str
    text: str
    cards: tuple[Card, ...]
    topics: tuple[TopicChip, ...]


class PathStart(NamedTuple):
    """The first papers of a reading path."""

    topic: TopicChip
    cards: tuple[Card, ...]
    steps: int
    """Papers of the whole path."""


class HomeView(NamedTuple):
    """The home page."""

    tagline: str
    introduction: Markup
    papers: int
    topics: int
    groups: tuple[TopicGroup, ...]
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


class Day(NamedTuple):
    """The papers added on one day."""

    date: str
    cards: tuple[Card, ...]


class NewView(NamedTuple):
    """What was added when, newest day first."""

    days: tuple[Day, ...]
    rest: int
    """How many papers were added before those shown."""


@dataclass(frozen=True, slots=True)
class ExportRow:
    """The files of one collection."""

    title: str
    path: str
    count: int
    files: Files
    also: int = 0
    """Papers of a topic whose main topic is another."""


class ExportsView(NamedTuple):
    """The index of the exports."""

    rows: tuple[ExportRow, ...]


@viewed_when_changed
def home_contents(source: PageSource) -> Iterator[Content]:
    """What the list is, how large, and where to start."""
    parts, site = source.parts, source.site
    catalog = parts.catalog
    papers = list(catalog.papers.values())
    newest = _newest(parts)
    view = HomeView(
        tagline=catalog.home.tagline or site.description,
        introduction=Markup(parts.introductions[urls.HOME]),
        papers=len(papers),
        topics=len(catalog.topics),
        groups=topic_groups(parts),
        tags=sum(1 for tag in catalog.tags.values() if not tag.deprecated_for),
        authors=len(parts.author_index.names),
        years=year_span(papers),
        path=_path(parts),
        doors=tuple(
            DoorView(
                door.title,
                door.text,
                parts.known(door.papers),
                tuple(parts.topics[t] for t in door.topics if t in parts.topics),
            )
            for door in catalog.home.doors
        ),
        newest=tuple(parts.cards[paper.id] for paper in newest[:_NEWEST_SHOWN]),
        latest=_day(newest[0]) if newest else "",
        top_tags=common_tags(papers, parts, _TAGS_SHOWN),
        unsorted=len(catalog.unsorted()),
    )
    head = list_head(site.name, site.description, urls.HOME, (), parts, site)
    yield Content(site.name, site.description, view, head=head)


def new_contents(source: PageSource) -> Iterator[Later]:
    """What was added when."""
    parts = source.parts
    newest = _newest(parts)
    shown = newest[:LONGEST_LIST]
    inputs = digest_of(
        [(_day(paper), parts.inputs[paper.id]) for paper in shown], len(newest), source.site
    )

    def content() -> Content:
        days = groupby(shown, key=_day)
        view = NewView(
            tuple(Day(day, tuple(parts.cards[paper.id] for paper in some)) for day, some in days),
            len(newest) - len(shown),
        )
        return Content("New on the list", "What was added when, with the reason.", view)

    yield Later("", inputs, content)


def exports_contents(source: PageSource) -> Iterator[Content]:
    """The files of export: everything, each topic, and what has none."""
    parts, catalog = source.parts, source.catalog
    rows = [ExportRow("All papers", urls.EXPLORE, len(catalog.papers), all_files(parts))]
    rows += [
        ExportRow(
            topic.title,
            urls.topic(topic.id),
            parts.at_home(topic.id),
            topic_files(parts, topic.id),
            also=len(parts.catalog.by_topic[topic.id]) - parts.at_home(topic.id),
        )
        for topic in catalog.topics.values()
    ]
    unsorted = len(catalog.unsorted())
    if unsorted:
        files = topic_files(parts, urls.UNSORTED)
        rows.append(ExportRow("Unsorted papers", urls.topic(urls.UNSORTED), unsorted, files))
    yield Content(
        title="Downloads",
        description="The whole list and each topic as BibTeX, RIS, CSL-JSON, JSON Lines and CSV.",
        view=ExportsView(tuple(rows)),
    )


def _path(parts: PageParts) -> PathStart | None:
    for topic in parts.catalog.topics.values():
        cards = parts.known(step.paper for step in topic.start_here)
        if cards:
            return PathStart(parts.topics[topic.id], cards[:_STEPS_SHOWN], len(cards))
    return None


def _newest(parts: PageParts) -> list[Paper]:
    """Newest day first; within a day by year, newest first, then by title."""
    return sorted((paper for paper in parts.papers if paper.added), key=_day, reverse=True)


def _day(paper: Paper) -> str:
    return paper.added.isoformat() if paper.added else ""
