"""What is counted, by hand on a list that one can count."""

from datetime import date
from itertools import combinations

from generator.analysis.statistics import Growth, count
from tests.unit.analysis.derived_helpers import catalog, paper, real_catalog

LIST = catalog(
    [
        paper("a", topics=("x",), tags=("survey", "t1", "t2"), year=2015, venue="ICLR 2016",
              authors=("Ann", "Bob"), added=date(2024, 1, 1)),
        paper("b", topics=("x", "y"), tags=("theory", "t1", "t2"), year=2015, venue="ICLR 2018",
              authors=("Bob",), added=date(2024, 1, 1)),
        paper("c", topics=("y",), tags=("survey", "t1"), year=2018, venue="JMLR",
              authors=("Cleo",), added=date(2024, 3, 1)),
        paper("d", tags=("t2", "t3", "t3"), venue="ICLR 2018 (workshop)"),
    ],
    types=("survey", "theory"),
)  # fmt: skip


def test_totals() -> None:
    numbers = count(LIST)
    assert numbers.papers == 4
    assert numbers.without_year == 1


def test_years_without_papers_are_counted_too() -> None:
    assert [(c.name, c.papers) for c in count(LIST).by_year] == [
        ("2015", 2), ("2016", 0), ("2017", 0), ("2018", 1),
    ]  # fmt: skip


def test_an_old_list_is_counted_by_decades() -> None:
    papers = [paper("a", year=1859), paper("b", year=1851), paper("c", year=1945)]
    found = [(c.name, c.papers) for c in count(catalog(papers)).by_year]
    assert (found[0], found[1], found[-1], len(found)) == (
        ("the 1850s", 2), ("the 1860s", 0), ("the 1940s", 1), 10,
    )  # fmt: skip


def test_topics_by_home_with_the_unsorted_last() -> None:
    assert [(c.id, c.papers) for c in count(LIST).by_topic] == [("x", 1 + 1), ("y", 1), ("", 1)]


def test_venues_whatever_the_year() -> None:
    numbers = count(LIST)
    assert [(c.id, c.papers) for c in numbers.by_venue] == [("ICLR", 3), ("JMLR", 1)]
    assert numbers.without_venue == 0


def test_tags_that_go_together_without_paper_types() -> None:
    table = count(LIST).together
    assert [(c.id, c.papers) for c in table.rows] == [("t1", 3), ("t2", 3), ("t3", 1)]
    assert table.columns == table.rows
    assert table.cells == ((3, 2, 0), (2, 3, 1), (0, 1, 1))


def test_paper_types_by_topic() -> None:
    table = count(LIST).types
    assert [(c.id, c.papers) for c in table.columns] == [("survey", 2), ("theory", 1)]
    assert [c.id for c in table.rows] == ["x", "y", ""]
    assert table.cells == ((1, 1), (1, 0), (0, 0))


def test_growth_by_day() -> None:
    assert count(LIST).growth == (
        Growth(date(2024, 1, 1), 2, 2),
        Growth(date(2024, 3, 1), 1, 3),
    )


def test_an_empty_list_has_zeros() -> None:
    numbers = count(catalog([]))
    assert numbers.papers == 0
    assert numbers.by_year == numbers.by_topic == numbers.by_venue == ()
    assert numbers.growth == ()
    assert numbers.together.cells == numbers.types.cells == ()


def test_the_real_list_adds_up() -> None:
    found = real_catalog()
    numbers = count(found)
    assert sum(c.papers for c in numbers.by_topic) == numbers.papers == len(found.papers)
    assert sum(c.papers for c in numbers.by_year) + numbers.without_year == numbers.papers
    assert sum(c.papers for c in numbers.by_venue) + numbers.without_venue == numbers.papers
    cells = numbers.together.cells
    assert all(cells[i][j] == cells[j][i] for i, j in combinations(range(len(cells)), 2))
    assert all(cells[i][i] == row.papers for i, row in enumerate(numbers.together.rows))
    for row, total in zip(numbers.types.cells, numbers.types.rows, strict=True):
        assert sum(row) >= total.papers
