from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable

import pytest

from generator.model.problems import BrokenEnvironment
from generator.model.processes import answering, dealt, in_background, processes, processors

several = pytest.mark.skipif(processes() < 2, reason="one core, or a system that does not fork")


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_result_comes_back_of_what_cannot_be_pickled(jobs: int) -> None:
    seen = {"a": 1}
    wait = in_background(lambda: (lambda: None, seen["a"])[1], jobs)
    assert wait() == 1


@several
def test_the_work_is_done_in_another_process() -> None:
    assert in_background(os.getpid, 2)() != os.getpid() == in_background(os.getpid, 1)()


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_goes_wrong_is_raised_where_the_result_is_asked_for(jobs: int) -> None:
    def work() -> None:
        raise BrokenEnvironment("the disk is full")

    wait = in_background(work, jobs)
    with pytest.raises(BrokenEnvironment, match="the disk is full"):
        wait()


@pytest.mark.parametrize("jobs", [1, 2, 4])
def test_each_item_is_dealt_to_one_process(jobs: int) -> None:
    take = dealt(range(101), 7, jobs)
    others = [in_background(lambda: list(take()), jobs) for _ in range(1, jobs)]
    given = [list(take()), *(wait() for wait in others)]
    assert sorted(item for some in given for item in some) == list(range(101))
    assert all(some == sorted(some) for some in given)


@pytest.mark.parametrize("number", [0, 1, 400_000])
def test_few_and_many_items_are_dealt(number: int) -> None:
    assert list(dealt(range(number), 20, 2)()) == list(range(number))


@several
def test_a_process_that_is_done_takes_more() -> None:
    take = dealt(range(10), 2, 2)
    other = in_background(lambda: next(take()), 2)  # takes two and does no more
    begun = other()
    assert (begun, list(take())) == (0, list(range(2, 10)))


@several
def test_a_background_process_has_one_processor() -> None:
    assert in_background(processors, 2)() == 1


@several
def test_a_process_that_the_system_ends_is_a_broken_environment() -> None:
    wait = in_background(lambda: os._exit(9), 2)
    with pytest.raises(BrokenEnvironment, match="ended by the system"):
        wait()


@pytest.mark.parametrize("jobs", [1, 2])
def test_work_is_asked_about_what_stays_there(jobs: int) -> None:
    def work() -> tuple[int, Callable[[int], int]]:
        made = {number: number * number for number in range(5)}
        return len(made), lambda number: made[number]

    with answering(work, jobs) as wait:
        count, begin = wait()

        three, four, seven = begin(3), begin(4), begin(7)

        assert (count, three(), four()) == (5, 9, 16)
        with pytest.raises(KeyError):
            seven()
        assert begin(2)() == 4


@several
def test_questions_are_answered_in_another_process_which_ends() -> None:
    def work() -> tuple[int, Callable[[str], int]]:
        return os.getpid(), lambda _: os.getpid()

    with answering(work, 2) as wait:
        other, begin = wait()

        assert begin("which?")() == other != os.getpid()
    assert not multiprocessing.active_children()


@several
def test_a_process_that_ends_before_an_answer_is_a_broken_environment() -> None:
    with answering(lambda: (1, os._exit), 2) as wait:
        _, begin = wait()
        with pytest.raises(BrokenEnvironment, match="ended by the system"):
            begin(9)()


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_goes_wrong_before_questions_is_raised(jobs: int) -> None:
    def work() -> tuple[int, Callable[[int], int]]:
        raise BrokenEnvironment("the disk is full")

    with (
        answering(work, jobs) as wait,
        pytest.raises(BrokenEnvironment, match="the disk is full"),
    ):
        wait()


@pytest.mark.parametrize("system", ["darwin", "win32"])
def test_cores_are_counted_where_the_system_tells_no_affinity(
    monkeypatch: pytest.MonkeyPatch, system: str
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: 4)
    assert processors() == 4
    assert processes() == 1
    assert in_background(os.getpid, 2)() == os.getpid()
