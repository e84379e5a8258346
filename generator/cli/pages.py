"""`pages`: the catalogue as Markdown in `build/docs`."""

from __future__ import annotations

import click

from generator.cli import Settings
from generator.cli.report import finish
from generator.cli.stages import write_pages


@click.command("pages")
@click.pass_obj
def command(settings: Settings) -> None:
    """Write the Markdown of every page, and the files beside them, into build/docs.

    Only files that changed are written; those of papers, topics and tags that
    are gone are removed. `mkdocs build` afterwards makes the same site as the
    command `build` does.

    Problems in the content are printed; what is sound is written all the same,
    and the command ends with 1 when any of them is an error.
    """
    finish(write_pages(settings).problems)
