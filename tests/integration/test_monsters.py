"""Every command ends, and ends in words, on content that no curator writes.

How long a command may take is pytest-timeout's global limit; without the
bounds and the linear steps that these inputs ask for, it takes minutes.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.monsters import LARGEST, REFUSED, VOCABULARIES, monster
from tests.support import project, run


def _commands(folder: Path) -> dict[str, tuple[str | Path, ...]]:
    listing = folder / "listing.txt"
    listing.write_text("A New Title\n\nAn abstract that says something.\n", "utf-8")
    return {
        "check": ("check",),
        "tags list": ("tags", "list"),
        "tags suggest": ("tags", "suggest"),
        "tags rename": ("tags", "rename", "--dry-run", "survey", "overview"),
        "pages": ("pages",),
        "build": ("build",),
        "review": ("review", "--base", "HEAD"),
        "import": ("import", listing),
        "check --fix": ("check", "--fix"),
    }


def _git(folder: Path) -> None:
    name = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    for words in (("init", "-q"), ("add", "mkdocs.yml"), (*name, "commit", "-q", "-m", "Begin")):
        subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True)


def _done(
    folder: Path, wanted: set[str] | None = None
) -> dict[str, subprocess.CompletedProcess[str]]:
    """What became of each command, in their order: none ends with a traceback or a signal."""
    done = {
        name: run(*words, cwd=folder)
        for name, words in _commands(folder).items()
        if wanted is None or name in wanted
    }
    failures = [
        (name, one.returncode, one.stderr[-500:])
        for name, one in done.items()
        if one.returncode not in (0, 1, 2) or "Traceback" in one.stderr
    ]
    assert failures == []
    return done


def test_every_command_ends_on_the_largest_content(tmp_path: Path) -> None:
    project(tmp_path, monster(tmp_path, *(make.__name__ for make in LARGEST)))
    _git(tmp_path)

    _done(tmp_path)


def test_every_command_ends_on_what_exceeds_a_bound_and_names_it(tmp_path: Path) -> None:
    project(tmp_path, monster(tmp_path, *(make.__name__ for make in REFUSED)))
    _git(tmp_path)

    pages = _done(tmp_path)["pages"]

    problems = pages.stdout + pages.stderr
    for path, code in (
        ("papers/long-title.yml:1:8", "too-long"), ("papers/long-abstract.yml", "too-long"),
        ("papers/many-authors.yml", "too-many"), ("papers/many-tags.yml", "too-many"),
        ("papers/aliased.yml", "too-many"), ("topics/aliased.yml", "too-many"),
        ("topics/monster.yml", "too-"), ("pages/brackets-0.md", "too-long"),
        ("papers/deep-flow.yml", "yaml-syntax"), ("papers/bomb.yml", "anchor"),
    ):  # fmt: skip
        assert any(path in line and code in line for line in problems.splitlines()), path
    built = {path.name for path in (tmp_path / "build" / "docs" / "papers").iterdir()}
    assert not built & {"long-title", "long-abstract", "many-authors", "many-tags", "aliased"}


@pytest.mark.parametrize("make", VOCABULARIES, ids=lambda make: make.__name__)
def test_a_vocabulary_that_cannot_be_read_stops_no_command(make: object, tmp_path: Path) -> None:
    project(tmp_path, monster(tmp_path, make.__name__))  # type: ignore[attr-defined]

    _done(tmp_path, {"check", "tags rename"})
