"""The numbers of the list: what the page of numbers shows and says in its tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import permutations

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
    homes = [catalog.home_of(paper) or "" for paper in papers]
    carried = [catalog.tags_of(paper) for paper in papers]
    by_topic = _by_topic(catalog, homes)
    return Numbers(
        papers=len(papers),
        by_year=_by_year(years),
        without_year=len(papers) - len(years),
        by_topic=by_topic,
        by_venue=venues,
        without_venue=len(papers) - sum(venue.papers for venue in venues),
        together=_together(catalog, carried),
        growth=_growth(papers),
        types=_types(catalog, homes, carried, by_topic),
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


def _by_topic(catalog: Catalog, homes: Iterable[str]) -> tuple[Tally, ...]:
    counts = Counter(homes)
    found = [Tally(key, topic.title, counts[key]) for key, topic in catalog.topics.items()]
    if counts[""]:
        found.append(Tally("", "Not sorted yet", counts[""]))
    return tuple(found)


def _venues(catalog: Catalog) -> tuple[Tally, ...]:
    counts: Counter[str] = Counter()
    names: dict[str, str] = {}
    for place, papers in Counter(paper.venue for paper in catalog.papers.values()).items():
        venue = parse_venue(place, catalog.venues)
        if venue is not None:
            counts[venue.id] += papers
            names[venue.id] = venue.name
    ordered = sorted(counts, key=lambda key: (-counts[key], key.lower(), key))
    return tuple(Tally(key, names[key], counts[key]) for key in ordered)


def _together(catalog: Catalog, carried: Sequence[Sequence[str]]) -> CrossTable:
    types = _paper_types(catalog)
    counts = Counter(tag for tags in carried for tag in tags if tag not in types)
    top = sorted(counts, key=lambda tag: (-counts[tag], tag))[:TAGS_TOGETHER]
    rank = {tag: number for number, tag in enumerate(top)}
    pairs = Counter(
        pair
        for tags in carried
        for pair in permutations([rank[tag] for tag in tags if tag in rank], 2)
    )
    heads = tuple(Tally(tag, _tag_name(catalog, tag), counts[tag]) for tag in top)
    cells = tuple(
        tuple(counts[top[one]] if one == other else pairs[one, other] for other in rank.values())
        for one in rank.values()
    )
    return CrossTable(heads, heads, cells)


def _types(
    catalog: Catalog,
    homes: Sequence[str],
    carried: Sequence[Sequence[str]],
    rows: tuple[Tally, ...],
) -> CrossTable:
    known = _paper_types(catalog)
    both = zip(homes, carried, strict=True)
    cells = Counter((home, tag) for home, tags in both for tag in tags if tag in known)
    totals: Counter[str] = Counter()
    for (_, tag), number in cells.items():
        totals[tag] += number
    types = sorted(totals, key=lambda tag: (-totals[tag], tag))
    columns = tuple(Tally(tag, _tag_name(catalog, tag), totals[tag]) for tag in types)
    return CrossTable(
        rows, columns, tuple(tuple(cells[row.id, tag] for tag in types) for row in rows)
    )


def _paper_types(catalog: Catalog) -> set[str]:
    return {tag.id for tag in catalog.tags.values() if tag.kind is TagKind.PAPER_TYPE}


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
