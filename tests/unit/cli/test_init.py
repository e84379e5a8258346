"""`init` asks, refuses to lose work, and leaves an empty list."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import Settings
from generator.cli import init as module
from generator.content.load import load
from generator.content.site_config import read_site
from generator.model.problems import BrokenEnvironment
from tests.support import TOY, tree


def git(folder: Path, *args: str) -> str:
    name = ("-c", "user.name=n", "-c", "user.email=n@example.org")
    done = subprocess.run(
        ["git", *name, *args], cwd=folder, capture_output=True, encoding="utf-8", check=True
    )
    return done.stdout


@pytest.fixture
def fork(tmp_path: Path) -> Path:
    folder = tmp_path / "a fork"
    shutil.copytree(TOY, folder / "content")
    (folder / "mkdocs.yml").write_text("site_name: Toys\nsite_description: Old.\n", "utf-8")
    (folder / "README.md").write_text("# Toys\n\n## Two commands\n", "utf-8")
    (folder / "tests" / "this_list").mkdir(parents=True)
    (folder / "tests" / "this_list" / "test_it.py").write_text("", "utf-8")
    (folder / "tests" / "test_all.py").write_text("", "utf-8")
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "Begin")
    return folder


def init(folder: Path, *args: str, typed: str | None = None) -> Result:
    settings = Settings(folder / "content", folder / "mkdocs.yml")
    return CliRunner().invoke(module.command, args, obj=settings, input=typed)


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal:
        @staticmethod
        def isatty() -> bool:
            return True

    class Sys:
        stdin = Terminal

    monkeypatch.setattr(module, "sys", Sys)


def test_leaves_an_empty_list_of_the_new_name_and_everything_else(fork: Path) -> None:
    history = git(fork, "log", "--format=%H")

    done = init(fork, "--name", "Medieval History")

    assert done.exit_code == 0, done.output
    catalog = load(fork / "content").catalog
    assert (dict(catalog.papers), list(catalog.topics)) == ({}, ["example-topic"])
    assert read_site(fork / "mkdocs.yml").name == "Medieval History"
    assert (fork / "README.md").read_text("utf-8").startswith("# Medieval History\n")
    assert [path.name for path in (fork / "tests").iterdir()] == ["test_all.py"]
    assert list((fork / "content" / "schema").iterdir()) != []
    assert git(fork, "log", "--format=%H") == history
    assert "reading-list import" in done.output


@pytest.mark.usefixtures("terminal")
def test_asks_on_a_terminal_and_ends_when_the_answer_is_no(fork: Path) -> None:
    before = tree(fork)

    done = init(fork, typed="Old Maps\nMaps before 1500.\nold maps\nn\n")

    assert done.exit_code == 1
    assert tree(fork) == before
    done = init(fork, typed="Old Maps\nMaps before 1500.\nold maps\ny\n")
    assert done.exit_code == 0, done.output
    assert read_site(fork / "mkdocs.yml").description == "Maps before 1500."
    assert "papers on old maps" in load(fork / "content").catalog.home.introduction


@pytest.mark.usefixtures("terminal")
def test_a_terminal_is_not_asked_for_what_is_given(fork: Path) -> None:
    given = ("--name", "Old Maps", "--description", "Maps.", "--field", "maps", "--yes")

    assert init(fork, *given, typed="").exit_code == 0


def test_without_a_terminal_and_a_name_it_says_what_to_give(fork: Path) -> None:
    before = tree(fork)

    done = init(fork)

    assert (done.exit_code, "--name" in done.output) == (2, True)
    assert tree(fork) == before


@pytest.mark.parametrize("name", ["", "  ", "two\nlines", "a\x07bell", "x" * 301])
def test_a_name_is_one_line(fork: Path, name: str) -> None:
    done = init(fork, "--name", name)

    assert (done.exit_code, "--name" in done.output) == (2, True)


@pytest.mark.parametrize(
    "path", ["content/tags.yml", "content/papers/mine.yml", "README.md", "tests/this_list/mine.py"]
)
@pytest.mark.parametrize("staged", [False, True])
def test_refuses_to_lose_what_no_commit_has(fork: Path, path: str, staged: bool) -> None:
    (fork / path).write_text("title: Mine\n", "utf-8")
    if staged:
        git(fork, "add", "--all")
    before = tree(fork)

    done = init(fork, "--name", "X")

    assert (done.exit_code, path in done.output) == (1, True)
    assert tree(fork) == before


def test_work_elsewhere_and_deleted_files_do_not_matter(fork: Path) -> None:
    (fork / "notes.txt").write_text("mine", "utf-8")
    next((fork / "content" / "papers").glob("*.yml")).unlink()

    assert init(fork, "--name", "X").exit_code == 0
    assert (fork / "notes.txt").read_text("utf-8") == "mine"


def test_refuses_without_a_history(fork: Path) -> None:
    shutil.rmtree(fork / ".git")

    done = init(fork, "--name", "X")

    assert isinstance(done.exception, BrokenEnvironment)
    assert "git commit" in str(done.exception)
