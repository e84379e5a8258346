"""Answers the live preview's requests: files of the built site, and the stream of its state.

Only this machine's browser is answered: a request that names another host is
refused, so that no page of the web reaches the preview through a name that
leads here (DNS rebinding).
"""

from __future__ import annotations

import html
import mimetypes
import os
import shutil
import socket
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote

from generator.bench.requests import MOST_BYTES, Bench, Request
from generator.build.preview_files import file_name, find_file, read_page
from generator.build.preview_state import PreviewState, Status

OWN = "~preview"
"""The folder of the preview's own addresses; no built page has such a name."""
BENCH = f"{OWN}/curate/"
"""What the addresses of the bench begin with."""
_SCRIPTS = {
    f"{OWN}/client.js": "preview_client.js",
    f"{OWN}/worker.js": "preview_worker.js",
    # The site's own service worker would answer with the pages that it keeps.
    "sw.js": "preview_service_worker.js",
}
_SCRIPT_TYPE = "text/javascript; charset=utf-8"
_HOSTS = ("127.0.0.1", "localhost", "[::1]")
_ALIVE = 15.0
"""Seconds after which a silent stream sends a comment, which finds out that a reader has gone."""
_PATIENCE = 30.0
"""Seconds to wait for the next bytes of a request, or for a reader to take some."""
_REMEMBERED = 200
"""Pages kept in memory for when a problem takes them from the site."""
_TYPES = mimetypes.MimeTypes()
_TYPES.add_type("text/javascript", ".js")
_TYPES.add_type("application/manifest+json", ".webmanifest")
_NOT_FOUND = b"<!doctype html><meta charset=utf-8><title>Not found</title><h1>Not built</h1>"


class PreviewServer(ThreadingHTTPServer):
    """Listens on 127.0.0.1 and answers each request in a thread of its own."""

    daemon_threads = True
    request_queue_size = 128
    # On Windows the option would let two servers have one port.
    allow_reuse_address = os.name != "nt"

    def __init__(self, site: Path, port: int, status: Status, bench: Bench | None = None) -> None:
        """Listen, and answer nothing before `serve_forever`.

        Args:
            site: The built site.
            port: 0 takes any that is free.
            status: What the pages are told.
            bench: Answers below `BENCH`; None for a preview without a bench.

        Raises:
            OSError: The port cannot be had.
        """
        self.site = site
        self.status = status
        self.bench = bench
        self._pages: dict[str, bytes] = {}
        self._pages_lock = threading.Lock()
        super().__init__(("127.0.0.1", port), _Requests)

    def remember(self, name: str, page: bytes) -> None:
        """Keep a page that was served."""
        with self._pages_lock:
            self._pages.pop(name, None)
            self._pages[name] = page
            if len(self._pages) > _REMEMBERED:
                del self._pages[next(iter(self._pages))]

    def remembered(self, name: str) -> bytes | None:
        """The page as it was served last; None when it was not."""
        return self._pages.get(name)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Pass over a reader that left before it had everything."""
        if not isinstance(sys.exception(), (ConnectionError, TimeoutError)):
            super().handle_error(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Close a connection after reading what is left of the request.

        A system resets a connection that is closed with unread bytes, and the answer is lost.
        """
        with suppress(OSError):
            request.shutdown(socket.SHUT_WR)
            request.settimeout(1)
            for _ in range(64):
                if not request.recv(65536):
                    break
        self.close_request(request)


