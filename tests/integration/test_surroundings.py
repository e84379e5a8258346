"""On any machine the same content gives the same site and the same words."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests import surroundings
from tests.support import ENVIRONMENT, TOY, Site, copy_of_repository, file_name, project, tree

BARE = {"LC_ALL": "C", "PYTHONUTF8": "0", "TERM": "dumb", "COLUMNS": "20", "NO_COLOR": "1"}
RUNNER = {
    "TZ": "Pacific/Kiritimati",
    "CI": "true",
    "GITHUB_ACTIONS": "true",
    "TERM": "xterm",
    "LC_ALL": "de_DE.ISO-8859-1",
    "LANGUAGE": "de",
    "COLUMNS": "400",
}
WRONG = """\
title: Łódź → ℓ₁ 深度
authors: [Ünal Ö]
topics: [normalizatoin]
abstract: Words.
"""


def _environment(name: str) -> tuple[dict[str, str], int]:
    """The variables and the mask of new files' rights of a machine."""
    if name == "bare":
        kept = {key: value for key, value in ENVIRONMENT.items() if key != "HOME"}
        return {**kept, **BARE}, 0o077
    return {**ENVIRONMENT, **RUNNER}, 0o002


def _run(folder: Path, name: str, *words: str) -> subprocess.CompletedProcess[str]:
    environment, umask = _environment(name)
    return subprocess.run(
        [sys.executable, "-m", "generator", *words], cwd=folder, env=environment, umask=umask,
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip


def _project(folder: Path) -> Path:
    folder.mkdir()
    return project(folder, TOY)


@pytest.mark.parametrize("name", ["bare", "runner"])
def test_the_site_is_the_same_bytes_anywhere(name: str, tmp_path: Path, toy_site: Site) -> None:
    folder = _project(tmp_path / file_name("ein Ort mit ü, # und 100%"))

    done = _run(folder, name, "build")

    assert done.returncode == 0, done.stdout + done.stderr
    assert tree(folder / "site") == tree(toy_site.folder)


def test_problems_are_told_in_the_same_words_anywhere(tmp_path: Path) -> None:
    folder = _project(tmp_path / "ein Ort")
    (folder / "content" / "papers" / "lodz.yml").write_text(WRONG, "utf-8")

    for command in (["check"], ["check", "--format", "json"], ["tags", "list"]):
        bare, runner = (_run(folder, name, *command) for name in ("bare", "runner"))
        assert (bare.returncode, bare.stdout) == (runner.returncode, runner.stdout)
        assert bare.stderr == runner.stderr
        assert "Traceback" not in bare.stderr
        assert "normalization" in bare.stdout or command[0] == "tags"


def test_nothing_of_a_persons_settings_reaches_a_test(tmp_path: Path) -> None:
    theirs = {
        "HOME": "/home/ann",
        "LANG": "de_DE.UTF-8",
        "LC_TIME": "de_DE.UTF-8",
        "PATH": "/bin",
        "GIT_DIR": "/home/ann/list/.git",
        "SOURCE_DATE_EPOCH": "0",
        "http_proxy": "http://p",
    }
    found = surroundings.isolated(theirs, tmp_path)

    assert found["HOME"] == str(tmp_path)
    assert found["PATH"] == "/bin"
    assert not found.keys() & (theirs.keys() - {"HOME", "PATH"})


BAD = """
import os, socket, subprocess, sys
from pathlib import Path
from tests.support import ROOT, run

def test_reads_the_content():
    (ROOT / "content" / "tags.yml").read_bytes()

def test_lists_the_content():
    assert os.listdir("content")

def test_runs_a_command_on_the_content():
    subprocess.run([sys.executable, "-m", "generator", "--help"], cwd=ROOT, check=True)

def test_runs_the_program_on_the_content():
    run("--help")

def test_leaves_a_file():
    (ROOT / "left.txt").write_bytes(b"")

def test_changes_the_environment():
    os.environ["SITE_URL"] = "https://example.org/"

def test_changes_the_directory():
    os.chdir(os.path.dirname(ROOT))

def test_asks_another_host():
    socket.create_connection(("192.0.2.1", 80), timeout=1)

def test_is_sound(tmp_path):
    (tmp_path / "content").mkdir()
    os.listdir(tmp_path / "content")
"""
FAULTS = {
    "reads_the_content": "content/ may change",
    "lists_the_content": "content/ may change",
    "runs_a_command_on_the_content": "content/ may change",
    "runs_the_program_on_the_content": "content/ may change",
    "leaves_a_file": "left.txt is new in the repository's root",
    "changes_the_environment": "the environment variable SITE_URL was changed",
    "changes_the_directory": "the working directory is",
    "asks_another_host": "a test asks 192.0.2.1",
}


def test_a_test_that_depends_on_the_machine_or_leaves_traces_fails(tmp_path: Path) -> None:
    folder = copy_of_repository(tmp_path / "a copy", without=("content", "overrides"))
    (folder / "content").mkdir()
    (folder / "content" / "tags.yml").touch()
    (folder / "tests" / "unit" / "test_bad.py").write_text(BAD, "utf-8")

    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--tb=line", "--color=no",
         "tests/unit/test_bad.py"],
        cwd=folder, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip

    [summary] = re.findall(r"short test summary info.*", done.stdout, re.DOTALL)
    said = dict(re.findall(r"test_bad\.py::test_(\w+) - (.*)", summary))
    assert said.keys() == FAULTS.keys()
    for name, fault in FAULTS.items():
        assert fault in done.stdout, name
