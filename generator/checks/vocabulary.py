"""Names and ids that are claimed twice, and tags that are given up for one another in a circle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.checks.context import Check, Context
from generator.checks.each_paper import of_each_paper
from generator.model import urls
from generator.model.models import Paper, Tag
from generator.model.problems import Severity
from generator.model.rules import Finding, Group, Rule, Where
from generator.text.slugs import slugify

_SHOWN = 5
"""Tags of a circle at most that a message names."""
_TAKEN_BY_FILES = frozenset([urls.UNSORTED, urls.ALL_PAPERS, urls.ALL_NEWS])

DUPLICATE_NAME = Rule("duplicate-name", Group.RELATIONS, Severity.ERROR,
    "Two tags or two topics have one name, so readers cannot tell them apart; capitals "
    "and accents do not count.",
    "name: Maps   (of two tags in tags.yml)",
    "Merge the two, or rename one.")  # fmt: skip
DEPRECATED_CIRCLE = Rule("deprecated-circle", Group.RELATIONS, Severity.ERROR,
    "Tags replace each other in a circle, so no tag is left.",
    "deprecated_for: b   (of a),   deprecated_for: a   (of b)",
    "Delete `deprecated_for` of the tag that is to stay.")  # fmt: skip
TAKEN_ID = Rule("taken-id", Group.RELATIONS, Severity.ERROR,
    "A hand-written page or a topic is named like something that the site has by "
    "itself, and would not be shown.",
    "pages/map.md",
    "Rename the file.")  # fmt: skip
BROADER_LEVEL = Rule("broader-level", Group.RELATIONS, Severity.ERROR,
    "The broader tag of a tag has a broader tag itself. Tags have one level: what is found under "
    "a tag is what it holds.",
    "broader: b   (of a),   broader: c   (of b)",
    "Name the broadest tag in both, or delete one `broader`.")  # fmt: skip
REDUNDANT_TAG = Rule("redundant-tag", Group.RELATIONS, Severity.ERROR,
    "The paper carries a tag and its broader tag. A paper is found under the broader tag of its "
    "own anyway.",
    "tags: [maps, geography]   (with broader: geography of maps)",
    "Delete the broader tag.", fixed=True)  # fmt: skip


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
    """Hand-written pages and topics whose address the site itself uses."""
    for page in context.catalog.pages:
        if page.id in context.site_paths.taken:
            message = f"the site has a page or folder /{page.id}/ of its own; rename the file"
            yield Finding(f"pages/{page.id}.md", (), TAKEN_ID, message)
    for topic in context.catalog.topics:
        if topic in _TAKEN_BY_FILES:
            message = f"the site has files named {topic!r} of its own; rename the file"
            yield Finding(f"topics/{topic}.yml", (), TAKEN_ID, message)


def circles(context: Context) -> Iterator[Finding]:
    """Tags that are given up for one another in a circle, shown at each tag of the circle."""
    for id_, way in in_circles(context.catalog.tags).items():
        at = way.index(id_)
        shown = [*way[at : at + _SHOWN], *way[: max(at + _SHOWN - len(way), 0)]][: len(way)]
        names = " → ".join((*shown, *(["…"] if len(shown) < len(way) else []), id_))
        message = f"{names} is a circle: no tag is left to take the place of {id_!r}"
        yield Finding("tags.yml", (id_, "deprecated_for"), DEPRECATED_CIRCLE, message)


def broader_levels(context: Context) -> Iterator[Finding]:
    """Tags whose broader tag has a broader one itself, a circle among them."""
    tags = context.catalog.tags
    for tag in tags.values():
        holder = tags.get(tag.broader or "")
        if holder is not None and holder.broader is not None and holder is not tag:
            message = f"{holder.id!r} has the broader tag {holder.broader!r}; there is one level"
            yield Finding("tags.yml", (tag.id, "broader"), BROADER_LEVEL, message)


def redundant_tags(context: Context) -> Iterator[Finding]:
    """Papers that carry a tag and the broader tag of it, shown at the latter."""
    return of_each_paper(context, "redundant tags", _redundant, context.catalog.broader)


def _redundant(paper: Paper, broader: Mapping[str, str]) -> Iterator[Finding]:
    holders = {broader[tag]: tag for tag in paper.tags if tag in broader}
    for index, tag in enumerate(paper.tags):
        if tag in holders:
            message = f"{tag!r} holds {holders[tag]!r}, which is enough"
            at: Where = ("tags", index)
            yield Finding(f"papers/{paper.id}.yml", at, REDUNDANT_TAG, message)


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
            yield Finding(file, where, DUPLICATE_NAME, message)


CHECKS = (
    Check("names differ from those of generated pages", taken_ids, (TAKEN_ID,)),
    Check("names of tags and topics differ", shared_names, (DUPLICATE_NAME,)),
    Check("tags are not deprecated in a circle", circles, (DEPRECATED_CIRCLE,)),
    Check("broader tags are of one level", broader_levels, (BROADER_LEVEL,)),
    Check("papers carry no tag beside a narrower one", redundant_tags, (REDUNDANT_TAG,)),
)
