"""The steps that `pages`, `build`, `serve` and `offline` have in common."""

from __future__ import annotations

import gc
import math
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import click

from generator.analysis.derived import derive
from generator.build.mkdocs import Builder, build_all, build_changed, theme_assets, theme_digest
from generator.build.processes import aside, processes
from generator.build.service_worker import service_worker
from generator.build.state import (
    SiteState,
    difference,
    forget_state,
    read_state,
    write_state,
)
from generator.checks import check
from generator.cli import Settings
from generator.cli.check import today
from generator.cli.progress import stage
from generator.model.config import Site, read_site
from generator.model.files import Tree, digest, write_file
from generator.model.problems import Problem
from generator.site.all_files import data_files, other_files, paper_files
from generator.site.cards import Deck
from generator.site.pages import Source

_PAPERS_WORTH_A_PROCESS = 100
"""Below this many papers a process costs more than it saves."""
_OTHER_PAGES = 0.75
"""The work that they are, as a share of that for the pages of papers."""


@dataclass(frozen=True, slots=True)
class Pages:
    """What became of the Markdown stage."""

    site: Site
    problems: tuple[Problem, ...]
    digests: Mapping[str, str]
    """Of each file of `build/docs`, by path."""


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
    tree = Tree(site.docs, site.docs.parent / "docs.manifest.json")
    tree.clear()
    with stage("Read the content"):
        loaded, problems = check(settings.content, today(), settings.config)
    catalog = loaded.catalog
    jobs = processes() if len(catalog.papers) >= _PAPERS_WORTH_A_PROCESS else 1
    with stage("Related the papers"):
        deck = Deck(catalog)
        data = aside(lambda: tree.gather(data_files(deck, site)), jobs)
        source = Source(catalog, derive(catalog), deck, site)
    with stage("Made the pages"):
        own, *others = _shares(list(catalog.papers), jobs)
        asides = [_gather_aside(tree, source, some, jobs) for some in others]
        digests = tree.gather(chain(other_files(source), paper_files(source, own)))
        for wait in (*asides, data):
            digests |= wait()
    with stage("Wrote the pages"):
        written = tree.finish(digests)
    click.echo(
        f"{len(catalog.papers):,} papers; {site.docs}: {written.written:,} files written,"
        f" {written.unchanged:,} unchanged, {written.removed:,} removed"
    )
    return Pages(site, tuple(problems), digests)


def _gather_aside(
    tree: Tree, source: Source, papers: list[str], jobs: int
) -> Callable[[], dict[str, str]]:
    return aside(lambda: tree.gather(paper_files(source, papers)), jobs)


def _shares(papers: list[str], jobs: int) -> list[list[str]]:
    """The papers for each process; the first also makes all other pages."""
    others = len(papers) * _OTHER_PAGES
    size = max(math.ceil((len(papers) + others) / jobs), 1)
    own = max(size - math.ceil(others), 0)
    return [papers[:own], *(papers[i : i + size] for i in range(own, len(papers), size))]


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
