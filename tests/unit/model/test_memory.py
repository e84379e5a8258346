from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.model import memory as memory_module
from generator.model.memory import NOTHING, Kept, Memory, code_digest, digest_of


class Count:
    def __init__(self) -> None:
        self.calls = 0

    def make(self, value: str) -> Callable[[], str]:
        def made() -> str:
            self.calls += 1
            return value

        return made


def test_a_result_is_made_once_for_its_inputs(tmp_path: Path) -> None:
    memory, count = Memory(tmp_path / "build" / "memory"), Count()
    assert memory.recall("step", "one", count.make("1")) == "1"
    assert memory.recall("step", "one", count.make("?")) == "1"
    assert memory.recall("step", "two", count.make("2")) == "2"
    assert memory.recall("other", "one", count.make("3")) == "3"
    assert count.calls == 3


def test_other_code_finds_nothing(tmp_path: Path) -> None:
    file, count = tmp_path / "memory", Count()
    Memory(file, "old").recall("step", "one", count.make("old"))
    assert Memory(file, "new").recall("step", "one", count.make("new")) == "new"


class OfAnotherVersion:
    """What this version has no class for."""

    def __reduce__(self) -> tuple[Callable[[], object], tuple[()]]:
        return _no_class, ()


def _no_class() -> object:
    raise AttributeError("there is no such class")


def test_entries_of_other_code_are_not_read_and_go(tmp_path: Path) -> None:
    file, count = tmp_path / "memory", Count()
    with Memory(file, "old").entries("step") as old:
        for name in "abc":
            old.recall(name, OfAnotherVersion)

    with Memory(file, "new").entries("step") as new:
        assert new.recall("a", count.make("1")) == "1"

    database = sqlite3.connect(file)
    rows = database.execute("SELECT key FROM memory").fetchall()
    database.close()
    assert [key.rpartition("-")[2] for (key,) in rows] == ["new"]


def test_the_two_newest_results_of_a_step_are_kept(tmp_path: Path) -> None:
    memory, count = Memory(tmp_path / "memory"), Count()
    for inputs in ("one", "two", "three"):
        memory.recall("step", inputs, count.make(inputs))
    assert memory.recall("step", "two", count.make("?")) == "two"
    assert memory.recall("step", "one", count.make("again")) == "again"


def test_a_result_that_is_used_outlives_newer_ones(tmp_path: Path) -> None:
    memory, count = Memory(tmp_path / "memory"), Count()
    for inputs in ("base", "one", "base", "two", "base", "three"):
        memory.recall("step", inputs, count.make(inputs))
    assert count.calls == 4
    assert memory.recall("step", "three", count.make("?")) == "three"
    assert memory.recall("step", "one", count.make("again")) == "again"


def test_the_latest_result_with_inputs_that_begin_so(tmp_path: Path) -> None:
    memory, count = Memory(tmp_path / "memory", "code"), Count()
    assert memory.latest("step", "texts") is None
    memory.recall("step", "texts-one", count.make("1"))
    memory.recall("step", "texts-two", count.make("2"))
    assert memory.latest("step", "texts") == "2"
    memory.recall("step", "texts-one", count.make("?"))
    assert memory.latest("step", "texts") == "1"
    assert memory.latest("step", "others") is None
    assert Memory(tmp_path / "memory", "new").latest("step", "texts") is None


def test_entries_that_are_not_asked_for_go_when_they_are_the_most(tmp_path: Path) -> None:
    memory, count = Memory(tmp_path / "memory"), Count()

    def ask(*names: str) -> None:
        with memory.entries("step") as entries:
            for name in names:
                assert entries.recall(name, count.make(name)) == name

    ask("a", "b", "c", "d")
    ask("a", "b")
    ask("a", "b", "c", "d")
    assert count.calls == 4
    ask("a")
    ask("a", "b")
    assert count.calls == 5


def test_of_large_entries_fewer_are_kept_that_are_not_asked_for(tmp_path: Path) -> None:
    memory, count = Memory(tmp_path / "memory"), Count()

    def ask(*names: str) -> None:
        with memory.entries("step", 0.5) as entries:
            for name in names:
                assert entries.recall(name, count.make(name)) == name

    ask("a", "b", "c")
    ask("a", "b")
    ask("a", "b", "c")
    assert count.calls == 3
    ask("a", "d")
    ask("b")
    assert count.calls == 5


def test_many_entries_share_few_rows_and_go_with_them(tmp_path: Path) -> None:
    memory, count = Memory(tmp_path / "memory"), Count()

    def ask(*numbers: int) -> int:
        with memory.entries("step") as entries:
            for number in numbers:
                assert entries.recall(str(number), count.make(str(number))) == str(number)
        assert memory.file
        with sqlite3.connect(memory.file) as database:
            (rows,) = database.execute("SELECT count(*) FROM memory").fetchone()
        database.close()
        return int(rows)

    assert ask(*range(1000)) < 10
    assert ask(*range(1001)) < 11
    assert count.calls == 1001
    assert ask(1000) == 1
    assert ask(1000, 1) == 2
    assert count.calls == 1002


