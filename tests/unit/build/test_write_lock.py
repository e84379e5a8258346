from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from generator.build.write_lock import one_writer
from generator.model.problems import BrokenEnvironment
from tests.support import ENVIRONMENT

_HOLD = """
import sys
from pathlib import Path
from generator.build.write_lock import one_writer
with one_writer(Path(sys.argv[1]), "site", "reading-list build", print):
    print("held", flush=True)
    sys.stdin.readline()
"""


def holder(lock: Path) -> subprocess.Popen[str]:
    """A process that holds the lock until it reads a line or is killed."""
    process = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(lock)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env=ENVIRONMENT,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


def test_who_holds_the_lock_is_said_and_in_the_end_it_is_refused(tmp_path: Path) -> None:
    lock, said = tmp_path / "x" / ".lock", list[str]()
    process = holder(lock)
    try:
        who = rf"`reading-list build` \(process {process.pid}\)"
        with (
            pytest.raises(BrokenEnvironment, match=f"{who} still writes site"),
            one_writer(lock, "site", "reading-list pages", said.append, patience=0),
        ):
            pytest.fail("two held it")
        assert len(said) == 1
        assert f"(process {process.pid})" in said[0]
    finally:
        end(process)


def test_the_other_is_waited_for(tmp_path: Path) -> None:
    lock = tmp_path / ".lock"
    process = holder(lock)
    assert process.stdin is not None

    def say(_: str) -> None:
        process.stdin.write("end\n")  # type: ignore[union-attr]
        process.stdin.flush()  # type: ignore[union-attr]

    try:
        with one_writer(lock, "site", "reading-list pages", say):
            assert process.wait(60) == 0
    finally:
        end(process)


def test_a_killed_holder_is_no_obstacle(tmp_path: Path) -> None:
    lock, said = tmp_path / ".lock", list[str]()
    process = holder(lock)
    os.kill(process.pid, signal.SIGKILL)  # type: ignore[attr-defined, unused-ignore]
    process.communicate()
    with one_writer(lock, "site", "reading-list pages", said.append, patience=0):
        assert said == []
    assert [path.name for path in tmp_path.iterdir()] == [".lock"]


def test_a_command_may_take_its_own_lock_again(tmp_path: Path) -> None:
    lock = tmp_path / ".lock"
    with one_writer(lock, "site", "a", print):
        with one_writer(lock, "site", "b", print):
            pass
        process = subprocess.run(
            [sys.executable, "-c", _HOLD.replace("print)", "print, 0)"), str(lock)],
            capture_output=True, encoding="utf-8", env=ENVIRONMENT, check=False,
        )  # fmt: skip
        assert "`a`" in process.stderr
    end(holder(lock))


def test_a_lock_that_cannot_be_written_is_a_broken_environment(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with (
        pytest.raises(BrokenEnvironment, match="cannot lock"),
        one_writer(tmp_path / "file" / "lock", "site", "a", print),
    ):
        pass
