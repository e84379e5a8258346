"""Shows problems and ends the command as they demand."""

from __future__ import annotations

from collections.abc import Iterable

import click

from generator.model.problems import RENDERERS, Problem, Severity, has_errors
from generator.model.uncurated import counted


def finish(problems: Iterable[Problem], format_: str = "text", each: bool = False) -> None:
    """Show the problems as `show` does; exits 1 when any is an error."""
    found = sorted(problems)
    show(found, format_, each)
    if has_errors(found):
        raise click.exceptions.Exit(1)


def show(problems: Iterable[Problem], format_: str = "text", each: bool = False) -> None:
    """Print the problems in one of `problems.RENDERERS`, and their number on the error stream.

    For people uncurated papers are counted, so that errors stand out; `each`
    shows them one by one.  JSON has always all of them.
    """
    found = sorted(problems) if each or format_ == "json" else counted(problems)
    click.echo(RENDERERS[format_](found), nl=False)
    if found and format_ == "text":
        errors = sum(1 for problem in found if problem.severity is Severity.ERROR)
        warnings = len(found) - errors
        click.echo(f"{_count(errors, 'error')}, {_count(warnings, 'warning')}", err=True)


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
