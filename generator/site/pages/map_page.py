"""The map: every paper a point, near those that are like it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from generator.analysis.derived import Derived
from generator.model.memory import digest_of
from generator.site.cards import PageParts
from generator.site.pages.page import Content, Later, PageSource
from generator.site.pages.paper_lines import PaperLine, paper_lines
from generator.site.views import TopicChip

LINKED_POINTS = 1_200
"""Up to so many papers each point of the map is a link; with more, the page would be too heavy."""


class MapPoint(NamedTuple):
    """A paper on the map; 0 to 1000 from the left and from the top."""

    paper: PaperLine | None
    """None where the points are no links."""
    x: int
    y: int


class MapGroup(NamedTuple):
    """The papers of one colour."""

    topic: TopicChip | None
    """Their home; None for papers without a topic."""
    points: tuple[MapPoint, ...]
    """In the order of the reader's data, see `reader_data`."""


class MapLabel(NamedTuple):
    """Words on the map that lead to a topic."""

    lines: tuple[str, ...]
    x: int
    y: int
    """The middle of the lines."""
    topic: TopicChip


class MapView(NamedTuple):
    """The map."""

    groups: tuple[MapGroup, ...]
    labels: tuple[MapLabel, ...]
    linked: bool
    """Whether each point is a link of its own; on a large map the topics are."""


def map_contents(source: PageSource) -> Iterator[Later]:
    """Every paper a point, near those that are like it."""
    parts, derived = source.parts, source.derived
    points = [
        (parts.line_inputs[paper.id], source.catalog.home_of(paper), derived.places[paper.id])
        for paper in parts.papers
    ]
    inputs = digest_of(points, derived.regions, list(parts.topics.values()), source.site)

    def content() -> Content:
        about = "Every paper is a point; similar papers are near each other."
        return Content("Map", about, _map(parts, derived))

    yield Later("", inputs, content)


def _map(parts: PageParts, derived: Derived) -> MapView:
    points: dict[str, list[MapPoint]] = {topic: [] for topic in (*parts.topics, "")}
    linked = len(parts.papers) <= LINKED_POINTS
    lines = paper_lines((paper.id for paper in parts.papers), parts) if linked else ()
    for paper, line in zip_longest(parts.papers, lines):
        home = parts.catalog.home_of(paper) or ""
        points[home].append(MapPoint(line, *derived.places[paper.id]))
    groups = [
        MapGroup(parts.topics.get(topic), tuple(some)) for topic, some in points.items() if some
    ]
    names = [
        MapLabel(region.lines, region.x, region.y, parts.topics[region.topic])
        for region in derived.regions
    ]
    return MapView(tuple(groups), tuple(names), linked)
