"""The map's and the numbers' pages, before they are rendered."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.analysis.derived import derive
from generator.model.config import Site
from generator.model.models import Catalog, Paper, Tag, TagKind, Topic
from generator.site.cards import PageParts
from generator.site.pages import PageSource
from generator.site.pages.map_page import LINKED_POINTS, MapView, map_contents
from generator.site.pages.numbers import NumbersView, numbers_contents

TOPICS = {key: Topic(key, key.title(), "About it.") for key in ("a", "b")}
KINDS = {f"k{n}": Tag(f"k{n}", f"Kind {n}", "Kind.", TagKind.PAPER_TYPE) for n in range(9)}


def source(*papers: Paper) -> PageSource:
    catalog = Catalog({p.id: p for p in papers}, TOPICS, KINDS)
    site = Site("List", "About", "", "", "main", Path("docs"), Path("theme"))
    return PageSource(catalog, derive(catalog), PageParts(catalog), site, "")


def numbers(*papers: Paper) -> NumbersView:
    (page,) = numbers_contents(source(*papers))
    view = page.make().view
    assert isinstance(view, NumbersView)
    return view


def atlas(*papers: Paper) -> MapView:
    (page,) = map_contents(source(*papers))
    view = page.make().view
    assert isinstance(view, MapView)
    return view


def paper(number: int, **values: object) -> Paper:
    return Paper(id=f"p{number}", title=f"P {number}", abstract=f"word{number} text", **values)  # type: ignore[arg-type]


def test_an_empty_list_has_neither_points_nor_plots() -> None:
    assert atlas().groups == ()
    assert numbers().charts == ()


def test_points_are_grouped_by_home_and_those_without_one_come_last() -> None:
    found = atlas(paper(1), paper(2, topics=("b", "a")), paper(3, topics=("a",)))
    assert [g.topic and g.topic.id for g in found.groups] == ["a", "b", None]
    assert [[p.paper and p.paper.path for p in g.points] for g in found.groups] == [
        ["papers/p3/"],
        ["papers/p2/"],
        ["papers/p1/"],
    ]
    assert [label.topic.id for label in found.labels] == ["a", "b"]
    assert found.linked


def test_points_of_a_group_stand_in_the_order_of_the_readers_data() -> None:
    found = atlas(paper(1, topics=("a",), year=2001), paper(2, topics=("a",), year=2020))
    assert [p.paper and p.paper.path for p in found.groups[0].points] == [
        "papers/p2/",
        "papers/p1/",
    ]


def test_a_large_map_has_no_link_a_point() -> None:
    many = [paper(n, topics=("a",)) for n in range(LINKED_POINTS + 1)]
    assert not atlas(*many).linked


def test_every_plot_has_its_table_and_says_what_is_left_out() -> None:
    day = date(2026, 11, 20)
    found = {
        chart.id: chart
        for chart in numbers(
            paper(1, year=2019, topics=("a",), venue="ICLR 2020", added=day),
            paper(2, year=2021, topics=("a",), added=day),
            paper(3, topics=("b",), added=date(2026, 12, 1)),
        ).charts
    }
    assert found["years"].rows == (("2019", "1"), ("2020", "0"), ("2021", "1"))
    assert "1 paper without a known year is left out" in found["years"].text
    assert found["topics"].rows == (("A", "2"), ("B", "1"))
    assert found["venues"].rows == (("ICLR", "1"),)
    assert "Of 2 papers no venue is known." in found["venues"].text


@pytest.mark.parametrize("days", [1, 2, 3])
def test_growth_is_shown_from_three_dates_on(days: int) -> None:
    papers = [paper(n, added=date(2026, 12, 1 + n % days)) for n in range(4)]
    found = {chart.id: chart for chart in numbers(*papers).charts}
    assert ("growth" in found) == (days == 3)
    if days == 3:
        assert found["growth"].rows[0] == ("1 December 2026", "2", "2")
        assert "4 papers by 3 December 2026, when 1 was added." in found["growth"].text


def test_rare_paper_types_share_a_colour_in_the_plot_but_not_in_the_table() -> None:
    papers = [paper(n, topics=("a",), tags=(f"k{n}",)) for n in range(9)]
    chart = next(c for c in numbers(*papers).charts if c.id == "types")
    assert len(chart.columns) == 1 + 9
    assert "Other kinds" in chart.svg
    assert "Kind 8" not in chart.svg
