"""A change of many files is killed before and after every step that reaches the disk."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.content.load import load
from generator.edit import journal
from generator.edit.tags import rename
from generator.model import guarded_write
from generator.model.problems import BrokenEnvironment, Problem

TOY = Path(__file__).parents[2] / "toy" / "content"
OLD, NEW = "residual-networks", "shortcut-networks"


class Killed(BaseException):
    """Unlike an exception of ours, nothing catches it."""


def snapshot(content: Path) -> dict[str, bytes]:
    return {
        path.relative_to(content).as_posix(): path.read_bytes()
        for path in sorted(content.rglob("*")) if path.is_file() and path.suffix != ".part"
    }  # fmt: skip


@pytest.fixture
def content(tmp_path: Path) -> Path:
    shutil.copytree(TOY, tmp_path / "content")
    return tmp_path / "content"


def run(content: Path) -> None:
    before, problems = journal.read_files(content)
    after, found = rename(before, OLD, NEW)
    assert problems == found == []
    journal.apply(content, f"rename {OLD} {NEW}", before, after)


def killing(monkeypatch: pytest.MonkeyPatch, step: int, after: bool) -> Iterator[int]:
    """Let the process die at the given change of the disk, before it or right after it."""
    count = iter(range(1_000))

    def wrap(owner: object, name: str) -> None:
        real = getattr(owner, name)

        def wrapped(*args: object, **kwargs: object) -> object:
            now = next(count)
            if now == step and not after:
                raise Killed
            result = real(*args, **kwargs)
            if now == step:
                raise Killed
            return result

        monkeypatch.setattr(owner, name, wrapped)

    for owner, name in ((Path, "replace"), (Path, "unlink"), (guarded_write, "exchange")):
        wrap(owner, name)
    yield step


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("settle", [journal.complete, journal.undo])
def test_killed_at_any_step_it_is_completed_or_undone(
    content: Path,
    monkeypatch: pytest.MonkeyPatch,
    settle: Callable[[Path, journal.Journal], list[Problem]],
    after: bool,
) -> None:
    old = snapshot(content)
    run(content)
    new = snapshot(content)
    assert len([path for path in old if old[path] != new.get(path)]) == 4
    states = set()
    for step in range(100):
        shutil.rmtree(content)
        shutil.copytree(TOY, content)
        with monkeypatch.context() as patch:
            for _ in killing(patch, step, after):
                try:
                    run(content)
                    ended = True
                except Killed:
                    ended = False
        if ended:
            break
        unfinished = journal.pending(content)
        if unfinished is None:
            assert snapshot(content) in (old, new)
            states.add(snapshot(content) == new)
            continue
        assert unfinished.what == f"rename {OLD} {NEW}"
        assert "unfinished-change" in [problem.code for problem in load(content).problems]
        assert settle(content, unfinished) == []
        assert snapshot(content) == (new if settle is journal.complete else old)
        assert journal.pending(content) is None
    assert ended
    assert step > 8  # journal and four files, each replaced, and the journal's end


def test_a_real_kill_leaves_the_journal(content: Path) -> None:
    script = f"""
import os, signal
from pathlib import Path
from generator.edit import journal
from generator.edit.tags import rename
from generator.model import guarded_write
content = Path({str(content)!r})
before, _ = journal.read_files(content)
after, _ = rename(before, {OLD!r}, {NEW!r})
count = []
def replace_file(path, before, data):
    count.append(path)
    if len(count) == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return guarded_write.replace_file(path, before, data)
journal.replace_file = replace_file
journal.apply(content, "rename", before, after)
"""
    old = snapshot(content)
    done = subprocess.run([sys.executable, "-c", script], check=False, env={**os.environ})
    assert done.returncode == -9
    unfinished = journal.pending(content)
    assert unfinished is not None
    assert snapshot(content) != old
    assert journal.undo(content, unfinished) == []
    assert snapshot(content) == old


def test_a_file_edited_since_is_not_overwritten(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        for _ in killing(patch, 3, True):
            with pytest.raises(Killed):
                run(content)
    mine = content / "papers" / "poincare-resnet.yml"
    mine.write_text("title: mine\n", "utf-8")
    state = snapshot(content)
    unfinished = journal.pending(content)
    assert unfinished is not None
    for settle in (journal.complete, journal.undo):
        assert [p.code for p in settle(content, unfinished)] == ["edited-since"]
        assert snapshot(content) == state


@pytest.mark.parametrize(
    "name",
    ["../x.yml", "/etc/x.yml", "papers/../../x.yml", "papers/x.sh", ".git/config", "x/tags.yml"],
)
def test_a_journal_from_elsewhere_reaches_no_other_file(content: Path, name: str) -> None:
    (content / journal.JOURNAL).write_text(
        json.dumps({"what": "x", "edits": [{"path": name, "before": "", "after": "evil"}]}), "utf-8"
    )
    with pytest.raises(BrokenEnvironment, match="not ours"):
        journal.pending(content)


def test_without_a_journal_nothing_is_pending(content: Path) -> None:
    assert journal.pending(content) is None


def test_a_file_that_changed_since_it_was_read_stops_the_whole_change(content: Path) -> None:
    before, _ = journal.read_files(content)
    after, _ = rename(before, OLD, NEW)
    path = content / sorted(after)[-1]
    path.write_text(path.read_text("utf-8") + "# mine\n", "utf-8")
    kept = snapshot(content)
    problems = journal.apply(content, f"tags rename {OLD} {NEW}", before, after)
    assert [(p.path, p.code) for p in problems] == [(path.as_posix(), "edited-since")]
    assert snapshot(content) == kept


def test_an_edit_between_two_files_takes_the_first_one_back(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, _ = journal.read_files(content)
    after, _ = rename(before, OLD, NEW)
    old = snapshot(content)
    assert len(after) > 2
    last = content / sorted(after)[-1]

    def replace_file(path: Path, text: bytes, data: bytes) -> bool:
        if path == last:
            path.write_bytes(b"by hand")
        return guarded_write.replace_file(path, text, data)

    monkeypatch.setattr("generator.edit.journal.replace_file", replace_file)
    problems = journal.apply(content, "rename", before, after)
    assert [problem.code for problem in problems] == ["edited-since"]
    assert last.read_bytes() == b"by hand"
    last.write_bytes(old[last.relative_to(content).as_posix()])
    assert snapshot(content) == old
