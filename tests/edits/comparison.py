"""Builds a project again after an edit, and a copy of it from nothing, and compares the files."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from unittest import mock

from generator.build.state import built_path
from generator.cli import Settings
from generator.cli.stages import make_site, write_pages
from generator.cli.steps import NO_STEPS, Steps
from generator.model import memory
from generator.model.memory import Kept
from generator.site import environment
from tests.edits.random_edits import Edits
from tests.support import TOY, project, tree

SETTINGS = Settings(Path("content"), Path("mkdocs.yml"))
INPUTS = ("content", "overrides", "templates", "mkdocs.yml")


class Killed(BaseException):
    """Stands for the end of a process at any point."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A project that is built again and again."""

    folder: Path
    chance: random.Random
    site: bool = False
    """Whether the site is built too, which takes seconds."""
    kept: Kept = field(default_factory=Kept)
    """What every second build has from those before it, as the builds of one process; these
    builds also make some pages first, as the preview does."""

    def prepare(self) -> None:
        """Make the project."""
        self.folder.mkdir()
        project(self.folder, TOY)
        shutil.copytree(Path(environment.__file__).parent / "templates", self.folder / "templates")

    def edit(self) -> str:
        """Make one edit; returns what it was."""
        return Edits(self.folder, self.chance).any()

    def differences(self) -> list[str]:
        """Build; the files and problems that a build from nothing has otherwise."""
        fresh = self.folder.with_name(f"{self.folder.name}-fresh")
        fresh.mkdir()
        for name in INPUTS:
            source = self.folder / name
            (shutil.copytree if source.is_dir() else shutil.copy)(source, fresh / name)
        try:
            own = self.chance.choice([self.kept, None])
            kept, wanted = self._built(self.folder, own), self._built(fresh)
        finally:
            shutil.rmtree(fresh)
        names = sorted(name for name in {*kept, *wanted} if kept.get(name) != wanted.get(name))
        return [_difference(name, kept.get(name), wanted.get(name)) for name in names]

    def kill_a_build(self) -> None:
        """Begin a build that ends at a random point, as far as the files can tell."""
        left = self.chance.randint(0, 30)
        replace = Path.replace

        def killed(self: Path, target: Path) -> Path:
            nonlocal left
            left -= 1
            if left < 0:
                raise Killed
            return replace(self, target)

        with mock.patch.object(Path, "replace", killed), contextlib.suppress(Killed):
            self._built(self.folder)

    def damage(self) -> str:
        """Damage something that a build left; returns what."""
        build = self.folder / "build"
        kind = self.chance.choice(["memory", "manifest", "state", "page"])
        if kind == "page":
            files = [p for p in sorted((build / "docs").rglob("*")) if p.is_file()]
        else:
            names = {"memory": "memory.sqlite3", "manifest": "docs.manifest.json"}
            files = [build / names.get(kind, "site.state.json")]
        file = self.chance.choice(files)
        if not file.is_file():
            return f"no {file.name}"
        data = bytearray(file.read_bytes())
        match self.chance.choice(["remove", "cut", "flip"]):
            case "remove":
                file.unlink()
            case "cut":
                file.write_bytes(data[: self.chance.randint(0, len(data))])
            case _:
                for _ in range(min(5, len(data))):
                    data[self.chance.randrange(len(data))] ^= 1 << self.chance.randint(0, 7)
                file.write_bytes(data)
        return f"{file.name} damaged"

    def _built(self, folder: Path, own: Kept | None = None) -> dict[str, object]:
        first: dict[str, bytes] = {}
        with _in_project(folder):
            places = [built_path(name) for name in tree(folder / "build" / "docs")]
            some = self.chance.sample(places, len(places) // 2)
            steps = Steps(pages=lambda pages_at: first.update(pages_at(some)))
            pages = write_pages(SETTINGS, kept=own, steps=steps if own else NO_STEPS)
            if self.site:
                make_site(SETTINGS, Path("site"))
            # A file of an earlier build stays when the manifest that names it is lost.
            docs = tree(folder / "build" / "docs")
        found: dict[str, object] = {name: docs.get(name) for name in pages.digests}
        found |= {name: data for name, data in first.items() if docs.get(name) != data}
        found |= {f"digest of {name}": digest for name, digest in pages.digests.items()}
        if self.site:
            found |= {f"site/{name}": data for name, data in tree(folder / "site").items()}
        return found | {"problems": pages.problems}


def _difference(name: str, kept: object, wanted: object) -> str:
    """The name, and what is around the first difference."""
    one, other = repr(kept), repr(wanted)
    pairs = enumerate(zip(one, other, strict=False))
    start = next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))
    around = slice(max(start - 80, 0), start + 80)
    return f"{name}: {one[around]} instead of {other[around]}"


@contextlib.contextmanager
def _in_project(folder: Path) -> Iterator[None]:
    """Work in the folder, with its templates as those of the package."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        with (
            mock.patch.object(environment, "_TEMPLATES", folder / "templates"),
            mock.patch.object(memory, "_PACKAGE", folder / "templates"),
        ):
            environment.environment.cache_clear()
            yield
    finally:
        os.chdir(before)
        environment.environment.cache_clear()
