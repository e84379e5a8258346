"""Cases and their runs: each target gets its share, and each fault says how to repeat it."""

from __future__ import annotations

import importlib
import pkgutil
import random
import signal
import tempfile
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import FrameType

import tests.fuzz
from tests.fuzz.mutations import mutate
from tests.support import FROZEN, ROOT, TOY

MOST_SECONDS = 20.0
"""Seconds of the processor's time that one case may take; a load of others does not count."""


@dataclass(frozen=True, slots=True)
class Project:
    """What a target is given: a project of its own, which it may change."""

    folder: Path
    """Holds `content/` and `mkdocs.yml`."""
    changed: tuple[str, ...]
    """The changed files, relative to the folder; at least one."""
    chance: random.Random
    """For what else the target wants to vary."""

    @property
    def content(self) -> Path:
        return self.folder / "content"

    @property
    def config(self) -> Path:
        return self.folder / "mkdocs.yml"


@dataclass(frozen=True, slots=True)
class Target:
    """A function that must end without an exception, whatever the project's files hold."""

    name: str
    function: Callable[[Project], None]
    weight: int
    """How many cases it gets for one of a target of weight 1."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A case that ended with an exception."""

    seed: int
    case: int
    target: str
    trace: str

    def __str__(self) -> str:
        again = f"python -m tests.fuzz --seed {self.seed} --case {self.case}"
        return f"{self.target}, case {self.case}: {again}\n{self.trace}"


class TooMuchWork(Exception):
    """A case took more than `MOST_SECONDS`."""


_TARGETS: dict[str, Target] = {}


def target(name: str, weight: int = 1) -> Callable[[Callable[[Project], None]], None]:
    """Register the decorated function as a target."""

    def register(function: Callable[[Project], None]) -> None:
        _TARGETS[name] = Target(name, function, weight)

    return register


@cache
def targets() -> tuple[Target, ...]:
    """All targets, by name: those of the modules here whose names begin with `targets`."""
    for module in pkgutil.iter_modules(tests.fuzz.__path__):
        if module.name.startswith("targets"):
            importlib.import_module(f"tests.fuzz.{module.name}")
    return tuple(_TARGETS[name] for name in sorted(_TARGETS))


def target_of(case: int, among: Sequence[Target]) -> Target:
    """The target whose turn it is."""
    turns = [one for one in among for _ in range(one.weight)]
    return turns[case % len(turns)]


def run(
    seed: int, cases: Sequence[int], among: Sequence[Target], keep: Path | None = None
) -> Iterator[Fault]:
    """Run the cases, each with its target; yields the faults in the order of the cases.

    With `keep`, the project of the last case stays there.
    """
    with tempfile.TemporaryDirectory() as temporary:
        for case in cases:
            folder = keep or Path(temporary, "project")
            one = target_of(case, among)
            try:
                with _limited():
                    one.function(make_project(folder, seed, case))
            except Exception:
                yield Fault(seed, case, one.name, traceback.format_exc())


def make_project(folder: Path, seed: int, case: int) -> Project:
    """Write the project of a case, in place of what is in the folder."""
    chance = random.Random(f"{seed}:{case}")
    files = dict(_base())
    names = sorted(files)
    changed = tuple(chance.sample(names, chance.choice((1, 1, 2, 3))))
    for name in changed:
        data = files[name]
        if name.startswith("content/papers/") and chance.random() < 0.5:
            data = chance.choice(_real_papers())
        files[name] = mutate(chance, data, files[chance.choice(names)])
    _write(folder, files)
    return Project(folder, changed, chance)


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Give the folder these files and no others; rewriting all takes longer than most cases."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.relative_to(folder).as_posix() not in files and not path.is_dir():
            path.unlink()
    for name, data in files.items():
        path = folder / name
        if not path.is_file() or path.read_bytes() != data:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


@cache
def _base() -> dict[str, bytes]:
    """The files of a sound small project."""
    files = {
        f"content/{path.relative_to(TOY).as_posix()}": path.read_bytes()
        for path in TOY.rglob("*")
        if path.is_file()
    }
    return {**files, "mkdocs.yml": (ROOT / "mkdocs.yml").read_bytes()}


@cache
def _real_papers() -> tuple[bytes, ...]:
    papers = sorted((FROZEN / "papers").glob("*.yml"))
    return tuple(path.read_bytes() for path in papers)


@contextmanager
def _limited() -> Iterator[None]:
    """Raises `TooMuchWork` in a block that computes too long, where the system can tell."""
    if not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _stop)  # type: ignore[attr-defined, unused-ignore]
    signal.setitimer(signal.ITIMER_VIRTUAL, MOST_SECONDS)  # type: ignore[attr-defined, unused-ignore]
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)  # type: ignore[attr-defined, unused-ignore]
        signal.signal(signal.SIGVTALRM, before)  # type: ignore[attr-defined, unused-ignore]


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise TooMuchWork(f"more than {MOST_SECONDS} seconds of the processor's time")
