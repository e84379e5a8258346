"""What commands keep beside `build/docs`: their lock, their memory, and rooms for their work."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from generator.content.site_config import read_site
from generator.model.memory import NOTHING, Memory
from generator.model.problems import BrokenEnvironment

_OLD_ROOM = re.compile(r"tmp[a-z0-9_]{8}")
"""The rooms of earlier versions, which held numbered folders."""


@dataclass(frozen=True, slots=True)
class WorkFolder:
    """The files of a project's builds, all named after the folder of its pages."""

    docs: Path
    """The folder of the pages, `build/docs`."""

    @property
    def lock(self) -> Path:
        """Held by the command that writes the pages."""
        return self.docs.with_name(f".{self.docs.name}.lock")

    @property
    def manifest(self) -> Path:
        """Which files of the pages were written by the last command."""
        return self.docs.with_name(f"{self.docs.name}.manifest.json")

    @property
    def memory(self) -> Path:
        """What earlier commands worked out."""
        return self.docs.with_name("memory.sqlite3")

    @property
    def state(self) -> Path:
        """What the site was built from."""
        return self.docs.with_name("site.state.json")

    @contextmanager
    def temporary_folder(self) -> Iterator[Path]:
        """A new folder on the disk of the pages, deleted at the end of the block.

        Each has a name of its own: processes that a killed command started may still write
        into the folder of that command. Raises `BrokenEnvironment` when the disk
        refuses.
        """
        try:
            self._rooms.mkdir(parents=True, exist_ok=True)
            folder = Path(tempfile.mkdtemp(dir=self._rooms))
        except OSError as error:
            raise BrokenEnvironment(
                f"cannot write {self._rooms}: {error.strerror or error}"
            ) from error
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            with suppress(OSError):
                self._rooms.rmdir()

    def clear(self) -> None:
        """Delete all rooms, of this version and of earlier ones. The caller holds the lock."""
        folders = [self._rooms, self.docs.with_name(f"{self.docs.name}.part")]
        folders += [
            path for path in self.docs.parent.glob("tmp*") if _is_old_temporary_folder(path)
        ]
        for folder in folders:
            if not folder.is_symlink():
                shutil.rmtree(folder, ignore_errors=True)

    @property
    def _rooms(self) -> Path:
        return self.docs.with_name(f".{self.docs.name}.part")


def memory_of(config: Path) -> Memory:
    """The memory of the project of a configuration; of none that can be read, an empty one."""
    try:
        return Memory(WorkFolder(read_site(config).docs).memory)
    except BrokenEnvironment:
        return NOTHING


def _is_old_temporary_folder(path: Path) -> bool:
    if path.is_symlink() or not path.is_dir() or not _OLD_ROOM.fullmatch(path.name):
        return False
    return all(child.name.isdecimal() and child.is_dir() for child in path.iterdir())
