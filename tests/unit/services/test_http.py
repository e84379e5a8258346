"""Against a server of our own on this machine: redirects, refusals, silence."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from generator.services.http import Answer, ask


class Handler(BaseHTTPRequestHandler):
    def do_HEAD(self) -> None:
        paths = {
            "/moved": (301, "/there"), "/for-now": (302, "/there"), "/twice": (308, "/for-now"),
            "/round": (301, "/round"), "/file": (301, "file:///etc/passwd"),
        }  # fmt: skip
        if self.path in paths:
            status, target = paths[self.path]
            self.send_response(status)
            self.send_header("Location", target)
        elif self.path == "/busy":
            self.send_response(429)
            self.send_header("Retry-After", "5")
        else:
            self.send_response(200 if self.path == "/there" else 404)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("method", ["HEAD", "GET"])
def test_says_what_the_host_answers(host: str, method: str) -> None:
    assert ask(method, f"{host}/there") == Answer(200)
    assert ask(method, f"{host}/nothing") == Answer(404)
    assert ask(method, f"{host}/busy") == Answer(429, "5")


def test_only_what_moved_for_good_has_a_new_address(host: str) -> None:
    assert ask("HEAD", f"{host}/moved") == Answer(200, location=f"{host}/there")
    assert ask("HEAD", f"{host}/for-now") == Answer(200)
    assert ask("HEAD", f"{host}/twice") == Answer(200)


def test_what_cannot_be_asked_has_status_0_and_a_reason(host: str) -> None:
    assert ask("HEAD", f"{host}/round").error == "redirects without end"
    assert ask("HEAD", f"{host}/file").error == "redirects to no web address"
    for url in ("http://127.0.0.1:1/", "http://nowhere.invalid/", "http://[x", "http://a b/"):
        answer = ask("HEAD", url)
        assert answer.status == 0
        assert answer.error
