"""`review`: what a change does to the site."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

import click

from generator.build.work_folder import memory_of
from generator.checks import check
from generator.cli import Settings
from generator.cli.dates import today
from generator.cli.progress import stage
from generator.content.load import shown
from generator.content.site_config import read_site
from generator.model.config import Site
from generator.model.cycles import without_cycles
from generator.model.files import write_output
from generator.model.memory import NOTHING, Memory
from generator.model.problems import BrokenEnvironment
from generator.review.compare import ReviewedState, compare, state
from generator.review.content_changes import is_read
from generator.review.markdown import as_markdown
from generator.services.git import extract

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
@without_cycles()
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
    with tempfile.TemporaryDirectory() as folder, stage("Read what was", _QUICK):
        extract(settings.content, base, Path(folder))
        before = state_of(Path(folder), site, memory)
    with stage("Read what is", _QUICK):
        after = state_of(settings.content, site, memory)
    with stage("Compared them", _QUICK):
        report = as_markdown(compare(before, after))
    if output is None:
        click.echo(report, nl=False)
        return
    try:
        earlier = output.read_bytes() if output.is_file() else b""
    except OSError as error:
        raise BrokenEnvironment(f"cannot read {output}: {error.strerror}") from error
    write_output(output, earlier + report.encode())


def state_of(content: Path, site: Site, memory: Memory = NOTHING) -> ReviewedState:
    """Load and check the content, and derive what is compared."""
    loaded, problems = check(content, today(), memory=memory)
    unread = (id_ for kind, id_ in loaded.unread if kind == "paper")
    files = other_files(content)
    return state(loaded.catalog, problems, shown(content), site, unread, files, memory)


def other_files(content: Path) -> dict[str, bytes]:
    """The regular files below the directory that are no record, table, page or schema, by path."""
    found = {}
    for folder, folders, names in os.walk(content):
        folders.sort()
        for place in (Path(folder, name) for name in sorted(names)):
            path = place.relative_to(content).as_posix()
            try:
                if not is_read(path) and stat.S_ISREG(place.lstat().st_mode):
                    found[path] = place.read_bytes()
            except OSError:
                continue  # `check` names what cannot be read
    return found
