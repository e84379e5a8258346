"""Runs `serve` as a user does, and waits for what it prints."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType

from tests.support import ENVIRONMENT

LIMIT = 60.0
"""Seconds after which something that is waited for is a failure."""


class Preview:
    """A running `serve` in a project's folder, ended when it is left."""

    def __init__(self, folder: Path, *options: str, port: int = 0, limit: float = LIMIT) -> None:
        self.folder = folder
        self.limit = limit
        self.process = subprocess.Popen(
            [sys.executable, "-m", "generator", "serve", "--port", str(port), *options],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            env={**ENVIRONMENT, "PYTHONUNBUFFERED": "1"},
            start_new_session=True,
        )
        # A text would be copied with each line; large lists have thousands of warnings.
        self._lines: list[str] = []
        self._heard = threading.Condition()
        self._ended = False
        self._seen = 0
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def __enter__(self) -> Preview:
        try:
            self.address = self.wait_for(r"Serving on (http://127\.0\.0\.1:\d+)/")[1]
        except BaseException:
            self.process.kill()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.end()

    @property
    def printed(self) -> str:
        """All that it has printed."""
        return "".join(self._lines)

    @property
    def port(self) -> int:
        return int(self.address.rpartition(":")[2])

    def wait_for(self, pattern: str) -> re.Match[str]:
        """Wait until it prints a line with the pattern, after the one that the last call found."""
        found: re.Match[str] | None = None

        def has() -> bool:
            nonlocal found
            while found is None and self._seen < len(self._lines):
                found = re.search(pattern, self._lines[self._seen])
                self._seen += 1
            return found is not None or self._ended

        with self._heard:
            self._heard.wait_for(has, self.limit)
        assert found is not None, f"not printed: {pattern}\n{self.printed}"
        return found

    def end(self, number: int = signal.SIGTERM) -> int:
        """End it by a signal, by SIGINT as Ctrl+C in a terminal does; returns the exit code."""
        if number == signal.SIGINT and self.process.poll() is None:
            os.killpg(self.process.pid, number)  # type: ignore[attr-defined, unused-ignore]
        else:
            self.process.send_signal(number)
        code = self.process.wait(LIMIT)
        self._thread.join(LIMIT)
        return code

    def _listen(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout:
            for line in self.process.stdout:
                with self._heard:
                    self._lines.append(line)
                    self._heard.notify_all()
        with self._heard:
            self._ended = True
            self._heard.notify_all()
