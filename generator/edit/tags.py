"""Changes to the vocabulary of tags, as texts of files before and after; and how tags are used.

A change goes through everything that names a tag: `tags.yml`, the papers, and
the links `tag:ID` in what curators write.  Its result is edits of these files'
texts in which only the tag's own lines differ.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from generator.edit.paper_edits import CannotEdit
from generator.edit.splice import (
    add_items,
    read,
    remove_item,
    remove_key,
    rename_key,
    replace_item,
    replace_scalars,
    replace_text,
)
from generator.model.models import Catalog, TagKind
from generator.model.problems import Problem
from generator.text.slugs import is_slug, slugify

TAGS_FILE = "tags.yml"
_BEFORE_ALIASES = ("name", "description", "kind")


class Refused(Exception):
    """The change makes no sense; the message says why, and what would."""


@dataclass(frozen=True, slots=True)
class TagUse:
    """How much a tag is used."""

    id: str
    kind: TagKind
    papers: int
    """Papers that are found under it."""
    home_topics: int
    """Topics that are the home of such a paper."""
    deprecated_for: str | None


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two tags that stand on much the same papers."""

    first: str
    second: str
    together: int
    """Papers that carry both."""
    share: float
    """Of the papers that carry either, those that carry both (Jaccard's index)."""
    inside: bool
    """Whether every paper of the one carries the other."""


def usage(catalog: Catalog) -> list[TagUse]:
    """Every tag of the vocabulary: the most used first, equals by id."""
    papers = Counter(tag for paper in catalog.papers.values() for tag in catalog.tags_of(paper))
    homes: dict[str, set[str]] = {}
    for paper in catalog.papers.values():
        for tag in catalog.tags_of(paper) if paper.home else ():
            homes.setdefault(tag, set()).add(paper.topics[0])
    rows = [
        TagUse(tag.id, tag.kind, papers[tag.id], len(homes.get(tag.id, ())), tag.deprecated_for)
        for tag in catalog.tags.values()
    ]
    return sorted(rows, key=lambda row: (-row.papers, row.id))


def overlaps(catalog: Catalog, share: float = 0.5, at_least: int = 3) -> list[Overlap]:
    """Pairs of tags on much the same papers: the largest share first, equals by id.

    Those that share `share` of their papers or more, and those of which one is
    wholly inside the other; pairs with fewer than `at_least` papers in common
    are left out, as is chance.
    """
    alone: Counter[str] = Counter()
    both: Counter[tuple[str, str]] = Counter()
    for paper in catalog.papers.values():
        tags = sorted({tag for tag in paper.tags if tag in catalog.tags})
        alone.update(tags)
        both.update(combinations(tags, 2))
    found = []
    for (first, second), together in both.items():
        either = alone[first] + alone[second] - together
        inside = together == min(alone[first], alone[second])
        if together >= at_least and (together / either >= share or inside):
            found.append(Overlap(first, second, together, together / either, inside))
    return sorted(found, key=lambda pair: (-pair.share, pair.first, pair.second))


def rename(files: Mapping[str, str], old: str, new: str) -> tuple[dict[str, str], list[Problem]]:
    """The tag `old` under the id `new`; the old id becomes an alias.

    Args:
        files: Path relative to the content directory → text of every file that may name a tag.
        old: An id of `tags.yml`.
        new: An id that no tag has, for its id or among its aliases.

    Returns:
        The texts that change, by path, and a `cannot-edit` problem for each
        file that a splice cannot serve; with a problem nothing should be written.

    Raises:
        Refused: `old` is no tag, or `new` cannot be one.
    """
    tags = _vocabulary(files)
    _require(tags, old)
    if not is_slug(new):
        raise Refused(f"{new!r} cannot be an id; write it {slugify(new)!r}")
    if new in tags:
        raise Refused(f"there is a tag {new!r} already; to make one of the two: merge {old} {new}")
    owner = next((id_ for id_, tag in tags.items() if new in _list(tag, "aliases")), old)
    if owner != old:
        raise Refused(f"{new!r} is an alias of the tag {owner!r}; take it out there first")

    def edit(text: str) -> str:
        text = rename_key(text, (old,), new)
        text = remove_item(text, [(new, "aliases")], new)
        text = add_items(text, (new, "aliases"), [old], _BEFORE_ALIASES)
        return _repoint(text, old, new)

    return _change(files, edit, old, new)


