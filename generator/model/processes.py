"""Background work: in a process of its own where the system can fork, else later in this one."""

from __future__ import annotations

import multiprocessing
import os
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from generator.model.problems import BrokenEnvironment

T = TypeVar("T")
Q = TypeVar("Q")
A = TypeVar("A")

_MOST_PLACES = 1_000
"""Places of four bytes that every pipe takes before anybody reads it."""


def processors() -> int:
    """How many processors this process may use, as far as the system tells; at least one.

    One in a background process: others have theirs, and OpenMP's threads, which sparse_dot_topn
    uses, do not outlive a fork.
    """
    if multiprocessing.parent_process():
        return 1
    affinity = getattr(os, "sched_getaffinity", None)  # Linux has it
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def processes() -> int:
    """How many processes are worth having at once: one a processor that this one may use.

    One where a process cannot be forked: Windows has no such call, and on macOS
    the system's libraries do not bear it.
    """
    return processors() if sys.platform == "linux" else 1


def in_background(work: Callable[[], T], jobs: int) -> Callable[[], T]:
    """Start work that the caller does not wait for yet.

    Args:
        work: Sees everything as it is now and changes nothing here but files.
        jobs: Below 2, the work is done when its result is asked for.

    Returns:
        What waits for the result and returns it, to be called once. It raises what the work
        raised, and `BrokenEnvironment` when the system ended the process.
    """
    if sys.platform != "linux" or jobs < 2 or processes() < 2:
        return work
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(work, sender), daemon=True)
    process.start()
    sender.close()

    def wait() -> T:
        try:
            result: T = _received(receiver)
        finally:
            receiver.close()
            process.join()
        return result

    return wait


def dealt(items: Sequence[T], at_once: int, jobs: int) -> Callable[[], Iterator[T]]:
    """Divide items among this process and those that `in_background` starts afterwards.

    Args:
        items: What is to be done.
        at_once: A process takes so many at a time, and more when it has done them.
        jobs: As for `in_background`.

    Returns:
        What gives a process its items, to be called once in each. Each item is given once.
    """
    if sys.platform != "linux" or jobs < 2 or processes() < 2:
        left = iter(items)
        return lambda: left
    # A pipe of places in the items: unlike a lock, it is never held by a process that was killed.
    reader, writer = os.pipe()
    step = max(at_once, len(items) // _MOST_PLACES + 1)
    os.write(writer, b"".join(place.to_bytes(4) for place in range(0, len(items), step)))
    os.close(writer)

    def take() -> Iterator[T]:
        while place := os.read(reader, 4):
            begin = int.from_bytes(place)
            yield from items[begin : begin + step]
        os.close(reader)

    return take


@contextmanager
def answering(
    work: Callable[[], tuple[T, Callable[[Q], A]]], jobs: int
) -> Iterator[Callable[[], tuple[T, Callable[[Q], Callable[[], A]]]]]:
    """Work as `in_background`, whose results are too large to hand over: it answers questions.

    Args:
        work: Returns what is handed over, and what answers a question afterwards.
        jobs: As for `in_background`.

    Returns:
        For the block: what waits for the work. It returns what is handed over, and what begins
        to answer a question; that returns what waits for the answer. Each waits once, in the
        order of the questions, and raises what the work or the answering raised. The process
        ends with the block.
    """
    if sys.platform != "linux" or jobs < 2 or processes() < 2:
        yield partial(_here, work)
        return
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe()
    process = context.Process(target=_answer, args=(work, here, there), daemon=True)
    process.start()
    there.close()

    def begin(question: Q) -> Callable[[], A]:
        here.send(question)
        return partial(_received, here)

    try:
        yield lambda: (_received(here), begin)
    finally:
        here.close()
        process.terminate()
        process.join()


def _here(
    work: Callable[[], tuple[T, Callable[[Q], A]]],
) -> tuple[T, Callable[[Q], Callable[[], A]]]:
    value, answer = work()
    return value, lambda question: partial(answer, question)


def _answer(
    work: Callable[[], tuple[T, Callable[[Q], A]]], other_end: Connection, connection: Connection
) -> None:
    other_end.close()
    answer: Callable[[Q], A] | None = None

    def worked() -> T:
        nonlocal answer
        value, answer = work()
        return value

    _work(worked, connection)
    while answer:
        try:
            question = connection.recv()
        except EOFError:
            return
        _work(partial(answer, question), connection)


def _received(connection: Connection) -> Any:
    try:
        value, error = connection.recv()
    except EOFError:
        raise BrokenEnvironment("a process was ended by the system: too little memory?") from None
    if error:
        raise error
    return value


def _work(work: Callable[[], object], sender: Connection) -> None:
    answer: tuple[object, BaseException | None]
    try:
        answer = work(), None
    except Exception as error:
        error.add_note(traceback.format_exc())
        answer = None, error
    sender.send(answer)
