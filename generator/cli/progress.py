"""Says that work is going on."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

import click


@contextmanager
def stage(name: str, least: float = 0.0) -> Iterator[None]:
    """Show on a terminal that work is going on; say after it how long it took.

    Args:
        name: What was done, as shown after it: `Read the content`.
        least: Seconds below which nothing is said, for what is quick on most lists.
    """
    from rich.console import Console

    start = time.perf_counter()
    with Console(stderr=True).status(f"{name} …"):  # draws nothing where there is no terminal
        yield
    seconds = time.perf_counter() - start
    if seconds >= least:
        click.echo(f"{name}: {seconds:.1f} s", err=True)
