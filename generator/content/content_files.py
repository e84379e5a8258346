"""Where the files of a list are: in a directory, or in the history of one."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Protocol

from generator.content.regular_files import DirectoryEntry, EntryKind, read_listed, walk
from generator.model.problems import BrokenEnvironment


class ContentFiles(Protocol):
    """The files below a content directory."""

    @property
    def root(self) -> str:
        """What the paths of problems begin with: `content/`, or nothing."""

    def entries(self) -> Iterator[DirectoryEntry]:
        """Every name, in no order. Raises `BrokenEnvironment` when there is no such directory."""

    def read(self, path: str, most: int | None = None) -> bytes:
        """The bytes of a regular file, at most `most` of them; raises `OSError` as the system."""

    def size(self, path: str) -> int:
        """Bytes of a file; 0 when the system does not say, as reading it then tells why."""

    def is_link(self, path: str) -> bool:
        """Whether it is a symbolic link, also one to a file."""


@dataclass(frozen=True, slots=True)
class FilesOnDisk:
    """Those of a directory as they are now."""

    folder: Path

    @property
    def root(self) -> str:
        """How problems name the directory."""
        return shown(self.folder)

    def entries(self) -> Iterator[DirectoryEntry]:
        """Every name below it."""
        if not self.folder.is_dir():
            raise BrokenEnvironment(
                f"there is no directory {self.folder}; run this in the project, or name it"
                " with --content"
            )
        return walk(self.folder)

    def read(self, path: str, most: int | None = None) -> bytes:
        """As `read_listed`."""
        # A `Path` of each file would take as long to make as the file takes to read.
        return read_listed(os.path.join(self.folder, path), most)  # noqa: PTH118

    def size(self, path: str) -> int:
        """What the system says."""
        try:
            return (self.folder / path).stat().st_size
        except OSError:
            return 0

    def is_link(self, path: str) -> bool:
        """What the system says."""
        return (self.folder / path).is_symlink()


@dataclass(frozen=True, slots=True)
class FilesInMemory:
    """Files that are on no disk."""

    files: Mapping[str, bytes]
    """The bytes by path."""
    root: str = ""

    def entries(self) -> Iterator[DirectoryEntry]:
        """The files and the folders that they are in."""
        folders = {str(folder) for path in self.files for folder in PurePosixPath(path).parents}
        for folder in folders - {"."}:
            yield DirectoryEntry(folder, EntryKind.FOLDER)
        for path in self.files:
            yield DirectoryEntry(path)

    def read(self, path: str, most: int | None = None) -> bytes:
        """The bytes; raises `FileNotFoundError` for another path."""
        if path not in self.files:
            raise FileNotFoundError(path)
        return self.files[path][:most]

    def size(self, path: str) -> int:
        """How many there are."""
        return len(self.files.get(path, b""))

    def is_link(self, path: str) -> bool:  # noqa: ARG002
        """None is."""
        return False


class ReadOnce:
    """Other files, listed and read once: whoever asks for them sees the same."""

    def __init__(self, files: ContentFiles) -> None:
        self.root = files.root
        self._files = files
        self._entries: tuple[DirectoryEntry, ...] | None = None
        self._read: dict[str, bytes | OSError] = {}

    def entries(self) -> Iterator[DirectoryEntry]:
        """Every name as it was when it was asked for first."""
        if self._entries is None:
            self._entries = tuple(self._files.entries())
        return iter(self._entries)

    def read(self, path: str, most: int | None = None) -> bytes:
        """The bytes, or the error, of the first time."""
        if path not in self._read:
            try:
                self._read[path] = self._files.read(path)
            except OSError as error:
                self._read[path] = error
        data = self._read[path]
        if isinstance(data, OSError):
            raise data
        return data[:most]

    def size(self, path: str) -> int:
        """How many bytes were read."""
        data = self._read.get(path)
        return len(data) if isinstance(data, bytes) else self._files.size(path)

    def is_link(self, path: str) -> bool:
        """What the other files say."""
        return self._files.is_link(path)


def files_of(content: Path | ContentFiles) -> ContentFiles:
    """Those of a directory, or the files themselves."""
    return FilesOnDisk(content) if isinstance(content, Path) else content


def shown(content: Path) -> str:
    """How problems name the directory: relative to the working directory where it lies below it."""
    path = os.path.relpath(content)
    if path.startswith("..") and content.is_absolute():
        path = str(content)
    return "" if path == "." else Path(path).as_posix() + "/"


def read_beyond(files: ContentFiles, path: str, most: int) -> bytes:
    """The bytes of a file, at most one more than `most`, which tells that it is too large.

    All of them where `most` is 0. Raises `OSError` as the system.
    """
    return files.read(path, most + 1 if most else None)


def file_digest(path: str, data: bytes) -> str:
    """A digest of a file's path below the content directory and of its bytes."""
    digest = hashlib.blake2b(f"{path}\n".encode("utf-8", "surrogateescape"), digest_size=16)
    digest.update(data)
    return digest.hexdigest()
