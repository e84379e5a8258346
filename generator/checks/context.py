"""What a check is, and what every check is given."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from generator.content.load import Loaded
from generator.model.groups import paper_groups
from generator.model.memory import NOTHING, Entries, Memory
from generator.model.models import Catalog
from generator.model.rules import Finding, Rule
from generator.site.site_paths import SitePaths
from generator.text.did_you_mean import Spellings
from generator.text.slugs import slugify
from generator.text.tokens import squeeze


@dataclass(frozen=True, slots=True)
class Context:
    """The loaded content and what several checks want to know of it."""

    loaded: Loaded
    today: date
    language: str = "en"
    """The language of the list, as a code."""
    current: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """`tag`, `topic` or `paper` → the ids that may be named."""
    tag_words: Mapping[str, str] = field(default_factory=dict)
    """Other words for tags and their former ids, as written and as slugs → the tag's id."""
    topic_ids: Mapping[str, str] = field(default_factory=dict)
    """Former ids of topics → the id."""
    paper_ids: Mapping[str, str] = field(default_factory=dict)
    """Former ids of papers → the id."""
    venue_words: Mapping[str, str] = field(default_factory=dict)
    """Other spellings of venues → the id."""
    bare: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """`tag` or `topic` with the bare letters of an id, name or alias → the one that they mean."""
    spellings: Mapping[str, Spellings] = field(default_factory=dict)
    """`tag`, `topic`, `paper`, `venue` or `source` → what a mistyped word of it may mean."""
    site_paths: SitePaths = field(default_factory=lambda: SitePaths(Catalog({}, {}, {})))
    """What a link may name."""
    rules_list: str = ""
    """The documentation of all rules: hand-written pages may link into it; Markdown."""
    memory: Memory = NOTHING
    """What earlier runs worked out."""
    judged: Entries[Any] = field(default_factory=lambda: Entries({}))
    """What earlier runs found by the values of single papers."""
    paper_groups: Sequence[tuple[str, list[str]]] = ()
    """The ids of the papers in groups, each after a digest of their files."""

    @property
    def catalog(self) -> Catalog:
        """What was understood."""
        return self.loaded.catalog

    def unread(self, kind: str, id_: str = "*") -> bool:
        """Whether this one, or all of its kind, could not be understood."""
        return (kind, id_) in self.loaded.unread or (kind, "*") in self.loaded.unread

    def doubtful(self, file: str, field_: str) -> bool:
        """Whether something is wrong within a field, so that what it lacks means nothing."""
        return (file, field_) in self.loaded.doubtful

    @property
    def all_papers_read(self) -> bool:
        """Whether every paper's file was understood, so that counting papers means something."""
        return not any(kind == "paper" for kind, _ in self.loaded.unread)


@dataclass(frozen=True, slots=True)
class Check:
    """A check with all that belongs to it; one line in the `CHECKS` of its module."""

    name: str
    """What it makes sure of."""
    find: Callable[[Context], Iterator[Finding]]
    """What is wrong, in any order."""
    rules: tuple[Rule, ...]
    """Every rule that its findings may break."""
    correct: Callable[[Context, str, str], str | None] | None = None
    """The right text for a value that breaks one of the rules, as `check --fix` writes it.

    Takes the context, what the value names (`Text.names`) or else the name of
    its field, and the value on one line. None when the value is right or
    it is not known.
    """


def make_context(
    loaded: Loaded,
    today: date,
    rules_list: str = "",
    language: str = "en",
    memory: Memory = NOTHING,
    judged: Entries[Any] | None = None,
) -> Context:
    """The context of one run on a list in this language; `judged` are entries of the memory."""
    catalog = loaded.catalog
    words: dict[str, str] = {}
    for tag in catalog.tags.values():
        for word in (tag.name, *tag.aliases):
            for form in (word, slugify(word)):
                if form not in catalog.tags:
                    words.setdefault(form, tag.id)
    venue_words = {
        alias: venue.id
        for venue in catalog.venues.values()
        for alias in venue.aliases
        if alias not in catalog.venues
    }
    current = [tag.id for tag in catalog.tags.values() if tag.deprecated_for is None]
    return Context(
        loaded,
        today,
        language,
        {
            "tag": frozenset(current),
            "topic": frozenset(catalog.topics),
            "paper": frozenset(catalog.papers),
        },
        words,
        {alias: topic.id for topic in catalog.topics.values() for alias in topic.aliases},
        {alias: paper.id for paper in catalog.papers.values() for alias in paper.aliases},
        venue_words,
        _bare(catalog),
        {
            "tag": Spellings([*current, *words]),
            "topic": Spellings(catalog.topics),
            "paper": Spellings(catalog.papers),
            "venue": Spellings([*catalog.venues, *venue_words]),
            "source": Spellings(loaded.source_lines),
        },
        SitePaths(catalog, memory),
        rules_list,
        memory,
        judged or Entries({}),
        paper_groups(catalog.papers, loaded.digests),
    )


def _bare(catalog: Catalog) -> dict[tuple[str, str], str]:
    """Letters that mean two tags or two topics are left out: nobody can tell which."""
    meant: dict[tuple[str, str], set[str]] = {}
    for tag in catalog.tags.values():
        for word in (tag.id, tag.name, *tag.aliases):
            meant.setdefault(("tag", squeeze(word)), set()).add(tag.id)
    for topic in catalog.topics.values():
        for word in (topic.id, topic.title, *topic.aliases):
            meant.setdefault(("topic", squeeze(word)), set()).add(topic.id)
    return {word: next(iter(ids)) for word, ids in meant.items() if len(ids) == 1 and word[1]}
