"""The list in numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup

from generator.analysis.statistics import CrossTable, Growth, Numbers, Tally, count
from generator.model.memory import digest_of
from generator.site import charts
from generator.site.charts import Bar
from generator.site.heat_map import heat_map
from generator.site.pages.page import Content, Later, PageSource
from generator.site.svg_parts import SERIES, Heading

_LEAST_DATES = 3
"""Days on which papers were added before growth is shown: two are no more than a step."""
VENUES_SHOWN = 20
"""Bars of the plot of venues; its table has them all."""


class ChartView(NamedTuple):
    """A plot with its data as a table."""

    id: str
    title: str
    text: str
    """What to see in it."""
    svg: Markup
    """Two drawings: for a wide page and for a phone."""
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """The first cell is the row's heading."""


class NumbersView(NamedTuple):
    """The list in numbers."""

    charts: tuple[ChartView, ...]


def numbers_contents(source: PageSource) -> Iterator[Later]:
    """What the list is made of, as plots and tables."""
    numbers = count(source.catalog)

    def content() -> Content:
        plots = (_years, _topics, _venues, _together, _growth, _types)
        found = [chart for plot in plots if (chart := plot(numbers)) is not None]
        about = "What the list is made of, and how it grew."
        return Content("Numbers", about, NumbersView(tuple(found)))

    yield Later("", digest_of(numbers, source.site), content)


def _years(numbers: Numbers) -> ChartView | None:
    if not numbers.by_year:
        return None
    top = max(numbers.by_year, key=lambda year: year.papers)
    text = f"Most papers, {top.papers} of {numbers.papers:,}, are from {top.name}."
    missing = numbers.without_year
    if missing:
        text += f" {_papers(missing)} without a known year {_are(missing)} left out."
    span = "decade" if top.name.startswith("the ") else "year"
    head = Heading("years", f"Papers by {span}", text)
    bars = [Bar(year.id, year.papers) for year in numbers.by_year]
    return _view(head, charts.column_chart(head, bars), span.capitalize(), numbers.by_year)


def _topics(numbers: Numbers) -> ChartView | None:
    if not numbers.by_topic or not numbers.papers:
        return None
    head = Heading("topics", "Papers by topic", "Each paper counts once, for its main topic.")
    return _view(head, charts.bar_chart(head, _bars(numbers.by_topic)), "Topic", numbers.by_topic)


def _venues(numbers: Numbers) -> ChartView | None:
    if not numbers.by_venue:
        return None
    text = f"Where {_papers(numbers.papers - numbers.without_venue)} appeared, workshops included"
    more = len(numbers.by_venue) - VENUES_SHOWN
    if more > 0:
        text += f"; {more} more {'venue is' if more == 1 else 'venues are'} in the table"
    text += "."
    if numbers.without_venue:
        text += f" Of {_papers(numbers.without_venue)} no venue is known."
    head = Heading("venues", "Papers by venue", text)
    bars = [Bar(venue.id, venue.papers) for venue in numbers.by_venue[:VENUES_SHOWN]]
    return _view(head, charts.bar_chart(head, bars), "Venue", numbers.by_venue)


def _together(numbers: Numbers) -> ChartView | None:
    table = numbers.together
    if len(table.rows) < 2:
        return None
    text = "How many papers carry both of two frequent tags; the stronger the colour, the more."
    head = Heading("together", "Tags that go together", text)
    svg = heat_map(head, [tag.name for tag in table.rows], table.cells)
    return _table_view(head, svg, "Tag", table)


def _growth(numbers: Numbers) -> ChartView | None:
    if len(numbers.growth) < _LEAST_DATES:
        return None
    last = numbers.growth[-1]
    text = f"{_papers(last.total)} by {_day(last)}, when {last.added} {_were(last.added)} added."
    head = Heading("growth", "Growth of the list", text)
    svg = charts.step_chart(head, [(step.day, step.total) for step in numbers.growth])
    rows = [(_day(step), f"{step.added:,}", f"{step.total:,}") for step in numbers.growth]
    return _chart(head, svg, ("Day", "Added", "Papers then"), rows)


def _types(numbers: Numbers) -> ChartView | None:
    table = numbers.types
    if not table.columns:
        return None
    text = "What kind of work the papers of each topic are; a paper may be of two kinds."
    head = Heading("types", "Paper types by topic", text)
    names = [kind.name for kind in table.columns]
    cells = table.cells
    if len(names) > SERIES:
        kept = SERIES - 1
        names = [*names[:kept], "Other kinds"]
        cells = tuple((*row[:kept], sum(row[kept:])) for row in cells)
    svg = charts.stacked_bars(head, [topic.name for topic in table.rows], names, cells)
    return _table_view(head, svg, "Topic", table)


def _bars(counts: Sequence[Tally]) -> list[Bar]:
    return [Bar(item.name, item.papers) for item in counts]


def _view(head: Heading, svg: str, column: str, counts: Sequence[Tally]) -> ChartView:
    rows = [(item.name, f"{item.papers:,}") for item in counts]
    return _chart(head, svg, (column, "Papers"), rows)


def _table_view(head: Heading, svg: str, corner: str, table: CrossTable) -> ChartView:
    rows = [
        (row.name, *(f"{cell:,}" for cell in cells))
        for row, cells in zip(table.rows, table.cells, strict=True)
    ]
    return _chart(head, svg, (corner, *(column.name for column in table.columns)), rows)


def _chart(
    head: Heading, svg: str, columns: tuple[str, ...], rows: Sequence[tuple[str, ...]]
) -> ChartView:
    return ChartView(head.id, head.title, head.description, Markup(svg), columns, tuple(rows))


def _papers(number: int) -> str:
    return f"{number:,} {'paper' if number == 1 else 'papers'}"


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def _were(number: int) -> str:
    return "was" if number == 1 else "were"


def _day(step: Growth) -> str:
    return f"{step.day.day} {step.day:%B %Y}"
