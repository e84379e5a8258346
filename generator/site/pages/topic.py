"""A topic's page, and the index of topics."""

from __future__ import annotations

from markupsafe import Markup

from generator.model import urls
from generator.model.config import Site
from generator.model.models import Topic
from generator.site.cards import LONGEST_LIST, Deck, year_span
from generator.site.head_html import list_head
from generator.site.pages.downloads import feed_downloads, topic_downloads
from generator.site.views import (
    Page,
    SectionView,
    Step,
    TopicSummary,
    TopicsView,
    TopicView,
    UnsortedView,
)
from generator.text import markdown

_TAGS_SHOWN = 12


def topic_page(topic: Topic, deck: Deck, site: Site) -> Page:
    """The page of one topic."""
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
    return Page(chip.path, topic.title, topic.description, "topic.html", view, "topic")


def topics_page(deck: Deck) -> Page:
    """The index of topics."""
    return Page(
        path=urls.TOPICS,
        title="Topics",
        description="The questions that divide this list, each with its reading path.",
        template="topics.html",
        view=TopicsView(topics=topic_summaries(deck), unsorted=len(deck.catalog.unsorted())),
        kind="index",
    )


def unsorted_page(deck: Deck) -> Page:
    """The papers that have no topic, with files and feeds of their own while there are any."""
    papers = deck.catalog.unsorted()
    return Page(
        path=urls.topic(urls.UNSORTED),
        title="Unsorted papers",
        description="Papers that nobody has put into a topic yet.",
        template="unsorted.html",
        view=UnsortedView(
            cards=deck.newest_first(papers),
            downloads=topic_downloads(urls.UNSORTED) if papers else (),
            feeds=feed_downloads(urls.UNSORTED) if papers else (),
        ),
        kind="index",
    )


def topic_summaries(deck: Deck) -> tuple[TopicSummary, ...]:
    """One line for each topic, in the site's order."""
    summaries = []
    catalog = deck.catalog
    for topic in catalog.topics.values():
        papers = deck.by_topic[topic.id]
        at_home = sum(1 for paper in papers if catalog.home_of(paper) == topic.id)
        steps = deck.known(step.paper for step in topic.start_here)
        summaries.append(
            TopicSummary(
                chip=deck.topics[topic.id],
                description=topic.description,
                count=at_home,
                visiting=len(papers) - at_home,
                years=year_span(papers),
                first=steps[0] if steps else None,
            )
        )
    return tuple(summaries)
