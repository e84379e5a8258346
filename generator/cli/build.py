"""`build`: the whole way from the content to the site."""

from __future__ import annotations

from pathlib import Path

import click

from generator.build.mkdocs import BUILDERS
from generator.cli import Settings
from generator.cli.options import site_option
from generator.cli.report import finish
from generator.cli.stages import make_site


@click.command("build")
@site_option("Where the built site goes.")
@click.option(
    "--builder",
    type=click.Choice(BUILDERS),
    default="mkdocs",
    show_default=True,
    help="What turns Markdown into the site; it has to be installed.",
)
@click.option(
    "--jobs",
    type=click.IntRange(min=0),
    default=0,
    help="Processes at once on a long list.  [default: one a core]",
)
@click.pass_obj
def command(settings: Settings, target: Path, builder: str, jobs: int) -> None:
    """Build the site: pages, search data, exports and feeds, then MkDocs.

    A second build does what has changed since the first; remove build/ for a
    whole one. Problems in the content are printed; what is sound is built all
    the same, and the command ends with 1 when any of them is an error.
    """
    pages = make_site(settings, target, jobs, builder)
    click.echo(f"Open {target}/index.html in a browser, or run `make serve`.")
    finish(pages.problems)
