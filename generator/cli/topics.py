"""`topics`: which topics papers are in, across all files."""

from __future__ import annotations

import click

from generator.cli import Settings
from generator.cli.bulk_tags import change_where, dry_run_option
from generator.cli.changes import settle
from generator.cli.where import option
from generator.content.load import load
from generator.edit.curation_edits import known_topic, moved
from generator.edit.tags import Refused


@click.group("topics")
@click.pass_obj
def command(settings: Settings) -> None:
    """Move papers from one topic to another.

    A change happens as a whole: one that was killed half-way is completed by
    the next `topics` or `tags` command.

    \b
    Example:
      reading-list topics move maps-and-travel travel --where 'tag:pilgrimage'
    """
    settle(settings.content)


@command.command("move")
@click.argument("old", metavar="FROM")
@click.argument("new", metavar="TO")
@option
@dry_run_option
@click.pass_obj
def move(settings: Settings, old: str, new: str, query: str, dry_run: bool) -> None:
    """Put the topic TO in the place of FROM in all papers that a query finds.

    Where FROM is the home, TO becomes the home. Papers that are not in FROM
    stay as they are. Queries are those of `tags add`.
    """
    catalog = load(settings.content).catalog
    try:
        edit = moved(old, known_topic(catalog, new))
    except Refused as error:
        raise click.UsageError(str(error)) from error
    change_where(settings, catalog, f"topics move {old} {new}", query, edit, dry_run)
