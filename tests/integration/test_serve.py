"""The live preview follows edits, and ends when it is told to and not before."""

from __future__ import annotations

import http.client
import json
import re
import signal
import socket
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.build.preview_state import BuildOutcome, Status
from generator.cli import group, rebuild
from generator.cli import serve as serve_command
from tests.preview import Preview
from tests.support import run, save

PAPER = "content/papers/poincare-resnet.yml"
BUILT = r": ([1-9][\d,]*) pages built"


@pytest.fixture
def preview(toy_built: Path) -> Iterator[Preview]:
    with Preview(toy_built) as running:
        yield running


def get(preview: Preview, path: str) -> str:
    with urllib.request.urlopen(f"{preview.address}/{path}", timeout=20) as answer:
        return str(answer.read().decode())


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    changed = re.sub(old, new, text, count=1, flags=re.MULTILINE)
    assert changed != text
    save(path, changed)


def states(preview: Preview, page: str = "") -> Iterator[dict[str, object]]:
    """The states of the preview from now on, for a reader who shows the page."""
    connection = http.client.HTTPConnection("127.0.0.1", preview.port, timeout=60)
    connection.request("GET", f"/~preview/events?page={page}")
    try:
        for line in connection.getresponse():
            if line.startswith(b"data: "):
                yield json.loads(line.removeprefix(b"data: "))
    finally:
        connection.close()


def test_an_edit_shows_and_only_its_pages_are_built(preview: Preview) -> None:
    edit(preview.folder / PAPER, "^summary: .*$", "summary: A zebra crosses.")
    built = preview.wait_for(BUILT)
    news = states(preview)
    while next(news)["build"] == 1:
        pass
    assert "A zebra crosses." in get(preview, "papers/poincare-resnet/")
    pages = len(list((preview.folder / "site").rglob("*.html")))
    assert 0 < int(built[1]) < pages


@pytest.mark.parametrize("page", ["papers/poincare-resnet/", "papers/", ""])
def test_the_page_that_is_looked_at_is_built_before_anything_else(
    preview: Preview, page: str
) -> None:
    place = f"{page}index.html"
    news = states(preview, place)
    assert next(news)["build"] == 1
    exports = preview.folder / "site" / "exports" / "papers.bib"
    edit(preview.folder / PAPER, "^title: .*$", "title: A Zebra Crosses")

    state = next(news)

    assert (state["build"], state["first"]) == (2, [place])
    assert "A Zebra Crosses" in get(preview, page)
    state = next(news)
    assert (state["build"], state["first"]) == (2, None)
    assert "A Zebra Crosses" in exports.read_text("utf-8")


def test_what_is_curated_shows_and_the_built_site_knows_nothing_of_the_preview(
    preview: Preview,
) -> None:
    assert "~preview/client.js" in get(preview, "")
    address = preview.wait_for(r"Curate on (\S+)")[1]
    assert "<title>Curate</title>" in get(preview, address.removeprefix(f"{preview.address}/"))
    place, _, token = address.partition("?token=")
    paper = {"id": "poincare-resnet"}

    def ask(call: str, asked: dict[str, object]) -> dict[str, object]:
        headers = {"X-Bench-Token": token, "Origin": preview.address}
        request = urllib.request.Request(place + call, json.dumps(asked).encode(), headers)
        with urllib.request.urlopen(request, timeout=60) as answer:
            found: dict[str, object] = json.loads(answer.read())
        return found

    seen = ask("paper", {**paper})
    kept = {name: seen[name] for name in ("base", "topics", "tags")}
    ask("save", {**paper, **kept, "summary": "A zebra crosses."})
    preview.wait_for(BUILT)
    assert "A zebra crosses." in get(preview, "papers/poincare-resnet/")
    files = [path for path in (preview.folder / "site").rglob("*") if path.is_file()]
    assert [path for path in files if b"~preview" in path.read_bytes()] == []


