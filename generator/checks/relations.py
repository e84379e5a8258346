"""What names a paper, topic or tag must name one that is there."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping

from generator.checks.context import Check, Context
from generator.checks.vocabulary import in_circles
from generator.model.models import Tag
from generator.model.problems import Severity
from generator.model.rules import Finding, Group, Rule, Where
from generator.text.slugs import slugify
from generator.text.tokens import squeeze

UNKNOWN_TAG = Rule("unknown-tag", Group.RELATIONS, Severity.ERROR,
    "tags.yml has no tag of this id.",
    "tags: [mapps]",
    "Take the one that the message names or another of tags.yml; a new tag is first "
    "described there.", in_schema=True)  # fmt: skip
ALIAS_TAG = Rule("alias-tag", Group.RELATIONS, Severity.ERROR,
    "Another word for a tag, or another spelling; the list keeps to one.",
    "tags: [cartography]",
    "Write the tag that the message names.", fixed=True, in_schema=True)  # fmt: skip
DEPRECATED_TAG = Rule("deprecated-tag", Group.RELATIONS, Severity.ERROR,
    "The tag is replaced by another.",
    "tags: [old-tag]",
    "Write the tag that the message names.", fixed=True, in_schema=True)  # fmt: skip
UNKNOWN_TOPIC = Rule("unknown-topic", Group.RELATIONS, Severity.ERROR,
    "There is no file of this name in topics/.",
    "topics: [geogrpahy]",
    "Take the one that the message names.", in_schema=True)  # fmt: skip
ALIAS_TOPIC = Rule("alias-topic", Group.RELATIONS, Severity.ERROR,
    "The topic has another id now, or the text is its title or another spelling of its id.",
    "topics: [an-old-name]",
    "Write the id that the message names.", fixed=True, in_schema=True)  # fmt: skip
UNKNOWN_PAPER = Rule("unknown-paper", Group.RELATIONS, Severity.ERROR,
    "There is no file of this name in papers/.",
    "- {paper: maps-before-mercator, why: …}",
    "Write the paper's file name without `.yml`.")  # fmt: skip
ALIAS_PAPER = Rule("alias-paper", Group.RELATIONS, Severity.WARNING,
    "The paper has another id now.",
    "- {paper: an-old-name, why: …}",
    "Write the id that the message names.", fixed=True)  # fmt: skip
NAMES_ITSELF = Rule("names-itself", Group.RELATIONS, Severity.ERROR,
    "A topic, tag or paper cannot be its own neighbour.",
    "related: [maps]   (in topics/maps.yml)",
    "Delete it.")  # fmt: skip
NOT_IN_TOPIC = Rule("not-in-topic", Group.RELATIONS, Severity.WARNING,
    "A section of a topic lists a paper that does not name the topic.",
    "sections: [{title: …, papers: [a-paper-of-another-topic]}]",
    "Add the topic to the paper, or take the paper out of the section.")  # fmt: skip
REPEATED_STATION = Rule("repeated-station", Group.RELATIONS, Severity.ERROR,
    "A paper is twice on one reading path.",
    "- {paper: atlas, why: …}   (twice below start_here)",
    "Keep one of the two.")  # fmt: skip
ALIAS_TAKEN = Rule("alias-taken", Group.RELATIONS, Severity.ERROR,
    "A former id or another word already means something else.",
    "aliases: [maps]   (while there is a tag `maps`)",
    "Delete it here or there.")  # fmt: skip
NAMES = (
    UNKNOWN_TAG, ALIAS_TAG, DEPRECATED_TAG, UNKNOWN_TOPIC, ALIAS_TOPIC, UNKNOWN_PAPER, ALIAS_PAPER,
)  # fmt: skip
"""What is wrong with an id that names nothing, wherever it is written."""
_UNKNOWN = {"tag": UNKNOWN_TAG, "topic": UNKNOWN_TOPIC, "paper": UNKNOWN_PAPER}
_FORMER = {"tag": ALIAS_TAG, "topic": ALIAS_TOPIC, "paper": ALIAS_PAPER}


def papers_name(context: Context) -> Iterator[Finding]:
    """Topics, tags and other papers that papers name."""
    topics, tags = context.current["topic"], context.current["tag"]
    for id_, paper in context.catalog.papers.items():
        file = f"papers/{id_}.yml"
        if not topics.issuperset(paper.topics):
            yield from _each(context, file, ("topics",), "topic", paper.topics)
        if not tags.issuperset(paper.tags):
            yield from _each(context, file, ("tags",), "tag", paper.tags)
        if paper.distinct_from:
            yield from _each(context, file, ("distinct_from",), "paper", paper.distinct_from, id_)


def topics_name(context: Context) -> Iterator[Finding]:
    """Papers and topics that topics name, and papers in a section of a topic they are not in."""
    for topic in context.catalog.topics.values():
        file = f"topics/{topic.id}.yml"
        yield from _each(context, file, ("related",), "topic", topic.related, topic.id)
        seen: set[str] = set()
        for index, step in enumerate(topic.start_here):
            at = ("start_here", index, "paper")
            yield from _one(context, file, at, "paper", step.paper)
            if step.paper in seen:
                message = f"{step.paper!r} is twice on the reading path"
                yield Finding(file, at, REPEATED_STATION, message)
            seen.add(step.paper)
        for index, question in enumerate(topic.questions):
            inside = ("questions", index, "papers")
            yield from _each(context, file, inside, "paper", question.papers)
        for index, section in enumerate(topic.sections):
            at = ("sections", index, "papers")
            yield from _each(context, file, at, "paper", section.papers)
            for position, paper_id in enumerate(section.papers):
                paper = context.catalog.papers.get(paper_id)
                if paper is not None and topic.id not in paper.topics:
                    message = f"{paper_id!r} is in a section here but not in this topic"
                    yield Finding(file, (*at, position), NOT_IN_TOPIC, message)


def tags_name(context: Context) -> Iterator[Finding]:
    """Tags that tags name."""
    circles = in_circles(context.catalog.tags)
    for tag in context.catalog.tags.values():
        yield from _each(context, "tags.yml", (tag.id, "related"), "tag", tag.related, tag.id)
        if tag.deprecated_for is not None and tag.id not in circles:
            at = (tag.id, "deprecated_for")
            yield from _one(context, "tags.yml", at, "tag", tag.deprecated_for, tag.id)
        if tag.broader is not None:
            at = (tag.id, "broader")
            yield from _one(context, "tags.yml", at, "tag", tag.broader, tag.id)


def home_names(context: Context) -> Iterator[Finding]:
    """Papers and topics that the home page names."""
    for index, door in enumerate(context.catalog.home.doors):
        for kind, ids in (("paper", door.papers), ("topic", door.topics)):
            yield from _each(context, "home.yml", ("doors", index, f"{kind}s"), kind, ids)


def taken_aliases(context: Context) -> Iterator[Finding]:
    """Former ids and other words that already mean something else."""
    catalog = context.catalog
    for folder, records in (("papers", catalog.papers), ("topics", catalog.topics)):
        owners: dict[str, str] = {}
        for record in records.values():
            for index, alias in enumerate(record.aliases):
                owner = alias if alias in records else owners.setdefault(alias, record.id)
                if owner != record.id or alias in records:
                    message = f"the former id {alias!r} already belongs to {owner}"
                    file = f"{folder}/{record.id}.yml"
                    yield Finding(file, ("aliases", index), ALIAS_TAKEN, message)
    yield from _taken_words(catalog.tags)


def _taken_words(tags: Mapping[str, Tag]) -> Iterator[Finding]:
    names = {slugify(tag.name): tag.id for tag in reversed(list(tags.values()))}
    owners: dict[str, str] = {}
    for tag in tags.values():
        for index, alias in enumerate(tag.aliases):
            word = slugify(alias)
            named = word if word in tags else names.get(word)
            owner = named if named is not None else owners.setdefault(word, tag.id)
            if owner != tag.id:
                message = f"{alias!r} already means the tag {owner}"
                yield Finding("tags.yml", (tag.id, "aliases", index), ALIAS_TAKEN, message)


def _each(
    context: Context, file: str, where: Where, kind: str, ids: tuple[str, ...], own: str = ""
) -> Iterator[Finding]:
    right = context.current[kind]
    for index, id_ in enumerate(ids):
        if id_ not in right or id_ == own:
            yield from _one(context, file, (*where, index), kind, id_, own)


def _one(
    context: Context, file: str, where: Where, kind: str, id_: str, own: str = ""
) -> Iterator[Finding]:
    if id_ == own:
        yield Finding(file, where, NAMES_ITSELF, f"{id_!r} names itself")
        return
    if found := judge(context, kind, id_):
        yield Finding(file, where, *found)


def judge(context: Context, kind: str, id_: str) -> tuple[Rule, str, str | None] | None:
    """Rule, message and suggestion for an id that should not be named; None when it may."""
    known = {"tag": context.catalog.tags, "topic": context.catalog.topics}
    found = former(context, kind, id_)
    if found or id_ in known.get(kind, context.catalog.papers) or context.unread(kind, id_):
        return found
    near = context.spellings[kind].nearest(id_)
    if near is not None and kind == "tag":
        near = context.tag_words.get(near, near)
    return _UNKNOWN[kind], f"there is no {kind} {id_[:100]!r}", near


def former(context: Context, kind: str, id_: str) -> tuple[Rule, str, str | None] | None:
    """Rule, message and right id for an id that has been given up or is another word; else None."""
    catalog = context.catalog
    if kind == "tag":
        tag = catalog.tags.get(id_)
        if tag is not None and tag.deprecated_for is not None:
            right = _last(catalog.tags, tag)
            return DEPRECATED_TAG, f"the tag {id_!r} is replaced by another", right
        known: Container[str] = catalog.tags
        words: Mapping[str, str] = context.tag_words
    elif kind == "topic":
        known, words = catalog.topics, context.topic_ids
    else:
        known, words = catalog.papers, context.paper_ids
    if id_ in known or context.unread(kind, id_):
        return None
    right_id = words.get(id_) or (words.get(slugify(id_)) if kind == "tag" else None)
    spelt = context.bare.get((kind, squeeze(id_))) if right_id is None else None
    if right_id is not None:
        if kind == "tag":
            right = _last(catalog.tags, catalog.tags[right_id])
            return ALIAS_TAG, f"{id_!r} is another word for a tag, not its id", right
        return _FORMER[kind], f"the {kind} {id_!r} has another id now", right_id
    if spelt is not None:
        right = _last(catalog.tags, catalog.tags[spelt]) if kind == "tag" else spelt
        return _FORMER[kind], f"{id_!r} is another spelling of a {kind}, not its id", right
    return None


def _last(tags: Mapping[str, Tag], tag: Tag) -> str | None:
    """The tag at the end of a chain of deprecations; None when the chain is a circle."""
    seen = {tag.id}
    while tag.deprecated_for is not None:
        following = tags.get(tag.deprecated_for)
        if following is None:
            return tag.deprecated_for
        if following.id in seen:
            return None
        seen.add(following.id)
        tag = following
    return tag.id


def current_id(context: Context, names: str, value: str) -> str | None:
    """The id by which a former id or another word goes today; None when there is none."""
    found = former(context, names, value) if names in _UNKNOWN else None
    return found[2] if found else None


CHECKS = (
    Check(
        "papers name existing topics, tags and papers",
        papers_name,
        (*NAMES, NAMES_ITSELF),
        correct=current_id,
    ),
    Check(
        "topics name existing papers and topics",
        topics_name,
        (*NAMES, NAMES_ITSELF, NOT_IN_TOPIC, REPEATED_STATION),
    ),
    Check("tags name existing tags", tags_name, (*NAMES, NAMES_ITSELF)),
    Check("the home page names existing papers and topics", home_names, (*NAMES, NAMES_ITSELF)),
    Check("former ids are free", taken_aliases, (ALIAS_TAKEN,)),
)
