from __future__ import annotations

from pathlib import Path

from tests.benchmarks.figures import Cost, comparison, growth, median, read, row, write


def test_figures_are_read_as_they_were_written_and_compared_by_stage(tmp_path: Path) -> None:
    old = {"list": {"check": Cost(2.0, 1.0, 30.0), "gone": Cost(1.0, 1.0, 1.0)}}
    new = {"list": {"check": Cost(1.0, 0.5, 45.0), "new": Cost(1.0, 1.0, 1.0)}, "other": {}}
    write(tmp_path / "old.json", old)
    assert read(tmp_path / "old.json") == old
    lines = comparison(old, new).splitlines()
    ratios = [line.split() for line in lines[1:]]
    assert ratios == [["check", "0.50", "0.50", "1.50", "2.00", "1.00"]]


def test_a_figure_that_is_not_known_has_no_ratio_and_no_column() -> None:
    assert growth({"a": Cost(1.0)}, {"a": Cost(5.0, 1.0, 1.0, 1, 1), "b": Cost(1.0)}).split() == [
        "a",
        "5.00",
    ]
    assert row("a", Cost(1.0)).split() == ["a", "1.00"]
    assert row("a", Cost(1.0, 2.0, 3.0, 4_000, 5_000_000)).split() == [
        *("a", "1.00", "2.00", "3", "4,000", "5.0"),
    ]


def test_the_median_is_of_each_figure() -> None:
    runs = [Cost(1.0, 9.0, 1.0), Cost(3.0, 7.0, 3.0), Cost(2.0, 8.0, 2.0, 4, 5)]
    assert median(runs) == Cost(2.0, 8.0, 2.0, 4, 5)
