"""The bench: a person curates with the keyboard alone, and the files say what was meant."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import BrowserContext, Page, expect

from generator.bench.desk import Desk
from generator.bench.requests import Bench
from generator.build.preview_requests import BENCH, PreviewServer
from generator.build.preview_state import Status
from tests.browser.audit import violations
from tests.browser.window import listen
from tests.support import TOY, Site, save

pytestmark = pytest.mark.browser

FRESH = """\
# A comment of a person
title: "Fresh {n}: {title}"   # and another
year: 2020
topics: []
tags: []  # none yet
abstract: |
  {abstract}
"""
ABSTRACTS = {
    "Gates": "We train recurrent networks with a gate in each layer and keep the state bounded.",
    "Batches": "Batch normalization over a mini-batch lets convolutional networks train faster.",
    "Shortcuts": "Residual networks add each layer to a shortcut, as surveys say.",
}

TAGS = ["recurrent-networks", "method", "residual-networks"]


@dataclass
class Running:
    """A bench over a list of its own; the pages around it are those of the toy site."""

    content: Path
    address: str


@pytest.fixture
def bench(tmp_path: Path, toy_site: Site) -> Iterator[Running]:
    content = Path(shutil.copytree(TOY, tmp_path / "content"))
    for n, (title, abstract) in enumerate(ABSTRACTS.items()):
        text = FRESH.format(n=n, title=title, abstract=abstract)
        (content / "papers" / f"fresh-{n}-{title.lower()}.yml").write_text(text, "utf-8")
    desk = Bench(Desk(content, lambda: date(2026, 11, 20), "en"))
    server = PreviewServer(toy_site.folder, 0, Status(), desk)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    home = f"http://127.0.0.1:{server.server_port}/"
    yield Running(content, f"{home}{BENCH}?token={desk.token}")
    server.shutdown()
    server.server_close()
    thread.join()


def curate(context: BrowserContext, bench: Running) -> Page:
    page = context.new_page()
    page.goto(bench.address)
    expect(page.locator("#paper")).to_be_visible()
    return page


def file_of(bench: Running, page: Page) -> Path:
    current = page.locator("#queue [aria-current]").get_attribute("data-id")
    return bench.content / "papers" / f"{current}.yml"


def say_of_it(page: Page, words: str) -> None:
    """A home, a tag by its alias, and a summary, by keys."""
    page.keyboard.press("h")
    page.keyboard.type("architec")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    page.keyboard.press("t")
    for typed in ("RNN", "proposes", "skip conn"):  # two aliases, and a word of a description
        page.keyboard.type(typed)
        page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    page.keyboard.type(words)


def test_curate_undo_and_collide(context: BrowserContext, bench: Running) -> None:
    page = curate(context, bench)
    noise = listen(page, [bench.address.partition("~")[0]])
    page.evaluate("window.same = true")
    expect(page.locator("#queue li")).to_have_count(len(ABSTRACTS))

    file = file_of(bench, page)
    before = file.read_text("utf-8")
    say_of_it(page, "Gates keep it bounded")
    expect(page.locator("#messages")).to_contain_text("full stop")
    page.keyboard.type(".")
    expect(page.locator("#messages li")).to_have_count(0)
    expect(page.locator("#count")).to_have_text("22 of 200 characters")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#said")).to_have_text(f"Written: papers/{file.name}")
    expect(page.locator("#diff")).to_contain_text(
        "+tags: [recurrent-networks, method, residual-networks]  # none yet"
    )
    curated = file.read_text("utf-8")
    changed = before.replace("topics: []", "topics: [architectures]")
    changed = changed.replace("tags: []", "tags: [recurrent-networks, method, residual-networks]")
    line = "summary: Gates keep it bounded.\n"
    assert curated == changed.replace("abstract: |", f"{line}abstract: |")

    expect(page.locator("#queue [data-done]")).to_have_count(1)
    page.keyboard.press("u")
    expect(page.locator("#said")).to_have_text(f"Taken back: papers/{file.name}")
    assert file.read_text("utf-8") == before
    expect(page.locator("#queue [aria-current]")).to_have_attribute("data-id", file.stem)

    say_of_it(page, "It is bounded.")
    outside = before.replace("year: 2020", "year: 2021")
    save(file, outside)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#changed")).to_be_visible()
    assert file.read_text("utf-8") == outside
    page.get_by_role("button", name="Keep mine, then save").press("Enter")
    expect(page.locator("#changed")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page.locator("#queue [data-done]")).to_have_count(1)
    values = yaml.safe_load(file.read_text("utf-8"))
    assert (values["year"], values["tags"]) == (2021, TAGS)
    assert values["summary"] == "It is bounded."
    assert page.evaluate("window.same") is True
    assert [line for line in noise if "409" not in line] == []


def test_proposals_by_number_and_an_undo_that_would_lose_an_edit(
    context: BrowserContext, bench: Running
) -> None:
    page = curate(context, bench)
    file = file_of(bench, page)
    first = page.locator("#proposals button").first
    expect(first).to_have_attribute("aria-pressed", "false")
    page.keyboard.press("1")
    expect(first).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Enter")
    expect(page.locator("#queue [data-done]")).to_have_count(1)
    written = file.read_text("utf-8")
    save(file, written + "venue: A workshop\n")
    page.keyboard.press("u")
    expect(page.locator("#said")).to_contain_text("Not taken back")
    assert file.read_text("utf-8") == written + "venue: A workshop\n"


def test_two_tabs_lose_nothing(context: BrowserContext, bench: Running) -> None:
    one, other = curate(context, bench), curate(context, bench)
    file = file_of(bench, one)
    assert file_of(bench, other) == file
    for page in (one, other):
        page.keyboard.press("s")
    one.keyboard.type("From one.")
    one.keyboard.press("Control+Enter")
    expect(one.locator("#queue [data-done]")).to_have_count(1)
    other.keyboard.type("From the other.")
    other.keyboard.press("Control+Enter")
    expect(other.locator("#changed")).to_be_visible()
    assert yaml.safe_load(file.read_text("utf-8"))["summary"] == "From one."
    other.get_by_role("button", name="Take what the file says").press("Enter")
    expect(other.locator("#summary")).to_have_value("From one.")


def test_tags_are_made_described_merged_and_renamed(
    context: BrowserContext, bench: Running
) -> None:
    page = curate(context, bench)
    tags = bench.content / "tags.yml"
    before = tags.read_text("utf-8")

    def change(verb: str, **values: str) -> dict[str, dict[str, object]]:
        seen = tags.read_text("utf-8")
        page.keyboard.press("v")
        dialog = page.get_by_role("dialog", name="Vocabulary")
        dialog.get_by_label("What to do").select_option(verb)
        for name, value in values.items():
            field = dialog.locator(f"[name={name}]")
            tag = field.evaluate("field => field.tagName")
            field.select_option(value) if tag == "SELECT" else field.fill(value)
        page.keyboard.press("Enter") if verb == "make" else dialog.locator("form button").press(
            "Enter"
        )
        expect(dialog).to_have_count(0)
        expect(page.locator("#said")).to_contain_text("Written:")
        assert tags.read_text("utf-8") != seen
        expect(page.locator("#paper")).to_be_focused()
        found: dict[str, dict[str, object]] = yaml.safe_load(tags.read_text("utf-8"))
        return found

    new = {
        "id": "gates",
        "name": "Gates",
        "description": "Units that let through.",
        "kind": "method",
    }
    assert change("make", **new, aliases="gating, GRU")["gates"]["aliases"] == ["gating", "GRU"]
    said = {"id": "gates", "description": "Units that let a part through."}
    assert change("describe", **said)["gates"]["description"] == said["description"]
    assert "doors" in change("rename", id="gates", to="doors")
    assert "doors" not in change("merge", id="doors", to="recurrent-networks")
    for _ in range(4):
        page.keyboard.press("u")
        expect(page.locator("#paper")).to_be_focused()
    expect(page.locator("#undo")).to_be_disabled()
    assert tags.read_text("utf-8") == before


def test_the_bench_is_for_everybody(context: BrowserContext, bench: Running) -> None:
    page = curate(context, bench)
    expect(page.locator("#proposals button").first).to_be_visible()
    found = violations(page)
    assert [(v["id"], [node["html"] for node in v["nodes"]]) for v in found] == []
