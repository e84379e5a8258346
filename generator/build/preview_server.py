"""The live preview: serves the built site, rebuilds at each edit, tells the browser."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from generator.model.problems import BrokenEnvironment

CHANGES = "/~changes"
"""Where a page waits for the next build."""
_RELOAD = (
    f"<script>fetch('{CHANGES}').then(r=>r.text()).then(t=>t&&location.reload(),()=>{{}})</script>"
).encode()
_WAIT = 25.0
"""Seconds that a request for changes is kept open."""
_SETTLE = 0.15
"""Seconds without a further event before a build starts: editors write in several steps."""


class Changes:
    """Counts builds; whoever waits is woken by the next."""

    def __init__(self) -> None:
        """Start at no build."""
        self._condition = threading.Condition()
        self._count = 0

    def announce(self) -> None:
        """Wake everybody who waits."""
        with self._condition:
            self._count += 1
            self._condition.notify_all()

    def wait(self, timeout: float) -> bool:
        """Wait for the next build; returns whether there was one in time."""
        with self._condition:
            seen = self._count
            return self._condition.wait_for(lambda: self._count > seen, timeout)


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *args: Any, changes: Changes, **kwargs: Any) -> None:
        self.changes = changes
        super().__init__(*args, **kwargs)

    def do_GET(self) -> None:
        if self.path == CHANGES:
            self._answer(b"changed" if self.changes.wait(_WAIT) else b"", "text/plain")
            return
        page = Path(self.translate_path(self.path))
        page = page / "index.html" if page.is_dir() and self.path.endswith("/") else page
        if page.suffix == ".html" and page.is_file():
            self._answer(page.read_bytes() + _RELOAD, "text/html; charset=utf-8")
            return
        super().do_GET()

    def _answer(self, body: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the terminal is for builds and problems."""


class _Edits(FileSystemEventHandler):
    def __init__(self) -> None:
        self.happened = threading.Event()

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in ("modified", "created", "deleted", "moved"):
            self.happened.set()

    def wait(self) -> None:
        """Return when something was edited and has been quiet since."""
        self.happened.wait()
        while self.happened.is_set():
            self.happened.clear()
            threading.Event().wait(_SETTLE)


def serve(
    site: Path,
    port: int,
    watched: Sequence[Path],
    rebuild: Callable[[], None],
    ready: Callable[[int], None],
) -> None:
    """Serve `site` on 127.0.0.1 and call `rebuild` after each edit below `watched`, for ever.

    Args:
        site: The built site.
        port: 0 takes any that is free.
        watched: Directories; those that do not exist are passed over.
        rebuild: Brings the site up to date; what it raises is its own matter.
        ready: Called with the port once the server listens.

    Raises:
        BrokenEnvironment: The port is taken.
    """
    changes, edits = Changes(), _Edits()
    handler = partial(_Handler, directory=str(site), changes=changes)
    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as error:
        raise BrokenEnvironment(
            f"port {port} is taken ({error}); choose another: --port"
        ) from error
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    observer = Observer()
    for folder in watched:
        if folder.is_dir():
            observer.schedule(edits, str(folder), recursive=True)
    observer.start()
    ready(server.server_port)
    try:
        while True:
            edits.wait()
            rebuild()
            changes.announce()
    finally:
        observer.stop()
        server.shutdown()
