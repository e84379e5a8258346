from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.content.folder_digest import folder_digest
from generator.model.problems import BrokenEnvironment

EDITS: dict[str, Callable[[Path], object]] = {
    "other bytes": lambda folder: (folder / "a.yml").write_text("A", "utf-8"),
    "another file": lambda folder: (folder / "c").write_text("", "utf-8"),
    "another name": lambda folder: (folder / "a.yml").rename(folder / "b.yml"),
    "a name moved into a folder": lambda folder: (folder / "a.yml").rename(folder / "sub/a.yml"),
    "one file less": lambda folder: (folder / "sub" / "b").unlink(),
    "an empty folder": lambda folder: (folder / "empty").mkdir(),
    "bytes moved to the next file": lambda folder: [
        (folder / "a.yml").write_text("ab", "utf-8"),
        (folder / "sub" / "b").write_text("", "utf-8"),
    ],
}


def made(folder: Path) -> Path:
    (folder / "sub").mkdir(parents=True)
    (folder / "a.yml").write_text("a", "utf-8")
    (folder / "sub" / "b").write_text("b", "utf-8")
    return folder


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_changes_the_digest(tmp_path: Path, edit: str) -> None:
    folder = made(tmp_path / "one")
    before = folder_digest(folder)
    assert folder_digest(made(tmp_path / "other")) == before
    EDITS[edit](folder)
    assert folder_digest(folder) != before


def test_a_folder_that_is_not_there_is_a_broken_environment(tmp_path: Path) -> None:
    with pytest.raises(BrokenEnvironment):
        folder_digest(tmp_path / "none")
