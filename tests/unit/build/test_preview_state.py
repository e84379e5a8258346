"""What open pages are told of a build."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from generator.build.preview_state import (
    BuildOutcome,
    ExcerptLine,
    Notice,
    Status,
    excerpt,
    notices,
)
from generator.model.problems import Problem, Severity


def error(line: int, column: int, path: str = "x.yml", message: str = "no") -> Problem:
    return Problem(path, line, column, "some-rule", message)


def test_the_lines_around_a_problem_are_shown() -> None:
    text = "a: 1\r\nb: 2\nc:\t3\ne: 4\nf: 5\ng: 6\n"
    assert excerpt(text, error(3, 4)) == (
        ExcerptLine(1, "a: 1"),
        ExcerptLine(2, "b: 2"),
        ExcerptLine(3, "c: 3", True, 4),
        ExcerptLine(4, "e: 4"),
        ExcerptLine(5, "f: 5"),
    )
    assert [line.number for line in excerpt(text, error(1, 0))] == [1, 2, 3]


@pytest.mark.parametrize(("text", "line"), [("a: 1", 0), ("a: 1", 2), ("", 1)])
def test_a_problem_without_a_line_has_no_excerpt(text: str, line: int) -> None:
    assert excerpt(text, error(line, 0)) == ()


@pytest.mark.parametrize("column", [1, 50, 159, 160, 5_000, 10_000])
def test_a_long_line_is_cut_around_the_problem(column: int) -> None:
    text = "".join(chr(ord("a") + i % 26) for i in range(10_000))
    line, other = excerpt(f"{text}\n{text}", error(1, column))
    assert len(line.text) <= 160
    assert line.text[line.column - 1] == text[column - 1]
    assert other.text == text[:160]


def test_what_cannot_be_seen_is_shown_as_a_sign() -> None:
    (line,) = excerpt("a\u202eb\x1b\x00c", error(1, 6))
    assert (line.text, line.column) == ("a\ufffdb\ufffd\ufffdc", 6)


def test_errors_are_shown_with_their_place_and_warnings_are_not(tmp_path: Path) -> None:
    path = tmp_path / "x.yml"
    path.write_text("title: [\n", "utf-8")
    warning = Problem(str(path), 1, 1, "some-rule", "odd", severity=Severity.WARNING)
    (notice,) = notices([warning, error(1, 8, str(path), "not closed")])
    assert notice.text == f"{path}:1:8: error[some-rule]: not closed."
    assert notice.excerpt[0] == ExcerptLine(1, "title: [", True, 8)


def test_many_errors_are_cut_short() -> None:
    shown = notices(error(line, 1) for line in range(1, 51))
    assert len(shown) == 21
    assert shown[-1].text == "30 more errors; the terminal shows all"


def test_a_file_that_cannot_be_read_has_no_excerpt(tmp_path: Path) -> None:
    (tmp_path / "bytes.yml").write_bytes(b"\xff\xfe title\n")
    (tmp_path / "folder.yml").mkdir()
    os.mkfifo(tmp_path / "pipe.yml")  # type: ignore[attr-defined, unused-ignore]
    names = ["bytes.yml", "folder.yml", "missing.yml", "pipe.yml", "nul\0.yml", "x" * 5_000]
    shown = notices(error(1, 1, str(tmp_path / name)) for name in names)
    assert [bool(notice.excerpt) for notice in shown].count(True) == 1


def test_a_build_that_fails_is_a_new_state_and_no_new_build() -> None:
    status = Status()
    status.publish(BuildOutcome(True))
    status.publish(BuildOutcome(False, (Notice("no"),)))
    state = status.state
    assert (state.build, state.serial, state.notices) == (1, 2, (Notice("no"),))
    assert Status().state.session != state.session


def test_pages_that_are_built_first_are_of_the_build_that_the_others_are_not_of_yet() -> None:
    status = Status()
    status.publish(BuildOutcome(True))
    status.publish_first(["a"], (Notice("no"),))
    assert (status.state.first, status.state.notices) == (("a",), (Notice("no"),))
    assert [status.state.loaded(page).build for page in ("a", "b")] == [2, 1]
    status.publish(BuildOutcome(True))
    assert (status.state.first, status.state.build) == (None, 2)
    assert [status.state.loaded(page).build for page in ("a", "b")] == [2, 2]


def test_pages_that_are_built_first_may_become_more() -> None:
    status = Status()
    status.publish(BuildOutcome(True))
    status.publish_first(["a"], ())
    status.publish_first(["a", "b"], ())
    assert (status.state.first, status.state.build) == (("a", "b"), 2)
    assert [status.state.loaded(page).build for page in ("a", "b", "c")] == [2, 2, 1]


def test_a_page_is_open_while_one_tab_shows_it() -> None:
    status = Status()
    with status.showing(["a", "b"]):
        with status.showing(["b", "c"]):
            assert status.open_pages() == {"a", "b", "c"}
        assert status.open_pages() == {"a", "b"}
    assert status.open_pages() == set()


def test_a_reader_gets_the_newest_state_and_none_twice() -> None:
    status = Status()
    first = status.newer_than(-1, 0)
    assert first is not None
    assert status.newer_than(first.serial, 0) is None
    status.publish(BuildOutcome(True))
    status.publish(BuildOutcome(True))
    newest = status.newer_than(first.serial, 0)
    assert newest is not None
    assert newest.build == 2


def test_a_reader_that_waits_is_woken() -> None:
    status = Status()
    seen: list[int] = []

    def read() -> None:
        state = status.newer_than(0, 60)
        seen.append(state.build if state else -1)

    thread = threading.Thread(target=read)
    thread.start()
    status.publish(BuildOutcome(True))
    thread.join(60)
    assert seen == [1]
