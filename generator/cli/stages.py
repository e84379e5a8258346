"""The steps that `pages`, `build`, `serve` and `offline` have in common."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import click

from generator.cli import Settings
from generator.config import Site, read_site
from generator.derive import derive
from generator.loading import load
from generator.problems import Problem
from generator.publishing import publish
from generator.writing import write_tree


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the Markdown stage."""

    site: Site
    problems: tuple[Problem, ...]
    papers: int


@contextmanager
def stage(name: str) -> Iterator[None]:
    """Say what is being done and, when it is done, how long it took."""
    start = time.perf_counter()
    click.echo(f"{name} …", err=True)
    yield
    click.echo(f"{name}: {time.perf_counter() - start:.1f} s", err=True)


def write_pages(settings: Settings) -> Outcome:
    """Load the content and write `build/docs`; raises `BrokenEnvironment` without a configuration."""
    site = read_site(settings.config)
    with stage("Reading the content"):
        loaded = load(settings.content)
    with stage("Relating the papers"):
        derived = derive(loaded.catalog)
    with stage("Writing the pages"):
        files = dict(publish(loaded.catalog, derived, site))
        written = write_tree(site.docs, files, site.docs.parent / "docs.manifest.json")
    click.echo(
        f"{site.docs}: {written.written:,} files written, {written.unchanged:,} unchanged,"
        f" {written.removed:,} removed"
    )
    return Outcome(site, loaded.problems, len(loaded.catalog.papers))
