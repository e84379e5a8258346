"""The bounds of limits.yml on topics and tags as a whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from generator.checks.context import Context
from generator.model.findings import Finding


def topic_sizes(context: Context) -> Iterator[Finding]:
    """Topics that are home to fewer or more papers than the limits say."""
    least, most = context.catalog.limits.papers_per_home
    catalog = context.catalog
    homes = Counter(catalog.home_of(paper) for paper in catalog.papers.values())
    for topic in catalog.topics.values():
        count = homes[topic.id]
        at = (f"topics/{topic.id}.yml", ("title",))
        if count < least and context.all_papers_read:
            message = f"{_papers(count)} this topic for a home; the least is {least}"
            yield Finding(*at, "topic-too-small", message)
        elif count > most:
            message = f"{_papers(count)} this topic for a home; the most is {most}"
            yield Finding(*at, "topic-too-large", message)


def tag_sizes(context: Context) -> Iterator[Finding]:
    """Tags that fewer or more papers carry than the limits say; deprecated ones aside."""
    catalog = context.catalog
    least, most = catalog.limits.papers_per_tag
    share = catalog.limits.tag_share
    carried = Counter(tag for paper in catalog.papers.values() for tag in catalog.tags_of(paper))
    for tag in catalog.tags.values():
        if tag.deprecated_for is not None:
            continue
        count = carried[tag.id]
        if count < least and context.all_papers_read:
            message = f"{_papers(count)} the tag {tag.id!r}; the least is {least}"
            yield Finding("tags.yml", (tag.id,), "tag-too-rare", message, key=True)
        elif count > most:
            message = f"{_papers(count)} the tag {tag.id!r}; the most is {most}"
            yield Finding("tags.yml", (tag.id,), "tag-too-common", message, key=True)
        elif count > share * len(catalog.papers):
            message = (
                f"{count} of {len(catalog.papers)} papers have the tag {tag.id!r};"
                f" the largest share is {share:.0%}"
            )
            yield Finding("tags.yml", (tag.id,), "tag-too-common", message, key=True)


def numbers(context: Context) -> Iterator[Finding]:
    """How many topics and tags there are, shown at the limit."""
    catalog = context.catalog
    tags = sum(tag.deprecated_for is None for tag in catalog.tags.values())
    for kind, count in (("topic", len(catalog.topics)), ("tag", tags)):
        if any(name == kind for name, _ in context.loaded.unread):
            continue
        least, most = getattr(catalog.limits, f"{kind}s")
        if not least <= count <= most:
            bound = f"the least is {least}" if count < least else f"the most is {most}"
            nouns = kind if count == 1 else f"{kind}s"
            message = f"the list has {count} {nouns}; {bound}"
            yield Finding("limits.yml", (f"{kind}s",), f"{kind}-count", message, key=True)


def introductions(context: Context) -> Iterator[Finding]:
    """Introductions with fewer or more words than the limits say; a link counts by its words."""
    least, most = context.catalog.limits.introduction_words
    for topic in context.catalog.topics.values():
        count = len(re.sub(r"\]\([^)]*\)", "", topic.introduction).split())
        if not least <= count <= most:
            bound = f"the least is {least}" if count < least else f"the most is {most}"
            message = f"the introduction has {count} words; {bound}"
            at = (f"topics/{topic.id}.yml", ("introduction",))
            yield Finding(*at, "introduction-length", message, key=True)


def reading_paths(context: Context) -> Iterator[Finding]:
    """Reading paths with fewer or more stations than the limits say."""
    least, most = context.catalog.limits.reading_path
    for topic in context.catalog.topics.values():
        count = len(topic.start_here)
        if not least <= count <= most:
            bound = f"the least is {least}" if count < least else f"the most is {most}"
            stations = "station" if count == 1 else "stations"
            message = f"the reading path has {count} {stations}; {bound}"
            at = (f"topics/{topic.id}.yml", ("start_here",))
            yield Finding(*at, "reading-path-length", message, key=True)


def questions(context: Context) -> Iterator[Finding]:
    """Topics with fewer or more open questions than the limits say; those without any aside."""
    least, most = context.catalog.limits.topic_questions
    for topic in context.catalog.topics.values():
        count = len(topic.questions)
        if count and not least <= count <= most:
            bound = f"the least is {least}" if count < least else f"the most is {most}"
            nouns = "open question" if count == 1 else "open questions"
            message = f"the topic has {count} {nouns}; {bound}"
            at = (f"topics/{topic.id}.yml", ("questions",))
            yield Finding(*at, "question-count", message, key=True)


def _papers(count: int) -> str:
    return f"{count or 'no'} paper has" if count < 2 else f"{count} papers have"
