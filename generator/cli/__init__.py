"""The command line: the only layer that prints or ends the process.

Each command is a module of its own and is imported when it is called,
so that `check` does not wait for what only `build` needs.
"""

from __future__ import annotations

import gc
import importlib
import sys
from dataclasses import dataclass
from pathlib import Path

import click

from generator.model.problems import BrokenEnvironment

COMMANDS = {
    "build": ("generator.cli.build", "The whole site: pages, search, exports, feeds, MkDocs."),
    "check": ("generator.cli.check", "Everything wrong in the content, each at its line."),
    "enrich": ("generator.cli.enrich", "Fill empty fields of papers from a metadata file."),
    "import": ("generator.cli.import_", "Listings of papers into one YAML file a paper."),
    "init": ("generator.cli.init", "Turn a fork into an empty list of its own."),
    "labels": ("generator.cli.labels", "Make the labels that forms and workflows use."),
    "links": ("generator.cli.links", "Ask whether outside links still answer."),
    "new": ("generator.cli.new", "One paper from an arXiv id, a DOI, BibTeX or a title."),
    "offline": ("generator.cli.offline", "The site as one zip that works with no network."),
    "pages": ("generator.cli.pages", "The Markdown of every page, without building the site."),
    "review": ("generator.cli.review", "What a change does to the site, in Markdown."),
    "serve": ("generator.cli.serve", "Live preview on this machine, rebuilt at each edit."),
    "suggestion": ("generator.cli.suggestion", "An issue form into an edit of a paper's file."),
    "tags": ("generator.cli.tags", "List, rename, merge, add, remove and suggest tags."),
    "todo": ("generator.cli.todo", "What papers lack, the most linked first."),
    "topics": ("generator.cli.topics", "Move papers from one topic to another."),
}
"""Command name → module with a click command called `command`, and its line in the list of all."""


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
        command = importlib.import_module(COMMANDS[cmd_name][0]).command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        # click would import every command for the first line of its help
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in sorted(COMMANDS.items())])

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
    gc.disable()  # a command leaves hardly any cycles; `serve`, which runs long, looks for them
    try:
        group.main(args=args, prog_name="reading-list", standalone_mode=True)
    except BrokenEnvironment as error:
        click.echo(f"reading-list: {error}", err=True)
        sys.exit(2)
    finally:
        gc.freeze()  # the interpreter would search all objects for cycles before it ends
