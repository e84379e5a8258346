"""Changes to many content files at once: settling a killed one, showing one, making one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click

from generator.cli import Settings
from generator.cli.report import finish
from generator.content.json_schema import schemas
from generator.content.load import load
from generator.edit import journal
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


def difference(before: Mapping[str, str], after: Mapping[str, str]) -> str:
    """Each line that changes, before and after, file by file."""
    lines: list[str] = []
    for path in sorted(after):
        old, new = (_lines(texts[path]) for texts in (before, after))
        lines += [f"--- {path}\n", f"+++ {path}\n", *hunks(old, new)]
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


def hunks(old: list[str], new: list[str]) -> Iterator[str]:
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


def refresh_schemas(content: Path) -> None:
    """Let the editors' schemas offer the tags as they are now, where there are schemas."""
    if (content / "schema").is_dir():
        for name, text in schemas(load(content).catalog).items():
            write_file(content / "schema" / name, text.encode())


def count(number: int, noun: str) -> str:
    """`1 paper`, `1,200 papers`."""
    return f"{number} {noun}" if number == 1 else f"{number:,} {noun}s"


def _lines(text: str) -> list[str]:
    """The lines with their ends, as YAML and Git count them: `str.splitlines` finds more."""
    return re.findall(r"[^\n]*\n|[^\n]+\Z", text)
