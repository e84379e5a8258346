"""Starts of the generator that need not import it again.

`python -m tests.warm` imports the generator once. For each line on its standard input it makes a
copy of itself, which does what `python -m generator` does, in a process of its own: with the
arguments, the folder, the environment and the files for its output that the line names, after
what the line wants done before.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import json
import os
import runpy
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from generator.cli import COMMANDS

_LATER = (
    "generator.analysis.map_labels",
    "generator.analysis.map_layout",
    "generator.analysis.related",
    "generator.cli.page_making",
    "generator.search.index",
)
"""What commands import when they need it."""


class WarmStarts:
    """A process that has imported the generator, and runs it as often as it is asked to."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        """Start it; it ends with this process."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
            encoding="utf-8",
        )
        atexit.register(self._process.communicate)

    def run(
        self,
        arguments: Sequence[str],
        cwd: Path,
        environment: Mapping[str, str],
        before: str = "",
    ) -> subprocess.CompletedProcess[str]:
        """Run `python -m generator` with these arguments, and wait for its end.

        In that process the statements of `before` are executed first.
        """
        reader, writer = self._process.stdout, self._process.stdin
        assert reader is not None
        assert writer is not None
        # `conftest.py` hears what is started, and where.
        command = [sys.executable, "-m", "generator", *arguments]
        sys.audit("subprocess.Popen", sys.executable, command, os.fspath(cwd), environment)
        with tempfile.NamedTemporaryFile() as said, tempfile.NamedTemporaryFile() as warned:
            asked = [arguments, os.fspath(cwd), dict(environment), said.name, warned.name, before]
            writer.write(json.dumps(asked) + "\n")
            writer.flush()
            code = int(reader.readline())
            output, errors = (file.read().decode() for file in (said, warned))
        return subprocess.CompletedProcess(list(arguments), code, output, errors)


def _main() -> None:
    for name in (*(module for module, _ in COMMANDS.values()), *_LATER):
        importlib.import_module(name)
    gc.freeze()  # else each copy touches, and so copies, all that was imported
    for line in sys.stdin:
        if not (child := os.fork()):  # type: ignore[attr-defined, unused-ignore]
            _begin(*json.loads(line))
            break
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
    else:
        return
    runpy.run_module("generator", run_name="__main__", alter_sys=True)


def _begin(
    arguments: Sequence[str],
    cwd: str,
    environment: Mapping[str, str],
    said: str,
    warned: str,
    before: str,
) -> None:
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(environment)
    for place, number, flags in (
        (os.devnull, 0, os.O_RDONLY),
        (said, 1, os.O_WRONLY),
        (warned, 2, os.O_WRONLY),
    ):
        opened = os.open(place, flags)
        os.dup2(opened, number)
        os.close(opened)
    sys.argv[1:] = arguments
    exec(before, {})


if __name__ == "__main__":
    _main()
