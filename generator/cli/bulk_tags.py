"""`tags add` and `tags remove`, and what they share with `topics move`."""

from __future__ import annotations

import click

from generator.checks import check
from generator.cli import Settings
from generator.cli.changes import count, make
from generator.cli.dates import today
from generator.cli.report import finish
from generator.cli.where import option, papers_where
from generator.content.load import load
from generator.edit import journal
from generator.edit.curation_edits import (
    TextEdit,
    change_papers,
    current_tag,
    with_tags,
    without_tag,
)
from generator.edit.tags import Refused
from generator.model.models import Catalog

dry_run_option = click.option(
    "--dry-run", is_flag=True, help="Show each line before and after, and change nothing."
)


@click.command("add")
@click.argument("tag")
@option
@dry_run_option
@click.pass_obj
def add(settings: Settings, tag: str, query: str, dry_run: bool) -> None:
    """Give TAG to all papers that a query finds.

    Papers that carry it already stay as they are. A query finds a paper when
    every part of it fits: words and "phrases" anywhere, -exclusion, title:,
    author:, venue:, tag:, topic:, year:2019..2021, arxiv:. No word is completed
    or corrected.

    \b
    Example:
      reading-list tags add survey --where 'title:review -tag:survey' --dry-run
    """
    catalog = load(settings.content).catalog
    try:
        edit = with_tags([current_tag(catalog, tag)])
    except Refused as error:
        raise click.UsageError(str(error)) from error
    change_where(settings, catalog, f"tags add {tag}", query, edit, dry_run)


@click.command("remove")
@click.argument("tag")
@option
@dry_run_option
@click.pass_obj
def remove(settings: Settings, tag: str, query: str, dry_run: bool) -> None:
    """Take TAG from all papers that a query finds.

    The tag may be one that tags.yml does not have. Queries are those of
    `tags add`.

    \b
    Example:
      reading-list tags remove survey --where 'tag:survey -title:survey -title:review'
    """
    catalog = load(settings.content).catalog
    change_where(settings, catalog, f"tags remove {tag}", query, without_tag(tag), dry_run)


def change_where(
    settings: Settings, catalog: Catalog, what: str, query: str, edit: TextEdit, dry_run: bool
) -> None:
    """Do the edit to all papers that the query finds, then check the content."""
    papers = papers_where(catalog, query)
    before, _ = journal.read_files(settings.content)
    after, problems = change_papers(before, {paper: [edit] for paper in papers})
    if make(settings, f"{what} --where {query}", before, after, problems, dry_run):
        click.echo(f"{count(len(after), 'paper')} changed of {len(papers):,} found")
        finish(check(settings.content, today(), settings.config)[1])
    else:
        click.echo(f"{count(len(after), 'paper')} of {len(papers):,} found would change", err=True)
