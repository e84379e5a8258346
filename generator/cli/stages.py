"""The steps that `pages`, `build`, `serve` and `offline` have in common."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click

from generator.checks import check
from generator.cli import Settings
from generator.cli.check import today
from generator.config import Site, read_site
from generator.derive import derive
from generator.problems import Problem
from generator.publishing import publish
from generator.service_worker import service_worker
from generator.site import Builder, build_all, build_changed, theme_assets, theme_digest
from generator.site_state import (
    SiteState,
    difference,
    digest,
    forget_state,
    read_state,
    write_state,
)
from generator.writing import write_file, write_tree


@dataclass(frozen=True, slots=True)
class Pages:
    """What became of the Markdown stage."""

    site: Site
    problems: tuple[Problem, ...]
    digests: Mapping[str, str]
    """Of each file of `build/docs`, by path."""


@contextmanager
def stage(name: str) -> Iterator[None]:
    """Show on a terminal that work is going on; say when it is done, and how long it took."""
    from rich.console import Console

    start = time.perf_counter()
    with Console(stderr=True).status(f"{name} …"):  # draws nothing where there is no terminal
        yield
    click.echo(f"{name}: {time.perf_counter() - start:.1f} s", err=True)


def write_pages(settings: Settings) -> Pages:
    """Load the content and write `build/docs`.

    Raises:
        BrokenEnvironment: There is no configuration, or the disk refuses.
    """
    # Hardly anything here makes cycles, and looking for them costs a fifth of the time
    # at 10,000 papers.
    gc.disable()
    try:
        return _write_pages(settings)
    finally:
        gc.enable()


def _write_pages(settings: Settings) -> Pages:
    site = read_site(settings.config)
    with stage("Read the content"):
        loaded, problems = check(settings.content, today())
    with stage("Related the papers"):
        derived = derive(loaded.catalog)
    with stage("Made the pages"):
        files = dict(publish(loaded.catalog, derived, site))
    with stage("Wrote the pages"):
        written = write_tree(site.docs, files, site.docs.parent / "docs.manifest.json")
    click.echo(
        f"{len(loaded.catalog.papers):,} papers; {site.docs}: {written.written:,} files written,"
        f" {written.unchanged:,} unchanged, {written.removed:,} removed"
    )
    return Pages(site, tuple(problems), {name: digest(data) for name, data in files.items()})


def write_worker(target: Path) -> None:
    """Give the built site its service worker, which knows the digest of every file."""
    for name, data in service_worker(target).items():
        write_file(target / name, data)


def build_site(
    settings: Settings, pages: Pages, target: Path, jobs: int = 0, builder: str = "mkdocs"
) -> None:
    """Bring the built site up to date: the whole of it, or what has changed since the last build.

    Raises:
        BrokenEnvironment: The builder is not there, or it failed.
    """
    how = Builder(settings.config, pages.site, target, jobs or os.cpu_count() or 1, builder)
    memory = pages.site.docs.parent / "site.state.json"
    assets = {name: digest(data) for name, data in theme_assets(how).items()}
    state = SiteState(str(target.resolve()), theme_digest(how), {**assets, **pages.digests})
    way = difference(read_state(memory), state)
    with stage("Built the site"):
        forget_state(memory)
        built = build_all(how) if way is None else build_changed(how, way.changed, way.removed)
        write_worker(target)
        write_state(memory, state)
    click.echo(f"{target}: {built:,} pages built")
