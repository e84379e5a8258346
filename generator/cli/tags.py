"""`tags`: govern the vocabulary across all files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path

import click

from generator.checks import check
from generator.cli import Settings
from generator.cli.dates import today
from generator.cli.report import finish
from generator.cli.tag_table import table
from generator.content.content_layout import definition
from generator.content.file_text import too_large
from generator.content.json_schema import schemas
from generator.content.load import load
from generator.edit import journal
from generator.edit.tags import Refused, merge, overlaps, rename, usage
from generator.model.files import write_file
from generator.model.problems import Problem
from generator.text.json_text import json_document

Change = Callable[[Mapping[str, str], str, str], tuple[dict[str, str], list[Problem]]]


@click.group("tags", invoke_without_command=True)
@click.option("--continue", "go_on", is_flag=True, help="Complete a change that was killed.")
@click.option("--undo", is_flag=True, help="Take a change back that was killed.")
@click.pass_context
def command(ctx: click.Context, go_on: bool, undo: bool) -> None:
    """List, rename, merge and suggest tags.

    A change goes through every file that names the tag, and happens as a
    whole: if the command is killed half-way, the next `tags` command says so
    and completes it first; `tags --undo` takes it back instead.

    \b
    Examples:
      reading-list tags list
      reading-list tags rename prunning pruning
      reading-list tags merge network-pruning pruning
      reading-list tags suggest layer-normalization
    """
    if go_on and undo:
        raise click.UsageError("--continue and --undo exclude each other.")
    settings: Settings = ctx.obj
    unfinished = journal.pending(settings.content)
    if unfinished:
        ended = "taking it back" if undo else "completing it"
        click.echo(f"An earlier `tags {unfinished.what}` was killed half-way: {ended}.", err=True)
        settle = journal.undo if undo else journal.complete
        finish(settle(settings.content, unfinished))
        _refresh_schemas(settings.content)
    elif go_on or undo:
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


@command.command("suggest")
@click.argument("papers", nargs=-1)
@click.pass_obj
def suggest_(settings: Settings, papers: tuple[str, ...]) -> None:
    """Propose tags and a home topic, from the papers that have them, with the words that decided.

    Without PAPERS: for every paper that lacks tags or a topic. Nothing is
    written; what is printed is ready to be pasted into the paper's file.
    """
    # Learning takes what no other of these commands needs.
    from generator.analysis.propose_tags import suggest
    from generator.cli.proposal_table import proposal_lines

    catalog = load(settings.content).catalog
    for paper in papers:
        if paper not in catalog.papers:
            raise click.BadParameter(f"there is no paper {paper!r}", param_hint="PAPERS")
    found = suggest(catalog, papers)
    if not found:
        click.echo("Every paper has tags and a topic.")
    for suggestion in found:
        click.echo(proposal_lines(suggestion, catalog.papers[suggestion.paper]), nl=False)


def _change(settings: Settings, verb: str, change: Change, old: str, new: str, dry: bool) -> None:
    before, problems = journal.read_files(settings.content)
    for path, text in before.items():
        if kind := definition(path):
            problems += too_large(path, len(text.encode()), kind.most_bytes)
    try:
        after, found = change(before, old, new)
    except Refused as error:
        raise click.UsageError(str(error)) from error
    place = settings.content.as_posix()
    finish(
        Problem(f"{place}/{p.path}", p.line, p.column, p.code, f"{p.message}; nothing was changed")
        for p in [*problems, *found]
    )
    if dry:
        click.echo(_difference(before, after), nl=False)
        return
    journal.apply(settings.content, f"{verb} {old} {new}", before, after)
    papers = sum(path.startswith("papers/") for path in after)
    count = "1 paper" if papers == 1 else f"{papers:,} papers"
    click.echo(
        f"{len(after):,} files changed, {count} among them; tags/{old}/ leads to tags/{new}/"
    )
    _refresh_schemas(settings.content)
    finish(check(settings.content, today(), settings.config)[1])


def _refresh_schemas(content: Path) -> None:
    """Let the editors' schemas offer the tags as they are now, where there are schemas."""
    if (content / "schema").is_dir():
        for name, text in schemas(load(content).catalog).items():
            write_file(content / "schema" / name, text.encode())


def _lines(text: str) -> list[str]:
    """The lines with their ends, as YAML and Git count them: `str.splitlines` finds more."""
    return re.findall(r"[^\n]*\n|[^\n]+\Z", text)


def _difference(before: Mapping[str, str], after: Mapping[str, str]) -> str:
    lines: list[str] = []
    for path in sorted(after):
        old, new = (_lines(texts[path]) for texts in (before, after))
        lines += [f"--- {path}\n", f"+++ {path}\n", *_changes(old, new)]
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


def _changes(old: list[str], new: list[str]) -> Iterator[str]:
    """The hunks of a unified diff without context."""
    from rapidfuzz.distance import Indel  # difflib takes minutes for a large vocabulary

    src = dest = 0
    for equal in Indel.opcodes(old, new).as_matching_blocks():  # the last is empty, at the end
        gone, come = old[src : equal.a], new[dest : equal.b]
        if gone or come:
            yield f"@@ -{_range(src, len(gone))} +{_range(dest, len(come))} @@\n"
            yield from (f"-{line}" for line in gone)
            yield from (f"+{line}" for line in come)
        src, dest = equal.a + equal.size, equal.b + equal.size


def _range(start: int, count: int) -> str:
    """The lines of a hunk as a unified diff numbers them: those of nothing are the line before."""
    return str(start + 1) if count == 1 else f"{start + 1 if count else start},{count}"
