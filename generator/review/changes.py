"""The result of a comparison of two states of the list."""

from __future__ import annotations

from dataclasses import dataclass

from generator.content.definitions import PAPER
from generator.content.paper_values import field_value
from generator.model.models import Paper
from generator.model.problems import Problem
from generator.review.content_changes import (
    FieldChange,
    FileChange,
    LimitChange,
    NewRawHtml,
    TagMove,
)

_OWN_COLUMNS = ("tags", "topics")


@dataclass(frozen=True, slots=True)
class PaperChange:
    """One paper before and after; None where it was not, or is no more."""

    before: Paper | None
    after: Paper | None
    unread: bool = False
    """Whether it is gone because its file cannot be read any more."""

    @property
    def paper(self) -> Paper:
        """The paper as it is now, or was last."""
        found = self.after or self.before
        if found is None:
            raise ValueError("a change of nothing")
        return found

    @property
    def renamed(self) -> bool:
        """Whether the paper has another id now."""
        return bool(self.before and self.after and self.before.id != self.after.id)

    def other_fields(self) -> list[tuple[str, object, object]]:
        """Name, old and new value of the fields that differ, except id, tags and topics.

        In the order of the definition.
        """
        if self.before is None or self.after is None:
            return []
        pairs = (
            (f.name, field_value(self.before, f.name), field_value(self.after, f.name))
            for f in PAPER.fields
            if f.name not in _OWN_COLUMNS
        )
        return [row for row in pairs if row[1] != row[2]]


@dataclass(frozen=True, slots=True)
class PaperCount:
    """How many papers a tag or topic has before and after; None where it does not exist."""

    id: str
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class NeighbourChange:
    """The neighbours that appear on a paper's page and those that vanish from it."""

    paper: str
    appear: tuple[str, ...]
    vanish: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that differs. All sequences are sorted by id, path or place."""

    moves: tuple[TagMove, ...]
    """Tags renamed or merged; everything below is compared under the ids that they have now."""
    papers: tuple[PaperChange, ...]
    tags: tuple[PaperCount, ...]
    topics: tuple[PaperCount, ...]
    """Papers that name the topic, home or not."""
    homes: tuple[PaperCount, ...]
    """Papers whose home the topic is."""
    described: tuple[str, ...]
    """Tags, topics, venues and pages that are new or gone: `tag maps: new`."""
    fields: tuple[FieldChange, ...]
    """What differs in those that stayed, and on the home page."""
    limits: tuple[LimitChange, ...]
    html: tuple[NewRawHtml, ...]
    files: tuple[FileChange, ...]
    duplicates: tuple[tuple[str, str], ...]
    """New or retitled papers with the id of one whose title is nearly the same."""
    neighbours: tuple[NeighbourChange, ...]
    pages: tuple[tuple[str, str], ...]
    """Path, and `new`, `gone`, `now a redirect` or `changed`."""
    new_problems: tuple[Problem, ...]
    old_problems: tuple[Problem, ...]
    """Those that were there before."""
