"""A topic's page, and the index of topics."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator.model import urls
from generator.model.config import Site
from generator.model.models import Topic
from generator.site.cards import LONGEST_LIST, Deck, year_span
from generator.site.head_html import list_head
from generator.site.pages.downloads import feed_downloads, topic_downloads
from generator.site.pages.page import Content, Source
from generator.site.views import Card, Download, TagChip, TopicChip
from generator.text import markdown

_TAGS_SHOWN = 12
_WITHOUT_GROUP = "Other topics"


@dataclass(frozen=True, slots=True)
class Step:
    """A station of a reading path, on the topic's page."""

    card: Card
    why: str


@dataclass(frozen=True, slots=True)
class SectionView:
    """A named group of papers."""

    title: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class QuestionView:
    """What is open, with the papers that disagree."""

    question: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class TopicView:
    """A topic's page."""

    chip: TopicChip
    description: str
    introduction: Markup
    steps: tuple[Step, ...]
    questions: tuple[QuestionView, ...]
    sections: tuple[SectionView, ...]
    cards: tuple[Card, ...]
    """Its papers, newest first, as many as one page takes."""
    count: int
    """How many papers it has."""
    at_home: int
    """How many of them have their home here."""
    neighbours: tuple[tuple[TopicChip, str], ...]
    """With their descriptions."""
    tags: tuple[tuple[TagChip, int], ...]
    """The tags that its papers carry most, with their number."""
    years: str
    downloads: tuple[Download, ...]
    feeds: tuple[Download, ...]
    edit_url: str
    head: Markup


@dataclass(frozen=True, slots=True)
class TopicSummary:
    """A topic among the topics."""

    chip: TopicChip
    description: str
    count: int
    """Papers that have it for their main topic."""
    also: int
    """Papers that have another main topic."""
    years: str
    first: Card | None
    """The first station of its reading path."""


@dataclass(frozen=True, slots=True)
class TopicGroup:
    """Topics below one heading."""

    title: str
    """Empty where no topic has a group."""
    topics: tuple[TopicSummary, ...]


@dataclass(frozen=True, slots=True)
class TopicsView:
    """The index of topics."""

    groups: tuple[TopicGroup, ...]
    unsorted: int


@dataclass(frozen=True, slots=True)
class UnsortedView:
    """The papers that no topic holds."""

    cards: tuple[Card, ...]
    downloads: tuple[Download, ...]
    """Empty, like the feeds, while every paper has a topic."""
    feeds: tuple[Download, ...]


def topic_contents(source: Source) -> Iterator[Content]:
    """The page of each topic, in the site's order."""
    for topic in source.catalog.topics.values():
        yield _content(topic, source.deck, source.site)


def _content(topic: Topic, deck: Deck, site: Site) -> Content:
    catalog = deck.catalog
    papers = deck.by_topic[topic.id]
    chip = deck.topics[topic.id]
    view = TopicView(
        chip=chip,
        description=topic.description,
        introduction=Markup(markdown.to_html(topic.introduction, "../../")),
        steps=tuple(
            Step(deck.cards[s.paper], s.why) for s in topic.start_here if s.paper in deck.cards
        ),
        questions=tuple(QuestionView(q.question, deck.known(q.papers)) for q in topic.questions),
        sections=tuple(SectionView(s.title, deck.known(s.papers)) for s in topic.sections),
        cards=deck.newest_first(papers)[:LONGEST_LIST],
        count=len(papers),
        at_home=sum(1 for paper in papers if catalog.home_of(paper) == topic.id),
        neighbours=tuple(
            (deck.topics[other], catalog.topics[other].description)
            for other in topic.related
            if other in catalog.topics
        ),
        tags=deck.common_tags(papers, _TAGS_SHOWN),
        years=year_span(papers),
        downloads=topic_downloads(topic.id),
        feeds=feed_downloads(topic.id),
        edit_url=site.edit_url(f"content/topics/{topic.id}.yml"),
        head=list_head(topic.title, topic.description, chip.path, papers, deck, site),
    )
    return Content(topic.title, topic.description, view, f"{topic.id}/")


def topics_contents(source: Source) -> Iterator[Content]:
    """The index of topics."""
    deck = source.deck
    yield Content(
        title="Topics",
        description="The questions that divide this list, each with its reading path.",
        view=TopicsView(groups=topic_groups(deck), unsorted=len(deck.catalog.unsorted())),
    )


def unsorted_contents(source: Source) -> Iterator[Content]:
    """The papers that have no topic, with files and feeds of their own while there are any."""
    papers = source.catalog.unsorted()
    yield Content(
        title="Unsorted papers",
        description="Papers that nobody has put into a topic yet.",
        view=UnsortedView(
            cards=source.deck.newest_first(papers),
            downloads=topic_downloads(urls.UNSORTED) if papers else (),
            feeds=feed_downloads(urls.UNSORTED) if papers else (),
        ),
    )


def topic_groups(deck: Deck) -> tuple[TopicGroup, ...]:
    """The topics in the site's order, by group; groups in the order of their first topic.

    Topics without a group, where others have one, are the group `Other topics`.
    """
    groups: dict[str, list[TopicSummary]] = {}
    for topic in deck.catalog.topics.values():
        groups.setdefault(topic.group, []).append(_summary(topic, deck))
    rest = _WITHOUT_GROUP if len(groups) > 1 else ""
    return tuple(TopicGroup(title or rest, tuple(topics)) for title, topics in groups.items())


def _summary(topic: Topic, deck: Deck) -> TopicSummary:
    papers = deck.by_topic[topic.id]
    at_home = sum(1 for paper in papers if deck.catalog.home_of(paper) == topic.id)
    steps = deck.known(step.paper for step in topic.start_here)
    return TopicSummary(
        chip=deck.topics[topic.id],
        description=topic.description,
        count=at_home,
        also=len(papers) - at_home,
        years=year_span(papers),
        first=steps[0] if steps else None,
    )
