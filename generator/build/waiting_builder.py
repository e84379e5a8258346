"""A builder that is started before it is known what it has to build.

MkDocs takes most of its time for a few pages to import its own modules. So it is started when
pages have to be made, and imports them while that is done. As a program, this module imports the
builder's modules, waits for one line with the arguments, and runs the builder with them.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import runpy
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress

# Material for MkDocs prints a notice about the future of MkDocs at each start.
_QUIET: Mapping[str, str] = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
_EXTENSIONS = ("toc", "tables", "fenced_code")
"""Those that MkDocs always takes."""


class WaitingBuilder:
    """Runs a builder, in a process that was started before where there is one."""

    def __init__(self, name: str = "mkdocs") -> None:
        """`name` is the Python package of the builder; nothing is started yet."""
        self.name = name
        self._waiting: list[subprocess.Popen[str]] = []

    def start(self, number: int = 1) -> None:
        """Have so many processes that wait."""
        while len(self._waiting) < number:
            self._waiting.append(_started(self.name))

    def run(self, arguments: Sequence[str]) -> subprocess.CompletedProcess[str]:
        """Run the builder with these arguments; several threads may do so at once."""
        try:
            process = self._waiting.pop()
        except IndexError:
            process = _started(self.name)
        with process:
            said, failed = process.communicate(json.dumps(arguments) + "\n")
        return subprocess.CompletedProcess(process.args, process.returncode, said, failed)

    def end(self) -> None:
        """End the process that waits."""
        for process in self._waiting:
            process.kill()
            process.communicate()
        self._waiting.clear()


@contextmanager
def waiting_builder(name: str) -> Iterator[WaitingBuilder]:
    """A builder whose waiting process is ended with the block."""
    builder = WaitingBuilder(name)
    try:
        yield builder
    finally:
        builder.end()


def _started(name: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", __name__, name],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**_QUIET, **os.environ},
    )


def _main(name: str) -> None:
    gc.disable()  # what is imported stays
    with suppress(ImportError):  # running it says what is missing
        for module in ("__main__", "commands.build", "config.defaults"):
            importlib.import_module(f"{name}.{module}")
        # Makes the converter find its extensions and compile its expressions.
        importlib.import_module("markdown").markdown("text", extensions=_EXTENSIONS)
    sys.modules.pop(f"{name}.__main__", None)  # runpy warns of it
    gc.freeze()
    gc.enable()
    if line := sys.stdin.readline():
        sys.argv[1:] = json.loads(line)
        try:
            runpy.run_module(name, run_name="__main__", alter_sys=True)
        finally:
            gc.freeze()  # the interpreter would search all objects for cycles before it ends


if __name__ == "__main__":
    _main(sys.argv[1])
