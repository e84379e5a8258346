"""`review`: what a change does to the site."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import click

from generator.build.work_folder import memory_of
from generator.checks import check
from generator.cli import Settings
from generator.cli.dates import today
from generator.cli.progress import stage
from generator.content.content_files import ContentFiles, FilesInMemory, files_of
from generator.content.regular_files import EntryKind
from generator.content.site_config import read_site
from generator.model.config import Site
from generator.model.files import write_output
from generator.model.memory import NOTHING, Memory
from generator.model.problems import BrokenEnvironment
from generator.model.processes import answering, processes
from generator.review.compare import ReviewedState, compare, state
from generator.review.content_changes import is_read
from generator.review.markdown import as_markdown
from generator.services.git import base_commit, files_at
from generator.site.pages import Page

_QUICK = 3.0
"""Seconds that need no word."""


@click.command("review")
@click.option(
    "--base",
    required=True,
    metavar="REV",
    help="What to compare with: a branch, tag or commit, taken where this one branched off.",
)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Append the report to this file instead of printing it (GITHUB_STEP_SUMMARY).",
)
@click.pass_obj
def command(settings: Settings, base: str, output: Path | None) -> None:
    """Say in Markdown what the change since REV does to the site.

    Papers added, removed and renamed; tags and topics that each paper gains
    and loses; how many papers tags and topics have afterwards; titles nearly
    the same; neighbours that appear and vanish; pages that differ; problems.
    Edits that are not committed yet count too. Ends with 0 whatever it finds:
    judging is the work of `check`.

    \b
    Example:
      reading-list review --base main
    """
    site = read_site(settings.config)
    memory = memory_of(settings.config)
    commit = base_commit(settings.content, base)

    def what_was() -> tuple[ReviewedState, Callable[[Sequence[str]], list[Page]]]:
        files = FilesInMemory(files_at(settings.content, commit))
        return state_of(files, site, memory).apart()

    with answering(what_was, processes()) as earlier:
        with stage("Read what was and what is", _QUICK):
            after = state_of(settings.content, site, memory)
            before, begin = earlier()
        with stage("Compared them", _QUICK):
            report = as_markdown(compare(replace(before, begin=begin), after))
    if output is None:
        click.echo(report, nl=False)
        return
    try:
        written = output.read_bytes() if output.is_file() else b""
    except OSError as error:
        raise BrokenEnvironment(f"cannot read {output}: {error.strerror}") from error
    write_output(output, written + report.encode())


def state_of(content: Path | ContentFiles, site: Site, memory: Memory = NOTHING) -> ReviewedState:
    """Load and check the content, and derive what is compared."""
    files = files_of(content)
    loaded, problems = check(files, today(), memory=memory, language=site.language)
    unread = (id_ for kind, id_ in loaded.unread if kind == "paper")
    others = other_files(files)
    return state(loaded.catalog, problems, files.root, site, unread, others, memory, loaded.digests)


def other_files(files: ContentFiles) -> dict[str, bytes]:
    """The regular files that are no record, table, page or schema, by path, in their order."""
    found = {}
    names = (entry for entry in files.entries() if entry.kind is EntryKind.FILE)
    for path in sorted(entry.path for entry in names if not is_read(entry.path)):
        with suppress(OSError):  # `check` names what cannot be read
            if not files.is_link(path):
                found[path] = files.read(path)
    return found
