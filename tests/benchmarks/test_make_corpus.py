from __future__ import annotations

from datetime import date
from pathlib import Path

from generator import checks
from generator.model.problems import has_errors
from tests.benchmarks.make_corpus import make, multiplied
from tests.support import tree

ROWS = [
    {
        "title": f'{kind.capitalize()} networks: {number} ways to "prune"',
        "abstract": f"We look\u00a0at {kind} networks and prune {number} of them.",
        "authors": ["One Author", "One Author"],
        "venue": "ICLR",
        "year": 2014 + number % 8,
    }
    for number in range(30)
    for kind in ("convolutional", "recurrent", "residual")
]


def test_what_is_made_for_benchmarks_is_sound_and_always_the_same(tmp_path: Path) -> None:
    rows = multiplied(ROWS, 2 * len(ROWS))
    assert rows[: len(ROWS)] == ROWS
    make(rows, tmp_path / "one")
    make(multiplied(ROWS, len(rows)), tmp_path / "two")

    loaded, problems = checks.check(tmp_path / "one", date(2026, 11, 20))

    assert tree(tmp_path / "one") == tree(tmp_path / "two")
    assert len(loaded.catalog.papers) == len(rows)
    assert loaded.catalog.topics
    assert not has_errors(problems)
