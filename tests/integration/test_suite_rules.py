"""What every file of tests keeps to, so that no test depends on the machine or the hour."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import ROOT

TESTS = sorted((ROOT / "tests").rglob("*.py"))
CODE = [*TESTS, *sorted((ROOT / "generator").rglob("*.py"))]
MEASURES = "benchmarks"
"""The folder whose files may read the clock: they print figures and assert nothing."""
CLOCKS = {("time", name) for name in ("sleep", "time", "time_ns", "monotonic", "perf_counter")}
CLOCKS |= {("datetime", "now"), ("datetime", "utcnow"), ("date", "today"), ("datetime", "today")}
PROGRAMS = ROOT / "tests" / "programs.py"
"""Skips tests whose programs a machine may lack; in CI it ends with an error in their absence."""
STARTS = {"run", "Popen", "check_output"}
SKIPS = {("pytest", "skip"), ("mark", "skip"), ("mark", "xfail"), ("pytest", "xfail")}


def _calls(text: str) -> Iterator[ast.Call]:
    return (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call))


def _name(node: ast.expr) -> tuple[str, str]:
    """The last two names of `a.b.c`, `("", c)` for a plain `c`."""
    if not isinstance(node, ast.Attribute):
        return "", node.id if isinstance(node, ast.Name) else ""
    owner = node.value
    before = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
    return before, node.attr


def without_encoding(text: str) -> list[int]:
    """The lines of calls that read or write text as the locale says."""
    found = []
    for call in _calls(text):
        given = {keyword.arg for keyword in call.keywords}
        name = _name(call.func)[1]
        files = {"read_text": 0, "write_text": 1}
        plain = name in files and len(call.args) <= files[name]
        piped = name in STARTS and bool(given & {"text", "universal_newlines"})
        if (plain or piped) and "encoding" not in given:
            found.append(call.lineno)
    return found


def named(text: str, names: set[tuple[str, str]]) -> list[int]:
    """The lines that name one of these attributes."""
    nodes = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Attribute))
    return [node.lineno for node in nodes if _name(node) in names]


def _where(paths: list[Path], found: dict[Path, list[int]]) -> list[str]:
    return [f"{path.relative_to(ROOT)}:{line}" for path in paths for line in found[path]]


def test_text_is_read_and_written_in_one_encoding() -> None:
    found = {path: without_encoding(path.read_text("utf-8")) for path in CODE}
    assert _where(CODE, found) == []


def test_no_test_waits_or_reads_the_clock() -> None:
    paths = [path for path in TESTS if MEASURES not in path.parts]
    found = {path: named(path.read_text("utf-8"), CLOCKS) for path in paths}
    assert _where(paths, found) == []


def test_no_test_is_skipped_or_expected_to_fail() -> None:
    paths = [path for path in TESTS if path != PROGRAMS]
    found = {path: named(path.read_text("utf-8"), SKIPS) for path in paths}
    assert _where(paths, found) == []


@pytest.mark.parametrize(
    ("code", "faults"),
    [
        ("path.read_text()", 1), ("path.read_text('utf-8')", 0), ("p.write_text(x)", 1),
        ("p.write_text(x, encoding='utf-8')", 0), ("subprocess.run(x, text=True)", 1),
        ("subprocess.run(x, text=True, encoding='utf-8')", 0), ("subprocess.run(x)", 0),
    ],
)  # fmt: skip
def test_a_missing_encoding_is_noticed(code: str, faults: int) -> None:
    assert len(without_encoding(code)) == faults


@pytest.mark.parametrize("code", ["time.sleep(1)", "datetime.now(UTC)", "datetime.date.today()"])
def test_a_clock_is_noticed(code: str) -> None:
    assert named(code, CLOCKS) == [1]
