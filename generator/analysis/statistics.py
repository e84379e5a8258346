"""The numbers of the list: what the page of numbers shows and says in its tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from generator.model.models import Catalog, Paper, TagKind
from generator.text.venues import parse_venue

MOST_YEARS = 80
"""Years of a plot at most; an older list is counted by decades."""
TAGS_TOGETHER = 16
"""Rows and columns of the table of tags that go together."""


@dataclass(frozen=True, slots=True)
class Tally:
    """So many papers of one kind."""

    id: str
    """Topic, tag or venue id, or a year in digits; empty for papers that have none."""
    name: str
    papers: int


@dataclass(frozen=True, slots=True)
class CrossTable:
    """Counts in two directions."""

    rows: tuple[Tally, ...]
    """The rows, each with its total of papers."""
    columns: tuple[Tally, ...]
    """The columns, each with its total of papers."""
    cells: tuple[tuple[int, ...], ...]
    """By row, then by column."""


@dataclass(frozen=True, slots=True)
class Growth:
    """The size of the list at the end of a day on which papers were added."""

    day: date
    added: int
    total: int


@dataclass(frozen=True, slots=True)
class Numbers:
    """Everything that is counted."""

    papers: int
    by_year: tuple[Tally, ...]
    """Every year from the first to the last, those without papers included; every decade where
    that is more than `MOST_YEARS`.
    """
    without_year: int
    by_topic: tuple[Tally, ...]
    """By home topic, in the order of the topics; papers without one last, if there are any."""
    by_venue: tuple[Tally, ...]
    """The most frequent first, equals by name; `ICC 2023 (workshop)` counts for ICC."""
    without_venue: int
    together: CrossTable
    """The most frequent tags but paper types, and how many papers carry two of them."""
    growth: tuple[Growth, ...]
    """By day; papers without a day of addition are in no row."""
    types: CrossTable
    """Paper types (columns, most frequent first) by home topic (rows, in their order)."""


def count(catalog: Catalog) -> Numbers:
    """Count the list; an empty one has zeros and empty tables."""
    papers = list(catalog.papers.values())
    years = [paper.year for paper in papers if paper.year is not None]
    venues = _venues(catalog)
    return Numbers(
        papers=len(papers),
        by_year=_by_year(years),
        without_year=len(papers) - len(years),
        by_topic=_by_topic(catalog),
        by_venue=venues,
        without_venue=len(papers) - sum(venue.papers for venue in venues),
        together=_together(catalog),
        growth=_growth(papers),
        types=_types(catalog),
    )


def _by_year(years: Iterable[int]) -> tuple[Tally, ...]:
    counts = Counter(years)
    if not counts:
        return ()
    span = range(min(counts), max(counts) + 1)
    if len(span) > MOST_YEARS:
        decades = Counter(year // 10 * 10 for year in counts.elements())
        return tuple(
            Tally(f"{first}s", f"the {first}s", decades[first])
            for first in range(span[0] // 10 * 10, span[-1] + 1, 10)
        )
    return tuple(Tally(str(year), str(year), counts[year]) for year in span)


def _by_topic(catalog: Catalog) -> tuple[Tally, ...]:
    counts = Counter(catalog.home_of(paper) or "" for paper in catalog.papers.values())
    found = [Tally(key, topic.title, counts[key]) for key, topic in catalog.topics.items()]
    if counts[""]:
        found.append(Tally("", "Not sorted yet", counts[""]))
    return tuple(found)


def _venues(catalog: Catalog) -> tuple[Tally, ...]:
    counts: Counter[str] = Counter()
    names: dict[str, str] = {}
    for paper in catalog.papers.values():
        venue = parse_venue(paper.venue, catalog.venues)
        if venue is not None:
            counts[venue.id] += 1
            names[venue.id] = venue.name
    ordered = sorted(counts, key=lambda key: (-counts[key], key.lower(), key))
    return tuple(Tally(key, names[key], counts[key]) for key in ordered)


def _together(catalog: Catalog) -> CrossTable:
    carried = [
        {tag for tag in catalog.tags_of(paper) if not _is_type(catalog, tag)}
        for paper in catalog.papers.values()
    ]
    counts = Counter(tag for tags in carried for tag in tags)
    top = sorted(counts, key=lambda tag: (-counts[tag], tag))[:TAGS_TOGETHER]
    pairs = Counter(
        pair for tags in carried for pair in combinations([tag for tag in top if tag in tags], 2)
    )
    heads = tuple(Tally(tag, _tag_name(catalog, tag), counts[tag]) for tag in top)
    cells = tuple(
        tuple(
            counts[one] if one == other else pairs[one, other] + pairs[other, one] for other in top
        )
        for one in top
    )
    return CrossTable(heads, heads, cells)


def _types(catalog: Catalog) -> CrossTable:
    cells: Counter[tuple[str, str]] = Counter()
    for paper in catalog.papers.values():
        for tag in catalog.tags_of(paper):
            if _is_type(catalog, tag):
                cells[catalog.home_of(paper) or "", tag] += 1
    totals: Counter[str] = Counter()
    for (_, tag), number in cells.items():
        totals[tag] += number
    types = sorted(totals, key=lambda tag: (-totals[tag], tag))
    rows = _by_topic(catalog)
    columns = tuple(Tally(tag, _tag_name(catalog, tag), totals[tag]) for tag in types)
    return CrossTable(
        rows, columns, tuple(tuple(cells[row.id, tag] for tag in types) for row in rows)
    )


def _is_type(catalog: Catalog, tag: str) -> bool:
    known = catalog.tags.get(tag)
    return known is not None and known.kind is TagKind.PAPER_TYPE


def _tag_name(catalog: Catalog, tag: str) -> str:
    known = catalog.tags.get(tag)
    return known.name if known is not None else tag


def _growth(papers: Iterable[Paper]) -> tuple[Growth, ...]:
    days = Counter(paper.added for paper in papers if paper.added is not None)
    total = 0
    rows = []
    for day in sorted(days):
        total += days[day]
        rows.append(Growth(day, days[day], total))
    return tuple(rows)
