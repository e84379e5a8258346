"""The steps that `pages`, `build`, `serve` and `offline` have in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import click

from generator.build.mkdocs import Builder, start_builders, theme_assets
from generator.build.output_paths import PAGES, write_mark
from generator.build.shares import WHOLE, BuildShare, join
from generator.build.site_update import Files, First, add_zip, files_there, update_site
from generator.build.waiting_builder import WaitingBuilder, waiting_builder
from generator.build.work_folder import WorkFolder
from generator.cli import Settings
from generator.cli.dates import today
from generator.cli.progress import stage
from generator.cli.steps import NO_STEPS, Steps
from generator.cli.writing import writing
from generator.content.content_files import ContentFiles, FilesOnDisk, ReadOnce
from generator.content.folder_digest import folder_digest
from generator.model.config import Site
from generator.model.files import OutputTree, Run, Written, digest
from generator.model.memory import Kept, Memory, digest_of
from generator.model.problems import Problem
from generator.model.processes import in_background, processes, processors
from generator.services.git import last_changes, revision
from generator.site.navigation import NAVIGATION
from generator.site.scripts import scripts_digest


@dataclass(frozen=True, slots=True)
class Pages:
    """What became of the Markdown stage."""

    site: Site
    problems: tuple[Problem, ...]
    digests: Mapping[str, str]
    """Of each file of `build/docs`, by path."""


def write_pages(
    settings: Settings,
    share: BuildShare = WHOLE,
    steps: Steps = NO_STEPS,
    kept: Kept | None = None,
) -> Pages:
    """Load the content and write `build/docs`, or a share of it, as `write_docs` does.

    Raises:
        BrokenEnvironment: As `writing` does.
    """
    with writing(settings) as site:
        return write_docs(settings, site, share, steps, kept)


def write_docs(
    settings: Settings,
    site: Site,
    share: BuildShare = WHOLE,
    steps: Steps = NO_STEPS,
    kept: Kept | None = None,
) -> Pages:
    """Load the content and write `build/docs`, or a share of it; the caller is `writing` it.

    Args:
        settings: Name the content and the configuration.
        site: What the configuration says.
        share: Says which files are made.
        steps: What is called on the way.
        kept: Where a process that does this often keeps what it recalls.

    Raises:
        BrokenEnvironment: The disk refuses, or the content is not there.
    """
    work = WorkFolder(site.docs)
    memory = Memory(work.memory, kept=kept)
    places = settings.content, settings.config, Path.cwd()
    commit = revision(settings.content)
    content = ReadOnce(FilesOnDisk(settings.content))
    built_from = folder_digest(content), settings.config.read_bytes(), today(), commit
    inputs = digest_of(built_from, scripts_digest(site.theme), site, places, share)
    with work.temporary_folder() as room:
        tree = OutputTree(site.docs, work.manifest, room)
        last = tree.last_run()
        if (last.inputs, last.code) == (inputs, memory.code) and tree.is_whole(last.entries):
            problems = memory.recall(
                "problems", inputs, lambda: _problems(settings, content, memory)
            )
            steps.checked(problems)
            _tell(site, Written(0, len(last.entries), 0))
            return Pages(site, problems, _digests(last))
        known = last.entries if last.code == memory.code else {}
        steps.begin(0 if known else sum(1 for _ in content.entries()))
        # What follows needs numpy and the templates, which take longer to import than all above.
        from generator.cli.page_making import make_pages

        history = memory.recall(
            "history",
            digest_of(commit, places),
            lambda: last_changes(settings.content) if commit else {},
        )
        problems, entries = make_pages(
            settings, content, site, tree, known, memory, history, share, steps
        )
        if share != WHOLE:
            elsewhere = replace(site, docs=Path(), theme=Path(), output=Path())
            wanted = digest_of(built_from, folder_digest(site.theme), elsewhere, memory.code)
            entries |= tree.gather([share.note(wanted)], {})
        memory.recall("problems", inputs, lambda: problems)
        with stage("Wrote the pages"):
            write_mark(site.docs, PAGES)
            run = Run(inputs, memory.code, entries)
            written = tree.finish(run, last)
    _tell(site, written)
    return Pages(site, problems, _digests(run))


def _problems(settings: Settings, content: ContentFiles, memory: Memory) -> tuple[Problem, ...]:
    from generator.checks import check

    return tuple(check(content, today(), settings.config, memory)[1])


def _digests(run: Run) -> dict[str, str]:
    return {name: entry.digest for name, entry in run.entries.items()}


def _tell(site: Site, written: Written) -> None:
    click.echo(
        f"{site.docs}: {written.written:,} files written, {written.unchanged:,} unchanged,"
        f" {written.removed:,} removed"
    )


def build_site(
    settings: Settings,
    pages: Pages,
    target: Path,
    program: WaitingBuilder,
    jobs: int = 0,
    share: BuildShare = WHOLE,
    first: First | None = None,
    there: Callable[[], Files] | None = None,
) -> None:
    """Bring the built site up to date: the whole of it, or what has changed since the last build.

    The caller is `writing` the pages and the site. `there` is that of `update_site`.

    Raises:
        BrokenEnvironment: The builder is not there or failed, or the disk refuses.
    """
    site = pages.site
    with stage("Built the site"):
        how = builder_of(settings, site, target, program, jobs, share)
        assets = {
            name: digest(data) for name, data in theme_assets(how).items() if share.holds(name)
        }
        published = {n: value for n, value in pages.digests.items() if n != NAVIGATION}
        work = WorkFolder(site.docs)
        with work.temporary_folder() as room:
            built = update_site(how, {**assets, **published}, work.state, room, first, there)
    click.echo(f"{target}: {built.written:,} pages built")


def builder_of(
    settings: Settings,
    site: Site,
    target: Path,
    program: WaitingBuilder,
    jobs: int = 0,
    share: BuildShare = WHOLE,
) -> Builder:
    """How to call the builder for this site; `jobs` is 0 for a process each processor."""
    count = jobs or processors()
    return Builder(settings.config, site, target.resolve(), count, program, share == WHOLE)


def make_site(
    settings: Settings,
    target: Path,
    jobs: int = 0,
    builder: str = "mkdocs",
    share: BuildShare = WHOLE,
) -> Pages:
    """Write the pages and bring the site, or a share, up to date, with no other command in between.

    Raises as `writing` and `build_site` do.
    """
    with writing(settings, target) as site, waiting_builder(builder) as program:
        # The pages take one processor at first.
        there = in_background(partial(files_there, target.resolve()), processes())

        def begin(files: int) -> None:
            start_builders(program, jobs or processors(), files // share.of)

        pages = write_docs(settings, site, share, Steps(begin))
        build_site(settings, pages, target, program, jobs, share, there=there)
    return pages


def join_site(settings: Settings, folders: Sequence[Path], target: Path) -> None:
    """Make the site of its shares.

    Raises:
        BrokenEnvironment: As `writing` and `join` do.
    """
    with writing(settings, target), stage("Joined the shares"):
        files = join(folders, target.resolve())
    click.echo(f"{target}: {files:,} files of {len(folders):,} shares")


def make_zip(settings: Settings, target: Path) -> tuple[Pages, bytes]:
    """Bring the site up to date and put its offline zip into it; returns the zip too.

    Raises as `make_site` does.
    """
    with writing(settings, target) as site:
        pages = make_site(settings, target)
        with stage("Packed the zip"):
            data = add_zip(target.resolve(), WorkFolder(site.docs).state)
    return pages, data
