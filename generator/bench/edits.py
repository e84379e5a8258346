"""What a person says on the bench, as edits of texts of files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from generator.edit.curation_edits import TextEdit, with_list, with_summary
from generator.edit.new_tags import described, with_tag
from generator.edit.tags import TAGS_FILE, Refused, merge, rename
from generator.model.models import Catalog, Paper, Tag, TagKind
from generator.model.problems import Problem

Texts = Mapping[str, str]
"""Texts of files by their path below the content directory."""


@dataclass(frozen=True, slots=True)
class Curated:
    """What a person says of a paper."""

    topics: tuple[str, ...]
    tags: tuple[str, ...]
    summary: str


@dataclass(frozen=True, slots=True)
class TagEdit:
    """A change of the vocabulary."""

    verb: str
    """`make`, `describe`, `merge` or `rename`."""
    id: str
    to: str = ""
    """The other tag, or the new id."""
    name: str = ""
    description: str = ""
    kind: str = ""
    aliases: tuple[str, ...] = ()


def as_curated(paper: Paper, curated: Curated) -> Paper:
    """The paper with what is said of it."""
    summary = curated.summary or None
    return replace(paper, topics=curated.topics, tags=curated.tags, summary=summary)


def paper_edits(now: Paper, curated: Curated) -> list[TextEdit]:
    """The edits of the paper's file for what is said otherwise than it is now."""
    edits: list[TextEdit] = []
    if curated.topics != now.topics:
        edits.append(with_list("topics", curated.topics))
    if curated.tags != now.tags:
        edits.append(with_list("tags", curated.tags))
    if curated.summary != (now.summary or ""):
        edits.append(with_summary(curated.summary))
    return edits


def require_known(catalog: Catalog, now: Paper, curated: Curated) -> None:
    """Raise `Refused` for an id that is new to the paper and unknown, or there twice."""
    for noun, ids, own, known in (
        ("topic", curated.topics, now.topics, catalog.topics),
        ("tag", curated.tags, now.tags, catalog.tags),
    ):
        for place, id_ in enumerate(ids):
            if id_ not in known and id_ not in own:
                raise Refused(f"there is no {noun} {id_!r}")
            if id_ in ids[:place]:
                raise Refused(f"the {noun} {id_!r} is there twice")


def tag_texts(files: Texts, edit: TagEdit) -> tuple[dict[str, str], list[Problem]]:
    """The files that a change of the vocabulary changes, and what keeps it from some of them.

    Raises:
        Refused: It makes no sense.
        CannotEdit: `tags.yml` cannot be edited.
    """
    text = files.get(TAGS_FILE, "")
    if edit.verb == "merge":
        return merge(files, edit.id, edit.to)
    if edit.verb == "rename":
        return rename(files, edit.id, edit.to)
    if edit.verb == "describe":
        return {TAGS_FILE: described(text, edit.id, edit.name, edit.description)}, []
    if edit.verb != "make" or edit.kind not in set(TagKind):
        raise Refused("a tag has one of the kinds that the vocabulary knows")
    tag = Tag(edit.id, edit.name, edit.description, TagKind(edit.kind), edit.aliases)
    return {TAGS_FILE: with_tag(text, tag)}, []
