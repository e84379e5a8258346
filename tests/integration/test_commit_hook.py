"""The hook that `make hooks` turns on checks the staged files, and those alone."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.support import ROOT, file_name

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the hook is a shell script")
MODULE = file_name("generator/ein Modül.py")
GOOD = (
    '"""A module."""\n\n\ndef call(name: str) -> str:\n    """Say it."""\n    return f"{name}!"\n'
)
FORMAT = "a = {'x':1}\n"
UNUSED = "import os\n"


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    folder = tmp_path / "a clone"
    (folder / ".venv").mkdir(parents=True)
    (folder / ".venv" / "bin").symlink_to(sysconfig.get_path("scripts"))
    for name in ("pyproject.toml", ".githooks/pre-commit"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes((ROOT / name).read_bytes())
        (folder / name).chmod((ROOT / name).stat().st_mode)
    _git(folder, "init", "--quiet")
    _git(folder, "config", "core.hooksPath", ".githooks")
    return folder


def _git(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    name = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    return subprocess.run(
        ["git", *name, *words], cwd=folder, capture_output=True, encoding="utf-8", check=False
    )


def _commit(folder: Path, text: str, name: str = MODULE) -> bool:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(text, "utf-8")
    assert _git(folder, "add", name).returncode == 0
    done = _git(folder, "commit", "--quiet", "--message", "Change")
    assert ("make fmt" in done.stderr) == bool(done.returncode)
    return done.returncode == 0


def test_a_file_in_the_style_is_committed(clone: Path) -> None:
    assert _commit(clone, GOOD)


@pytest.mark.parametrize("text", [FORMAT, UNUSED, "def ("])
def test_a_file_in_another_style_is_refused(clone: Path, text: str) -> None:
    assert not _commit(clone, text)


def test_what_is_not_staged_and_what_is_no_python_does_not_matter(clone: Path) -> None:
    (clone / "other.py").write_text(FORMAT, "utf-8")
    assert _commit(clone, FORMAT, "notes.txt")
    assert _commit(clone, GOOD)


def test_what_is_staged_counts_and_not_the_working_tree(clone: Path) -> None:
    (clone / "x.py").write_text(FORMAT, "utf-8")
    _git(clone, "add", "x.py")
    (clone / "x.py").write_text(GOOD, "utf-8")
    assert _git(clone, "commit", "--quiet", "--message", "Change").returncode != 0
