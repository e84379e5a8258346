"""Names and ids that are claimed twice, and tags that are given up for one another in a circle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.checks.context import Context
from generator.model import urls
from generator.model.findings import Finding, Where
from generator.model.models import Tag
from generator.site import exports, feeds
from generator.text.slugs import slugify

_SHOWN = 5
"""Tags of a circle at most that a message names."""
_TAKEN_BY_FILES = frozenset([urls.UNSORTED, exports.ALL, feeds.ALL])


def shared_names(context: Context) -> Iterator[Finding]:
    """Tags and topics whose name is that of another, shown at each but the first.

    Names are compared as slugs, so capitals, accents and punctuation do not
    tell two names apart. A tag's name may not be another tag's id either.
    """
    catalog = context.catalog
    tags = (
        ("tags.yml", (tag.id, "name"), tag.id, tag.name)
        for tag in catalog.tags.values()
    )  # fmt: skip
    yield from _shared("tag", tags, catalog.tags)
    topics = (
        (f"topics/{topic.id}.yml", ("title",), topic.id, topic.title)
        for topic in catalog.topics.values()
    )
    yield from _shared("topic", topics, {})


def taken_ids(context: Context) -> Iterator[Finding]:
    """Hand-written pages and topics that would stand where the site has something by itself."""
    for page in context.catalog.pages:
        if page.id in urls.TAKEN:
            message = f"the site has a page or folder /{page.id}/ of its own; rename the file"
            yield Finding(f"pages/{page.id}.md", (), "taken-id", message)
    for topic in context.catalog.topics:
        if topic in _TAKEN_BY_FILES:
            message = f"the site has files named {topic!r} of its own; rename the file"
            yield Finding(f"topics/{topic}.yml", (), "taken-id", message)


def circles(context: Context) -> Iterator[Finding]:
    """Tags that are given up for one another in a circle, shown at each tag of the circle."""
    for id_, way in in_circles(context.catalog.tags).items():
        at = way.index(id_)
        shown = [*way[at : at + _SHOWN], *way[: max(at + _SHOWN - len(way), 0)]][: len(way)]
        names = " → ".join((*shown, *(["…"] if len(shown) < len(way) else []), id_))
        message = f"{names} is a circle: no tag is left to take the place of {id_!r}"
        yield Finding("tags.yml", (id_, "deprecated_for"), "deprecated-circle", message)


def broader_levels(context: Context) -> Iterator[Finding]:
    """Tags whose broader tag has a broader one itself, a circle among them."""
    tags = context.catalog.tags
    for tag in tags.values():
        holder = tags.get(tag.broader or "")
        if holder is not None and holder.broader is not None and holder is not tag:
            message = f"{holder.id!r} has the broader tag {holder.broader!r}; there is one level"
            yield Finding("tags.yml", (tag.id, "broader"), "broader-level", message)


def redundant_tags(context: Context) -> Iterator[Finding]:
    """Papers that carry a tag and the broader tag of it, shown at the latter."""
    catalog = context.catalog
    for paper in catalog.papers.values():
        holders = {broader: tag for tag in paper.tags if (broader := catalog.broader_of(tag))}
        for index, tag in enumerate(paper.tags):
            if tag in holders:
                message = f"{tag!r} holds {holders[tag]!r}, which is enough"
                at: Where = ("tags", index)
                yield Finding(f"papers/{paper.id}.yml", at, "redundant-tag", message)


def in_circles(tags: Mapping[str, Tag]) -> dict[str, tuple[str, ...]]:
    """The tags that are in a circle of deprecations, each with all tags of its circle.

    A tag given up for itself is in no circle. Looks at each tag twice at most.
    """
    found: dict[str, tuple[str, ...]] = {}
    seen: set[str] = set()
    for start in tags:
        way: dict[str, int] = {}
        at = start
        while at in tags and at not in seen:
            seen.add(at)
            way[at] = len(way)
            at = tags[at].deprecated_for or ""
        if at in way:
            circle = tuple(way)[way[at] :]
            if len(circle) > 1:
                found |= dict.fromkeys(circle, circle)
    return found


def _shared(
    kind: str, named: Iterable[tuple[str, Where, str, str]], ids: Mapping[str, object]
) -> Iterator[Finding]:
    owners: dict[str, str] = {}
    for file, where, id_, name in named:
        word = slugify(name)
        owner = word if word in ids and word != id_ else owners.setdefault(word, id_)
        if owner != id_:
            message = f"the name {name[:80]!r} already belongs to the {kind} {owner}"
            yield Finding(file, where, "duplicate-name", message)
