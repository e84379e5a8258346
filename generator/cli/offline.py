"""`offline`: the whole site as one zip."""

from __future__ import annotations

from pathlib import Path

import click

from generator.build.offline_zip import FOLDER, archive, offline_files, with_offer
from generator.cli import Settings
from generator.cli.options import site_option
from generator.cli.progress import stage
from generator.cli.report import finish
from generator.cli.stages import build_site, write_pages, write_worker
from generator.model.files import write_file
from generator.site.render import offline_offer


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
    also put into the site, offered with its size on the page of downloads.
    """
    pages = write_pages(settings)
    build_site(settings, pages, target)
    with stage("Packed the zip"):
        data = archive(offline_files(target))
        write_file(output, data)
        write_file(target / "offline" / f"{FOLDER}.zip", data)
    downloads = target / "exports" / "index.html"
    offer = offline_offer(f"../offline/{FOLDER}.zip", len(data))
    write_file(downloads, with_offer(downloads.read_text("utf-8"), offer).encode())
    write_worker(target)
    click.echo(f"{output}: {len(data) / 1e6:.1f} MB; unzip it and open {FOLDER}/index.html")
    finish(pages.problems)
