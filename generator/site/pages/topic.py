"""A topic's page, and the index of topics."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from generator.citations.plain_text import plain
from generator.citations.reference import Reference
from generator.model import urls
from generator.model.config import Site
from generator.model.memory import digest_of
from generator.model.models import Topic
from generator.site.cards import PageParts
from generator.site.head_html import list_head
from generator.site.list_size import LONGEST_LIST
from generator.site.pages.downloads import feed_downloads, topic_files
from generator.site.pages.page import Content, Later, PageSource, viewed_when_changed
from generator.site.pages.paper_lines import year_span
from generator.site.tag_lists import common_tags
from generator.site.views import Card, Download, Files, TagChip, TopicChip

_TAGS_SHOWN = 12
_WITHOUT_GROUP = "Other topics"


class ReadingStep(NamedTuple):
    """A station of a reading path, on the topic's page."""

    card: Card
    why: str
    citation: str
    """On paper, in place of the card: the whole citation, with the paper's address."""


class SectionView(NamedTuple):
    """A named group of papers."""

    title: str
    cards: tuple[Card, ...]


class QuestionView(NamedTuple):
    """What is open, with the papers that disagree."""

    question: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class TopicView:
    """A topic's page."""

    chip: TopicChip
    description: str
    introduction: Markup
    steps: tuple[ReadingStep, ...]
    questions: tuple[QuestionView, ...]
    sections: tuple[SectionView, ...]
    cards: tuple[Card, ...]
    """Its papers, newest first, as many as one page takes."""
    coins: bool
    """Whether the cards hold context objects."""
    count: int
    """How many papers it has."""
    at_home: int
    """How many of them have their home here."""
    neighbours: tuple[tuple[TopicChip, str], ...]
    """With their descriptions."""
    tags: tuple[tuple[TagChip, int], ...]
    """The tags that its papers carry most, with their number."""
    years: str
    files: Files
    feeds: tuple[Download, ...]
    edit_url: str


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


class TopicGroup(NamedTuple):
    """Topics below one heading."""

    title: str
    """Empty where no topic has a group."""
    topics: tuple[TopicSummary, ...]


class TopicsView(NamedTuple):
    """The index of topics."""

    groups: tuple[TopicGroup, ...]
    unsorted: int


@dataclass(frozen=True, slots=True)
class UnsortedView:
    """The papers that no topic holds."""

    cards: tuple[Card, ...]
    """The newest of them, if they are many."""
    coins: bool
    """Whether these cards hold context objects."""
    count: int
    """All of them."""
    files: Files | None
    """None while every paper has a topic; then there are no feeds either."""
    feeds: tuple[Download, ...]


def topic_contents(source: PageSource) -> Iterator[Later]:
    """The page of each topic, in the site's order."""
    for topic in source.catalog.topics.values():
        make = partial(_content, topic, source.parts, source.site)
        yield Later(f"{topic.id}/", _inputs(topic, source.parts, source.site), make)


def _inputs(topic: Topic, parts: PageParts, site: Site) -> str:
    named = [step.paper for step in topic.start_here]
    named += [paper for section in topic.sections for paper in section.papers]
    named += [paper for question in topic.questions for paper in question.papers]
    named += parts.catalog.by_topic[topic.id]
    neighbours = [parts.catalog.topics.get(other) for other in topic.related]
    chips = [parts.topics.get(other) for other in (topic.id, *topic.related)]
    files = topic_files(parts, topic.id), feed_downloads(parts, topic.id), parts.extent
    papers = [parts.inputs.get(paper) for paper in named]
    return digest_of(topic, chips, neighbours, papers, files, site)


def _citation(ref: Reference) -> str:
    line = plain(ref)
    return f"{line} {ref.url}" if ref.url and ref.url not in line else line


def _content(topic: Topic, parts: PageParts, site: Site) -> Content:
    catalog = parts.catalog
    papers = parts.by_topic[topic.id]
    chip = parts.topics[topic.id]
    view = TopicView(
        chip=chip,
        description=topic.description,
        introduction=Markup(parts.introductions[chip.path]),
        steps=tuple(
            ReadingStep(parts.cards[s.paper], s.why, _citation(parts.references[s.paper]))
            for s in topic.start_here
            if s.paper in parts.cards
        ),
        questions=tuple(QuestionView(q.question, parts.known(q.papers)) for q in topic.questions),
        sections=tuple(SectionView(s.title, parts.known(s.papers)) for s in topic.sections),
        cards=parts.newest_first(papers, parts.extent.cards),
        coins=parts.extent.coins,
        count=len(papers),
        at_home=parts.at_home(topic.id),
        neighbours=tuple(
            (parts.topics[other], catalog.topics[other].description)
            for other in topic.related
            if other in catalog.topics
        ),
        tags=common_tags(papers, parts, _TAGS_SHOWN),
        years=year_span(papers),
        files=topic_files(parts, topic.id),
        feeds=feed_downloads(parts, topic.id),
        edit_url=site.edit_url(f"content/topics/{topic.id}.yml"),
    )
    head = list_head(
        *(topic.title, topic.description, chip.path, papers, parts, site),
        topic=topic.id,
        collection=topic.id,
    )
    return Content(topic.title, topic.description, view, f"{topic.id}/", head)


@viewed_when_changed
def topics_contents(source: PageSource) -> Iterator[Content]:
    """The index of topics."""
    parts = source.parts
    yield Content(
        title="Topics",
        description="The questions that divide this list, each with its reading path.",
        view=TopicsView(groups=topic_groups(parts), unsorted=len(parts.catalog.unsorted())),
    )


@viewed_when_changed
def unsorted_contents(source: PageSource) -> Iterator[Content]:
    """The papers that have no topic, with files and feeds of their own while there are any."""
    parts, papers = source.parts, source.catalog.unsorted()
    yield Content(
        title="Unsorted papers",
        description="Papers that have no topic yet.",
        view=UnsortedView(
            cards=parts.newest_first(papers, LONGEST_LIST),
            coins=parts.extent.coins,
            count=len(papers),
            files=topic_files(parts, urls.UNSORTED) if papers else None,
            feeds=feed_downloads(parts, urls.UNSORTED) if papers else (),
        ),
    )


def topic_groups(parts: PageParts) -> tuple[TopicGroup, ...]:
    """The topics in the site's order, by group; groups in the order of their first topic.

    Topics without a group, where others have one, are the group `Other topics`.
    """
    groups: dict[str, list[TopicSummary]] = {}
    for topic in parts.catalog.topics.values():
        groups.setdefault(topic.group, []).append(_summary(topic, parts))
    rest = _WITHOUT_GROUP if len(groups) > 1 else ""
    return tuple(TopicGroup(title or rest, tuple(topics)) for title, topics in groups.items())


def _summary(topic: Topic, parts: PageParts) -> TopicSummary:
    papers = parts.by_topic[topic.id]
    at_home = parts.at_home(topic.id)
    steps = (step.paper for step in topic.start_here if step.paper in parts.cards)
    first = next(steps, None)
    return TopicSummary(
        chip=parts.topics[topic.id],
        description=topic.description,
        count=at_home,
        also=len(papers) - at_home,
        years=year_span(papers),
        first=parts.cards[first] if first else None,
    )
