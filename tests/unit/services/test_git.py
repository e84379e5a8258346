import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.model.problems import BrokenEnvironment
from generator.services.git import base_commit, files_at, last_changes, revision, web_address
from tests.support import file_name


def git(folder: Path, *args: str, stdin: bytes = b"") -> str:
    done = subprocess.run(
        ["git", "-c", "user.name=n", "-c", "user.email=n@example.org", *args],
        cwd=folder, input=stdin, capture_output=True, check=True,
    )  # fmt: skip
    return done.stdout.decode().strip()


@pytest.fixture
def content(tmp_path: Path) -> Path:
    repository = tmp_path / "repository"
    (repository / "content" / "papers").mkdir(parents=True)
    (repository / "content" / "papers" / "a.yml").write_bytes(b"title: old\r\n")
    (repository / "other.txt").write_text("x", "utf-8")
    git(repository, "init", "--quiet", "--initial-branch", "main")
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message", "1")
    return repository / "content"


def files(content: Path, revision: str = "HEAD") -> dict[str, bytes]:
    return files_at(content, base_commit(content, revision))


def test_gets_the_bytes_of_the_revision_and_leaves_the_checkout_alone(content: Path) -> None:
    (content / "papers" / "a.yml").write_text("title: new\n", "utf-8")
    (content / "papers" / "b.yml").write_text("title: b\n", "utf-8")
    assert files(content) == {"papers/a.yml": b"title: old\r\n"}
    assert git(content, "status", "--short", ".").split() == [
        "M",
        "papers/a.yml",
        "??",
        "papers/b.yml",
    ]


def test_compares_with_where_the_branch_began(content: Path) -> None:
    git(content, "switch", "--quiet", "--create", "mine")
    git(content, "commit", "--quiet", "--allow-empty", "--message", "mine")
    git(content, "switch", "--quiet", "main")
    (content / "papers" / "theirs.yml").write_text("title: theirs\n", "utf-8")
    git(content, "add", "--all")
    git(content, "commit", "--quiet", "--message", "theirs")
    git(content, "switch", "--quiet", "mine")
    assert set(files(content, "main")) == {"papers/a.yml"}


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot have such names")
def test_hostile_names_are_taken_and_links_are_not(content: Path) -> None:
    names = ["a\nb.yml", '"quoted".yml', file_name("é ü.yml"), "$(id).yml", "-x.yml"]
    for name in names:
        (content / "papers" / name).write_text("x\n", "utf-8")
    (content / "papers" / "link.yml").symlink_to("/etc/passwd")
    git(content, "add", "--all")
    git(content, "commit", "--quiet", "--message", "2")
    assert {name.removeprefix("papers/") for name in files(content)} == {*names, "a.yml"}


@pytest.mark.parametrize("revision", ["nope", "--output=x", "", " ", "HEAD:content", "HEAD~99"])
def test_an_unknown_revision_says_what_to_do(content: Path, revision: str) -> None:
    with pytest.raises(BrokenEnvironment, match="revision"):
        base_commit(content, revision)


def test_outside_a_checkout_is_a_broken_environment(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    with pytest.raises(BrokenEnvironment, match="git"):
        base_commit(tmp_path / "content", "HEAD")
    with pytest.raises(BrokenEnvironment, match="--content"):
        base_commit(tmp_path / "nothing", "HEAD")


def commit(folder: Path, day: str) -> None:
    git(folder, "add", "--all")
    os.environ["GIT_COMMITTER_DATE"] = f"{day}T23:30:00-05:00"
    try:
        git(folder, "commit", "--quiet", "--message", day)
    finally:
        del os.environ["GIT_COMMITTER_DATE"]


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot have such names")
def test_the_last_change_of_each_file_below_the_folder(content: Path) -> None:
    papers = content / "papers"
    for name in ["one.yml", "line\nbreak.yml", file_name("é.yml"), " "]:
        (papers / name).write_text("x\n", "utf-8")
    commit(content, "2026-03-01")
    (papers / "one.yml").write_text("y\n", "utf-8")
    (content.parent / "other.txt").write_text("y", "utf-8")
    commit(content, "2026-04-01")
    (papers / "one.yml").write_text("not committed\n", "utf-8")

    found = last_changes(content)

    first = datetime(2026, 3, 2, 4, 30, tzinfo=UTC)
    assert found.pop("papers/a.yml") > first
    assert found == {
        "papers/one.yml": datetime(2026, 4, 2, 4, 30, tzinfo=UTC),
        "papers/line\nbreak.yml": first, file_name("papers/é.yml"): first, "papers/ ": first,
    }  # fmt: skip


def test_a_history_that_is_not_whole_is_none(content: Path, tmp_path: Path) -> None:
    assert len(revision(content)) == 40
    (content / "papers" / "b.yml").write_text("x\n", "utf-8")
    commit(content, "2026-03-01")
    source = content.parent.as_uri()
    git(tmp_path, "clone", "--quiet", "--depth", "1", source, str(tmp_path / "shallow"))
    git(tmp_path, "init", "--quiet", str(tmp_path / "empty"))
    (tmp_path / "none").mkdir()

    for folder in (tmp_path / "shallow" / "content", tmp_path / "empty", tmp_path / "none"):
        assert revision(folder) == ""


@pytest.mark.parametrize(
    ("origin", "address"),
    [
        ("https://github.com/you/list.git", "https://github.com/you/list"),
        ("https://you:secret@github.com/you/list", "https://github.com/you/list"),
        ("git@github.com:you/list.git", "https://github.com/you/list"),
        ("ssh://git@git.example.org:2222/a/b/list.git/", "https://git.example.org/a/b/list"),
        ("/srv/git/list.git", ""),
        ("file:///srv/list", ""),
        ("C:/lists/mine", ""),
        ("", ""),
    ],
)
def test_the_web_address_of_the_repository_has_no_secret(
    content: Path, origin: str, address: str
) -> None:
    if origin:
        git(content, "config", "remote.origin.url", origin)
    assert web_address(content) == address
