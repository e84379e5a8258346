"""Which folder a command may take as its output.

An output folder is replaced as a whole, so it has to be empty, missing, or
marked: each folder that this program fills carries the file `MARK`.  Folders
that hold sources, the project or a user's home are refused, whatever is in
them.  Folders are compared as the file system sees them: links are resolved,
and two spellings of one folder are one folder.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import generator
from generator.model.config import Site
from generator.model.files import write_file
from generator.model.problems import BrokenEnvironment

MARK = ".made-by-reading-list"
"""The file that says that a folder is an output. MkDocs and web servers pass over it."""
SITE, PAGES = "site", "pages"
"""The kinds of output: a built site; the Markdown that it is built from."""


@dataclass(frozen=True, slots=True)
class Protected:
    """What no output folder may touch."""

    sources: tuple[Path, ...]
    """An output is not one of these, not inside one, and does not contain one."""
    around: tuple[Path, ...]
    """An output is not one of these and does not contain one, but may lie inside."""


def protected(site: Site, config: Path, content: Path) -> Protected:
    """What a project protects: its sources, its own folder, the working directory and home."""
    package = Path(generator.__file__).parent
    roots = [config.parent, *_checkout(config.parent.resolve()), *_checkout(package)]
    sources = [content, site.theme, package]
    sources += [root / name for root in roots for name in (".git", "tests", "overrides", "content")]
    # Unlike `Path.home`, this does not fail for a user without a home.
    home = os.path.expanduser("~")  # noqa: PTH111
    around = [*roots, Path.cwd(), Path(home)]
    return Protected(
        tuple(dict.fromkeys(path.resolve() for path in sources)),
        tuple(dict.fromkeys(path.resolve() for path in around)),
    )


def require_output(folder: Path, kind: str, named_by: str, never: Protected) -> Path:
    """The folder, with links resolved, when it may be replaced by an output of this kind.

    Args:
        folder: As the user named it.
        kind: `SITE` or `PAGES`.
        named_by: Where the name comes from, as the message says it: `--site`.
        never: What the folder may not touch.

    Raises:
        BrokenEnvironment: It may not; the message says why and what to do.
    """
    real = require_no_source(folder, named_by, never)
    if not real.exists() or read_mark(real) == kind:
        if (real / ".git").exists():
            raise BrokenEnvironment(
                f"{named_by} {folder} is a Git checkout, which a build would delete;"
                " name another folder and copy the site from there"
            )
        return real
    if not real.is_dir():
        raise BrokenEnvironment(f"{named_by} {folder} is a file; name a folder")
    try:
        empty = is_empty(real)
    except OSError as error:
        raise BrokenEnvironment(f"cannot read {named_by} {folder}: {error.strerror}") from error
    if not empty:
        raise BrokenEnvironment(_foreign(folder, real, named_by))
    return real


def require_no_source(folder: Path, named_by: str, never: Protected) -> Path:
    """The folder, with links resolved, when it holds nothing that is protected.

    Raises `BrokenEnvironment` otherwise, whatever the folder is marked as.
    """
    try:
        real = folder.resolve()
    except (OSError, RuntimeError) as error:  # a loop of links
        raise BrokenEnvironment(f"{named_by} {folder} cannot be resolved: {error}") from error
    hit = _hit(real, never)
    if hit or real == Path(real.anchor):
        what = f"it holds or is part of {hit}" if hit else "it is the root of the file system"
        raise BrokenEnvironment(
            f"{named_by} {folder} cannot be an output folder, because {what};"
            " name a folder that does not exist yet"
        )
    return real


def require_apart(site: Path, pages: Path) -> None:
    """Raise `BrokenEnvironment` when one of the two output folders lies in the other."""
    if _inside(site, pages) or _inside(pages, site):
        raise BrokenEnvironment(
            f"the site ({site}) and its pages (docs_dir, {pages}) lie one in the other;"
            " name two folders side by side"
        )


def write_mark(folder: Path, kind: str) -> None:
    """Mark a folder as an output of this program."""
    text = f"{kind}\nMade by reading-list, which replaces everything in this folder.\n"
    write_file(folder / MARK, text.encode())


def is_empty(folder: Path) -> bool:
    """Whether a folder holds nothing, or nothing but a mark that a killed run did not finish."""
    return {path.name for path in folder.iterdir()} <= {MARK, f".{MARK}.part"}


def read_mark(folder: Path) -> str | None:
    """The kind of output that the folder is marked as; None without a mark."""
    try:
        lines = (folder / MARK).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return None
    return lines[0] if lines else None


def _foreign(folder: Path, real: Path, named_by: str) -> str:
    if (real / "assets" / "stylesheets" / "material.css").is_file() or _is_old_pages(real):
        return (
            f"{named_by} {folder} looks like the output of an earlier version, which did not"
            f" mark its folders; delete {folder} and run the command again"
        )
    return (
        f"{named_by} {folder} is not empty and was not made by this command, so it is left"
        " alone; name a folder that is empty or does not exist yet, or empty it first"
    )


def _is_old_pages(folder: Path) -> bool:
    return folder.with_name(f"{folder.name}.manifest.json").is_file()


def _checkout(folder: Path) -> list[Path]:
    """The Git checkout that the folder lies in, or none."""
    return [path for path in (folder, *folder.parents) if (path / ".git").exists()][:1]


def _hit(folder: Path, never: Protected) -> Path | None:
    for path in (*never.sources, *never.around):
        if _inside(path, folder):
            return path
    return next((path for path in never.sources if _inside(folder, path)), None)


def _inside(path: Path, folder: Path) -> bool:
    """Whether `path` is `folder` or lies in it, by identity on the disk where both exist."""
    return any(_same(one, folder) for one in _with_parents(path))


def _with_parents(path: Path) -> Sequence[Path]:
    return (path, *path.parents)


def _same(one: Path, other: Path) -> bool:
    if one == other:
        return True
    try:
        return one.samefile(other)
    except OSError:
        return False
