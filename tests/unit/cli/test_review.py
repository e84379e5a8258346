"""`review` as a command: what it remembers and how many processes it takes change nothing."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import group
from tests.support import TOY

PAPERS = "content/papers"
SAME_SIZE = f"{PAPERS}/layer-normalization.yml"
CONFIG = "site_name: L\ndocs_dir: build/docs\n"


def _git(*arguments: str) -> None:
    name = ("-c", "user.name=n", "-c", "user.email=n@example.org")
    subprocess.run(["git", *name, *arguments], check=True)


def _commit() -> None:
    _git("add", "content")
    _git("commit", "--quiet", "--message", "more")


def _edit(file: str, old: str, new: str) -> None:
    text = Path(file).read_text("utf-8")
    assert old in text
    Path(file).write_text(text.replace(old, new), "utf-8")


def _review() -> str:
    done = CliRunner().invoke(group, ["review", "--base", "HEAD"])
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795132800")
    shutil.copytree(TOY, "content")
    Path("mkdocs.yml").write_text(CONFIG, "utf-8")
    _git("init", "--quiet")
    _commit()


def _from_nothing() -> str:
    shutil.rmtree("build")
    return _review()


def test_one_process_says_what_two_say(monkeypatch: pytest.MonkeyPatch) -> None:
    _edit(SAME_SIZE, "tags: [", "tags: [nothing, ")
    Path(PAPERS, "poincare-resnet.yml").unlink()
    Path("content", "stray.txt").write_text("x\n", "utf-8")
    two = _review()
    monkeypatch.setattr("generator.cli.review.processes", lambda: 1)

    assert _review() == two
    assert "poincare-resnet" in two
    assert "unknown-tag" in two
    assert "stray.txt" in two


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (SAME_SIZE, "year: 2016", "year: 2015"),
        ("content/limits.yml", "summary_length: 200", "summary_length: 20"),
        ("content/venues.yml", "name: ", "name: A "),
        ("mkdocs.yml", "site_name: L", "site_name: M"),
    ],
    ids=["the same size", "limits", "venues", "configuration"],
)
def test_an_edit_after_a_review_is_seen(file: str, old: str, new: str) -> None:
    _edit(SAME_SIZE, "topics: [", "topics: [architectures, ")
    _review()

    _edit(file, old, new)

    assert _review() == _from_nothing()


def test_another_base_is_seen() -> None:
    _edit(SAME_SIZE, "year: 2016", "year: 2015")
    assert "2016" in _review()

    _commit()

    assert "Nothing changes on the site." in _review()
    _edit(SAME_SIZE, "year: 2015", "year: 2014")
    assert "2015" in _review()
    assert _review() == _from_nothing()


def test_summaries_are_judged_by_the_language_of_the_list() -> None:
    Path("content", "limits.yml").write_text("summary_results: true\n", "utf-8")
    _edit(SAME_SIZE, "summary: ", "summary: Presents a layer. ")
    english = _review()
    Path("mkdocs.yml").write_text(f"{CONFIG}theme:\n  name: null\n  language: de\n", "utf-8")

    assert "announcing-summary" in english
    assert "announcing-summary" not in _review()
