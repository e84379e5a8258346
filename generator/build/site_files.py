"""The files of a built site on the disk: what is there, and how new ones take their place.

New files are gathered in a stage, a folder beside the site on the same disk,
so that a builder that fails or a full disk leaves the site as it was.

- A whole site is exchanged for the old one. On Linux and macOS that is one step
  of the file system: there is the old site or the new one at any moment.
  Elsewhere the old folder is renamed first, and a process that is killed between
  the two steps leaves no site; the next build makes it.
- A change of some files is moved into the site file by file, after what is gone
  was removed. Each file is the old or the new one at any moment. A process that
  is killed between two files leaves some old and some new ones, and because the
  state that was saved then differs from the disk, the next build makes the rest.
"""

from __future__ import annotations

import os
import shutil
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from generator.build.output_paths import MARK, SITE, is_empty, read_mark, write_mark
from generator.model.problems import BrokenEnvironment

_AT_WORKING_DIRECTORY, _EXCHANGE = -100, 2
"""`AT_FDCWD` of Linux; `RENAME_EXCHANGE` of Linux, which is `RENAME_SWAP` of macOS."""


class Stamp(NamedTuple):
    """What tells without reading whether a file is still the one that was written."""

    size: int
    """In bytes."""
    modified: int
    """In nanoseconds since 1970."""


def link_file(source: Path, place: Path) -> None:
    """Give a file a second name, or copy it where the file system has no such links.

    What stood at `place` is replaced, and its folder made as needed. Programs of this project
    never write into either file: they put a new one in its place.
    """
    with suppress(OSError):  # no folder, another file, or no such links
        place.hardlink_to(source)
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    place.unlink(missing_ok=True)
    try:
        place.hardlink_to(source)
    except OSError:
        shutil.copyfile(source, place)


def stamp(file: Path) -> Stamp:
    """The stamp of a regular file."""
    found = file.stat()
    return Stamp(found.st_size, found.st_mtime_ns)


def stamps(folder: Path) -> dict[str, Stamp | None]:
    """Every file below a folder by its path with `/`, sorted; without the mark.

    What is no regular file (a symbolic link, a socket) has None. A folder that does not
    exist has no files.
    """
    return dict(sorted(_stamps(str(folder), "")))


def _stamps(folder: str, prefix: str) -> Iterator[tuple[str, Stamp | None]]:
    try:
        entries = list(os.scandir(folder))
    except FileNotFoundError:
        return
    for entry in entries:
        name = f"{prefix}{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield from _stamps(entry.path, f"{name}/")
        elif name != MARK:
            found = entry.stat(follow_symlinks=False)
            regular = stat.S_ISREG(found.st_mode)
            yield name, Stamp(found.st_size, found.st_mtime_ns) if regular else None


@dataclass(frozen=True, slots=True)
class Stage:
    """A folder in which the new files of a site wait."""

    folder: Path
    target: Path
    """The site that they are for."""

    def move(self, source: Path, name: str) -> None:
        """Take a file that nobody else needs, with its folder where nothing else is in that."""
        if [*source.parent.iterdir()] == [source]:
            with suppress(OSError):  # the stage has such a folder, or none for it
                source.parent.rename((self.folder / name).parent)
                return
        shutil.move(source, self._place(name))

    def link(self, source: Path, name: str) -> None:
        """Take a file that stays where it is too, as `link_file` does."""
        link_file(source, self.folder / name)

    def copy(self, source: Path, name: str) -> None:
        """Copy a file that a person edits."""
        shutil.copyfile(source, self._place(name))

    def write(self, name: str, data: bytes) -> None:
        """Write a file."""
        self._place(name).write_bytes(data)

    def exchange(self) -> None:
        """Make the stage the site; the old one is deleted afterwards."""
        if self.target.is_dir() and any(self.target.iterdir()):
            shutil.copymode(self.target, self.folder)
            _exchange(self.folder, self.target)
            return
        with suppress(FileNotFoundError):
            self.target.rmdir()
        self.folder.rename(self.target)

    def apply(self, removed: Iterable[str]) -> None:
        """Remove these files from the site and move those of the stage into it."""
        for name in removed:
            _remove(self.target, name)
        for name in stamps(self.folder):
            (self.target / name).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / name).replace(self.target / name)

    def _place(self, name: str) -> Path:
        place = self.folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        return place


@contextmanager
def staged(target: Path) -> Iterator[Stage]:
    """An empty stage for the site at `target`, deleted at the end of the block.

    The caller holds the lock of the site. Raises `BrokenEnvironment` when the disk refuses,
    then or in the block.
    """
    clear_stages(target)
    stage = Stage(_beside(target, "part"), target)
    try:
        with disk_errors(target):
            write_mark(stage.folder, SITE)
            yield stage
    finally:
        clear_stages(target)


@contextmanager
def disk_errors(target: Path) -> Iterator[None]:
    """Raise `BrokenEnvironment` for what the disk refuses in the block, which is about a site."""
    try:
        yield
    except OSError as error:
        place = f" ({error.filename})" if error.filename else ""
        raise BrokenEnvironment(
            f"cannot write the site {target}: {error.strerror or error}{place}; run the command"
            " again when this is put right: it completes what is unfinished"
        ) from error


def clear_stages(target: Path) -> None:
    """Delete what killed builds of this site left beside it.

    The caller holds the lock of the site. Raises `BrokenEnvironment` when a folder of that
    name was not made by this program.
    """
    for kind in ("part", "old.part"):
        folder = _beside(target, kind)
        if not os.path.lexists(folder):
            continue
        if folder.is_symlink() or not folder.is_dir() or not _is_ours(folder):
            raise BrokenEnvironment(
                f"{folder} is in the way: a build uses this name for the new site; move it away"
            )
        _delete(folder)
        if folder.exists():
            raise BrokenEnvironment(f"cannot delete {folder}, which a killed build left")


def lock_beside(target: Path) -> Path:
    """Where the lock of a site is."""
    return _beside(target, "lock")


def _beside(target: Path, kind: str) -> Path:
    return target.with_name(f".{target.name}.{kind}")


def _is_ours(folder: Path) -> bool:
    return read_mark(folder) is not None or is_empty(folder)


def _delete(folder: Path) -> None:
    """Delete a marked folder, the mark last: a run that is killed here leaves the rest marked."""
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        elif path.name != MARK:
            path.unlink(missing_ok=True)
    with suppress(OSError):
        if is_empty(folder):
            (folder / MARK).unlink(missing_ok=True)
            folder.rmdir()


def _remove(target: Path, name: str) -> None:
    path = target / name
    path.unlink(missing_ok=True)
    for parent in path.parents:
        if parent == target or any(parent.iterdir()):
            return
        parent.rmdir()


def _exchange(new: Path, old: Path) -> None:
    if _swap(new, old):
        return
    aside = _beside(old, "old.part")
    old.rename(aside)
    try:
        new.rename(old)
    except OSError:
        aside.rename(old)
        raise


def _swap(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False where the system cannot."""
    names: Mapping[str, str] = {"linux": "renameat2", "darwin": "renamex_np"}
    if sys.platform not in names:
        return False
    import ctypes  # only a whole site is exchanged

    call = getattr(ctypes.CDLL(None), names[sys.platform], None)
    if call is None:
        return False
    first, second = os.fsencode(one), os.fsencode(other)
    if sys.platform == "darwin":
        return bool(call(first, second, _EXCHANGE) == 0)
    return bool(call(_AT_WORKING_DIRECTORY, first, _AT_WORKING_DIRECTORY, second, _EXCHANGE) == 0)
