"""`build`: the whole way from the content to the site."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli import Settings
from generator.cli.report import finish
from generator.cli.stages import stage, write_pages
from generator.site import run_mkdocs


@click.command("build")
@click.option(
    "--site",
    "target",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("site"),
    show_default=True,
    help="Where the built site goes.",
)
@click.pass_obj
def command(settings: Settings, target: Path) -> None:
    """Build the site: pages, search data, exports and feeds, then MkDocs.

    Problems in the content are printed; what is sound is built all the same,
    and the command ends with 1 when any of them is an error.
    """
    outcome = write_pages(settings)
    with stage("Building the site"):
        run_mkdocs(settings.config, target)
    click.echo(f"The site is in {target}/: open {target}/index.html, or run `make serve`.")
    finish(outcome.problems)
