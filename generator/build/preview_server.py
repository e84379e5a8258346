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

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import ObservedWatch

from generator.bench.requests import Bench
from generator.build.preview_requests import PreviewServer
from generator.build.preview_state import BuildOutcome, Status
from generator.model.problems import BrokenEnvironment

_SETTLE = 0.03
"""Seconds without a further event before a build starts: editors write in several steps."""
_TURN = 1.0
"""Seconds that a wait lasts at most: Windows delivers Ctrl+C between two waits only."""
_EDITS: list[type[FileSystemEvent]] = [
    *(FileModifiedEvent, FileCreatedEvent, FileDeletedEvent, FileMovedEvent),
    *(DirCreatedEvent, DirDeletedEvent, DirMovedEvent),
]
"""What the system is asked to report. A build opens each file of the content, which Linux reports
unless it is told otherwise; a folder is modified when something in it is, which is reported too."""


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


class _Edits(FileSystemEventHandler):
    """Reports edits, of the files with one of the names if names are given."""

    def __init__(self, events: Events, *names: str) -> None:
        self._events = events
        self._names = names

    def on_any_event(self, event: FileSystemEvent) -> None:
        paths = [Path(os.fsdecode(p)) for p in (event.src_path, event.dest_path) if p]
        if any(self._counts(path.name) for path in paths):
            self._events.edited()

    def _counts(self, name: str) -> bool:
        if self._names:
            return name in self._names
        # Editors keep such files for themselves.
        return not name.startswith(".") and not name.endswith("~")


class Watch:
    """Reports edits of some files and folders while it is entered, also when they are replaced.

    A folder is watched with all that is in it.
    """

    def __init__(self, paths: Collection[Path], events: Events) -> None:
        self._paths = paths
        self._events = events
        self._observer = Observer()
        self._folders: dict[Path, tuple[tuple[int, int], ObservedWatch]] = {}

    def __enter__(self) -> Watch:
        """Start; raises `BrokenEnvironment` when the system cannot watch so many folders."""
        try:
            self._observer.start()
            for path in self._paths:
                self._schedule(path.absolute().parent, path.name)
            self.renew()
        except OSError as error:
            self.__exit__()
            raise BrokenEnvironment(f"cannot watch the files: {error.strerror or error}") from error
        return self

    def __exit__(self, *_error: object) -> None:
        self._observer.stop()
        self._observer.join()

    def renew(self) -> None:
        """Watch the folders that were created or replaced since this was called last."""
        for path in self._paths:
            now = _identity(path)
            known, watch = self._folders.get(path, (None, None))
            if now == known:
                continue
            if watch:
                self._observer.unschedule(watch)
                del self._folders[path]
            if now:
                self._folders[path] = now, self._schedule(path)

    def _schedule(self, folder: Path, *names: str) -> ObservedWatch:
        """Watch what has one of these names in the folder, or everything below it."""
        edits = _Edits(self._events, *names)
        return self._observer.schedule(edits, str(folder), recursive=not names, event_filter=_EDITS)


def _identity(folder: Path) -> tuple[int, int] | None:
    """What no other folder on this machine has; None when there is no such folder."""
    try:
        status = folder.stat()
    except OSError:
        return None
    return (status.st_dev, status.st_ino) if folder.is_dir() else None


def serve(
    site: Path,
    port: int,
    watched: Collection[Path],
    rebuild: Callable[[Status], BuildOutcome],
    ready: Callable[[int], None],
    events: Events,
    bench: Bench | None = None,
) -> None:
    """Build the site, serve it on 127.0.0.1, and build it again after each edit until told to stop.

    The port is taken before the first build, and requests are answered after it.

    Args:
        site: The built site.
        port: 0 takes any that is free.
        watched: Files, and folders with all that is in them; they need not exist.
        rebuild: Brings the site up to date and raises nothing; the status knows the open pages.
        ready: Called with the port once the server answers.
        events: Where `stop` ends the preview.
        bench: Where papers are curated; None for a preview without it.

    Raises:
        BrokenEnvironment: The port cannot be had, or the files cannot be watched.
    """
    status = Status()
    with _listening(site, port, status, bench) as server, Watch(watched, events) as watch:
        status.publish(rebuild(status))
        if events.stopping:
            return
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            ready(server.server_port)
            while events.wait():
                watch.renew()
                status.publish(rebuild(status))
        finally:
            server.shutdown()


@contextmanager
def _listening(
    site: Path, port: int, status: Status, bench: Bench | None
) -> Iterator[PreviewServer]:
    try:
        server = PreviewServer(site, port, status, bench)
    except OSError as error:
        used = error.errno == errno.EADDRINUSE
        why = "is in use" if used else f"cannot be had: {error.strerror or error}"
        raise BrokenEnvironment(f"port {port} {why}; choose another with --port") from error
    try:
        yield server
    finally:
        server.server_close()
