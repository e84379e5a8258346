"""The only writer: whole files, in one step each, and only those that changed.

A file is written beside its place and moved there, so that a run that is
killed leaves either the old file or the new one.  Whoever writes a tree of
files also owns it: a manifest says which files came from here, and those that
are no longer wanted are removed; a file that somebody else put there stays.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple

from generator.model.problems import BrokenEnvironment


@dataclass(frozen=True, slots=True)
class Written:
    """How many files of a tree were touched."""

    written: int = 0
    """New, or with other bytes than before."""
    unchanged: int = 0
    removed: int = 0
    """Written by an earlier run and no longer wanted."""


def write_file(path: Path, data: bytes) -> bool:
    """Write one file atomically; returns whether it changed (False: it had these bytes already).

    Directories are made as needed. A symbolic link at `path` is replaced by
    the file, never followed. Raises `BrokenEnvironment` when the disk refuses.
    """
    with _naming(path):
        if _is(path, data):
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, data)
    return True


def write_output(path: Path, data: bytes) -> None:
    """Write a file that a person named.

    As `write_file`, but a symbolic link is followed and a device or a pipe is written to:
    none of the two is replaced. Raises `BrokenEnvironment` when the disk refuses.
    """
    if path.is_symlink() or (path.exists() and not path.is_file()):
        with _naming(path):
            path.write_bytes(data)
    else:
        write_file(path, data)


class Draft(NamedTuple):
    """A file that is made only when it is not there already."""

    path: str
    """Relative, with `/`."""
    inputs: str
    """A digest of all that the content depends on; empty to make the file in any case."""
    make: Callable[[], bytes]
    """Makes the content."""


class WrittenFile(NamedTuple):
    """A file of a tree as it was written."""

    inputs: str
    digest: str
    """Of the content."""
    size: int
    """In bytes."""
    modified: int
    """In nanoseconds since 1970; with the size it tells whether somebody else wrote the file."""


class Run(NamedTuple):
    """One run that wrote the files of a tree."""

    inputs: str
    """A digest of all that the files depend on; empty while the run is unfinished."""
    code: str
    """A digest of the code that made them."""
    entries: Mapping[str, WrittenFile]
    """The files by path."""


@dataclass(frozen=True, slots=True)
class OutputTree:
    """A directory of which one run writes all files; other files in it are left alone.

    The files are gathered in `room`, so that neither many nor large ones need memory, and
    moved there at the end: a run that is killed before leaves everything as it was.
    """

    root: Path
    manifest: Path
    """A JSON file outside `root` that lists what was written into it."""
    room: Path
    """Where the files wait that are new or changed: a folder of this run alone, which the
    caller deletes, on the same disk as `root`."""

    def gather(
        self, drafts: Iterable[Draft], known: Mapping[str, WrittenFile]
    ) -> dict[str, WrittenFile]:
        """Take the files; several processes may do so at once.

        A file that `known` holds with the same inputs, and that is as it was written, is not
        made again.

        Returns each file by path, in the order given. Raises `ValueError` for a path
        that is absolute or climbs with `..` (a bug of the caller), `BrokenEnvironment` when
        the disk refuses or a symbolic link leads out of `root`.
        """
        inside, make_folder = _Inside(self.root), cache(partial(os.makedirs, exist_ok=True))
        entries = {}
        for name, inputs, make in drafts:
            if name.startswith("/") or ".." in name.split("/"):
                raise ValueError(f"not a path below the root: {name!r}")
            inside.require(name)
            old = known.get(name)
            if old and inputs and old.inputs == inputs and self._holds(name, old):
                entries[name] = old
                continue
            data = make()
            place = f"{self.root}/{name}"
            with _naming(place):
                if not _is(place, data):
                    place = f"{self.room}/{name}"
                    make_folder(place.rpartition("/")[0])
                    Path(place).write_bytes(data)
                found = os.lstat(place)
            entries[name] = WrittenFile(inputs, digest(data), found.st_size, found.st_mtime_ns)
        return entries

    def finish(self, run: Run, last: Run | None = None) -> Written:
        """Move what was gathered into its place.

        What the last run wrote and this one did not gather is removed, with the directories
        that become empty. `last` is that of `last_run`, for a caller who has read it. Raises
        `BrokenEnvironment` when the disk refuses.
        """
        owned, entries = (last or self.last_run()).entries, run.entries
        if owned.keys() != entries.keys():
            # Named before they are there: a killed run leaves no file without an owner.
            _write_run(self.manifest, Run("", run.code, {**entries, **owned}))
        gathered = set(_files_below(self.room))
        for name in gathered - entries.keys():
            Path(f"{self.room}/{name}").unlink()
        changed = len(gathered & entries.keys())
        if changed:
            self.root.mkdir(parents=True, exist_ok=True)
            _move_all(str(self.room), str(self.root))
        inside = _Inside(self.root)
        gone = sorted(owned.keys() - entries.keys())
        removed = sum(_remove(self.root, name, inside) for name in gone)
        _write_run(self.manifest, run)
        return Written(changed, len(entries) - changed, removed)

    def last_run(self) -> Run:
        """What the last run wrote; nothing when that cannot be read."""
        return _read_run(self.manifest)

    def is_whole(self, entries: Mapping[str, WrittenFile]) -> bool:
        """Whether each of the files is as it was written."""
        return all(self._holds(name, entry) for name, entry in entries.items())

    def _holds(self, name: str, entry: WrittenFile) -> bool:
        try:
            found = os.lstat(f"{self.root}/{name}")
        except OSError:
            return False
        stamp = found.st_size, found.st_mtime_ns
        return stat.S_ISREG(found.st_mode) and stamp == (entry.size, entry.modified)


def digest(data: bytes) -> str:
    """A short digest of a file's content."""
    return hashlib.blake2b(data, digest_size=12).hexdigest()


