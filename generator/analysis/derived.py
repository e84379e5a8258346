"""Everything that follows from the catalogue, computed once and handed to the pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.analysis.map_layout import place
from generator.analysis.mentions import Mention, find_mentions
from generator.analysis.related import Relations, relate
from generator.analysis.term_vectors import vectors_of
from generator.citations.citation_keys import citation_keys
from generator.model.models import Catalog


@dataclass(frozen=True, slots=True)
class Station:
    """The place of a paper in a reading path."""

    topic: str
    position: int
    """Counted from 1."""
    length: int
    previous: str | None
    """The paper before, by id."""
    following: str | None
    """The following paper, by id."""
    why: str


@dataclass(frozen=True, slots=True)
class Derived:
    """What the pages show beside the content itself. All mappings are by paper id."""

    related: Mapping[str, Relations]
    mentions: Mapping[str, tuple[Mention, ...]]
    mentioned_by: Mapping[str, tuple[str, ...]]
    """The papers whose abstract names the paper, by id."""
    stations: Mapping[str, tuple[Station, ...]]
    """In the order of the topics."""
    keys: Mapping[str, str]
    """Citation keys."""
    places: Mapping[str, tuple[int, int]]
    """The places of the papers on the map."""


def derive(catalog: Catalog) -> Derived:
    """Compute all of it; papers without any have no entry."""
    mentions = find_mentions(catalog.papers)
    vectors = vectors_of(catalog.papers)
    return Derived(
        related=relate(catalog, vectors),
        mentions=mentions,
        mentioned_by=_reverse(mentions),
        stations=_stations(catalog),
        keys=citation_keys(catalog.papers),
        places=place(catalog, vectors),
    )


def _reverse(mentions: Mapping[str, tuple[Mention, ...]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for naming, named in mentions.items():
        for mention in named:
            found.setdefault(mention.paper, set()).add(naming)
    return {paper: tuple(sorted(by)) for paper, by in found.items()}


def _stations(catalog: Catalog) -> dict[str, tuple[Station, ...]]:
    found: dict[str, list[Station]] = {}
    for topic in catalog.topics.values():
        steps = [step for step in topic.start_here if step.paper in catalog.papers]
        for index, step in enumerate(steps):
            station = Station(
                topic=topic.id,
                position=index + 1,
                length=len(steps),
                previous=steps[index - 1].paper if index else None,
                following=steps[index + 1].paper if index + 1 < len(steps) else None,
                why=step.why,
            )
            found.setdefault(step.paper, []).append(station)
    return {paper: tuple(stations) for paper, stations in found.items()}
