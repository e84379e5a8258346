"""Background work: in a process of its own where the system can fork, else later in this one."""

from __future__ import annotations

import multiprocessing
import os
import sys
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import TypeVar

from generator.model.problems import BrokenEnvironment

T = TypeVar("T")


def processors() -> int:
    """How many processors this process may use, as far as the system tells; at least one."""
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
            value, error = receiver.recv()
        except EOFError:
            raise BrokenEnvironment(
                "a process was ended by the system: too little memory?"
            ) from None
        finally:
            receiver.close()
            process.join()
        if error:
            raise error
        result: T = value
        return result

    return wait


def _work(work: Callable[[], object], sender: Connection) -> None:
    answer: tuple[object, BaseException | None]
    try:
        answer = work(), None
    except Exception as error:
        error.add_note(traceback.format_exc())
        answer = None, error
    sender.send(answer)
