"""What makes the preview build again."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from watchdog.events import FileSystemEvent

from generator.build.preview_server import Events, Watch, _Edits


def test_edits_at_once_are_one_and_a_stop_ends_the_wait() -> None:
    events = Events()
    for _ in range(100):
        events.edited()
    assert events.wait()
    events.stop()
    assert not events.wait()

    events = Events()
    events.edited()
    events.stop()
    assert not events.wait(), "what was edited before the end is not built"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    (folder / "papers").mkdir(parents=True)
    (folder / "papers" / "a.yml").write_text("title: A", "utf-8")
    return folder


EDITS: dict[str, Callable[[Path], object]] = {
    "a file is written": lambda folder: (folder / "papers/a.yml").write_text("title: B", "utf-8"),
    "a file is new": lambda folder: (folder / "papers/b.yml").write_text("title: B", "utf-8"),
    "a file is deleted": lambda folder: (folder / "papers/a.yml").unlink(),
    "a file is renamed": lambda folder: (folder / "papers/a.yml").rename(folder / "papers/b.yml"),
    "a file is put in its place": lambda folder: _replace(folder / "papers/a.yml"),
    "the configuration is new": lambda folder: (folder.parent / "mkdocs.yml").write_text(
        "x: 1", "utf-8"
    ),
    "a folder is new": lambda folder: (folder / "pages").mkdir(),
    "what did not exist is new": lambda folder: (folder.parent / "missing").mkdir(),
}


def _replace(path: Path) -> None:
    beside = path.with_name(f".{path.name}.swp")
    beside.write_text("title: B", "utf-8")
    beside.replace(path)


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_an_edit_is_noticed(content: Path, edit: Callable[[Path], object]) -> None:
    events = Events()
    with Watch([content, content.parent / "mkdocs.yml", content.parent / "missing"], events):
        edit(content)
        assert events.wait()


def test_a_folder_that_is_replaced_is_watched_again(content: Path) -> None:
    events = Events()
    with Watch([content], events) as watch:
        shutil.rmtree(content)
        assert events.wait()
        watch.renew()
        (content / "papers").mkdir(parents=True)
        assert events.wait()
        watch.renew()
        (content / "papers" / "b.yml").write_text("title: B", "utf-8")
        assert events.wait()


class _Counted(Events):
    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def edited(self) -> None:
        self.count += 1
        super().edited()


def test_reading_and_what_editors_keep_for_themselves_are_no_edits(content: Path) -> None:
    events = _Counted()
    with Watch([content, content.parent / "mkdocs.yml"], events):
        (content / "papers" / "a.yml").read_bytes()
        list(content.rglob("*"))
        (content / "papers" / ".a.yml.swp").write_text("x", "utf-8")
        (content / "papers" / "a.yml~").write_text("x", "utf-8")
        (content.parent / "site").mkdir()
        (content / "pages").mkdir()
        assert events.wait()
    assert events.count == 1


def test_files_that_are_read_wake_nobody(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reported: list[str] = []
    pass_on = _Edits.dispatch

    def dispatch(self: _Edits, event: FileSystemEvent) -> None:
        reported.append(event.event_type)
        pass_on(self, event)

    monkeypatch.setattr(_Edits, "dispatch", dispatch)
    events = Events()
    with Watch([content], events):
        for path in content.rglob("*.yml"):
            path.read_bytes()
        (content / "papers" / "a.yml").unlink()
        assert events.wait()
    assert not {"opened", "closed", "closed_no_write"} & set(reported)
