"""`init`: a fork becomes an empty list of its own."""

from __future__ import annotations

import os
import shutil
import sys
from datetime import date
from pathlib import Path
from secrets import token_hex
from unicodedata import category

import click

from generator.cli import Settings
from generator.content.json_schema import schemas
from generator.content.load import load
from generator.content.site_config import read_site
from generator.edit.new_list import (
    Home,
    NewList,
    configured,
    default_description,
    default_field,
    home_of,
    introduced,
    renamed,
    starter_files,
)
from generator.edit.paper_edits import CannotEdit
from generator.model.files import write_file
from generator.model.problems import BrokenEnvironment
from generator.services.git import in_checkout, tracked, uncommitted, web_address

_FORMS = ".github/ISSUE_TEMPLATE/*.yml"
_OF_THE_OLD_LIST = ("tests/this_list", ".github/images")
_LONGEST = 300
_NO_TEXT = ("Cc", "Cn", "Cs", "Zl", "Zp")
_SHOWN = 10


@click.command("init")
@click.option("--name", help="The list's name, as in its header: 'Medieval History'.")
@click.option("--description", help="What it is, on one line.")
@click.option("--field", help="What its papers are on: 'the Middle Ages'.")
@click.option("--yes", is_flag=True, help="Ask nothing: take what is not given from the name.")
@click.pass_obj
def command(
    settings: Settings, name: str | None, description: str | None, field: str | None, yes: bool
) -> None:
    """Turn a fork into an empty list of its own.

    Removes the papers, topics, tags, venues and pages of the list that is here,
    and the tests that hold for it alone; writes an example topic, example tags
    and bounds that suit ten papers; and puts the new list's name into the
    configuration, the pages, the README and the issue forms. The address of the
    repository follows from the remote `origin`, and so do the ids in the feeds.
    Code and history stay, and nothing is committed.

    On a terminal it asks for what is not given. Elsewhere --name is needed, and
    the rest follows from it. It refuses, with exit code 1, while one of these
    files holds work that no commit has.

    \b
    Examples:
      reading-list init --name "Medieval History"
      reading-list init --name "Medieval History" --field "the Middle Ages" \\
        --description "Sources and studies, for students and their teachers." --yes
    """
    root = settings.config.parent
    content = Path(os.path.relpath(settings.content, root)).as_posix()
    if content == "." or content.startswith("../"):
        raise click.UsageError("--content must be a folder beside the configuration")
    asks = sys.stdin.isatty() and not yes
    new = _described(name, description, field, asks)
    forms = sorted(path.relative_to(root).as_posix() for path in root.glob(_FORMS))
    around = [Path(os.path.relpath(settings.config, root)).as_posix(), "README.md", *forms]
    _refuse_to_lose(root, [content, *around, *_OF_THE_OLD_LIST])
    old = tracked(root, [content, *_OF_THE_OLD_LIST])
    papers = sum(path.startswith(f"{content}/papers/") and path.endswith(".yml") for path in old)
    if asks:
        question = f"Remove {papers} papers and what belongs to them (Git's history keeps them)?"
        click.confirm(question, abort=True)
    home = home_of(new, web_address(root), date.today().year, f"list-{token_hex(4)}")
    for path, text in {**_around(root, settings.config, new, home, forms), **{
        f"{content}/{path}": text for path, text in starter_files(new).items()
    }}.items():  # fmt: skip
        write_file(root / path, text.encode())
    _remove(root, [path for path in old if path not in _kept(content, new)])
    for path, text in schemas(load(settings.content).catalog).items():
        write_file(settings.content / "schema" / path, text.encode())
    click.echo(f"{new.name}: an empty list; {papers} papers are removed. Nothing is committed.")
    click.echo(_NEXT)


_NEXT = """\
Next:
  reading-list import FILE...   bring in papers: BibTeX, RIS, CSV, an awesome list, …
  content/topics/, content/tags.yml, content/pages/about.md   write your own
  content/limits.yml            narrow the bounds as the list grows
  make site test                build and test it
  git add --all && git commit   keep it"""


def _described(name: str | None, description: str | None, field: str | None, asks: bool) -> NewList:
    if asks and name is None:
        name = click.prompt("Name of the list")
    if name is None:
        raise click.UsageError("name the new list: --name NAME (on a terminal, init asks for it)")
    name = _one_line("--name", name)
    if description is None:
        description = default_description(default_field(name))
        description = click.prompt("One line on it", default=description) if asks else description
    if field is None:
        field = default_field(name)
        field = click.prompt("Its papers are on", default=field) if asks else field
    return NewList(name, _one_line("--description", description), _one_line("--field", field))


def _one_line(option: str, text: str) -> str:
    text = text.strip()
    # Persian needs characters of the category Cf, which `str.isprintable` refuses.
    if not text or len(text) > _LONGEST or any(category(c) in _NO_TEXT for c in text):
        message = f"it must be one line of 1 to {_LONGEST} characters"
        raise click.BadParameter(message, param_hint=option)
    return text


def _refuse_to_lose(root: Path, paths: list[str]) -> None:
    if not in_checkout(root):
        raise BrokenEnvironment(
            f"{root} is no Git checkout, so nothing could bring back what init removes; first run"
            " git init, git add --all and git commit"
        )
    lost = uncommitted(root, paths)
    if not lost:
        return
    click.echo("These files hold work that no commit has, and init would lose it:", err=True)
    for path in lost[:_SHOWN]:
        click.echo(f"  {path}", err=True)
    if len(lost) > _SHOWN:
        click.echo(f"  … and {len(lost) - _SHOWN} more", err=True)
    click.echo("Commit them, or put them away: git stash --include-untracked", err=True)
    raise SystemExit(1)


def _around(root: Path, config: Path, new: NewList, home: Home, forms: list[str]) -> dict[str, str]:
    """The files outside of the content that name the list: the path → the new text."""
    old = read_site(config).name
    try:
        texts = {form: renamed(_text(root / form), old, new.name) for form in forms}
        texts[os.path.relpath(config, root)] = configured(_text(config), new, home)
    except CannotEdit as error:
        raise BrokenEnvironment(f"the list cannot be named: {error}") from error
    if (root / "README.md").is_file():
        texts["README.md"] = introduced(_text(root / "README.md"), new)
    return texts


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode()
    except (OSError, UnicodeDecodeError) as error:
        raise BrokenEnvironment(f"{path} cannot be read: {error}") from error


def _kept(content: str, new: NewList) -> set[str]:
    return {f"{content}/{path}" for path in starter_files(new)}


def _remove(root: Path, paths: list[str]) -> None:
    """Remove the files, and the folders that they leave empty."""
    folders = set()
    for path in paths:
        (root / path).unlink(missing_ok=True)
        folders |= set((root / path).parents) - {root, *root.parents}
    for folder in sorted(folders, reverse=True):
        shutil.rmtree(folder / "__pycache__", ignore_errors=True)
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
