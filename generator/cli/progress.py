"""Says that work is going on."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

import click


@contextmanager
def stage(name: str, least: float = 0.0) -> Iterator[None]:
    """Show on a terminal that work is going on; say after it how long it took.

    Args:
        name: What was done, as shown after it: `Read the content`.
        least: Seconds below which nothing is said, for what is quick on most lists.
    """
    start = time.perf_counter()
    with _shown(name) if sys.stderr.isatty() else nullcontext():
        yield
    seconds = time.perf_counter() - start
    if seconds >= least:
        click.echo(f"{name}: {seconds:.1f} s", err=True)


def _shown(name: str) -> AbstractContextManager[object]:
    from rich.console import Console  # which takes longer to import than some commands to run

    return Console(stderr=True).status(f"{name} …")
