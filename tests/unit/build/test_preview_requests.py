"""What the preview answers to browsers, and to requests that no browser sends."""

from __future__ import annotations

import http.client
import json
import socket
import threading
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlencode

import pytest

from generator.build import preview_requests
from generator.build.preview_files import file_name
from generator.build.preview_requests import PreviewServer
from generator.build.preview_state import BuildOutcome, Notice, Status

HOSTILE = "</script><script>window.hit = 1</script>\" onload='x' & <!--"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[PreviewServer]:
    site = tmp_path / "a site"
    (site / "papers" / "x").mkdir(parents=True)
    (site / "index.html").write_text("<!doctype html><title>Home</title><p>Home", "utf-8")
    (site / "papers" / "x" / "index.html").write_text("<!doctype html><p>First", "utf-8")
    (site / "a.css").write_text("p { color: red }", "utf-8")
    (site / "sw.js").write_text("the worker of the site", "utf-8")
    (site / "list.zip").write_bytes(bytes(range(256)) * 1000)
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    (site / "out.txt").symlink_to(tmp_path / "secret.txt")
    (site / "circle").symlink_to(site / "circle")
    made = PreviewServer(site, 0, Status())
    made.status.publish(BuildOutcome(True))
    thread = threading.Thread(target=made.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield made
    made.shutdown()
    made.server_close()
    thread.join()


def ask(
    server: PreviewServer,
    target: str,
    method: str = "GET",
    headers: dict[str, str] | None = None,
    body: bytes | None = None,
) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=30)
    try:
        connection.request(method, target, body, headers or {})
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()
    finally:
        connection.close()


def ask_raw(server: PreviewServer, request: bytes) -> bytes:
    """The whole answer to these bytes."""
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=30) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(65536), b""))


@pytest.mark.parametrize(
    ("target", "name"),
    [
        ("/", ""),
        ("/papers/x/", "papers/x/"),
        ("//papers//x?tag=../..", "papers/x"),
        ("/a%20b.txt#part", "a b.txt"),
        ("/%C3%A9", "é"),
        ("/%00", None),
        ("/%0a", None),
        ("/%zz", None),
        ("/%", None),
        ("/%f", None),
        ("/%ff", None),
        ("/%c3%28", None),
        ("/../secret.txt", None),
        ("/papers/%2e%2e/%2E%2E/secret.txt", None),
        ("/papers%2f..%2f..%2fsecret.txt", None),
        ("/..\\secret.txt", None),
        ("/%5c%5cserver%5cshare", None),
        ("http://127.0.0.1/", None),
        ("*", None),
        ("", None),
    ],
)
def test_a_target_names_a_path_below_the_site_or_is_malformed(
    target: str, name: str | None
) -> None:
    assert file_name(target) == name


def test_pages_carry_the_script_and_files_are_what_they_are(server: PreviewServer) -> None:
    status, headers, page = ask(server, "/papers/x/")
    assert status == 200
    assert page.startswith(b"<!doctype html><p>First<script src=")
    assert headers["Cache-Control"] == "no-store"
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert b"First" in ask(server, "/papers/x/index.html")[2]
    assert ask(server, "/a.css")[2] == b"p { color: red }"
    status, headers, data = ask(server, "/list.zip", headers={"Range": "bytes=0-9"})
    assert (status, len(data)) == (200, 256_000), "a server may pass over a range"


def test_the_scripts_of_the_preview_are_served(server: PreviewServer) -> None:
    for name in ("client.js", "worker.js"):
        status, headers, script = ask(server, f"/~preview/{name}")
        assert status == 200
        assert headers["Content-Type"].startswith("text/javascript")
        assert b'"use strict"' in script
    assert b"unregister" in ask(server, "/sw.js")[2], "no page may come from a cache"


def test_a_folder_without_its_slash_leads_to_the_page_on_this_host(server: PreviewServer) -> None:
    status, headers, _ = ask(server, "/papers/x?q=1")
    assert (status, headers["Location"]) == (302, "/papers/x/?q=1")
    head = ask_raw(
        server,
        f"GET //papers/x HTTP/1.1\r\nHost: 127.0.0.1:{server.server_port}\r\n\r\n".encode(),
    )
    assert b"Location: /papers/x/\r\n" in head


def test_head_gives_the_headers_alone(server: PreviewServer) -> None:
    for target in ("/", "/list.zip", "/~preview/events", "/~preview/client.js"):
        assert ask(server, target, "HEAD")[::2] == (200, b"")
    assert ask(server, "/no-such-page/", "HEAD")[::2] == (404, b"")


