from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.edits.comparison import Comparison


@pytest.mark.parametrize("seed", range(3))
def test_a_build_after_edits_gives_what_one_from_nothing_gives(tmp_path: Path, seed: int) -> None:
    comparison = Comparison(tmp_path / "a list", random.Random(seed))
    comparison.prepare()
    assert comparison.differences() == []
    done = []
    for number in range(8):
        if number % 4 == 3:
            done.append(comparison.damage())
        done.append(comparison.edit())
        if number % 4 == 1:
            comparison.kill_a_build()
            done.append("killed")
        assert comparison.differences() == [], done
