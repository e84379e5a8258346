from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from generator.build.mkdocs import start_builders
from generator.build.waiting_builder import WaitingBuilder, waiting_builder

_PROGRAM = """
import os, sys
if __name__ == "__main__":
    print(os.getpid(), ascii(sys.argv[1:]))
    print("said", file=sys.stderr)
    sys.exit(3 if "fail" in sys.argv else 0)
"""


@pytest.fixture
def name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A program that says its process and its arguments."""
    package = tmp_path / "saying"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "__main__.py").write_text(_PROGRAM, "utf-8")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), *sys.path]))
    return "saying"


def test_the_process_that_waits_is_the_one_that_runs(name: str) -> None:
    with waiting_builder(name) as builder:
        builder.start()
        builder.start()
        (waiting,) = builder._waiting

        done = builder.run(["build", "two words", "ä"])

        assert (done.returncode, done.stdout, done.stderr) == (
            0, f"{waiting.pid} {['build', 'two words', 'ä']!a}\n", "said\n"
        )  # fmt: skip


def test_several_processes_wait_where_several_are_wanted(name: str) -> None:
    with waiting_builder(name) as builder:
        builder.start(2)
        waiting = {str(process.pid) for process in builder._waiting}

        assert {builder.run([]).stdout.split()[0] for _ in "12"} == waiting
        assert builder._waiting == []


def test_what_no_process_waits_for_is_run_in_a_new_one(name: str) -> None:
    done = WaitingBuilder(name).run(["fail"])

    assert (done.returncode, done.stderr) == (3, "said\n")


def test_a_process_that_nobody_needs_ends_with_the_block(name: str) -> None:
    with waiting_builder(name) as builder:
        builder.start()
        (waiting,) = builder._waiting

    assert waiting.poll() is not None


def test_a_builder_that_is_not_installed_says_so() -> None:
    done = WaitingBuilder("no_such_builder").run(["build"])

    assert done.returncode == 1
    assert "No module named no_such_builder" in done.stderr.replace("'", "")


@pytest.mark.parametrize(
    ("builder", "jobs", "files", "processes"),
    [
        ("mkdocs", 2, 0, 1),
        ("mkdocs", 2, 200, 1),
        ("mkdocs", 2, 201, 2),
        ("mkdocs", 4, 10_000, 4),
        ("mkdocs", 1, 10_000, 1),
        ("zensical", 4, 10_000, 1),  # takes all processors itself
    ],
)
def test_as_many_processes_are_started_as_a_new_site_will_want(
    monkeypatch: pytest.MonkeyPatch, builder: str, jobs: int, files: int, processes: int
) -> None:
    started: list[int] = []
    program = WaitingBuilder(builder)
    monkeypatch.setattr(program, "start", started.append)

    start_builders(program, jobs, files)

    assert started == [processes]