@pytest.mark.parametrize(
    "target",
    ["/%00", "/%zz", "/%ff", "/%0d%0aSet-Cookie:%20a=b", "/papers/%2e%2e/%2e%2e/secret.txt"],
)
def test_a_malformed_target_is_a_bad_request(
    server: PreviewServer, target: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert ask(server, target)[0] == 400
    assert ask(server, "/")[0] == 200
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "target",
    [
        "/" + "a" * 60_000,
        "/" + "a/" * 30_000,
        "/" + "%C3%A9" * 9_000,
        "/out.txt",
        "/circle",
        "/circle/x/",
        "/index.html/",
        "/a.css/x",
        "/~preview/",
        "/~preview/../client.js/",
    ],
    ids=lambda target: target[:12],
)
def test_what_is_not_in_the_site_is_not_found(
    server: PreviewServer, target: str, capfd: pytest.CaptureFixture[str]
) -> None:
    status, _, page = ask(server, target)
    assert status in (400, 404)
    assert b"secret" not in page
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "get", "FOO"])
def test_other_methods_are_refused(
    server: PreviewServer, method: str, capfd: pytest.CaptureFixture[str]
) -> None:
    status, headers, _ = ask(server, "/", method, body=b"x" * 300_000)
    assert (status, headers["Allow"]) == (405, "GET, HEAD")
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n", b"414"),
        (b"GET / HTTP/1.1\r\nX: " + b"a" * 70_000 + b"\r\n\r\n", b"431"),
        (b"GET / HTTP/1.1\r\n" + b"X: a\r\n" * 200 + b"\r\n", b"431"),
        (b"GET / HTTP/1.1\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nHost: 127.0.0.1:PORT\r\n\r\n", b"400"),
        (b"GET http://127.0.0.1:PORT/ HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n\r\n", b"400"),
        (b"GET / HTTP/x\r\n\r\n", b"400"),
        (b"\xff\xfe\x00\r\n\r\n", b"400"),
        (b"GET /\xff\xfe HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n\r\n", b"404"),
    ],
    ids=lambda value: str(value[:24]),
)
def test_a_malformed_request_is_refused(
    server: PreviewServer, request_: bytes, status: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    answer = ask_raw(server, request_.replace(b"PORT", str(server.server_port).encode()))
    assert status in answer.split(b"\r\n")[0]
    assert capfd.readouterr() == ("", "")


def test_only_names_of_this_machine_are_answered(server: PreviewServer) -> None:
    port = server.server_port
    for host in ("127.0.0.1", "localhost", "[::1]", "LOCALHOST"):
        assert ask(server, "/", headers={"Host": f"{host}:{port}"})[0] == 200
    others = [
        "evil.example",
        f"evil.example:{port}",
        "127.0.0.1",
        f"127.0.0.1:{port + 1}",
        f"127.0.0.1.evil.example:{port}",
        f"localhost:{port}@evil.example",
        "",
    ]
    for host in others:
        for target in ("/", "/~preview/events", "/~preview/client.js"):
            assert ask(server, target, headers={"Host": host})[0] == 403


class _Injected(HTMLParser):
    """Gathers the state on a page and the scripts that the page has."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.scripts: list[dict[str, str | None]] = []
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "script":
            self.scripts.append(dict(attrs))


def test_hostile_problems_are_data_on_the_page(server: PreviewServer) -> None:
    server.status.publish(BuildOutcome(True, (Notice(HOSTILE),)))
    (script,) = _Injected(ask(server, "/")[2]).scripts
    assert script.keys() == {"src", "data-state", "data-page"}
    state = json.loads(script["data-state"] or "")
    assert state["notices"][0]["text"] == HOSTILE


def test_a_page_that_a_problem_takes_away_stays_until_the_problem_is_corrected(
    server: PreviewServer,
) -> None:
    before = ask(server, "/papers/x/")[2]
    (server.site / "papers" / "x" / "index.html").unlink()
    server.status.publish(BuildOutcome(True, (Notice("x.yml:1:1: error: no title."),)))
    status, _, page = ask(server, "/papers/x/")
    assert status == 200
    assert page.split(b"<script")[0] == before.split(b"<script")[0]
    assert b"no title." in page

    status, _, page = ask(server, "/papers/never-built/")
    assert status == 404
    assert b"no title." in page, "a page that was never built shows the problem"

    server.status.publish(BuildOutcome(True))
    assert ask(server, "/papers/x/")[0] == 404, "without a problem it was removed on purpose"


def test_the_stream_begins_with_the_state_and_misses_no_build(server: PreviewServer) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=30)
    connection.request("GET", "/~preview/events")
    answer = connection.getresponse()
    assert answer.getheader("Content-Type") == "text/event-stream"

    def builds() -> Iterator[int]:
        for line in answer:
            if line.startswith(b"data: "):
                yield json.loads(line.removeprefix(b"data: "))["build"]

    stream = builds()
    assert next(stream) == 1
    server.status.publish(BuildOutcome(True))
    assert next(stream) == 2
    server.status.publish(BuildOutcome(False, (Notice("a\nb"),)))
    assert next(stream) == 2, "a build that failed is told, and is no new build"
    connection.close()

    server.status.publish(BuildOutcome(True))
    server.status.publish(BuildOutcome(True))
    _, _, page = ask(server, "/")
    (script,) = _Injected(page).scripts
    assert json.loads(script["data-state"] or "")["build"] == 4, "what was missed is not lost"


def test_a_stream_tells_which_pages_are_open_until_it_ends(
    server: PreviewServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preview_requests, "_ALIVE", 0.01)
    (script,) = _Injected(ask(server, "/papers/x/?q=1")[2]).scripts
    page = script["data-page"]
    assert page == "papers/x/index.html"
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=30)
    query = urlencode([("page", page), ("page", HOSTILE)])
    connection.request("GET", f"/~preview/events?{query}")
    with connection.getresponse() as answer:
        assert any(line.startswith(b"data:") for line in answer)
        assert server.status.open_pages() == {page, HOSTILE}
    connection.close()
    while server.status.open_pages():
        ask(server, "/a.css")


def test_a_silent_stream_is_kept_alive_and_goes_on(
    server: PreviewServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preview_requests, "_ALIVE", 0.01)
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=30)
    connection.request("GET", "/~preview/events")
    lines = iter(connection.getresponse())
    assert b":\n" in lines
    server.status.publish(BuildOutcome(True))
    assert any(b'"build": 2' in line for line in lines)
    connection.close()