def damaged(data: bytes) -> list[bytes]:
    at = data.rfind(b"worth keeping")
    assert at > 0
    return [
        b"",
        b"no database at all" * 500,
        data[: len(data) // 2],
        data[:at] + b"W" + data[at + 1 :],
        bytes(100) + data[100:],
    ]


@pytest.mark.parametrize("way", range(5))
def test_a_damaged_file_counts_as_none(tmp_path: Path, way: int) -> None:
    memory, count = Memory(tmp_path / "memory"), Count()
    memory.recall("step", "inputs", count.make("worth keeping"))
    assert memory.file
    memory.file.write_bytes(damaged(memory.file.read_bytes())[way])
    for _ in range(2):
        found = memory.recall("step", "inputs", count.make("worth keeping"))
        assert found == "worth keeping"
    assert memory.recall("step", "inputs", count.make("?")) == "worth keeping"


def test_a_row_under_another_key_is_not_believed(tmp_path: Path) -> None:
    memory, count = Memory(tmp_path / "memory", "code"), Count()
    memory.recall("step", "one", count.make("1"))
    assert memory.file
    with sqlite3.connect(memory.file) as database:
        database.execute("UPDATE memory SET key = 'two-code'")
    database.close()
    assert memory.recall("step", "two", count.make("2")) == "2"


def test_a_file_that_cannot_be_had_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    count = Count()
    for place in (tmp_path / "file" / "memory", tmp_path):
        assert Memory(place).recall("step", "one", count.make("1")) == "1"
        with Memory(place).entries("step") as entries:
            assert entries.recall("one", count.make("1")) == "1"
    assert NOTHING.recall("step", "one", count.make("1")) == "1"
    assert count.calls == 5


def test_two_processes_may_use_one_file(tmp_path: Path) -> None:
    one, other, count = Memory(tmp_path / "memory"), Memory(tmp_path / "memory"), Count()
    with one.entries("step") as first, other.entries("step") as second:
        first.recall("a", count.make("a"))
        second.recall("b", count.make("b"))
    with one.entries("step") as both:
        assert both.recall("a", count.make("?")) == "a"
        assert both.recall("b", count.make("?")) == "b"


def test_every_change_of_the_package_is_other_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory_module, "_PACKAGE", tmp_path)
    template = tmp_path / "site" / "templates" / "paper.html"
    template.parent.mkdir(parents=True)
    template.write_text("<h1>", "utf-8")
    times = template.stat().st_atime_ns, template.stat().st_mtime_ns
    seen = [code_digest()]

    def changed() -> bool:
        seen.append(code_digest())
        return seen[-1] not in seen[:-1]

    template.write_text("<h2>", "utf-8")
    os.utime(template, ns=times)
    assert changed()  # of the same size and time
    template.rename(tmp_path / "site" / "paper.html")
    assert changed()
    (tmp_path / "new.py").touch()
    assert changed()
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "new.pyc").touch()
    assert not changed()


def test_digests_tell_inputs_apart() -> None:
    assert digest_of("a", "b") != digest_of("ab")
    assert digest_of(1) != digest_of("1")
    assert digest_of(("a",), "b") == digest_of(("a",), "b")


def test_a_process_that_keeps_results_reads_none_of_them_again(tmp_path: Path) -> None:
    file, kept, count = tmp_path / "memory", Kept(), Count()
    for _ in range(2):
        memory = Memory(file, "code", kept)
        assert memory.recall("step", "one", count.make("1")) == "1"
        with memory.entries("steps") as entries:
            assert entries.recall("a", count.make("2")) == "2"
        file.unlink(missing_ok=True)
    assert count.calls == 2


def test_what_a_process_keeps_is_saved_for_others_too(tmp_path: Path) -> None:
    memory, count = Memory(tmp_path / "memory", "code", Kept()), Count()
    memory.recall("step", "one", count.make("1"))
    with memory.entries("steps") as entries:
        entries.recall("a", count.make("2"))
    other = Memory(memory.file, "code")
    assert other.recall("step", "one", count.make("?")) == "1"
    with other.entries("steps") as entries:
        assert entries.recall("a", count.make("?")) == "2"


def test_a_process_keeps_two_results_of_a_step_and_the_entries_asked_for_last() -> None:
    kept, count = Kept(), Count()
    memory = Memory(None, "code", kept)
    for inputs in ("one", "two", "one", "three"):
        memory.recall("step", inputs, count.make(inputs))
    assert list(kept.results["step"].values()) == ["one", "three"]
    for asked in ("ab", "bc"):
        with memory.entries("steps") as entries:
            for name in asked:
                entries.recall(name, count.make(name))
    assert set(kept.entries["steps"].values()) == {"b", "c"}


def test_a_process_keeps_nothing_of_other_code() -> None:
    kept, count = Kept(), Count()
    Memory(None, "old", kept).recall("step", "one", count.make("old"))
    Memory(None, "new", kept).recall("step", "one", count.make("new"))
    assert list(kept.results["step"].values()) == ["new"]
