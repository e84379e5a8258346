"""`tags`: govern the vocabulary across all files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict

import click

from generator.checks import check
from generator.cli import Settings
from generator.cli.bulk_tags import add, remove
from generator.cli.changes import count, make, refresh_schemas, settle
from generator.cli.dates import today
from generator.cli.report import finish
from generator.cli.tag_suggestions import suggest
from generator.cli.tag_table import table
from generator.content.content_layout import definition
from generator.content.file_text import too_large
from generator.content.load import load
from generator.edit import journal
from generator.edit.tags import Refused, merge, overlaps, rename, usage
from generator.model.problems import Problem
from generator.text.json_text import json_document

Change = Callable[[Mapping[str, str], str, str], tuple[dict[str, str], list[Problem]]]


@click.group("tags", invoke_without_command=True)
@click.option("--continue", "go_on", is_flag=True, help="Complete a change that was killed.")
@click.option("--undo", is_flag=True, help="Take a change back that was killed.")
@click.pass_context
def command(ctx: click.Context, go_on: bool, undo: bool) -> None:
    """List, rename, merge, add, remove and suggest tags.

    A change goes through every file that names the tag, and happens as a
    whole: if the command is killed half-way, the next `tags` command says so
    and completes it first; `tags --undo` takes it back instead.

    \b
    Examples:
      reading-list tags list
      reading-list tags rename mapps maps
      reading-list tags merge cartography maps
      reading-list tags add survey --where 'title:review -tag:survey' --dry-run
      reading-list tags suggest --apply
    """
    if go_on and undo:
        raise click.UsageError("--continue and --undo exclude each other.")
    settings: Settings = ctx.obj
    if not settle(settings.content, undo) and (go_on or undo):
        click.echo("No change is unfinished.", err=True)
    if ctx.invoked_subcommand is None and not (go_on or undo):
        click.echo(ctx.get_help())


@command.command("list")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text")
@click.pass_obj
def list_(settings: Settings, format_: str) -> None:
    """Show every tag with its count, those that no paper carries, and pairs that overlap.

    Tags overlap when half of the papers that carry either carry both, or when
    every paper of the one carries the other too: candidates for a merge.
    """
    catalog = load(settings.content).catalog
    rows, pairs = usage(catalog), overlaps(catalog)
    if format_ == "json":
        found = {"tags": [asdict(row) for row in rows], "overlaps": [asdict(p) for p in pairs]}
        click.echo(json_document(found), nl=False)
    else:
        click.echo(table(rows, pairs), nl=False)


@command.command("rename")
@click.argument("old")
@click.argument("new")
@click.option("--dry-run", is_flag=True, help="Show the lines that would change.")
@click.pass_obj
def rename_(settings: Settings, old: str, new: str, dry_run: bool) -> None:
    """Give the tag OLD the id NEW, everywhere.

    In every file only the tag's own lines differ. OLD becomes an alias of NEW,
    so that its page redirects. The tag's name in tags.yml stays as it is.
    """
    _change(settings, "rename", rename, old, new, dry_run)


@command.command("merge")
@click.argument("old")
@click.argument("new")
@click.option("--dry-run", is_flag=True, help="Show the lines that would change.")
@click.pass_obj
def merge_(settings: Settings, old: str, new: str, dry_run: bool) -> None:
    """Dissolve the tag OLD into the tag NEW, everywhere.

    Papers with OLD get NEW, once. The id, the aliases and the name of OLD
    become aliases of NEW, so that its page redirects; its description goes.
    """
    _change(settings, "merge", merge, old, new, dry_run)


def _change(settings: Settings, verb: str, change: Change, old: str, new: str, dry: bool) -> None:
    before, problems = journal.read_files(settings.content)
    for path, text in before.items():
        if kind := definition(path):
            problems += too_large(path, len(text.encode()), kind.most_bytes)
    try:
        after, found = change(before, old, new)
    except Refused as error:
        raise click.UsageError(str(error)) from error
    if not make(settings, f"tags {verb} {old} {new}", before, after, [*problems, *found], dry):
        return
    papers = sum(path.startswith("papers/") for path in after)
    click.echo(
        f"{len(after):,} files changed, {count(papers, 'paper')} among them;"
        f" tags/{old}/ leads to tags/{new}/"
    )
    refresh_schemas(settings.content)
    finish(check(settings.content, today(), settings.config)[1])


command.add_command(suggest)
command.add_command(add)
command.add_command(remove)
