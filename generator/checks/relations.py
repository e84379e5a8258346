"""What names a paper, topic or tag must name one that is there."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping

from generator.checks.context import Context
from generator.model.findings import Finding, Where
from generator.model.models import Tag
from generator.text.did_you_mean import nearest
from generator.text.slugs import slugify
from generator.text.tokens import squeeze

_LINK = re.compile(r"\]\(((paper|topic|tag):([^)\s]*))")


def papers_name(context: Context) -> Iterator[Finding]:
    """Topics, tags and other papers that papers name."""
    for paper in context.catalog.papers.values():
        file = f"papers/{paper.id}.yml"
        yield from _each(context, file, ("topics",), "topic", paper.topics)
        yield from _each(context, file, ("tags",), "tag", paper.tags)
        yield from _each(context, file, ("distinct_from",), "paper", paper.distinct_from, paper.id)


def topics_name(context: Context) -> Iterator[Finding]:
    """Papers and topics that topics name, and papers in a section of a topic they are not in."""
    for topic in context.catalog.topics.values():
        file = f"topics/{topic.id}.yml"
        yield from _each(context, file, ("related",), "topic", topic.related, topic.id)
        yield from _links(context, file, ("introduction",), topic.introduction)
        seen: set[str] = set()
        for index, step in enumerate(topic.start_here):
            at = ("start_here", index, "paper")
            yield from _one(context, file, at, "paper", step.paper)
            if step.paper in seen:
                message = f"{step.paper!r} stands twice on the reading path"
                yield Finding(file, at, "repeated-station", message)
            seen.add(step.paper)
        for index, section in enumerate(topic.sections):
            at = ("sections", index, "papers")
            yield from _each(context, file, at, "paper", section.papers)
            for position, paper_id in enumerate(section.papers):
                paper = context.catalog.papers.get(paper_id)
                if paper is not None and topic.id not in paper.topics:
                    message = f"{paper_id!r} stands in a section here, and is not in this topic"
                    yield Finding(file, (*at, position), "not-in-topic", message)


def tags_name(context: Context) -> Iterator[Finding]:
    """Tags that tags name."""
    for tag in context.catalog.tags.values():
        yield from _each(context, "tags.yml", (tag.id, "related"), "tag", tag.related, tag.id)
        if tag.deprecated_for is not None:
            at = (tag.id, "deprecated_for")
            yield from _one(context, "tags.yml", at, "tag", tag.deprecated_for, tag.id)


def pages_name(context: Context) -> Iterator[Finding]:
    """Papers, topics and tags that the home page and the hand-written pages name."""
    home = context.catalog.home
    yield from _links(context, "home.yml", ("introduction",), home.introduction)
    for index, door in enumerate(home.doors):
        for kind, ids in (("paper", door.papers), ("topic", door.topics)):
            yield from _each(context, "home.yml", ("doors", index, f"{kind}s"), kind, ids)
    for page in context.catalog.pages:
        yield from _links(context, f"pages/{page.id}.md", (), page.markdown)


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
                    at: Where = ("aliases", index)
                    yield Finding(f"{folder}/{record.id}.yml", at, "alias-taken", message)
    yield from _taken_words(catalog.tags)


def _taken_words(tags: Mapping[str, Tag]) -> Iterator[Finding]:
    owners: dict[str, str] = {}
    for tag in tags.values():
        for index, alias in enumerate(tag.aliases):
            word = slugify(alias)
            owner = word if word in tags else owners.setdefault(word, tag.id)
            if owner != tag.id:
                message = f"{alias!r} already stands for the tag {owner}"
                yield Finding("tags.yml", (tag.id, "aliases", index), "alias-taken", message)


def _each(
    context: Context, file: str, where: Where, kind: str, ids: tuple[str, ...], own: str = ""
) -> Iterator[Finding]:
    for index, id_ in enumerate(ids):
        yield from _one(context, file, (*where, index), kind, id_, own)


def _one(
    context: Context, file: str, where: Where, kind: str, id_: str, own: str = ""
) -> Iterator[Finding]:
    if id_ == own:
        yield Finding(file, where, "names-itself", f"{id_!r} names itself")
        return
    found = judge(context, kind, id_)
    if found is not None:
        yield Finding(file, where, *found)


def _links(context: Context, file: str, where: Where, text: str) -> Iterator[Finding]:
    """Links such as `[words](paper:ID)` in Markdown."""
    for link in _LINK.finditer(text):
        words, kind, id_ = link.groups()
        found = judge(context, kind, id_)
        if found is not None:
            code, message, suggestion = found
            right = f"{kind}:{suggestion}" if suggestion else None
            before = text.count(words, 0, link.start(1))
            yield Finding(file, where, code, message, right, text=words, nth=before)


def judge(context: Context, kind: str, id_: str) -> tuple[str, str, str | None] | None:
    """Code, message and suggestion for an id that should not be named; None when it may."""
    catalog = context.catalog
    if kind == "tag":
        tag = catalog.tags.get(id_)
        if tag is not None and tag.deprecated_for is not None:
            right = _last(catalog.tags, tag)
            return "deprecated-tag", f"the tag {id_!r} has been given up for another", right
        known: Container[str] = catalog.tags
        words: Mapping[str, str] = context.tag_words
    elif kind == "topic":
        known, words = catalog.topics, context.topic_ids
    else:
        known, words = catalog.papers, context.paper_ids
    if id_ in known or context.unread(kind, id_):
        return None
    right_id = words.get(id_) or (words.get(slugify(id_)) if kind == "tag" else None)
    spelt = context.spellings.get((kind, squeeze(id_))) if right_id is None else None
    if right_id is not None:
        if kind == "tag":
            right_id = _last(catalog.tags, catalog.tags[right_id])
            return "alias-tag", f"{id_!r} is another word for a tag, not its id", right_id
        return f"alias-{kind}", f"the {kind} {id_!r} has another id by now", right_id
    if spelt is not None:
        right = _last(catalog.tags, catalog.tags[spelt]) if kind == "tag" else spelt
        return f"alias-{kind}", f"{id_!r} is another spelling of a {kind}, not its id", right
    near = _nearest(context, kind, id_)
    return f"unknown-{kind}", f"there is no {kind} {id_[:100]!r}", near


def _nearest(context: Context, kind: str, id_: str) -> str | None:
    catalog = context.catalog
    if kind == "tag":
        current = [tag.id for tag in catalog.tags.values() if tag.deprecated_for is None]
        found = nearest(id_, [*current, *context.tag_words])
        return context.tag_words.get(found, found) if found else None
    return nearest(id_, catalog.topics if kind == "topic" else catalog.papers)


def _last(tags: Mapping[str, Tag], tag: Tag) -> str:
    """The tag at the end of a chain of deprecations."""
    seen = {tag.id}
    while tag.deprecated_for is not None:
        following = tags.get(tag.deprecated_for)
        if following is None or following.id in seen:
            return tag.deprecated_for
        seen.add(following.id)
        tag = following
    return tag.id
