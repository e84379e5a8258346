"""Look-ups against a server on this machine, whose records are composed here."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from generator.importers.entry import Entry
from generator.importers.found import Found
from generator.model.config import Online
from generator.model.problems import BrokenEnvironment
from generator.services.directory import agent_of, services_of
from generator.services.polite_client import PoliteClient
from generator.services.scholarly import Scholar
from tests.unit.importers.test_service_answers import feed, row
from tests.unit.services.record_server import RecordServer, Reply, Time, serving

NAMES = ("arxiv", "crossref", "openalex", "semantic-scholar", "zotero")
LAYER = "/arxiv/query?id_list=1607.06450&max_results=1"
OF_ARXIV = "/openalex/works/doi:10.48550%2Farxiv.1607.06450"
BOOK = {
    "DOI": "10.1000/net", "title": ["A Net of Books"], "container-title": ["Annals"],
    "author": [{"given": "Ada", "family": "Bo"}], "issued": {"date-parts": [[2001]]},
    "abstract": "It learns.",
}  # fmt: skip


@pytest.fixture
def server() -> Iterator[RecordServer]:
    with serving() as records:
        yield records


def services(server: RecordServer, **environment: str) -> dict[str, Any]:
    addresses = {name: f"{server.base}{name}" for name in NAMES}
    return services_of(Online(services=addresses), environment)


@pytest.fixture
def scholar(server: RecordServer, tmp_path: Path) -> Iterator[Scholar]:
    pauses = Time()
    path = tmp_path / "answers.sqlite3"
    with PoliteClient("reading-list", path, sleep=pauses.sleep, clock=pauses.clock) as client:
        yield Scholar(client, services(server))


def message(*works: Any) -> bytes:
    found = works[0] if len(works) == 1 else {"items": works}
    return json.dumps({"message": found}).encode()


def openalex(**changes: Any) -> dict[str, Any]:
    known = {"title": "Layer Normalization", "authorships": [], "publication_year": 2016,
             "doi": "https://doi.org/10.48550/arxiv.1607.06450"}  # fmt: skip
    return {**known, **changes}


def test_an_arxiv_id(server: RecordServer, scholar: Scholar) -> None:
    source = {"type": "conference", "display_name": "ICLR"}
    server.on(LAYER, feed(row()))
    server.on(OF_ARXIV, json.dumps(openalex(primary_location={"source": source})).encode())
    found = scholar(Entry(1, arxiv="1607.06450")).entry
    assert found == Entry(
        title="Layer Normalization", authors=("Jimmy Lei Ba", "G. E. Hinton"), year=2016,
        published=2016, venue="ICLR", arxiv="1607.06450", abstract="Training is expensive.",
    )  # fmt: skip


def test_the_doi_that_arxiv_names_gives_venue_later_title_and_retraction(
    server: RecordServer, scholar: Scholar
) -> None:
    server.on(LAYER, feed(row(more="<arxiv:doi>10.1000/net</arxiv:doi>")))
    people = [{"given": "Jimmy Lei", "family": "Ba"}]
    updated = [{"type": "retraction", "DOI": "10.1000/notice"}]
    later = {**BOOK, "author": people, "title": ["Normal Layers at Last"], "updated-by": updated}
    server.on("/crossref/works/10.1000%2Fnet", message(later))
    found = scholar(Entry(1, arxiv="1607.06450")).entry
    assert found is not None
    assert (found.title, found.published_as) == ("Layer Normalization", "Normal Layers at Last")
    assert (found.year, found.published, found.venue) == (2016, 2001, "Annals")
    assert (found.status, found.notice) == ("retracted", "https://doi.org/10.1000/notice")


def test_a_doi_is_asked_of_crossref_alone_when_that_knows_all(
    server: RecordServer, scholar: Scholar
) -> None:
    server.on("/crossref/works/10.1000%2Fnet", message(BOOK))
    found = scholar(Entry(1, doi="10.1000/NET")).entry
    assert found is not None
    assert (found.title, found.venue, found.doi) == ("A Net of Books", "Annals", "10.1000/net")
    assert server.asked == ["/crossref/works/10.1000%2Fnet"]


def test_what_crossref_lacks_is_asked_of_openalex(server: RecordServer, scholar: Scholar) -> None:
    lacking = {**BOOK, "abstract": ""}
    index = {"It": [0], "learns.": [1]}
    server.on("/crossref/works/10.1000%2Fnet", message(lacking))
    known = openalex(title="A net of books", doi="10.1000/net", abstract_inverted_index=index)
    known["is_retracted"] = True
    server.on("/openalex/works/doi:10.1000%2Fnet", json.dumps(known).encode())
    found = scholar(Entry(1, doi="10.1000/net")).entry
    assert found is not None
    assert (found.title, found.abstract) == ("A Net of Books", "It learns.")
    assert found.status == "retracted"


def test_semantic_scholar_is_asked_with_a_key_alone(server: RecordServer, tmp_path: Path) -> None:
    pauses = Time()
    server.on(LAYER, feed(row()))
    server.on("/openalex/works/doi:10.48550%2Farxiv.1607.06450", json.dumps(openalex()).encode())
    paper = {"paperId": "x", "title": "Layer Normalization", "venue": "ICLR",
             "externalIds": {"ArXiv": "1607.06450"}}  # fmt: skip
    server.on("/semantic-scholar/paper/ARXIV:1607.06450", json.dumps(paper).encode())
    environment = {"SEMANTIC_SCHOLAR_API_KEY": "key", "OPENALEX_API_KEY": "open"}
    path = tmp_path / "answers.sqlite3"
    with PoliteClient("reading-list", path, sleep=pauses.sleep, clock=pauses.clock) as client:
        found = Scholar(client, services(server, **environment))(Entry(1, arxiv="1607.06450"))
    assert found.entry is not None
    assert found.entry.venue == "ICLR"
    assert server.headers[-1]["x-api-key"] == "key"
    assert server.asked[1].endswith("?api_key=open")


def test_arxiv_is_asked_for_many_records_with_one_request(
    server: RecordServer, scholar: Scholar
) -> None:
    ids = ("1607.06450", "1607.06451", "1607.06452")
    second = row().replace("1607.06450", "1607.06451")
    server.on("/arxiv/query?id_list=1607.06450%2C1607.06451%2C1607.06452&max_results=3",
              feed(row(), second))  # fmt: skip
    entries = [Entry(1, arxiv=arxiv) for arxiv in ids]
    scholar.expect(entries)
    found = [scholar(entry).entry for entry in entries]
    assert [entry and entry.arxiv for entry in found] == [*ids[:2], None]
    asked = [path for path in server.asked if path.startswith("/arxiv")]
    assert [path.partition("=")[2] for path in asked] == [
        "1607.06450%2C1607.06451%2C1607.06452&max_results=3",
        "1607.06452&max_results=1",
    ]
    assert scholar.fetched == {"1607.06450", "1607.06451"}


def test_a_title_is_followed_to_its_ids(server: RecordServer, scholar: Scholar) -> None:
    server.on("/arxiv/query", feed(row()))
    server.on(OF_ARXIV, json.dumps(openalex()).encode())
    asked = Entry(1, "Layer normalization", ("J. L. Ba",))
    found = scholar(asked).entry
    assert found is not None
    assert (found.arxiv, found.year) == ("1607.06450", 2016)
    assert server.asked[0].startswith("/arxiv/query?search_query=ti%3A%22Layer+normalization%22")


def test_a_title_of_another_author_is_a_question(server: RecordServer, scholar: Scholar) -> None:
    server.on("/arxiv/query", feed(row()))
    server.on("/openalex/works", json.dumps({"results": [{"title": None}]}).encode())
    server.on("/crossref/works", message({**BOOK, "title": ["Layer Normalization!"]}, BOOK))
    found = scholar(Entry(1, "Layer Normalization", ("Zoe Yu",)))
    assert found.entry is None
    assert "give its id: 'Layer Normalization' (Jimmy Lei Ba et al., 2016, arXiv" in found.question


def test_an_id_of_another_work_is_a_question(server: RecordServer, scholar: Scholar) -> None:
    server.on("/crossref/works/10.1000%2Fnet", message(BOOK))
    found = scholar(Entry(1, "Weather over the Sea", ("Zoe Yu",), doi="10.1000/net"))
    assert found.entry is None
    assert found.question == (
        "Crossref says that doi:10.1000/net is 'A Net of Books': is it this work?"
    )


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Reply(b"<html></html>"), "cannot be read"),
        (Reply(message({**BOOK, "DOI": "10.1000/other"})), "answers with another work"),
        (Reply(status=404), ""),
        (Reply(status=410), ""),
        (Reply(status=503), "is busy"),
        (Reply(status=302, headers={"Location": "https://example.org/"}), "another host"),
    ],
)
def test_a_wrong_answer_says_nothing_of_the_work(
    server: RecordServer, scholar: Scholar, reply: Reply, reason: str
) -> None:
    server.on("/crossref/works/10.1000%2Fnet", reply)
    found = scholar(Entry(1, doi="10.1000/net"))
    assert (found.entry, found.question) == (None, "")
    assert reason in found.failed


def test_one_service_that_fails_leaves_what_the_others_say(
    server: RecordServer, scholar: Scholar
) -> None:
    server.on(LAYER, feed(row()))
    server.on(OF_ARXIV, Reply(status=500))
    found = scholar(Entry(1, arxiv="1607.06450"))
    assert found.entry is not None
    assert found.failed == "OpenAlex is busy (status 500); try again later"


def test_an_address_is_read_for_its_tags(tmp_path: Path) -> None:
    asked = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return httpx.Response(200, text="<meta name=citation_title content='A Net'>")

    pauses = Time()
    client = PoliteClient(
        "reading-list", tmp_path / "a.sqlite3", sleep=pauses.sleep, clock=pauses.clock,
        resolve=lambda host: ["93.184.215.14" if host == "a.org" else "10.0.0.1"],
        transport=httpx.MockTransport(answer),
    )  # fmt: skip
    with client:
        scholar = Scholar(client, {})
        found = scholar(Entry(1, url="http://a.org/x?id=1"))
        assert found == Found(Entry(title="A Net", url="http://a.org/x?id=1"))
        assert "private" in scholar(Entry(1, url="https://b.org/x")).failed
        for address in ("http://10.0.0.1/x", "https://localhost/x", "https://a.org:8080/x"):
            assert "is not asked" in scholar(Entry(1, url=address)).failed
    assert asked == ["https://a.org/x?id=1"]


@pytest.mark.parametrize(
    ("services", "said"),
    [({"arxive": "https://a.org/"}, "`arxive`"), ({"arxiv": "ftp://a.org/"}, "'ftp://a.org/'")],
)
def test_a_configuration_that_names_no_service(services: dict[str, str], said: str) -> None:
    with pytest.raises(BrokenEnvironment, match=said):
        services_of(Online(services=services), {})


def test_who_asks() -> None:
    whole = Online("a@b.org", "https://example.org/list")
    assert agent_of(whole, "1") == "reading-list/1 (+https://example.org/list; mailto:a@b.org)"
    assert agent_of(Online(), "1") == "reading-list/1"
