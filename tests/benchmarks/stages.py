"""What each stage, each edit and a review cost."""

from __future__ import annotations

import subprocess
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from tests.benchmarks.edits import EDITS, one_tag, ten_tags
from tests.benchmarks.figures import Cost, median
from tests.benchmarks.lists import build, forget
from tests.benchmarks.processes import GENERATOR, STAGE, Measured, measure

_Rounds = defaultdict[str, list[Cost]]


def stages(project: Path, rounds: int) -> Mapping[str, Cost]:
    """The cost of each stage of a build from nothing, and of the stages within it."""
    found = _Rounds(list)

    def add(name: str, measured: Measured) -> None:
        found[name].append(measured.cost)
        for inner, seconds in STAGE.findall(measured.words):
            found[f"  {inner}"].append(Cost(float(seconds)))

    for _ in range(rounds):
        forget(project)
        found["check"].append(measure(*GENERATOR, "check", cwd=project).cost)
        forget(project)
        add("pages (YAML → Markdown)", measure(*GENERATOR, "pages", cwd=project, made="build/docs"))
        add("build (Markdown → site)", measure(*GENERATOR, "build", cwd=project, made="site"))
    return _medians(found)


def edits(project: Path, rounds: int) -> Mapping[str, Cost]:
    """The cost of a build after each edit, and of a check after one."""
    found = _Rounds(list)
    for number in range(rounds):
        build(project)  # with the edit of which the last round had only a check
        for name, edit in EDITS.items():
            edit(project, number)
            found[f"build ({name})"].append(measure(*GENERATOR, "build", cwd=project).cost)
        one_tag(project, number)
        found["check (one tag edited)"].append(measure(*GENERATOR, "check", cwd=project).cost)
    return _medians(found)


def review(project: Path, rounds: int) -> Mapping[str, Cost]:
    """The cost of reviewing a change of ten files, with what builds remember and without."""
    found = _Rounds(list)
    author = ("-c", "user.name=bench", "-c", "user.email=bench@example.org")
    for command in (
        ("init", "--quiet"),
        ("add", "content"),
        (*author, "commit", "--quiet", "--message", "as it was"),
    ):
        subprocess.run(["git", *command], cwd=project, check=True)
    build(project)
    ten_tags(project, 0)
    asked = (*GENERATOR, "review", "--base", "HEAD")
    for _ in range(rounds):
        found["review (ten files edited)"].append(measure(*asked, cwd=project).cost)
    for _ in range(rounds):
        forget(project)
        name = "review (ten files edited, nothing remembered)"
        found[name].append(measure(*asked, cwd=project).cost)
    ten_tags(project, 0)
    return _medians(found)


def _medians(found: Mapping[str, list[Cost]]) -> Mapping[str, Cost]:
    return {name: median(costs) for name, costs in found.items()}
