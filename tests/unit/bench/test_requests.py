"""Who is answered: the page of the bench, opened with the token, on this machine."""

import http.client
import json
import shutil
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from generator.bench.desk import Desk
from generator.bench.requests import HEADER, MOST_BYTES, Bench
from generator.build.preview_requests import BENCH, PreviewServer
from generator.build.preview_state import Status
from tests.support import TOY

TOKEN = "the-token-of-this-run"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[PreviewServer]:
    content = Path(shutil.copytree(TOY, tmp_path / "content"))
    (tmp_path / "site").mkdir()
    desk = Desk(content, lambda: date(2026, 11, 20), "en")
    made = PreviewServer(tmp_path / "site", 0, Status(), Bench(desk, TOKEN))
    thread = threading.Thread(target=made.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield made
    made.shutdown()
    made.server_close()
    thread.join()


def ask(
    server: PreviewServer,
    name: str,
    headers: dict[str, str],
    method: str = "POST",
    body: bytes = b'{"filter": "all"}',
) -> tuple[int, bytes, dict[str, str]]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=30)
    try:
        connection.request(method, f"/{BENCH}{name}", body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read(), dict(answer.getheaders())
    finally:
        connection.close()


def own(server: PreviewServer, **more: str) -> dict[str, str]:
    origin = f"http://127.0.0.1:{server.server_port}"
    given = {HEADER: TOKEN, "Origin": origin, **{k.replace("_", "-"): v for k, v in more.items()}}
    return {name: value for name, value in given.items() if value}


def test_the_page_with_the_token_is_answered(server: PreviewServer) -> None:
    status, page, headers = ask(server, f"?token={TOKEN}", {}, "GET", b"")
    assert status == 200
    assert b"<title>Curate</title>" in page
    assert TOKEN.encode() not in page
    assert headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    status, found, _ = ask(server, "queue", own(server))
    assert status == 200
    assert len(json.loads(found)["papers"]) == 6


@pytest.mark.parametrize("name", ["queue", "paper", "messages", "save", "undo", "tag", "x"])
@pytest.mark.parametrize(
    "headers",
    [
        {HEADER: ""},
        {HEADER: f"{TOKEN}x"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Host": "evil.example"},
        {"Host": "127.0.0.1"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
def test_others_are_refused(server: PreviewServer, name: str, headers: dict[str, str]) -> None:
    given = {key: value for key, value in {**own(server), **headers}.items() if value}
    status, answer, _ = ask(server, name, given)
    assert status == 403
    assert b"papers" not in answer


@pytest.mark.parametrize("query", ["", "?token=", "?token=x", "?Token=the-token-of-this-run"])
def test_the_page_without_the_token_is_refused(server: PreviewServer, query: str) -> None:
    assert ask(server, query, {}, "GET", b"")[0] == 403


def test_only_the_page_can_change_something(server: PreviewServer) -> None:
    without = own(server)
    del without["Origin"]
    assert ask(server, "queue", without)[0] == 405
    for method in ("GET", "PUT", "DELETE", "OPTIONS"):
        assert ask(server, "queue", own(server), method)[0] == 405
    assert ask(server, "../events", own(server))[0] in (400, 405)


@pytest.mark.parametrize(
    ("name", "body", "status"),
    [
        ("queue", b"", 400),
        ("queue", b"\xff", 400),
        ("queue", b"[" * 50_000, 400),
        ("queue", b'{"filter": 1}', 400),
        ("undo", b'{"number": true}', 400),
        ("undo", b'{"number": 7}', 422),
        ("paper", b'{"id": "../../etc/passwd"}', 422),
        ("save", b'{"id": "layer-normalization", "base": "x"}', 409),
        ("save", b'{"id": "layer-normalization", "tags": "x"}', 400),
        ("tag", b'{"verb": "make", "id": "<b>"}', 422),
        ("no-such-call", b"{}", 404),
    ],
)
def test_any_body_is_answered(server: PreviewServer, name: str, body: bytes, status: int) -> None:
    assert ask(server, name, own(server), body=body)[0] == status


def test_a_body_without_end_is_not_read(server: PreviewServer) -> None:
    assert ask(server, "queue", own(server), body=b" " * (MOST_BYTES + 1))[0] == 413


def test_each_run_has_a_token_of_its_own(tmp_path: Path) -> None:
    desk = Desk(tmp_path, lambda: date(2026, 11, 20), "en")
    assert len({Bench(desk).token for _ in range(3)}) == 3
    assert len(Bench(desk).token) >= 32