def write_proven(path: Path, value: object) -> None:
    """Write a value as JSON, after a line with its digest; raises as `write_file` does."""
    data = json.dumps(value).encode()
    write_file(path, f"{digest(data)}\n".encode() + data)


def read_proven(path: Path) -> Any:
    """What `write_proven` wrote.

    Raises:
        OSError: The file cannot be read.
        ValueError: It is damaged, wherever that is.
    """
    proof, _, data = path.read_bytes().partition(b"\n")
    if proof != digest(data).encode():
        raise ValueError(f"{path} is damaged")
    return json.loads(data)


class _Inside:
    """Answers whether a file's directory really lies below the root, each directory once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.real = Path(os.path.realpath(root))
        self.known: dict[str, bool] = {}

    def holds(self, name: str) -> bool:
        parent = name.rpartition("/")[0]
        if parent not in self.known:
            folder = Path(os.path.realpath(self.root / parent))
            self.known[parent] = folder.is_relative_to(self.real)
        return self.known[parent]

    def require(self, name: str) -> None:
        if not self.holds(name):
            raise BrokenEnvironment(
                f"{self.root / name} is reached through a link that leads elsewhere"
            )


@contextmanager
def _naming(path: Path | str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise BrokenEnvironment(f"cannot write {path}: {error.strerror or error}") from error


def _files_below(folder: Path) -> Iterator[str]:
    """The paths of all files below a folder, with `/`."""
    for place, _, names in os.walk(folder):
        inner = Path(place).relative_to(folder).as_posix()
        yield from (f"{inner}/{name}" if inner != "." else name for name in names)


def _is(path: Path | str, data: bytes) -> bool:
    try:
        found = os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return False
    same_size = stat.S_ISREG(found.st_mode) and found.st_size == len(data)
    return same_size and Path(path).read_bytes() == data


def _replace(path: Path, data: bytes) -> None:
    # The name is fixed, so that what a killed run left is overwritten by the next one.
    beside = path.with_name(f".{path.name[:200]}.part")
    beside.unlink(missing_ok=True)
    with beside.open("xb") as file:
        file.write(data)
    _move(beside, path)


def _move(file: Path | str, target: Path | str) -> None:
    with suppress(FileNotFoundError):
        if stat.S_ISREG(os.lstat(target).st_mode):
            shutil.copymode(target, file)
    Path(file).replace(target)


def _move_all(source: str, target: str) -> None:
    """Move what is in a folder into another one; a folder that is new there moves as a whole."""
    for found in sorted(os.scandir(source), key=lambda entry: entry.name):
        place = f"{target}/{found.name}"
        if found.is_dir() and Path(place).is_dir():
            _move_all(found.path, place)
        else:
            with _naming(place):
                _move(found.path, place)


def _remove(root: Path, name: str, inside: _Inside) -> bool:
    path = root / name
    if not inside.holds(name) or not (path.is_file() or path.is_symlink()):
        return False
    try:
        path.unlink()
        for parent in path.parents:
            if parent == root or any(parent.iterdir()):
                break
            parent.rmdir()
    except OSError as error:
        raise BrokenEnvironment(f"cannot remove {path}: {error.strerror or error}") from error
    return True


def _read_run(manifest: Path) -> Run:
    try:
        inputs, code, files = read_proven(manifest)
        entries = {
            name: WrittenFile(str(given), str(digest), int(size), int(modified))
            for name, (given, digest, size, modified) in files.items()
            if not name.startswith("/") and ".." not in name.split("/")
        }
        return Run(str(inputs), str(code), entries)
    except (OSError, ValueError, TypeError, AttributeError):
        return Run("", "", {})


def _write_run(manifest: Path, run: Run) -> None:
    write_proven(manifest, [run.inputs, run.code, run.entries])
