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
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

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

    def gather(self, files: Iterable[tuple[str, bytes]]) -> dict[str, str]:
        """Take the files, relative path with `/` and content; several processes may do so at once.

        Returns the digest of each by path, in the order given. Raises `ValueError` for a path
        that is absolute or climbs with `..` (a bug of the caller), `BrokenEnvironment` when
        the disk refuses or a symbolic link leads out of `root`.
        """
        inside = _Inside(self.root)
        digests = {}
        for name, data in files:
            if PurePosixPath(name).is_absolute() or ".." in name.split("/"):
                raise ValueError(f"not a path below the root: {name!r}")
            inside.require(name)
            with _naming(self.root / name):
                if not _is(self.root / name, data):
                    (self.room / name).parent.mkdir(parents=True, exist_ok=True)
                    (self.room / name).write_bytes(data)
            digests[name] = digest(data)
        return digests

    def finish(self, names: Collection[str]) -> Written:
        """Move what was gathered into its place.

        `names` are all files of this run; what the last one wrote and they lack is removed,
        with the directories that become empty. Raises `BrokenEnvironment` when the disk refuses.
        """
        owned = _read_manifest(self.manifest)
        wanted = frozenset(names)
        if owned != wanted:
            # Named before they are there: a killed run leaves no file without an owner.
            _write_manifest(self.manifest, owned | wanted)
        changed = [name for name in names if (self.room / name).is_file()]
        for name in changed:
            with _naming(self.root / name):
                (self.root / name).parent.mkdir(parents=True, exist_ok=True)
                _move(self.room / name, self.root / name)
        inside = _Inside(self.root)
        removed = sum(_remove(self.root, name, inside) for name in sorted(owned - wanted))
        _write_manifest(self.manifest, wanted)
        return Written(len(changed), len(names) - len(changed), removed)


def digest(data: bytes) -> str:
    """A short digest of a file's content."""
    return hashlib.blake2b(data, digest_size=12).hexdigest()


class _Inside:
    """Answers whether a file's directory really lies below the root, each directory once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.real = Path(os.path.realpath(root))
        self.known: dict[Path, bool] = {}

    def holds(self, name: str) -> bool:
        parent = (self.root / name).parent
        if parent not in self.known:
            self.known[parent] = Path(os.path.realpath(parent)).is_relative_to(self.real)
        return self.known[parent]

    def require(self, name: str) -> None:
        if not self.holds(name):
            raise BrokenEnvironment(
                f"{self.root / name} is reached through a link that leads elsewhere"
            )


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise BrokenEnvironment(f"cannot write {path}: {error.strerror or error}") from error


def _is(path: Path, data: bytes) -> bool:
    if path.is_symlink() or not path.is_file():
        return False
    return path.stat().st_size == len(data) and path.read_bytes() == data


def _replace(path: Path, data: bytes) -> None:
    # The name is fixed, so that what a killed run left is overwritten by the next one.
    beside = path.with_name(f".{path.name[:200]}.part")
    beside.unlink(missing_ok=True)
    with beside.open("xb") as file:
        file.write(data)
    _move(beside, path)


def _move(file: Path, target: Path) -> None:
    if target.is_file() and not target.is_symlink():
        shutil.copymode(target, file)
    file.replace(target)


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


def _read_manifest(manifest: Path) -> frozenset[str]:
    try:
        names = json.loads(manifest.read_bytes())
    except (OSError, ValueError):
        return frozenset()
    if not isinstance(names, list):
        return frozenset()
    return frozenset(
        name for name in names
        if isinstance(name, str) and not name.startswith("/") and ".." not in name.split("/")
    )  # fmt: skip


def _write_manifest(manifest: Path, names: Iterable[str]) -> None:
    write_file(manifest, (json.dumps(sorted(names), indent=0) + "\n").encode())
