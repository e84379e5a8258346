"""Against a server on this machine that answers rightly and wrongly; no test waits."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from generator.services.polite_client import NoAnswer, PoliteClient
from generator.services.polite_transport import LARGEST, Service
from tests.unit.services.record_server import RecordServer, Reply, Time, serving

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
GOOD = b'{"title": "A Net"}'


@pytest.fixture
def server() -> Iterator[RecordServer]:
    with serving() as records:
        yield records


@pytest.fixture
def pauses() -> Time:
    return Time()


@pytest.fixture
def client(tmp_path: Path, pauses: Time) -> Iterator[PoliteClient]:
    with a_client(tmp_path, pauses) as made:
        yield made


def a_client(
    folder: Path, pauses: Time, agent: str = "reading-list", *, keeps_misses: bool = False
) -> PoliteClient:
    return PoliteClient(
        agent, folder / "answers.sqlite3", sleep=pauses.sleep, clock=pauses.clock,
        now=lambda: NOW, keeps_misses=keeps_misses,
    )  # fmt: skip


def service(server: RecordServer, **headers: str) -> Service:
    return Service("Crossref", server.base, 2.0, headers)


def got(client: PoliteClient, service: Service, path: str = "works/1") -> bytes | None:
    response = client.get(service, path, {}, json.loads)
    return None if response is None else response.content


def test_it_says_who_asks_and_waits_between_two_requests(
    server: RecordServer, tmp_path: Path, pauses: Time
) -> None:
    server.on("/works/1", GOOD)
    server.on("/works/2", GOOD)
    with a_client(tmp_path, pauses, "reading-list/1 (mailto:a@b.org)") as client:
        assert got(client, service(server)) == GOOD
        assert got(client, service(server), "works/2") == GOOD
    assert [row["User-Agent"] for row in server.headers] == ["reading-list/1 (mailto:a@b.org)"] * 2
    assert pauses.slept == [2.0]


def test_an_answer_is_asked_for_once_also_by_the_next_run(
    server: RecordServer, tmp_path: Path, pauses: Time
) -> None:
    server.on("/works/1", GOOD)
    for keeps_misses in (False, True, True):
        with a_client(tmp_path, pauses, keeps_misses=keeps_misses) as client:
            assert got(client, service(server)) == GOOD
            assert got(client, service(server), "works/none") is None
    assert server.asked == ["/works/1", "/works/none", "/works/none"]
    assert client.requests == 0
    assert pauses.slept == [2.0]


def test_a_key_is_sent_and_not_kept(server: RecordServer, tmp_path: Path, pauses: Time) -> None:
    server.on("/works/1", GOOD)
    with a_client(tmp_path, pauses) as client:
        got(client, service(server, **{"x-api-key": "secret-key"}))
    assert server.headers[0]["x-api-key"] == "secret-key"
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.is_file())
    assert b"A Net" in kept
    assert b"secret-key" not in kept


@pytest.mark.parametrize(
    ("busy", "waits"),
    [
        (Reply(status=500), [2.0]),
        (Reply(status=429, headers={"Retry-After": "17"}), [17.0]),
        (Reply(status=503, headers={"Retry-After": "Fri, 20 Nov 2026 12:00:30 GMT"}), [30.0]),
        (Reply(status=429, headers={"Retry-After": "soon"}), [2.0]),
        (Reply(GOOD, missing=9), [2.0]),
    ],
)
def test_what_fails_for_now_is_asked_again_as_the_service_wishes(
    server: RecordServer, client: PoliteClient, pauses: Time, busy: Reply, waits: list[float]
) -> None:
    server.on("/works/1", busy, Reply(GOOD))
    assert got(client, service(server)) == GOOD
    assert pauses.slept == waits


def test_a_service_that_stays_busy_is_left_alone_after_four_tries(
    server: RecordServer, client: PoliteClient, pauses: Time
) -> None:
    for number in range(5):
        server.on(f"/works/{number}", Reply(status=500))
    for number in range(5):
        with pytest.raises(NoAnswer, match=r"Crossref is busy \(status 500\); try again later"):
            got(client, service(server), f"works/{number}")
    assert server.asked == [f"/works/{number}" for number in (0, 1, 2) for _ in range(4)]
    assert pauses.slept[:3] == [2.0, 4.0, 8.0]


def test_who_asks_for_too_much_patience_is_not_asked_again(
    server: RecordServer, client: PoliteClient, pauses: Time
) -> None:
    server.on("/works/1", Reply(status=429, headers={"Retry-After": "3600"}))
    for number in (1, 2):
        with pytest.raises(NoAnswer, match="status 429"):
            got(client, service(server), f"works/{number}")
    assert server.asked == ["/works/1"]
    assert pauses.slept == []


def test_a_pause_that_a_good_answer_asks_for_is_kept(
    server: RecordServer, client: PoliteClient, pauses: Time
) -> None:
    server.on("/works/1", Reply(GOOD, headers={"Backoff": "40"}))
    server.on("/works/2", GOOD)
    got(client, service(server))
    got(client, service(server), "works/2")
    assert pauses.slept == [40.0]


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (Reply(b"<html>Please log in</html>"), "gave an answer that cannot be read"),
        (Reply(b'{"title": "A N'), "gave an answer that cannot be read"),
        (Reply(b"[" * 100_000), "gave an answer that cannot be read"),
        (Reply(b" " * (LARGEST + 1)), "answered with more than 4 MiB"),
        (Reply(status=403), "refuses .status 403"),
        (Reply(status=302, headers={"Location": "http://10.0.0.1/works/1"}), "another host .10.0"),
        (Reply(status=302, headers={"Location": "http://127.0.0.1:1/"}), "another host"),
        (Reply(status=301, headers={"Location": "file:///etc/passwd"}), "another host .file"),
        (Reply(status=301, headers={"Location": "/works/1"}), "redirects without end"),
    ],
)
def test_a_wrong_answer_is_none_and_is_not_kept(
    server: RecordServer, client: PoliteClient, wrong: Reply, reason: str
) -> None:
    server.on("/works/1", wrong)
    with pytest.raises(NoAnswer, match=reason):
        got(client, service(server))
    server.on("/works/1", GOOD)
    assert got(client, service(server)) == GOOD


def test_a_redirect_within_the_host_is_followed(server: RecordServer, client: PoliteClient) -> None:
    server.on("/works/1", Reply(status=301, headers={"Location": "/works/2?x=1"}))
    server.on("/works/2?x=1", GOOD)
    assert got(client, service(server)) == GOOD


@pytest.mark.parametrize("path", ["//10.0.0.1/x", "http://10.0.0.1/x"])
def test_a_path_cannot_lead_to_another_host(
    server: RecordServer, client: PoliteClient, path: str
) -> None:
    with pytest.raises(NoAnswer, match="another host"):
        got(client, service(server), path)
    assert server.asked == []


def test_without_a_network_a_service_is_asked_once(client: PoliteClient, pauses: Time) -> None:
    nowhere = Service("arXiv", "http://127.0.0.1:1/", 3.0)
    for number in range(3):
        with pytest.raises(NoAnswer, match="arXiv cannot be reached"):
            got(client, nowhere, f"works/{number}")
    assert (client.requests, pauses.slept) == (1, [])


@pytest.mark.parametrize(
    ("base", "address", "reason"),
    [
        ("https://api.crossref.org/", "10.0.0.1", "leads to a private address"),
        ("https://api.crossref.org/", "127.0.0.1", "leads to a private address"),
        ("https://api.crossref.org/", "169.254.169.254", "leads to a private address"),
        ("https://api.crossref.org/", "fd00::1", "leads to a private address"),
        ("https://api.crossref.org/", "::ffff:10.0.0.1", "leads to a private address"),
        ("http://api.crossref.org/", "93.184.215.14", "does not begin with https"),
        ("http://10.0.0.1/", "10.0.0.1", "does not begin with https"),
    ],
)
def test_private_addresses_and_unencrypted_ones_are_not_asked(
    tmp_path: Path, pauses: Time, base: str, address: str, reason: str
) -> None:
    def refuse(request: httpx.Request) -> httpx.Response:
        raise AssertionError(request.url)

    client = PoliteClient(
        "reading-list", tmp_path / "a.sqlite3", sleep=pauses.sleep, clock=pauses.clock,
        resolve=lambda _: [address], transport=httpx.MockTransport(refuse),
    )  # fmt: skip
    with client, pytest.raises(NoAnswer, match=reason):
        client.get(Service("Crossref", base, 1.0), "works/1", {}, json.loads)


def test_a_damaged_cache_is_none(server: RecordServer, tmp_path: Path, pauses: Time) -> None:
    (tmp_path / "answers.sqlite3").write_bytes(b"no database" * 1_000)
    server.on("/works/1", GOOD)
    with a_client(tmp_path, pauses) as client:
        assert got(client, service(server)) == GOOD