def test_a_broken_file_is_told_with_its_place_and_does_not_end_the_preview(
    preview: Preview,
) -> None:
    news = states(preview)
    assert next(news)["notices"] == []
    sound = (preview.folder / PAPER).read_text("utf-8")
    save(preview.folder / PAPER, "title: [\n")
    preview.wait_for(r"poincare-resnet\.yml:\d+:\d+: error")
    notice = next(news)["notices"]
    assert isinstance(notice, list)
    assert re.match(rf"{PAPER}:\d+:\d+: error\[", notice[0]["text"])
    assert "title: [" in [line["text"] for line in notice[0]["excerpt"]]
    save(preview.folder / PAPER, sound)
    while next(news)["notices"]:
        pass  # the problem is told before and after the build


@pytest.mark.parametrize(
    ("name", "broken"),
    [("mkdocs.yml", "\nnav: [\n"), ("overrides/main.html", "{% if %}")],
)
def test_a_build_that_fails_is_told_and_the_next_one_is_shown(
    preview: Preview, name: str, broken: str
) -> None:
    before = get(preview, "papers/poincare-resnet/")
    news = states(preview)
    first = next(news)
    file = preview.folder / name
    sound = file.read_text("utf-8")
    save(file, sound + broken)
    failed = next(news)
    assert (failed["session"], failed["build"]) == (first["session"], first["build"])
    assert failed["notices"] != []
    page = get(preview, "papers/poincare-resnet/")
    assert page.split('<script src="/~')[0] == before.split('<script src="/~')[0]
    save(file, sound)
    assert next(news)["notices"] == []


def test_a_site_that_cannot_be_built_yet_shows_why(toy_project: Path) -> None:
    template = toy_project / "overrides" / "main.html"
    sound = template.read_text("utf-8")
    save(template, "{% if %}")
    with Preview(toy_project) as preview:
        with pytest.raises(urllib.error.HTTPError, match="404") as refused:
            get(preview, "")
        with refused.value as answer:
            assert b"the builder failed" in answer.read()
        news = states(preview)
        assert next(news)["build"] == 0
        save(template, sound)
        assert next(news)["notices"] == []
        assert "<h1" in get(preview, "")


def test_an_edit_of_the_configuration_shows(preview: Preview) -> None:
    edit(preview.folder / "mkdocs.yml", "^site_name: .*$", "site_name: A zoo of papers")
    preview.wait_for(BUILT)
    news = states(preview)
    while next(news)["build"] == 1:
        pass
    assert "A zoo of papers" in get(preview, "")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("busy", [False, True], ids=["idle", "building"])
def test_a_signal_ends_it_cleanly(toy_built: Path, number: signal.Signals, busy: bool) -> None:
    with Preview(toy_built) as preview:
        news = states(preview)
        next(news)
        if busy:
            edit(toy_built / PAPER, "^summary: .*$", "summary: A zebra crosses.")
            preview.wait_for("Read the content")
        assert preview.end(number) == 0
    assert "Traceback" not in preview.printed
    with socket.socket() as free:
        free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        free.bind(("127.0.0.1", preview.port))
    assert run("check", cwd=toy_built).returncode == 0


def test_a_port_in_use_is_said_before_anything_is_built(toy_project: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = run("serve", "--port", str(port), cwd=toy_project)
    assert done.returncode == 2
    assert done.stderr == (f"reading-list: port {port} is in use; choose another with --port\n")
    assert not (toy_project / "site").exists()


def test_a_bug_in_a_build_is_told_and_does_not_end_the_preview(
    toy_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcomes: list[BuildOutcome] = []

    def fail(*_arguments: object, **_options: object) -> None:
        raise ZeroDivisionError("division of a zebra")

    def serve_once(_site: Path, _port: int, _watched: object, rebuild, *_others: object) -> None:  # type: ignore[no-untyped-def]
        outcomes.append(rebuild(Status()))

    monkeypatch.chdir(toy_project)
    monkeypatch.setattr(rebuild, "write_docs", fail)
    monkeypatch.setattr(serve_command, "serve", serve_once)
    done = CliRunner().invoke(group, ["serve"])
    assert done.exit_code == 0
    assert "division of a zebra" in done.stderr
    (outcome,) = outcomes
    assert not outcome.built
    assert "ZeroDivisionError: division of a zebra" in outcome.notices[0].text
