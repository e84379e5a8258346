"""The live preview: serves the built site, builds again after each edit, tells the open pages."""

from __future__ import annotations

import enum
import errno
import os
import queue
import threading
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from generator.build.preview_requests import PreviewServer
from generator.build.preview_state import Outcome, Status
from generator.model.problems import BrokenEnvironment

_SETTLE = 0.03
"""Seconds without a further event before a build starts: editors write in several steps."""
_TURN = 1.0
"""Seconds that a wait lasts at most: Windows delivers Ctrl+C between two waits only."""
_EDITS = frozenset(["modified", "created", "deleted", "moved"])


class _Message(enum.Enum):
    EDIT = "something was edited"
    STOP = "end"


class Events:
    """What the preview waits for: edits of files, and the request to stop."""

    def __init__(self) -> None:
        # The one queue whose `put` may be called from a signal handler.
        self._queue: queue.SimpleQueue[_Message] = queue.SimpleQueue()
        self.stopping = False
        """Whether `stop` was called."""

    def edited(self) -> None:
        """Say that a file was edited; from any thread."""
        self._queue.put(_Message.EDIT)

    def stop(self) -> None:
        """Ask the preview to end after the build that is running; from any signal handler."""
        self.stopping = True
        self._queue.put(_Message.STOP)

    def wait(self) -> bool:
        """Return True when something was edited and nothing has been since, False to end."""
        message = None
        while message is None:
            message = self._next(_TURN)
        while message is _Message.EDIT and not self.stopping:
            message = self._next(_SETTLE)
        return not self.stopping

    def _next(self, timeout: float) -> _Message | None:
        try:
            return self._queue.get(timeout=timeout)
        except queue.Empty:
            return None


class _Watch(FileSystemEventHandler):
    """Reports edits, of the files with one of the names if names are given."""

    def __init__(self, events: Events, names: Collection[str] = ()) -> None:
        self._events = events
        self._names = names

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type not in _EDITS or (
            event.is_directory and event.event_type == "modified"
        ):
            return
        paths = [Path(os.fsdecode(p)) for p in (event.src_path, event.dest_path) if p]
        if any(self._counts(path.name) for path in paths):
            self._events.edited()

    def _counts(self, name: str) -> bool:
        if self._names:
            return name in self._names
        return not name.startswith(".") and not name.endswith(
            "~"
        )  # what editors keep for themselves


def serve(
    site: Path,
    port: int,
    watched: Collection[Path],
    rebuild: Callable[[], Outcome],
    ready: Callable[[int], None],
    events: Events,
) -> None:
    """Build the site, serve it on 127.0.0.1, and build it again after each edit until told to stop.

    The port is taken before the first build, and requests are answered after it.

    Args:
        site: The built site.
        port: 0 takes any that is free.
        watched: Files, and directories with all that is in them; those that do not exist are
            passed over.
        rebuild: Brings the site up to date and raises nothing.
        ready: Called with the port once the server answers.
        events: Where `stop` ends the preview.

    Raises:
        BrokenEnvironment: The port cannot be had, or the files cannot be watched.
    """
    status = Status()
    with _listening(site, port, status) as server, _watching(watched, events):
        status.publish(rebuild())
        if events.stopping:
            return
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            ready(server.server_port)
            while events.wait():
                status.publish(rebuild())
        finally:
            server.shutdown()


@contextmanager
def _listening(site: Path, port: int, status: Status) -> Iterator[PreviewServer]:
    try:
        server = PreviewServer(site, port, status)
    except OSError as error:
        used = error.errno == errno.EADDRINUSE
        why = "is in use" if used else f"cannot be had: {error.strerror or error}"
        raise BrokenEnvironment(f"port {port} {why}; choose another with --port") from error
    try:
        yield server
    finally:
        server.server_close()


@contextmanager
def _watching(paths: Collection[Path], events: Events) -> Iterator[None]:
    observer = Observer()
    for path in paths:
        if path.is_dir():
            observer.schedule(_Watch(events), str(path), recursive=True)
        elif path.is_file():
            observer.schedule(_Watch(events, (path.name,)), str(path.parent), recursive=False)
    try:
        observer.start()
    except OSError as error:
        raise BrokenEnvironment(f"cannot watch the files: {error.strerror or error}") from error
    try:
        yield
    finally:
        observer.stop()
        observer.join()
