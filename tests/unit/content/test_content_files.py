from __future__ import annotations

from pathlib import Path

import pytest

from generator.content.content_files import FilesOnDisk, ReadOnce
from generator.content.folder_digest import folder_digest
from generator.content.load import load


def test_what_changes_after_the_first_reading_is_not_seen(tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    paper = tmp_path / "papers" / "a.yml"
    paper.write_text("title: Before\n", "utf-8")
    files = ReadOnce(FilesOnDisk(tmp_path))
    digest = folder_digest(files)

    paper.write_text("title: Afterwards\n", "utf-8")
    (tmp_path / "papers" / "b.yml").write_text("title: Another\n", "utf-8")

    assert folder_digest(files) == digest != folder_digest(tmp_path)
    assert [paper.title for paper in load(files).catalog.papers.values()] == ["Before"]
    assert files.read("papers/a.yml", 5) == b"title"
    assert files.size("papers/a.yml") == len(b"title: Before\n")


def test_an_error_is_kept_too(tmp_path: Path) -> None:
    files = ReadOnce(FilesOnDisk(tmp_path))
    with pytest.raises(FileNotFoundError):
        files.read("tags.yml")

    (tmp_path / "tags.yml").write_bytes(b"")

    with pytest.raises(FileNotFoundError):
        files.read("tags.yml")
