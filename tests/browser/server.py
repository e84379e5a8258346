"""A static server for the browser tests, on a free port of this machine."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any


class _Quiet(SimpleHTTPRequestHandler):
    def __init__(self, *arguments: Any, max_age: int | None = None, **named: Any) -> None:
        self._max_age = max_age
        super().__init__(*arguments, **named)

    def end_headers(self) -> None:
        if self._max_age is not None:
            self.send_header("Cache-Control", f"max-age={self._max_age}")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        pass


class _Closing(ThreadingHTTPServer):
    """Closes its connections with itself: browsers open some that they may use later."""

    daemon_threads = True

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self._connections: set[socket.socket] = set()

    def process_request(self, request: Any, client_address: Any) -> None:
        self._connections.add(request)
        super().process_request(request, client_address)

    def close_request(self, request: Any) -> None:
        self._connections.discard(request)
        super().close_request(request)

    def server_close(self) -> None:
        super().server_close()
        for connection in list(self._connections):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)


class Server:
    """Serves a directory while it is entered.

    With `max_age`, as GitHub Pages does, browsers may keep files for so many seconds.
    """

    def __init__(self, folder: Path, max_age: int | None = None) -> None:
        handler = partial(_Quiet, directory=str(folder), max_age=max_age)
        self._server = _Closing(("127.0.0.1", 0), handler)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def address(self) -> str:
        """Without a final slash."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Server:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
