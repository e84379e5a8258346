"""`links`: whether outside links still answer."""

from __future__ import annotations

import itertools
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress

from generator.cli import Settings
from generator.content.load import load
from generator.model.files import write_output
from generator.services.github import keep_issue
from generator.services.http import ask
from generator.services.link_check import LinkResult, check_links, links, report

_TITLE = "Outside links that need a look"
_LABEL = "links"


@click.command("links")
@click.option("--issue", is_flag=True, help="Put the report into the open issue labelled `links`.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write it here.")
@click.pass_obj
def command(settings: Settings, issue: bool, output: Path | None) -> None:
    """Ask whether the papers' arXiv pages and code addresses still answer.

    Each host is asked once a second at most; one that is busy (429, 5xx) is
    asked again as it wishes, and never called dead. Prints a report in
    Markdown and ends with 0 whatever it says: dead links are no mistake of
    whoever happens to edit the list today.

    \b
    Example:
      reading-list links --output links.md
    """
    addresses = links(load(settings.content).catalog)
    results = _ask(addresses)
    body = report(results)
    if output:
        write_output(output, body.encode())
    else:
        click.echo(body, nl=False)
    if issue:
        keep_issue(_TITLE, _LABEL, body)


def _ask(addresses: Mapping[str, tuple[str, ...]]) -> list[LinkResult]:
    """Ask for all of them, with a bar on a terminal and a line now and then elsewhere."""
    if sys.stderr.isatty():
        with Progress(console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("Asking", total=len(addresses))
            return check_links(addresses, ask, time.sleep, done=lambda: bar.advance(task))
    count = itertools.count(1)

    def say() -> None:
        number = next(count)
        if number % 50 == 0 or number == len(addresses):
            click.echo(f"{number:,} of {len(addresses):,} links requested", err=True)

    return check_links(addresses, ask, time.sleep, done=say)
