"""The values that were read from a file → the records of `models`."""

from __future__ import annotations

from datetime import date
from typing import Any

from generator.content.paper_values import ATTRIBUTES
from generator.model.models import (
    Door,
    Home,
    ItemType,
    Limits,
    Paper,
    PathStep,
    Question,
    Section,
    SourceRef,
    Tag,
    TagKind,
    Topic,
    Venue,
)


def paper(paper_id: str, values: dict[str, Any]) -> Paper:
    """The paper of a file's values; those without an attribute of `Paper` are in its `extra`."""
    rest: dict[str, Any] = {k: tuple(v) if type(v) is list else v for k, v in values.items()}
    extra = {key: rest.pop(key) for key in values if key not in ATTRIBUTES}
    rest["sources"] = tuple(SourceRef(**row) for row in values.get("sources", ()))
    if "added" in rest:
        rest["added"] = date.fromisoformat(values["added"])
    if "type" in rest:
        kind = ItemType(values["type"])
        rest["type"] = None if kind is ItemType.PAPER else kind
    return Paper(id=paper_id, **rest, extra=extra)


def topic(topic_id: str, values: dict[str, Any]) -> Topic:
    """The topic of a file's values."""
    rest = {key: _frozen(value) for key, value in values.items()}
    rest["start_here"] = tuple(PathStep(**row) for row in values.get("start_here", ()))
    rest["questions"] = tuple(
        Question(row["question"], tuple(row["papers"])) for row in values.get("questions", ())
    )
    rest["sections"] = tuple(
        Section(row["title"], tuple(row["papers"])) for row in values.get("sections", ())
    )
    return Topic(id=topic_id, **rest)


def tag(tag_id: str, values: dict[str, Any]) -> Tag:
    """The tag of an entry's values."""
    rest = {key: _frozen(value) for key, value in values.items()}
    return Tag(id=tag_id, **{**rest, "kind": TagKind(values["kind"])})


def venue(venue_id: str, values: dict[str, Any]) -> Venue:
    """The venue of an entry's values."""
    return Venue(id=venue_id, **{key: _frozen(value) for key, value in values.items()})


def limits(values: dict[str, Any]) -> Limits:
    """The limits of a file's values; what it does not say is as wide as `Limits` has it."""
    return Limits(**values)


def home(values: dict[str, Any]) -> Home:
    """The home page of a file's values."""
    doors = (
        Door(**{key: _frozen(value) for key, value in row.items()})
        for row in values.get("doors", ())
    )
    return Home(values.get("tagline", ""), values.get("introduction", ""), tuple(doors))


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