class _Requests(BaseHTTPRequestHandler):
    server: PreviewServer
    server_version = "reading-list"
    sys_version = ""
    timeout = _PATIENCE

    def __getattr__(self, name: str) -> Any:
        # The base class looks for a method with the name of the HTTP method.
        if name.startswith("do_"):
            return self._refuse_method
        raise AttributeError(name)

    def do_GET(self) -> None:
        self._answer()

    do_HEAD = do_GET

    def do_POST(self) -> None:
        if self.server.bench and (file_name(self.path) or "").startswith(BENCH):
            self._answer()
        else:
            self._refuse_method()

    def _answer(self) -> None:
        hosts = self.headers.get_all("Host", [])
        name = file_name(self.path)
        if len(hosts) != 1 or name is None:
            self.send_error(HTTPStatus.BAD_REQUEST)
        elif not self._is_this_host(hosts[0]):
            self.send_error(HTTPStatus.FORBIDDEN, explain="The preview answers 127.0.0.1 alone.")
        elif self.server.bench and name.startswith(BENCH):
            self._ask_bench(self.server.bench, name.removeprefix(BENCH), hosts[0])
        elif name == f"{OWN}/events":
            self._stream()
        elif name in _SCRIPTS:
            script = Path(__file__).with_name(_SCRIPTS[name]).read_bytes()
            self._send(HTTPStatus.OK, _SCRIPT_TYPE, script)
        else:
            self._file(name)

    def _ask_bench(self, bench: Bench, name: str, host: str) -> None:
        length = self.headers.get("Content-Length") or "0"
        if not length.isdecimal() or int(length) > MOST_BYTES:
            self.send_error(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            return
        body = self.rfile.read(int(length))
        query = self.path.partition("?")[2].partition("#")[0]
        headers = {key.title(): value for key, value in self.headers.items()}
        request = Request(self.command, name, query, headers, f"http://{host.lower()}", body)
        answer = bench.answer(request)
        self._send(answer.status, answer.kind, answer.body, answer.headers)

    def _is_this_host(self, host: str) -> bool:
        port = self.server.server_port
        ours = {f"{name}:{port}" for name in _HOSTS} | (set(_HOSTS) if port == 80 else set())
        return host.lower() in ours

    def _refuse_method(self) -> None:
        self._start(HTTPStatus.METHOD_NOT_ALLOWED, {"Allow": "GET, HEAD", "Content-Length": "0"})

    def _file(self, name: str) -> None:
        # Taken before the page is read: the page is then of this build or of a newer one,
        # and at worst it is loaded once more.
        state = self.server.status.state
        found = find_file(self.server.site, name)
        if found and found.is_dir() and name and not name.endswith("/"):
            query = self.path.partition("?")[2]
            place = f"/{quote(name)}/" + (f"?{query}" if query else "")
            self._start(HTTPStatus.FOUND, {"Location": place, "Content-Length": "0"})
        elif found is None or found.is_dir() or found.suffix == ".html":
            self._page(f"{name}index.html" if not name or name.endswith("/") else name, state)
        else:
            self._whole_file(found)

    def _page(self, name: str, state: PreviewState) -> None:
        """A page with the preview's script; it shows the problems, also where there is no page."""
        status = HTTPStatus.OK
        page = read_page(self.server.site, name)
        if page is not None:
            self.server.remember(name, page)
        elif state.notices:
            page = self.server.remembered(name)
        if page is None:
            status = HTTPStatus.NOT_FOUND
            page = read_page(self.server.site, "404.html") or _NOT_FOUND
        self._send(status, "text/html; charset=utf-8", page + _injected(state, name))

    def _whole_file(self, path: Path) -> None:
        kind = _TYPES.guess_type(path.name)[0] or "application/octet-stream"
        kind += "; charset=utf-8" if kind.startswith("text/") else ""
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            self._start(HTTPStatus.OK, {"Content-Type": kind, "Content-Length": str(size)})
            if self.command != "HEAD":
                shutil.copyfileobj(file, self.wfile)

    def _stream(self) -> None:
        """The state now and each that follows, as server-sent events, until the reader leaves.

        The query names the pages that the reader shows.
        """
        pages = parse_qs(self.path.partition("?")[2]).get("page", [])
        self._start(HTTPStatus.OK, {"Content-Type": "text/event-stream"})
        self.wfile.write(b"retry: 300\n\n")
        serial = -1
        with self.server.status.showing(pages):
            while self.command != "HEAD":
                state = self.server.status.newer_than(serial, _ALIVE)
                self.wfile.write(f"data: {state.as_json()}\n\n".encode() if state else b":\n\n")
                serial = state.serial if state else serial

    def _send(
        self, status: HTTPStatus, kind: str, body: bytes, more: Mapping[str, str] | None = None
    ) -> None:
        own = {"Content-Type": kind, "Content-Length": str(len(body))}
        self._start(status, {**own, **(more or {})})
        if self.command != "HEAD":
            self.wfile.write(body)

    def _start(self, status: HTTPStatus, headers: dict[str, str]) -> None:
        self.send_response(status)
        headers |= {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the terminal is for builds and problems."""


def _injected(state: PreviewState, page: str) -> bytes:
    value, name = html.escape(state.loaded(page).as_json()), html.escape(page)
    source = f"/{OWN}/client.js"
    return f'<script src="{source}" data-state="{value}" data-page="{name}"></script>\n'.encode()
