"""The command line: the only layer that prints or ends the process.

Each command stands in a module of its own and is imported when it is called,
so that `check` does not wait for what only `build` needs.
"""

from __future__ import annotations

import importlib
import sys
from dataclasses import dataclass
from pathlib import Path

import click

from generator.problems import BrokenEnvironment

COMMANDS = {
    "build": "generator.cli.build",
    "check": "generator.cli.check",
    "enrich": "generator.cli.enrich",
    "import": "generator.cli.import_",
    "labels": "generator.cli.labels",
    "links": "generator.cli.links",
    "new": "generator.cli.new",
    "offline": "generator.cli.offline",
    "pages": "generator.cli.pages",
    "review": "generator.cli.review",
    "serve": "generator.cli.serve",
    "suggestion": "generator.cli.suggestion",
    "tags": "generator.cli.tags",
}
"""Command name → module with a click command called `command`."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The global options, as every command receives them through `click.pass_obj`."""

    content: Path
    config: Path


class _LazyCommands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(COMMANDS[cmd_name]).command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            near = _nearest(args[0])
            if near is None:
                raise
            raise click.UsageError(f"{error.message} Did you mean {near!r}?", ctx) from error


def _nearest(word: str) -> str | None:
    from rapidfuzz import process

    found = process.extractOne(word, COMMANDS.keys(), score_cutoff=60)
    return found[0] if found else None


@click.group(cls=_LazyCommands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--content",
    type=click.Path(path_type=Path),
    default=Path("content"),
    show_default=True,
    help="The directory that people edit.",
)
@click.option(
    "--config",
    type=click.Path(path_type=Path),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="The site's configuration.",
)
@click.version_option(package_name="reading-list", message="%(version)s")
@click.pass_context
def group(ctx: click.Context, content: Path, config: Path) -> None:
    """Keep a reading list in YAML and build it into a searchable site.

    The way of the data: `import` turns listings into one YAML file a paper,
    people edit those, `check` says what is wrong, `build` makes the site.
    """
    ctx.obj = Settings(content=content, config=config)


def main(args: list[str] | None = None) -> None:
    """Run a command; exits 0 when done, 1 on problems in the content or an input, 2 otherwise."""
    try:
        group.main(args=args, prog_name="reading-list", standalone_mode=True)
    except BrokenEnvironment as error:
        click.echo(f"reading-list: {error}", err=True)
        sys.exit(2)
