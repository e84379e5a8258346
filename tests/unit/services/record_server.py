"""A server on this machine that answers as a test says, and remembers what it was asked."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True, slots=True)
class Reply:
    body: bytes = b"{}"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    missing: int = 0
    """Bytes that are announced and never sent."""


@dataclass(slots=True)
class RecordServer:
    base: str
    replies: dict[str, list[Reply]] = field(default_factory=lambda: defaultdict(list))
    """Path with its query, or without → replies, one for each request; the last for all others."""
    asked: list[str] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)

    def on(self, path: str, *replies: Reply | bytes) -> None:
        made = [reply if isinstance(reply, Reply) else Reply(reply) for reply in replies]
        self.replies[path] = made

    def reply(self, path: str) -> Reply:
        known = self.replies.get(path) or self.replies.get(path.partition("?")[0])
        if not known:
            return Reply(b"nothing here", 404)
        return known.pop(0) if len(known) > 1 else known[0]


@contextmanager
def serving() -> Iterator[RecordServer]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            records.asked.append(self.path)
            records.headers.append(dict(self.headers))
            reply = records.reply(self.path)
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body) + reply.missing))
            self.send_header("Connection", "close")
            self.end_headers()
            with suppress(OSError):  # the client may have read enough
                self.wfile.write(reply.body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    records = RecordServer(f"http://127.0.0.1:{server.server_port}/")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield records
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@dataclass(slots=True)
class Time:
    """A clock that only sleeping moves."""

    at: float = 0.0
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += seconds

    def clock(self) -> float:
        return self.at
