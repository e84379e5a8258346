"""Runs commands as whole processes and says what they took."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.figures import Cost
from tests.support import ENVIRONMENT

GENERATOR = (sys.executable, "-m", "generator")
STAGE = re.compile(r"(?m)^(\w[^:\n]*): ([0-9.]+) s$")
"""What a command says of a stage within it, and how many seconds that took."""


class Measured(NamedTuple):
    """A process that has ended."""

    cost: Cost
    words: str
    """What it said on standard error."""


def measure(*command: str | Path, cwd: Path, made: str = "") -> Measured:
    """Run a command as a whole process.

    Args:
        command: The program and its arguments.
        cwd: Where it runs.
        made: The folder below `cwd` that it makes, whose files are counted.

    Raises:
        CalledProcessError: It failed. 1 is no failure: edited content has a problem, and is
            built all the same.
    """
    start = time.perf_counter()
    process = subprocess.Popen(
        [str(part) for part in command],
        cwd=cwd,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=ENVIRONMENT,
    )
    assert process.stderr is not None
    with process.stderr:
        words = process.stderr.read().decode("utf-8", "replace")
    if sys.platform == "win32":
        raise OSError("Windows does not say how much memory a process took")
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise subprocess.CalledProcessError(process.returncode, command, stderr=words)
    largest = usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    files = sizes(cwd / made) if made else []
    cost = Cost(seconds, usage.ru_utime + usage.ru_stime, largest, len(files), sum(files))
    progress(f"{' '.join(map(str, command[-2:]))[-60:]}: {seconds:.2f} s")
    return Measured(cost, words)


def sizes(folder: Path) -> list[int]:
    """The size of each file below a folder, in bytes."""
    return [path.stat().st_size for path in folder.rglob("*") if path.is_file()]


def progress(sentence: str) -> None:
    """Say on standard error what was done."""
    print(f"    … {sentence}", file=sys.stderr, flush=True)
