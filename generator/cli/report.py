"""Shows problems and ends the command as they demand."""

from __future__ import annotations

from collections.abc import Iterable

import click

from generator.problems import RENDERERS, Problem, has_errors


def finish(problems: Iterable[Problem], format_: str = "text", quiet: bool = False) -> None:
    """Print the problems, and a count on the error stream; exits 1 when any is an error."""
    found = sorted(problems)
    click.echo(RENDERERS[format_](found), nl=False)
    if found and not quiet:
        errors = sum(1 for problem in found if problem.severity == "error")
        warnings = len(found) - errors
        click.echo(f"{_count(errors, 'error')}, {_count(warnings, 'warning')}", err=True)
    if has_errors(found):
        raise click.exceptions.Exit(1)


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
