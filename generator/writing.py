"""The only writer: whole files, in one step each, and only those that changed.

A file is written beside its place and moved there, so that a run that is
killed leaves either the old file or the new one.  Whoever writes a tree of
files also owns it: a manifest says which files came from here, and those that
are no longer wanted are removed; a file that somebody else put there stays.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.problems import BrokenEnvironment


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
    try:
        if not path.is_symlink() and path.is_file() and _holds(path, data):
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, data)
    except OSError as error:
        raise BrokenEnvironment(f"cannot write {path}: {error.strerror or error}") from error
    return True


def write_tree(root: Path, files: Mapping[str, bytes], manifest: Path) -> Written:
    """Make the files below `root` what `files` says: relative path with `/` → content.

    `manifest` is a JSON file, best kept outside `root`, that lists what this
    call wrote; what the last one listed and `files` lacks is removed, with the
    directories that become empty. Nothing is written through a symbolic link
    that leads out of `root`. Raises `ValueError` for a path that is absolute
    or climbs with `..` (a bug of the caller), `BrokenEnvironment` when the
    disk refuses or such a link stands in the way.
    """
    for name in files:
        if PurePosixPath(name).is_absolute() or ".." in name.split("/"):
            raise ValueError(f"not a path below the root: {name!r}")
    owned = _read_manifest(manifest)
    if owned - files.keys() or files.keys() - owned:
        # Named before they are there: a killed run leaves no file without an owner.
        _write_manifest(manifest, owned | files.keys())
    inside = _Inside(root)
    written = 0
    for name, data in files.items():
        inside.require(name)
        written += write_file(root / name, data)
    removed = sum(_remove(root, name, inside) for name in sorted(owned - files.keys()))
    _write_manifest(manifest, files.keys())
    return Written(written, len(files) - written, removed)


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
            raise BrokenEnvironment(f"{self.root / name} lies behind a link that leads elsewhere")


def _holds(path: Path, data: bytes) -> bool:
    return path.stat().st_size == len(data) and path.read_bytes() == data


def _replace(path: Path, data: bytes) -> None:
    # The name is fixed, so that what a killed run left behind is overwritten by the next one.
    beside = path.with_name(f".{path.name[:200]}.part")
    beside.unlink(missing_ok=True)
    with beside.open("xb") as file:
        file.write(data)
    if path.is_file() and not path.is_symlink():
        shutil.copymode(path, beside)
    beside.replace(path)


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
