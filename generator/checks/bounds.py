"""The bounds of limits.yml on topics and tags as a whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial

from generator.checks.context import Check, Context
from generator.checks.each_paper import of_each_group
from generator.model.models import Catalog, Paper
from generator.model.problems import Severity
from generator.model.rules import Finding, Group, Rule

TOPIC_TOO_SMALL = Rule("topic-too-small", Group.BOUNDS, Severity.ERROR,
    "Fewer papers have this main topic than limits.yml asks for.",
    "topics/x.yml with 2 papers, and papers_per_home: [6, 40]",
    "Find the papers that belong here, or merge the topic into another.")  # fmt: skip
TOPIC_TOO_LARGE = Rule("topic-too-large", Group.BOUNDS, Severity.ERROR,
    "More papers have this main topic than limits.yml allows.",
    "topics/x.yml with 41 papers, and papers_per_home: [6, 40]",
    "Divide the topic, or give some papers another main topic.")  # fmt: skip
TAG_TOO_RARE = Rule("tag-too-rare", Group.BOUNDS, Severity.ERROR,
    "Fewer papers carry the tag than limits.yml asks for.",
    "a tag of 2 papers, and papers_per_tag: [3, 112]",
    "Find the papers that it fits, merge it into another, or drop it.")  # fmt: skip
TAG_TOO_COMMON = Rule("tag-too-common", Group.BOUNDS, Severity.ERROR,
    "More papers carry the tag than limits.yml allows (`papers_per_tag`, `tag_share`); "
    "it does not tell papers apart.",
    "a tag of half of the list",
    "Divide it into tags that say more.")  # fmt: skip
TOPIC_COUNT = Rule("topic-count", Group.BOUNDS, Severity.ERROR,
    "There are fewer or more topics than limits.yml allows.",
    "topics: [12, 24]   (with 25 topics)",
    "Merge, divide, or change limits.yml.")  # fmt: skip
TAG_COUNT = Rule("tag-count", Group.BOUNDS, Severity.ERROR,
    "There are fewer or more tags than limits.yml allows.",
    "tags: [60, 140]   (with 141 tags)",
    "Merge, divide, or change limits.yml.")  # fmt: skip
INTRODUCTION_LENGTH = Rule("introduction-length", Group.BOUNDS, Severity.ERROR,
    "A topic's introduction has fewer or more words than limits.yml allows.",
    "introduction: To be written.",
    "Write more, or less.")  # fmt: skip
READING_PATH_LENGTH = Rule("reading-path-length", Group.BOUNDS, Severity.ERROR,
    "A reading path has fewer or more stations than limits.yml allows.",
    "start_here: [{paper: a, why: …}]",
    "Add a station, or take one out.")  # fmt: skip
_COUNT = {"topic": TOPIC_COUNT, "tag": TAG_COUNT}
QUESTION_COUNT = Rule("question-count", Group.BOUNDS, Severity.ERROR,
    "A topic has fewer or more open questions than limits.yml allows.",
    "questions: [{question: …, papers: [a, b]}]   (with topic_questions: [2, 4])",
    "Add a question, or take one out.")  # fmt: skip


def topic_sizes(context: Context) -> Iterator[Finding]:
    """Topics that are home to fewer or more papers than the limits say."""
    least, most = context.catalog.limits.papers_per_home
    catalog = context.catalog
    homes: Counter[str | None] = Counter()
    for some in of_each_group(context, "homes", partial(_homes, catalog), list(catalog.topics)):
        homes.update(some)
    for topic in catalog.topics.values():
        count = homes[topic.id]
        at = (f"topics/{topic.id}.yml", ("title",))
        if count < least and context.all_papers_read:
            message = f"{_papers(count)} this main topic; the least is {least}"
            yield Finding(*at, TOPIC_TOO_SMALL, message)
        elif count > most:
            message = f"{_papers(count)} this main topic; the most is {most}"
            yield Finding(*at, TOPIC_TOO_LARGE, message)


def _homes(catalog: Catalog, papers: Iterable[Paper], _topics: object) -> Counter[str | None]:
    return Counter(map(catalog.home_of, papers))


def tag_sizes(context: Context) -> Iterator[Finding]:
    """Tags that fewer or more papers carry than the limits say; without deprecated ones."""
    catalog = context.catalog
    least, most = catalog.limits.papers_per_tag
    share = catalog.limits.tag_share
    carried: Counter[str] = Counter()
    for some in of_each_group(context, "carried", partial(_carried, catalog), catalog.broader):
        carried.update(some)
    for tag in catalog.tags.values():
        if tag.deprecated_for is not None:
            continue
        count = carried[tag.id]
        if count < least and context.all_papers_read:
            message = f"{_papers(count)} the tag {tag.id!r}; the least is {least}"
            yield Finding("tags.yml", (tag.id,), TAG_TOO_RARE, message, key=True)
        elif count > most:
            message = f"{_papers(count)} the tag {tag.id!r}; the most is {most}"
            yield Finding("tags.yml", (tag.id,), TAG_TOO_COMMON, message, key=True)
        elif count > share * len(catalog.papers):
            message = (
                f"{count} of {len(catalog.papers)} papers have the tag {tag.id!r};"
                f" the largest share is {share:.0%}"
            )
            yield Finding("tags.yml", (tag.id,), TAG_TOO_COMMON, message, key=True)


def _carried(catalog: Catalog, papers: Iterable[Paper], _broader: object) -> Counter[str]:
    return Counter(tag for paper in papers for tag in catalog.tags_of(paper))


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
            yield Finding("limits.yml", (f"{kind}s",), _COUNT[kind], message, key=True)


def introductions(context: Context) -> Iterator[Finding]:
    """Introductions with fewer or more words than the limits say; a link counts by its words."""
    least, most = context.catalog.limits.introduction_words
    for topic in context.catalog.topics.values():
        count = len(re.sub(r"\]\([^)]*\)", "", topic.introduction).split())
        if not least <= count <= most:
            bound = f"the least is {least}" if count < least else f"the most is {most}"
            message = f"the introduction has {count} words; {bound}"
            at = (f"topics/{topic.id}.yml", ("introduction",))
            yield Finding(*at, INTRODUCTION_LENGTH, message, key=True)


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
            yield Finding(*at, READING_PATH_LENGTH, message, key=True)


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
            yield Finding(*at, QUESTION_COUNT, message, key=True)


def _papers(count: int) -> str:
    return f"{count or 'no'} paper has" if count < 2 else f"{count} papers have"


CHECKS = (
    Check(
        "topics are neither too small nor too large",
        topic_sizes,
        (TOPIC_TOO_SMALL, TOPIC_TOO_LARGE),
    ),
    Check("tags are neither too rare nor too common", tag_sizes, (TAG_TOO_RARE, TAG_TOO_COMMON)),
    Check(
        "the list has enough topics and tags, and not too many", numbers, (TOPIC_COUNT, TAG_COUNT)
    ),
    Check("introductions have the right length", introductions, (INTRODUCTION_LENGTH,)),
    Check("reading paths have the right length", reading_paths, (READING_PATH_LENGTH,)),
    Check("topics have enough open questions, and not too many", questions, (QUESTION_COUNT,)),
)
