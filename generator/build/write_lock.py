"""One writer at a time: commands that write the same output wait for each other.

The lock belongs to the operating system, which releases it when a process
ends, however it ends: the lock of a killed run delays no other.  A file
beside the lock says who holds it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from generator.model.problems import BrokenEnvironment

PATIENCE = 300.0
"""Seconds that a command waits for another before it gives up."""


@contextmanager
def one_writer(
    path: Path, what: str, command: str, say: Callable[[str], None], patience: float = PATIENCE
) -> Iterator[None]:
    """Hold the lock at `path` while the block runs.

    A thread may take a lock again that it holds. The lock's file stays.

    Args:
        path: The lock's file; its folder is made as needed.
        what: What the lock is for, as the sentence names it: `site`.
        command: What this process does, as others are told who wait for it.
        say: Called with one sentence when another process holds the lock.
        patience: Seconds to wait for it.

    Raises:
        BrokenEnvironment: The other process is still at work after that time, or the
            lock's file cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(path, is_singleton=True)
        _acquire(lock, path, what, say, patience)
    except OSError as error:
        raise BrokenEnvironment(f"cannot lock {path}: {error.strerror or error}") from error
    outermost = lock.lock_counter == 1
    try:
        if outermost:
            _note(path, command)
        yield
    finally:
        if outermost:
            with suppress(OSError):
                _holder_file(path).unlink(missing_ok=True)
        lock.release()


def _acquire(
    lock: FileLock, path: Path, what: str, say: Callable[[str], None], patience: float
) -> None:
    with suppress(Timeout):
        lock.acquire(timeout=0)
        return
    say(f"Waiting for {_holder(path)}, which writes {what}.")
    try:
        lock.acquire(timeout=patience)
    except Timeout:
        raise BrokenEnvironment(
            f"{_holder(path)} still writes {what} after {patience:.0f} s;"
            " let it finish or end it, then run the command again"
        ) from None


def _note(path: Path, command: str) -> None:
    text = json.dumps({"pid": os.getpid(), "command": command})
    with suppress(OSError):  # it only serves a message
        _holder_file(path).write_text(text, "utf-8")


def _holder(path: Path) -> str:
    """Who holds the lock: ``reading-list build` (process 123)`, as far as it can be read."""
    try:
        values = json.loads(_holder_file(path).read_text("utf-8"))
        return f"`{values['command']}` (process {values['pid']})"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"


def _holder_file(path: Path) -> Path:
    return path.with_name(f"{path.name}.json")
