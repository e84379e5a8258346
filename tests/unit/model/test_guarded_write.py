"""Edits that others save meanwhile stay, at whatever moment they do."""

from pathlib import Path

import pytest

from generator.model import guarded_write
from generator.model.guarded_write import exchange, replace_file
from generator.model.problems import BrokenEnvironment
from tests.support import save


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "a paper é.yml"
    made.write_bytes(b"old")
    return made


@pytest.mark.parametrize("at_once", [True, False])
def test_a_file_is_replaced_while_it_is_as_before(
    file: Path, at_once: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not at_once:
        monkeypatch.setattr(guarded_write, "_function", lambda: None)
    assert replace_file(file, b"old", b"new")
    assert not replace_file(file, b"old", b"other")
    assert file.read_bytes() == b"new"
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_an_edit_after_the_last_look_is_put_back(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not exchange(file, file.with_name(file.name)):
        return  # this system has no such step; the last look is all there is
    looked = guarded_write._holds

    def holds(path: Path, data: bytes) -> bool:
        answer = looked(path, data)
        if path == file:
            save(file, "by hand")
        return answer

    monkeypatch.setattr(guarded_write, "_holds", holds)
    assert not replace_file(file, b"old", b"new")
    assert file.read_bytes() == b"by hand"
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_a_link_and_a_missing_file_are_left_alone(file: Path) -> None:
    link = file.with_name("link.yml")
    link.symlink_to(file)
    assert not replace_file(link, b"old", b"new")
    assert link.is_symlink()
    assert file.read_bytes() == b"old"
    assert not replace_file(file.with_name("none.yml"), b"", b"new")
    assert not file.with_name("none.yml").exists()
    with pytest.raises(BrokenEnvironment, match="cannot write"):
        replace_file(file / "below.yml", b"", b"new")
