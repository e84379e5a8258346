"""The list to look at: the map, and the numbers."""

from __future__ import annotations

from generator import urls
from generator.deck import Deck
from generator.map_layout import place
from generator.reader_data import in_reader_order
from generator.views import MapGroup, MapLabel, MapPoint, MapView, NumbersView, Page, TopicChip

LINKED_POINTS = 1_200
"""Up to so many papers each point of the map is a link; with more, the page would be too heavy."""


def map_page(deck: Deck) -> Page:
    """Every paper a point, near those that are like it."""
    return Page(
        path=urls.MAP,
        title="Map",
        description="Every paper a point: those that are alike lie near each other.",
        template="map.html",
        view=_map(deck),
        kind="index",
    )


def _map(deck: Deck) -> MapView:
    places = place(deck.catalog)
    points: dict[str, list[MapPoint]] = {topic: [] for topic in (*deck.topics, "")}
    for card in in_reader_order(deck):
        points[card.home.id if card.home else ""].append(MapPoint(card, *places[card.id]))
    return MapView(
        groups=tuple(
            MapGroup(deck.topics.get(topic), tuple(some)) for topic, some in points.items() if some
        ),
        labels=tuple(
            _label(deck.topics[topic], some) for topic, some in points.items() if topic and some
        ),
        linked=len(deck.cards) <= LINKED_POINTS,
    )


def _label(topic: TopicChip, points: list[MapPoint]) -> MapLabel:
    xs, ys = sorted(p.x for p in points), sorted(p.y for p in points)
    return MapLabel(topic.title, xs[len(xs) // 2], ys[len(ys) // 2], topic)


def numbers_page(deck: Deck) -> Page:
    """What the list is made of, as plots and tables."""
    return Page(
        path=urls.NUMBERS,
        title="Numbers",
        description="What the list is made of, and how it grew.",
        template="numbers.html",
        view=NumbersView(()),
        kind="index",
    )
