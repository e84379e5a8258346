"""2,000 cases in every run of the tests; a weekly workflow runs more, with other seeds."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.fuzz import harness
from tests.fuzz.harness import run, targets
from tests.fuzz.mutations import MUTATIONS, Mutation

SEED = 17
CASES = 2000
SHARES = 3
"""Tests that the cases are divided among, so that several processes can run them.

The cases of `review`, every twentieth, take long: a divisor of 20 gave them all to one test.
"""


@pytest.mark.parametrize("share", range(SHARES))
def test_no_broken_file_ends_in_a_traceback(share: int) -> None:
    faults = list(run(SEED, range(share, CASES, SHARES), targets()))

    assert not faults, "\n".join(map(str, faults[:3]))


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.__name__)
@pytest.mark.parametrize("data", [b"", b"\n", b"a: b\n", b"\xff"])
def test_every_mutation_takes_any_bytes(mutation: Mutation, data: bytes) -> None:
    for seed in range(20):
        mutation(random.Random(seed), data, b"")


def test_a_case_is_the_same_each_time_and_changes_something(tmp_path: Path) -> None:
    one = harness.make_project(tmp_path / "one", SEED, 3)
    two = harness.make_project(tmp_path / "two", SEED, 3)

    assert one.changed == two.changed
    for name in one.changed:
        assert (one.folder / name).read_bytes() == (two.folder / name).read_bytes()


def test_a_fault_says_how_to_repeat_it() -> None:
    def fails(_project: harness.Project) -> None:
        raise ValueError("broken")

    (fault,) = run(SEED, [7], [harness.Target("fails", fails, 1)])

    assert "--seed 17 --case 7" in str(fault)
    assert "ValueError: broken" in str(fault)


def test_work_without_end_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(harness, "MOST_SECONDS", 0.1)

    def never_ends(_project: harness.Project) -> None:
        while True:
            pass

    (fault,) = run(SEED, [0], [harness.Target("never ends", never_ends, 1)])

    assert "TooMuchWork" in fault.trace
