"""The names in a directory and the bytes of regular files.

Reading a named pipe waits for a writer, a device may never end, and a link can
lead anywhere. So only regular files are read; everything else is named.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from generator.model.problems import BrokenEnvironment

_NO_WAIT = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0) | _NO_WAIT
_AT_ONCE = 1 << 16
"""Bytes to ask the system for, at least: most files have fewer."""
_SPECIAL = {
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFDIR: "a folder",
}


class NotRegular(OSError):
    """The path leads to something other than a regular file; `strerror` says to what."""


class EntryKind(StrEnum):
    """What a name in a directory is."""

    FILE = "file"
    """A regular file, or a link to one inside the directory."""
    FOLDER = "folder"
    LINK = "link"
    """A symbolic link that is not followed."""
    SPECIAL = "special"
    """A named pipe, a socket or a device."""
    UNREADABLE = "unreadable"
    """The system refuses to say."""


@dataclass(frozen=True, slots=True)
class DirectoryEntry:
    """One name in a directory or below it."""

    path: str
    """Relative to the directory, with `/`."""
    kind: EntryKind = EntryKind.FILE
    why: str = ""
    """Why it is not read, as a sentence without a full stop; empty for files and folders."""


def walk(content: Path) -> Iterator[DirectoryEntry]:
    """Every name below the directory, in no order.

    Links to folders are not followed. Raises `BrokenEnvironment` when the
    directory itself cannot be listed.
    """
    inside = Path(os.path.realpath(content))
    pending = [("", content)]
    while pending:
        prefix, folder = pending.pop()
        try:
            with os.scandir(folder) as found:
                names = list(found)
        except OSError as error:
            if not prefix:
                raise BrokenEnvironment(f"cannot read {folder}: {error.strerror}") from error
            yield DirectoryEntry(
                prefix.rstrip("/"), EntryKind.UNREADABLE, _cannot_read("folder", error)
            )
            continue
        for name in names:
            entry = _entry(prefix + name.name, name, inside)
            yield entry
            if entry.kind is EntryKind.FOLDER and not name.is_symlink():
                pending.append((entry.path + "/", Path(name.path)))


def read_regular(path: Path | str, most: int | None = None) -> bytes:
    """The bytes of a regular file, at most `most` of them; never waits for a writer.

    Raises:
        NotRegular: The path leads to a folder, a named pipe, a socket or a device.
        OSError: The system refuses.
    """
    mode = Path(path).stat().st_mode
    if not stat.S_ISREG(mode):
        raise _not_regular(path, mode)
    return read_listed(path, most)


def read_listed(path: Path | str, most: int | None = None) -> bytes:
    """As `read_regular`, of what `walk` found to be a regular file."""
    # Of ten thousand files `open` and `Path` would take twice as long as reading them does.
    descriptor = os.open(path, _READ)
    try:
        # Another process may have put something else there since.
        state = os.fstat(descriptor)
        if not stat.S_ISREG(state.st_mode):
            raise _not_regular(path, state.st_mode)
        return _bytes(descriptor, state.st_size, most)
    finally:
        os.close(descriptor)


def _not_regular(path: Path | str, mode: int) -> NotRegular:
    return NotRegular(errno.EINVAL, f"this is {_what(mode)}, not a file", str(path))


def _bytes(descriptor: int, size: int, most: int | None) -> bytes:
    """At most `most` bytes of an open file, which may have more or less than `size` by now."""
    at_once = max(size, _AT_ONCE)
    data = b""
    while part := os.read(descriptor, at_once if most is None else min(at_once, most - len(data))):
        data += part
    return data


def _entry(path: str, name: os.DirEntry[str], inside: Path) -> DirectoryEntry:
    try:
        if name.is_file(follow_symlinks=False):
            return DirectoryEntry(path)
        if name.is_dir(follow_symlinks=False):
            return DirectoryEntry(path, EntryKind.FOLDER)
        mode = Path(name.path).stat().st_mode
    except OSError as error:
        return _not_found(path, name, error)
    if name.is_symlink() and not Path(os.path.realpath(name.path)).is_relative_to(inside):
        return DirectoryEntry(path, EntryKind.LINK, "the symbolic link leads out of the content")
    if stat.S_ISREG(mode):
        return DirectoryEntry(path)
    if stat.S_ISDIR(mode):
        return DirectoryEntry(path, EntryKind.FOLDER)
    return DirectoryEntry(path, EntryKind.SPECIAL, f"this is {_what(mode)}, not a file")


def _not_found(path: str, name: os.DirEntry[str], error: OSError) -> DirectoryEntry:
    if error.errno == errno.ELOOP:
        return DirectoryEntry(path, EntryKind.LINK, "the symbolic links lead in a circle")
    if name.is_symlink() and error.errno in (errno.ENOENT, errno.ENOTDIR):
        return DirectoryEntry(path, EntryKind.LINK, "the symbolic link leads to nothing")
    return DirectoryEntry(path, EntryKind.UNREADABLE, _cannot_read("file", error))


def _what(mode: int) -> str:
    return _SPECIAL.get(stat.S_IFMT(mode), "something else")


def why_unreadable(error: OSError) -> str:
    """What an error of `read_regular` means, as a sentence without a full stop."""
    words = str(error.strerror or error)
    return words if isinstance(error, NotRegular) else f"the file cannot be read: {words}"


def _cannot_read(what: str, error: OSError) -> str:
    return f"the {what} cannot be read: {error.strerror}"
