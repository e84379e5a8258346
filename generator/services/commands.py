"""Other programs, called without a shell: every argument is one word."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Sequence

from generator.model.problems import BrokenEnvironment

Runner = Callable[[Sequence[str], str], str]
"""Words of a command and its standard input → its output; raises `BrokenEnvironment`."""


def run(words: Sequence[str], stdin: str = "") -> str:
    """Run a command; raises `BrokenEnvironment` with its last words when it is missing or fails."""
    try:
        done = subprocess.run(
            words, input=stdin, capture_output=True, encoding="utf-8", errors="replace", check=False
        )
    except OSError as error:
        raise BrokenEnvironment(f"{words[0]} is needed for this and cannot be run") from error
    if done.returncode:
        last = (done.stderr or done.stdout).strip()[-1000:]
        raise BrokenEnvironment(f"{' '.join(words[:3])} failed: {last}")
    return done.stdout
