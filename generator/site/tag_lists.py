"""The orders in which pages list tags."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from generator.model.memory import Memory, digest_of
from generator.model.models import Paper, Tag
from generator.site.views import TagChip
from generator.text.collation import CollationKey, collation_key

if TYPE_CHECKING:
    from generator.site.cards import PageParts


def tag_order(tags: Mapping[str, Tag], memory: Memory) -> Mapping[str, CollationKey]:
    """What sorts the tags by their names, by tag id."""
    names = {id_: tag.name for id_, tag in tags.items()}

    def keys() -> Mapping[str, CollationKey]:
        return {id_: collation_key(name) for id_, name in names.items()}

    return memory.recall("names of tags", digest_of(names), keys)


def by_name(tags: Iterable[Tag], parts: PageParts) -> list[Tag]:
    """The tags by their names."""
    return sorted(tags, key=lambda tag: parts.tag_order[tag.id])


def common_tags(
    papers: Sequence[Paper], parts: PageParts, limit: int, without: Container[str] = ()
) -> tuple[tuple[TagChip, int], ...]:
    """The tags that most of the papers are found under, with their number; ties by id.

    Paper types are left out: every page would show them.
    """
    counts = Counter(chain.from_iterable(map(parts.catalog.tags_of, papers)))
    shown = [
        (tag, count)
        for tag, count in counts.items()
        if tag in parts.tags and tag not in without and parts.tags[tag].kind != "paper-type"
    ]
    ordered = sorted(shown, key=lambda item: (-item[1], item[0]))
    return tuple((parts.tags[tag], count) for tag, count in ordered[:limit])
