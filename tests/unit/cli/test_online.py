"""`import` and `new` ask a server on this machine; no test waits."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import httpx
import pytest
from click.testing import CliRunner

from generator.cli import Settings
from generator.cli.enrich import command as enrich
from generator.cli.import_ import command as import_
from generator.cli.new import command as new
from generator.services.github import ProposalOutcome, Proposed
from generator.services.polite_client import NoAnswer
from tests.unit.importers.test_service_answers import feed, row
from tests.unit.services.record_server import RecordServer, Reply, Time, serving
from tests.unit.services.test_scholarly import BOOK, LAYER, NAMES, message

PROSE = "Read arXiv:1607.06450v2 first,\nthen https://doi.org/10.1000/net (a book).\n"
GROUP = "https://www.zotero.org/groups/12/nets/library"
ITEMS = "/zotero/groups/12/items/top?format=csljson&itemType=-attachment&limit=100&start=0"


def configure(base: str) -> None:
    services = {name: f"{base}{name}" for name in NAMES}
    extra = {"contact": "a@b.org", "services": services}
    # JSON is YAML
    Path("mkdocs.yml").write_text(json.dumps({"site_name": "A", "extra": extra}), "utf-8")


@pytest.fixture
def server() -> Iterator[RecordServer]:
    with serving() as records:
        records.on(LAYER, feed(row()))
        records.on("/crossref/works/10.1000%2Fnet", message(BOOK))
        yield records


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> Time:
    pauses = Time()
    monkeypatch.setattr("generator.cli.online.sleep", pauses.sleep)
    monkeypatch.setattr("generator.cli.online.monotonic", pauses.clock)
    return pauses


@pytest.fixture
def content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: RecordServer, pauses: Time  # noqa: ARG001
) -> Path:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    configure(server.base)
    content = Path("content")
    content.mkdir()
    return content


def call(command: click.Command, *args: str) -> tuple[int, str]:
    settings = Settings(Path("content"), Path("mkdocs.yml"))
    result = CliRunner().invoke(command, args, obj=settings, catch_exceptions=False)
    return result.exit_code, result.output


def state(content: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in content.rglob("*") if path.is_file()}


def test_ids_amid_prose_become_papers_and_are_asked_for_once(
    content: Path, server: RecordServer
) -> None:
    Path("ids.txt").write_text(PROSE, "utf-8")
    code, said = call(import_, "ids.txt")
    assert (code, "2 entries = 2 new" in said) == (0, True), said
    assert "year: 2016" in (content / "papers" / "layer-normalization.yml").read_text("utf-8")
    assert "venue: Annals" in (content / "papers" / "a-net-of-books.yml").read_text("utf-8")
    assert "mailto:a@b.org" in server.headers[0]["User-Agent"]
    before, asked = state(content), len(server.asked)
    code, said = call(import_, "ids.txt")
    assert (code, "2 entries = 2 known" in said) == (0, True)
    assert (state(content), len(server.asked)) == (before, asked)


def test_without_a_network_each_id_is_refused_and_nothing_is_written(content: Path) -> None:
    configure("http://127.0.0.1:1/")
    code, said = call(import_, "https://arxiv.org/abs/1607.06450")
    assert (code, state(content)) == (1, {})
    Path("ids.txt").write_text(PROSE, "utf-8")
    code, said = call(import_, "ids.txt")
    assert (code, state(content)) == (1, {})
    assert "ids.txt:1:0: error[refused-entry]: '1607.06450' is refused: arXiv cannot be" in said
    assert "ids.txt:2:0: error[refused-entry]: '10.1000/net' is refused: Crossref cannot" in said
    code, said = call(import_, GROUP)
    assert (code, "error[refused-entry]" in said, state(content)) == (1, True, {})


@pytest.mark.usefixtures("content")
def test_a_limit_is_reached_and_the_next_run_goes_on(server: RecordServer) -> None:
    Path("ids.txt").write_text(PROSE, "utf-8")
    code, said = call(import_, "--limit", "1", "ids.txt")
    assert (code, "1 new + 1 refused" in said, "--limit 1 is reached" in said) == (1, True, True)
    code, said = call(import_, "--limit", "1", "ids.txt")
    assert (code, "1 known + 1 new" in said) == (0, True)
    assert server.asked.count(LAYER) == 1


def test_a_run_that_is_stopped_goes_on_where_it_was(
    content: Path, server: RecordServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("ids.txt").write_text("1607.06450\n1607.06451\n", "utf-8")
    other = row().replace("1607.06450", "1607.06451").replace("Layer", "Batch")
    server.on(LAYER.replace("06450", "06451"), feed(other))

    def stop(_seconds: float) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("generator.cli.online.sleep", stop)
        code, said = call(import_, "ids.txt")
    assert (code, "Stopped; the answers so far are kept" in said) == (1, True)
    assert state(content) == {}
    code, _ = call(import_, "ids.txt")
    assert (code, server.asked.count(LAYER), len(state(content))) == (0, 1, 2)


def test_online_fills_what_an_entry_lacks_and_keeps_what_it_says(content: Path) -> None:
    Path("a.bib").write_text(
        "@book{x, title={The Net of Books}, author={Bo, A.}, doi={10.1000/net}}\n"
        "@misc{y, title={Weather over the Sea}, doi={10.1000/net}, author={Yu, Z.}}\n", "utf-8",
    )  # fmt: skip
    code, said = call(import_, "--online", "a.bib")
    text = (content / "papers" / "the-net-of-books.yml").read_text("utf-8")
    assert "title: The Net of Books\ntype: book\nauthors:\n  - A. Bo\nyear: 2001\n" in text
    assert "abstract: |\n  It learns." in text
    assert "a.bib:2:0: warning[question]: 'Weather over the Sea': Crossref says that" in said
    assert code == 1  # the second entry has the id of the first


@pytest.mark.usefixtures("content")
def test_without_being_asked_no_service_hears_of_an_entry_with_a_title(
    server: RecordServer,
) -> None:
    Path("a.bib").write_text("@book{x, title={A Net of Books}, doi={10.1000/net}}\n", "utf-8")
    assert call(import_, "a.bib")[0] == 0
    assert server.asked == []
    assert not Path("build").exists()


def item(key: str, title: str, **more: Any) -> dict[str, Any]:
    return {"id": f"12/{key}", "type": "article-journal", "title": title, **more}


def library(items: list[dict[str, Any]], total: int, version: int) -> Reply:
    headers = {"Total-Results": str(total), "Last-Modified-Version": str(version)}
    return Reply(json.dumps({"items": items}).encode(), headers=headers)


def test_a_zotero_group_comes_page_by_page_and_then_what_is_new(
    content: Path, server: RecordServer
) -> None:
    first, second = item("A", "Seas"), item("B", "Lakes", DOI="10.1000/lakes")
    server.on(ITEMS, library([first], 2, 7))
    server.on(ITEMS.replace("start=0", "start=1"), library([second], 2, 7))
    code, said = call(import_, GROUP)
    assert (code, "2 entries = 2 new" in said) == (0, True), said
    before = state(content)

    server.on(f"{ITEMS}&since=7", library([], 0, 7))
    code, said = call(import_, GROUP)
    assert (code, "0 entries" in said, state(content)) == (0, True, before)

    changed = item("A", "Seas", issued={"date-parts": [[2019]]})
    new_one = [changed, item("C", "Rivers"), {"id": "12/D", "type": "document", "title": ""}]
    server.on(f"{ITEMS}&since=7", library(new_one, 3, 9))
    code, said = call(import_, GROUP)
    assert (code, "1 merged + 1 new" in said, "item-without-title" in said) == (0, True, True)
    assert server.asked[-1] == f"{ITEMS}&since=7"

    (content / "papers" / "rivers.yml").unlink()
    code, said = call(import_, GROUP)
    assert (code, "2 entries = 2 known" in said) == (0, True)
    assert server.asked[-2:] == [ITEMS, ITEMS.replace("start=0", "start=1")]


def test_a_dry_run_of_a_library_remembers_nothing(content: Path, server: RecordServer) -> None:
    server.on(ITEMS, library([item("A", "Seas")], 1, 7))
    for _ in range(2):
        assert "1 new" in call(import_, "--dry-run", GROUP)[1]
    assert state(content) == {}


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Reply(status=404), "no such group or collection"),
        (Reply(status=403), "status 403"),
        (library([item("A", "Seas")], 3, 7), "announced 3 items and gave 1"),
        (Reply(b"<html>"), "cannot be read"),
        (Reply(b'{"items": [1]}'), "cannot be read"),
    ],
)
def test_half_a_library_is_refused(
    content: Path, server: RecordServer, reply: Reply, reason: str
) -> None:
    empty = library([], 3, 7)
    server.on(ITEMS, reply)
    server.on(ITEMS.replace("start=0", "start=1"), empty)
    code, said = call(import_, GROUP)
    assert (code, reason in said, state(content)) == (1, True, {})


def test_a_person_s_library_has_to_be_exported(content: Path, server: RecordServer) -> None:
    code, said = call(import_, "https://www.zotero.org/ada/collections/ABCD1234")
    assert (code, "export it from Zotero" in said, state(content)) == (1, True, {})
    assert server.asked == []


def test_a_person_s_library_is_read_with_the_owner_s_key(
    content: Path, server: RecordServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZOTERO_API_KEY", "secret")
    server.on("/zotero/keys/current", Reply(b'{"userID": 34, "username": "Ada Bo"}'))
    server.on(ITEMS.replace("groups/12", "users/34"), library([item("A", "Seas")], 1, 7))

    code, said = call(import_, "https://www.zotero.org/ada_bo/library")
    assert (code, "1 entry = 1 new" in said) == (0, True), said
    code, said = call(import_, "https://www.zotero.org/eve/collections/ABCD1234/library")
    assert (code, "the key in ZOTERO_API_KEY is that of ada_bo" in said) == (1, True)
    server.on("/zotero/keys/current", Reply(b"", 403))
    code, said = call(import_, "https://www.zotero.org/ada_bo/library")
    assert (code, "1 refused" in said, "secret" in said) == (1, True, False)
    assert len(state(content)) == 1


def test_new_asks_for_an_id(content: Path) -> None:
    assert call(new, "arXiv:1607.06450")[0] == 0
    assert "year: 2016" in (content / "papers" / "layer-normalization.yml").read_text("utf-8")


def test_new_asks_for_a_title_and_refuses_a_doubtful_one(
    content: Path, server: RecordServer
) -> None:
    server.on("/arxiv/query", feed(row()))
    code, said = call(new, "Layer Normalization", "--author", "Zoe Yu")
    assert (code, "error[not-found]" in said, "is this the same work?" in said) == (1, True, True)
    assert call(new, "Layer Normalization", "--author", "J. Ba", "--year", "2015")[0] == 0
    text = (content / "papers" / "layer-normalization.yml").read_text("utf-8")
    assert ("year: 2015" in text, 'arxiv: "1607.06450"' in text) == (True, True)


def test_new_without_a_network(content: Path) -> None:
    configure("http://127.0.0.1:1/")
    code, said = call(new, "10.1000/net")
    assert (code, "Crossref cannot be reached" in said, state(content)) == (1, True, {})
    assert call(new, "https://example.org/x", "--title", "A Net")[0] == 0


def paper(content: Path, name: str, text: str) -> Path:
    (content / "papers").mkdir(exist_ok=True)
    path = content / "papers" / f"{name}.yml"
    path.write_text(text, "utf-8")
    return path


def test_enrich_fills_papers_and_says_what_is_to_decide(
    content: Path, server: RecordServer
) -> None:
    book = paper(content, "book", 'title: A Net of Books\ndoi: "10.1000/net"\nyear: 2002 # mine\n')
    layers = paper(content, "layers", "title: Layer Normalization\nauthors: [Zoe Yu]\n")
    server.on("/arxiv/query", feed(row()))
    code, said = call(enrich, "--online", "--dry-run")
    assert (code, "Papers that would be written: 1" in said) == (0, True)
    assert "venue" not in book.read_text("utf-8")
    code, said = call(enrich, "--online")
    assert (code, "book: filled authors, venue, abstract" in said) == (0, True)
    assert "year: 2002 # mine\nvenue: Annals" in book.read_text("utf-8")
    assert "content/papers/layers.yml:0:0: warning[question]: is this the same work?" in said
    assert layers.read_text("utf-8") == "title: Layer Normalization\nauthors: [Zoe Yu]\n"
    before, asked = state(content), len(server.asked)
    call(enrich, "--online")
    assert (state(content), len(server.asked)) == (before, asked)


def test_enrich_goes_on_after_its_limit(content: Path, server: RecordServer) -> None:
    for number in range(3):
        doi = f"10.1000/net{number}"
        paper(content, f"p{number}", f'title: A Net of Books {number}\ndoi: "{doi}"\n')
        title = f"A Net of Books {number}"
        server.on(
            f"/crossref/works/10.1000%2Fnet{number}", message(BOOK | {"DOI": doi, "title": [title]})
        )
    written = [call(enrich, "--online", "--limit", "1")[1].rpartition(" ")[2] for _ in range(4)]
    assert len(server.asked) == 3
    assert all("Annals" in text.decode() for text in state(content).values()), written


def test_enrich_without_a_network_is_an_error(content: Path) -> None:
    configure("http://127.0.0.1:1/")
    paper(content, "book", 'title: A Net of Books\ndoi: "10.1000/net"\n')
    before = state(content)
    code, said = call(enrich, "--online")
    assert (code, "error[not-asked]: Crossref cannot be reached" in said) == (1, True)
    assert state(content) == before


def test_enrich_submits_what_it_filled(
    content: Path, server: RecordServer, monkeypatch: pytest.MonkeyPatch  # noqa: ARG001
) -> None:  # fmt: skip
    proposed: list[tuple[str, str, str]] = []

    def propose(branch: str, path: str, message: str, body: str, *, again: bool) -> Proposed:
        assert (message, again) == ("content: Fill what services know of the papers", True)
        proposed.append((branch, path, body))
        return Proposed(ProposalOutcome.OPENED, 3)

    monkeypatch.setattr("generator.cli.enrich.propose", propose)
    paper(content, "book", 'title: A Net of Books\ndoi: "10.1000/net"\n')
    assert "Pull request: opened" in call(enrich, "--online", "--submit")[1]
    assert "Pull request" not in call(enrich, "--online", "--submit")[1]
    ((branch, path, body),) = proposed
    assert (branch, path) == ("enrich", "content/papers")
    assert "- `book.yml`: authors, year, venue, abstract\n" in body


@pytest.mark.parametrize("args", [[], ["--online", "--from", "x.jsonl"]])
@pytest.mark.usefixtures("content")
def test_enrich_is_given_one_source(args: list[str]) -> None:
    assert call(enrich, *args)[0] == 2


def at_the_address(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    def ask_page(*_: Any, **__: Any) -> httpx.Response:
        if not text:
            raise NoAnswer("example.org cannot be reached")
        return httpx.Response(200, text=text)

    monkeypatch.setattr("generator.cli.online.ask_page", ask_page)
    monkeypatch.setattr("generator.services.scholarly.ask_page", ask_page)


@pytest.mark.parametrize(
    ("text", "format_"),
    [
        ("@book{x, title={A Net}}\n", "bibtex"),
        ("- [A Net](https://example.org/net) - Good.\n", "awesome"),
        ("<meta name=citation_title content='A Net'>", "ids"),
    ],
)
def test_what_is_at_a_web_address_is_read(
    content: Path, monkeypatch: pytest.MonkeyPatch, text: str, format_: str
) -> None:
    at_the_address(monkeypatch, text)
    code, said = call(import_, "https://example.org/list")
    assert (code, f"format {format_}" in said) == (0, True), said
    assert (content / "papers" / "a-net.yml").is_file()
    assert "1 refused" in call(import_, "--offline", "https://example.org/list")[1]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<!doctype html><p>Log in</p>", "error[unknown-format]: this looks like an HTML page"),
        ("", "is refused: example.org cannot be reached"),
        ("@book{x, title={A", "error[bad-bibtex]"),
    ],
)
def test_what_cannot_be_read_at_a_web_address_writes_nothing(
    content: Path, monkeypatch: pytest.MonkeyPatch, text: str, said: str
) -> None:
    at_the_address(monkeypatch, text)
    code, output = call(import_, "https://example.org/list")
    assert (code, said in output, state(content)) == (1, True, {}), output


def test_the_format_that_is_named_is_that_of_what_is_at_the_address(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_the_address(monkeypatch, "Titel,Jahr\nA Net,2001\n")
    args = ["--format", "csv", "--column", "title=Titel", "--column", "year=Jahr"]
    assert call(import_, *args, "https://example.org/list")[0] == 0
    assert "year: 2001" in (content / "papers" / "a-net.yml").read_text("utf-8")
