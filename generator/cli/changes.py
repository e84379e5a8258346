"""Changes to many content files at once: settling a killed one, making one or showing it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from generator.cli import Settings
from generator.cli.report import finish
from generator.content.json_schema import schemas
from generator.content.load import load
from generator.edit import journal
from generator.edit.difference import difference
from generator.model.files import write_file
from generator.model.problems import Problem


def settle(content: Path, undo: bool = False) -> bool:
    """Complete a change that was killed half-way, or take it back; whether there was one.

    Ends the command with 1 when a file was edited since.
    """
    unfinished = journal.pending(content)
    if unfinished is None:
        return False
    ended = "taking it back" if undo else "completing it"
    click.echo(f"An earlier `{unfinished.what}` was killed half-way: {ended}.", err=True)
    finish((journal.undo if undo else journal.complete)(content, unfinished))
    refresh_schemas(content)
    return True


def make(
    settings: Settings,
    what: str,
    before: Mapping[str, str],
    after: Mapping[str, str],
    problems: Sequence[Problem],
    dry_run: bool,
) -> bool:
    """Make a change through the journal, or show its lines; whether it was made.

    Ends the command with 1, and changes nothing, when there is a problem.
    """
    place = settings.content.as_posix()
    finish(
        Problem(f"{place}/{p.path}", p.line, p.column, p.code, f"{p.message}; nothing was changed")
        for p in problems
    )
    if dry_run:
        click.echo(difference(before, after), nl=False)
        return False
    finish(journal.apply(settings.content, what, before, after))
    return True


def refresh_schemas(content: Path) -> None:
    """Let the editors' schemas offer the tags as they are now, where there are schemas."""
    if (content / "schema").is_dir():
        for name, text in schemas(load(content).catalog).items():
            write_file(content / "schema" / name, text.encode())


def count(number: int, noun: str) -> str:
    """`1 paper`, `1,200 papers`."""
    return f"{number} {noun}" if number == 1 else f"{number:,} {noun}s"
