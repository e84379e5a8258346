from __future__ import annotations

from pathlib import Path

from tests.benchmarks.figures import Cost, comparison, read, write


def test_figures_are_read_as_they_were_written_and_compared_by_stage(tmp_path: Path) -> None:
    old = {"list": {"check": Cost(2.0, 1.0, 30.0), "gone": Cost(1.0, 1.0, 1.0)}}
    new = {"list": {"check": Cost(1.0, 0.5, 30.0), "new": Cost(1.0, 1.0, 1.0)}, "other": {}}
    write(tmp_path / "old.json", old)
    assert read(tmp_path / "old.json") == old
    lines = comparison(old, new).splitlines()
    assert [line.split() for line in lines[1:]] == [["check", "1.00", "0.50", "0.50"]]