def merge(files: Mapping[str, str], old: str, new: str) -> tuple[dict[str, str], list[Problem]]:
    """The tag `old` dissolved into the tag `new`, which stays as it is.

    The id, the aliases and the name of `old` become aliases of `new`; its
    description and related tags go. Arguments, result and errors are those of
    `rename`.
    """
    tags = _vocabulary(files)
    _require(tags, old)
    _require(tags, new)
    if old == new:
        raise Refused("a tag cannot be merged into itself")
    if target := tags[new].get("deprecated_for"):
        raise Refused(f"{new!r} is itself deprecated for {target!r}; merge into that one")
    taken = {new, *(str(word).casefold() for word in (tags[new].get("name"), *_aliases(tags[new])))}
    words = [old, *_aliases(tags[old])]
    name = tags[old].get("name")
    words += [name] if isinstance(name, str) and slugify(name) != old else []
    by_key = {word.casefold(): word for word in reversed(words)}  # of equal words the first
    fresh = [word for word in reversed(by_key.values()) if word.casefold() not in taken]

    def edit(text: str) -> str:
        text = remove_key(text, (old,))
        text = add_items(text, (new, "aliases"), fresh, _BEFORE_ALIASES)
        return _repoint(text, old, new)

    return _change(files, edit, old, new)


def _change(
    files: Mapping[str, str], vocabulary: Callable[[str], str], old: str, new: str
) -> tuple[dict[str, str], list[Problem]]:
    changed, problems = {}, []
    for path, text in files.items():
        if old not in text:
            continue
        try:
            edited = vocabulary(text) if path == TAGS_FILE else text
            if path.startswith("papers/"):
                edited = replace_item(edited, ("tags",), old, new)
            edited = _relink(path, edited, old, new)
        except CannotEdit as error:
            problems.append(Problem(path, 0, 0, "cannot-edit", str(error)))
            continue
        if edited != text:
            changed[path] = edited
    return changed, problems


def _relink(path: str, text: str, old: str, new: str) -> str:
    """The text with its links `tag:OLD` leading to `new`."""
    link = re.compile(rf"(\]\(|\]:\s*|<)tag:{re.escape(old)}(?![a-z0-9-])")
    if not link.search(text):
        return text

    def swap(value: str) -> str:
        return link.sub(rf"\1tag:{new}", value)

    return swap(text) if path.endswith(".md") else replace_text(text, swap)


def _repoint(text: str, old: str, new: str) -> str:
    """`tags.yml` with every other entry's mention of the tag changed."""
    removed: list[tuple[str, ...]] = []
    replaced: list[tuple[str, ...]] = []
    tags = _entries(read(text))
    for id_, tag in tags.items():
        related = _list(tag, "related")
        if old in related:
            both = id_ == new or new in related
            (removed if both else replaced).append((id_, "related"))
        replaced += [
            (id_, key)
            for key in ("deprecated_for", "broader")
            if id_ != new and tag.get(key) == old
        ]
    text = replace_scalars(remove_item(text, removed, old), replaced, old, new)
    holds_itself = tags.get(new, {}).get("broader") in (old, new)
    return remove_key(text, (new, "broader")) if holds_itself else text


def _vocabulary(files: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    try:
        return _entries(read(files.get(TAGS_FILE, "")))
    except CannotEdit as error:
        raise Refused(f"{TAGS_FILE} cannot be read: {error}") from error


def _entries(values: Any) -> dict[str, dict[str, Any]]:
    rows = values if isinstance(values, dict) else {}
    return {str(id_): tag for id_, tag in rows.items() if isinstance(tag, dict)}


def _require(tags: Mapping[str, Mapping[str, Any]], id_: str) -> None:
    if id_ in tags:
        return
    owner = next((other for other, tag in tags.items() if id_ in _aliases(tag)), None)
    if owner:
        raise Refused(f"{id_!r} is no tag but an alias of {owner!r}")
    from rapidfuzz import process

    near = process.extractOne(id_, list(tags), score_cutoff=60)
    raise Refused(f"there is no tag {id_!r}" + (f"; did you mean {near[0]!r}?" if near else ""))


def _aliases(tag: Mapping[str, Any]) -> list[str]:
    return [str(word) for word in _list(tag, "aliases")]


def _list(tag: Mapping[str, Any], key: str) -> list[Any]:
    value = tag.get(key)
    return value if isinstance(value, list) else []
