"""Only regular files are read: nothing waits for a pipe, and one unreadable file hides no other."""

from __future__ import annotations

import json
import os
import shutil
import socket
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from generator import checks
from generator.cli import group
from generator.content import content_files
from generator.content.regular_files import EntryKind, NotRegular, read_regular, walk
from generator.edit.journal import read_files
from generator.edit.paper_files import read_papers
from generator.model.problems import BrokenEnvironment
from tests.support import TOY, run

TODAY = date(2026, 11, 20)


@pytest.fixture
def content(tmp_path: Path, monkeypatch: Any) -> Path:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(TOY, "content")
    return Path("content")


def _codes(content: Path) -> set[tuple[str, str]]:
    _, problems = checks.check(content, TODAY)
    return {(problem.path.removeprefix("content/"), problem.code) for problem in problems}


@pytest.mark.parametrize(
    "path",
    [
        "papers/x.yml",
        "topics/x.yml",
        "pages/x.md",
        "sources/x.txt",
        "schema/paper.schema.json",
        "tags.yml",
        "limits.yml",
    ],
)
def test_a_pipe_is_named_and_refused_and_nothing_waits_for_it(content: Path, path: str) -> None:
    (content / path).parent.mkdir(exist_ok=True)
    (content / path).unlink(missing_ok=True)
    os.mkfifo(content / path)  # type: ignore[attr-defined, unused-ignore]

    assert (path, "not-a-file") in _codes(content)
    assert {code for _, code in _codes(content)} == {"not-a-file"}


def test_a_socket_is_named_and_refused(content: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:  # type: ignore[attr-defined, unused-ignore]
        server.bind("content/papers/x.yml")  # relative: the path of a socket is short

        assert _codes(content) == {("papers/x.yml", "not-a-file")}


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "--fix"),
        ("import", "listing.txt"),
        ("enrich", "--from", "metadata.jsonl"),
        ("new", "--title", "A", "--abstract", "B"),
        ("tags", "list"),
    ],
)
def test_no_command_waits_for_a_pipe_among_the_papers(
    content: Path, arguments: tuple[str, ...]
) -> None:
    os.mkfifo(content / "papers" / "x.yml")  # type: ignore[attr-defined, unused-ignore]
    Path("listing.txt").write_text("A Title\n\nAn abstract of several words.\n", "utf-8")
    Path("metadata.jsonl").write_text("", "utf-8")

    result = CliRunner().invoke(group, list(arguments))

    assert result.exception is None or isinstance(result.exception, (SystemExit, BrokenEnvironment))
    assert (content / "papers" / "x.yml").is_fifo()


def test_the_commands_that_edit_leave_files_out_that_lie_elsewhere(
    content: Path, tmp_path: Path
) -> None:
    (tmp_path / "outside.yml").write_text("title: Outside\nabstract: A.\n", "utf-8")
    (content / "papers" / "link.yml").symlink_to(tmp_path / "outside.yml")
    (content / "papers" / "folder.yml").mkdir()
    os.mkfifo(content / "papers" / "pipe.yml")  # type: ignore[attr-defined, unused-ignore]

    papers, problems = read_papers(content)

    assert [p.path for p in problems] == [
        f"content/papers/{name}.yml" for name in ("folder", "link", "pipe")
    ]
    assert all(papers[name].broken for name in ("folder", "link", "pipe"))


def test_changes_of_tags_refuse_a_pipe(content: Path) -> None:
    os.mkfifo(content / "papers" / "pipe.yml")  # type: ignore[attr-defined, unused-ignore]

    with pytest.raises(BrokenEnvironment, match="named pipe"):
        read_files(content)


def _refuse(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    def read(path: Path | str, most: int | None = None) -> bytes:
        if Path(path).name == name:
            raise PermissionError(13, "Permission denied", str(path))
        return read_regular(path, most)

    monkeypatch.setattr(content_files, "read_listed", read)


def _json(*arguments: str) -> Result:
    return CliRunner().invoke(group, [*arguments, "check", "--format", "json"])


@pytest.mark.parametrize("name", ["layer-normalization.yml", "tags.yml", "home.yml", "about.md"])
def test_a_file_that_cannot_be_read_is_a_problem_and_the_others_are_checked(
    content: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (content / "papers" / "broken.yml").write_text("title: [\n", "utf-8")
    _refuse(monkeypatch, name)

    result = _json()

    rows = json.loads(result.stdout)
    assert result.exit_code == 1
    assert {row["code"] for row in rows} - {"schema-line"} == {"unreadable", "yaml-syntax"}
    (unreadable,) = (row for row in rows if row["code"] == "unreadable")
    assert unreadable["path"].endswith(name)
    assert "Permission denied" in unreadable["message"]


def test_a_folder_that_cannot_be_listed_is_a_problem(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scandir = os.scandir

    def refusing(path: Any) -> Any:
        if Path(path).name == "papers":
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)

    assert _codes(content) == {("papers", "unreadable")}


def test_json_is_printed_even_when_there_is_nothing_to_check(tmp_path: Path) -> None:
    result = run("--content", tmp_path / "nothing", "check", "--format", "json")

    assert result.returncode == 2
    (row,) = json.loads(result.stdout)
    assert "--content" in row["message"]


def test_a_link_inside_the_content_is_read_and_a_linked_folder_is_not_followed(
    content: Path,
) -> None:
    (content / "papers" / "again.yml").symlink_to("layer-normalization.yml")
    (content / "more").symlink_to("papers")

    kinds = {entry.path: entry.kind for entry in walk(content)}

    assert kinds["papers/again.yml"] is EntryKind.FILE
    assert kinds["more"] is EntryKind.FOLDER
    assert not any(path.startswith("more/") for path in kinds)


def test_a_device_is_not_opened() -> None:
    with pytest.raises(NotRegular, match="a device"):
        read_regular(Path("/dev/zero"))


@pytest.mark.parametrize("size", [0, 1, 65_535, 65_536, 65_537, 200_000])
def test_all_bytes_are_read_or_as_many_as_are_wanted(tmp_path: Path, size: int) -> None:
    file = tmp_path / "file"
    data = bytes(range(251)) * (size // 251 + 1)
    file.write_bytes(data[:size] + b"\r\n\x1a")

    assert read_regular(file) == data[:size] + b"\r\n\x1a"
    assert read_regular(file, size) == data[:size]
    assert read_regular(str(file), size + 100) == data[:size] + b"\r\n\x1a"


def test_a_file_that_grows_while_it_is_read_is_read_to_its_end_or_bound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"a" * 70_000)
    fstat = os.fstat

    def growing(descriptor: int) -> os.stat_result:
        state = fstat(descriptor)
        with file.open("ab") as more:
            more.write(b"b" * 100_000)
        return state

    monkeypatch.setattr(os, "fstat", growing)

    assert read_regular(file, 90_000) == b"a" * 70_000 + b"b" * 20_000
    assert len(read_regular(file)) == 270_000
