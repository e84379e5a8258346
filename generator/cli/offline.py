"""`offline`: the whole site as one zip."""

from __future__ import annotations

import zipfile
from pathlib import Path

import click

from generator.build.offline_zip import FOLDER
from generator.cli import Settings
from generator.cli.options import site_option
from generator.cli.report import finish
from generator.cli.stages import make_zip
from generator.model.files import write_output
from generator.model.problems import BrokenEnvironment


@click.command("offline")
@site_option("The built site; it is brought up to date first.")
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("dist") / f"{FOLDER}.zip",
    show_default=True,
    help="Where the zip goes.",
)
@click.pass_obj
def command(settings: Settings, target: Path, output: Path) -> None:
    """Build the site and pack it into a zip that works without a network.

    Unzip it anywhere and double-click index.html: search, filters, map, marks
    and copy buttons all work. The same content gives the same bytes. The zip is
    also put into the site, offered with its size on the page of downloads, until
    a later build changes the site.
    """
    _require_zip(output)
    pages, data = make_zip(settings, target)
    write_output(output, data)
    click.echo(f"{output}: {len(data) / 1e6:.1f} MB; unzip it and open {FOLDER}/index.html")
    finish(pages.problems)


def _require_zip(output: Path) -> None:
    """Raise `BrokenEnvironment` when something else than a zip would be overwritten."""
    if output.exists() and not zipfile.is_zipfile(output):
        raise BrokenEnvironment(
            f"--output {output} is there and is not a zip, so it is left alone; name another file"
        )
