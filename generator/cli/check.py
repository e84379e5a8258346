"""`check`: every problem in the content, at its line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from generator.build.work_folder import memory_of
from generator.checks import check
from generator.checks.context import Context, make_context
from generator.cli import Settings
from generator.cli.dates import today
from generator.cli.report import finish, show
from generator.content.content_files import shown
from generator.content.content_layout import RECORDS, TABLES, right_name
from generator.content.json_schema import schemas
from generator.content.load import load
from generator.content.regular_files import read_regular
from generator.edit.fix_file import fix_file
from generator.model.files import write_file
from generator.model.problems import RENDERERS, BrokenEnvironment, Problem


@click.command("check")
@click.option(
    "--format",
    "format_",
    type=click.Choice(sorted(RENDERERS)),
    default="text",
    show_default=True,
    help="text for people, github for annotations in a pull request, json for programs.",
)
@click.option("--all", "each", is_flag=True, help="Name each uncurated paper.")
@click.option("--fix", is_flag=True, help="First fix what has one right answer.")
@click.option(
    "--write-schema",
    is_flag=True,
    help="First write content/schema/, from which editors complete fields, topics and tags.",
)
@click.pass_obj
def command(settings: Settings, format_: str, each: bool, fix: bool, write_schema: bool) -> None:
    """Say everything that is wrong in the content, each at its line and column.

    \b
    content/papers/atlas.yml:6:8: error[unknown-tag]: there is no tag
    'mapps'. Did you mean 'maps'?

    The page Contribute of the site says what each code means and what to do.
    Papers without topics, tags or summary are counted, one line for each of
    these; --all names them, and --format json has one record for each paper
    and lack. Errors end the command with 1; warnings and notices do not. The site's
    configuration is checked too, where there is one.

    --fix corrects white space, names and aliases of tags and topics, ids written
    as addresses, missing quotes, repeated entries, the order of fields, file name endings and
    outdated schemas. It changes nothing else, and never guesses.
    """
    try:
        if fix:
            _fix(settings.content)
        if write_schema or (fix and (settings.content / "schema").is_dir()):
            _write_schemas(settings.content)
        _, problems = check(settings.content, today(), settings.config, memory_of(settings.config))
    except BrokenEnvironment as error:
        if format_ == "json":
            show([Problem(settings.content.as_posix(), 0, 0, "environment", str(error))], format_)
        raise
    finish(problems, format_, each)


@dataclass(frozen=True, slots=True)
class _Files:
    content: Path

    def fixable(self) -> list[str]:
        """The files that `fix_file` knows, relative to the content."""
        records = (path for folder in RECORDS for path in (self.content / folder).glob("*.yml"))
        tables = (self.content / name for name in TABLES)
        pages = (self.content / "pages").glob("*.md")
        return sorted(
            path.relative_to(self.content).as_posix()
            for path in (*records, *tables, *pages)
            if not path.is_symlink() and path.is_file()
        )


def _fix(content: Path) -> None:
    loaded = load(content)
    root = shown(content)
    for name in loaded.misnamed:
        right = right_name(name)
        if right is not None and _rename(content / name, content / right):
            click.echo(f"{root}{name}: renamed to {root}{right}", err=True)
    _fix_all(content, root, make_context(load(content), today()))


def _rename(old: Path, new: Path) -> bool:
    """Whether the file could take the name; an existing file is never replaced."""
    if new.exists() and not new.samefile(old):
        return False
    old.rename(new)
    return True


def _fix_all(content: Path, root: str, context: Context) -> None:
    for name in _Files(content).fixable():
        try:
            before = read_regular(content / name)
        except OSError:  # the check names it
            continue
        after = fix_file(before, name, context)
        if write_file(content / name, after) if after != before else False:
            click.echo(f"{root}{name}: fixed", err=True)


def _write_schemas(content: Path) -> None:
    loaded = load(content)
    if any(id_ == "*" for _, id_ in loaded.unread):
        return  # what the schemas should name is not known; the check says why
    for name, text in schemas(loaded.catalog).items():
        if write_file(content / "schema" / name, text.encode()):
            click.echo(f"{shown(content)}schema/{name}: written", err=True)
