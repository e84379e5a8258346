"""Open pages follow the edits of the content and show its problems."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from generator.build.preview_requests import PreviewServer
from generator.build.preview_state import BuildOutcome, Status
from tests.browser.server import Server
from tests.browser.window import listen
from tests.preview import Preview
from tests.support import save

pytestmark = pytest.mark.browser

PAPER = "content/papers/poincare-resnet.yml"
OVERLAY = "#rl-preview section"


@pytest.fixture
def preview(toy_built: Path) -> Iterator[Preview]:
    with Preview(toy_built) as running:
        yield running


@contextmanager
def serving(site: Path, status: Status) -> Iterator[str]:
    """The address of a preview of what stands in a folder."""
    server = PreviewServer(site, 0, status)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def visit(context: BrowserContext, preview: Preview, path: str) -> Page:
    page = context.new_page()
    page.goto(f"{preview.address}/{path}")
    return page


def summarise(folder: Path, words: str) -> None:
    text = (folder / PAPER).read_text("utf-8")
    save(folder / PAPER, re.sub("(?m)^summary: .*$", f"summary: {words}", text))


def shows(page: Page, words: str) -> None:
    expect(page.locator("main")).to_contain_text(words)


def test_two_tabs_follow_edits_through_a_broken_one(
    context: BrowserContext, preview: Preview
) -> None:
    paper = visit(context, preview, "papers/poincare-resnet/")
    topic = visit(context, preview, "topics/architectures/")
    noise = [listen(tab, [preview.address]) for tab in (paper, topic)]
    file = preview.folder / PAPER
    for words in ("A zebra crosses.", "An ibis flies."):
        summarise(preview.folder, words)
        shows(paper, words)
        shows(topic, words)
    sound = file.read_text("utf-8")

    save(file, sound.replace("authors:", "authors: [", 1))
    for tab in (paper, topic):
        expect(tab.locator(OVERLAY)).to_contain_text(f"{PAPER}:")
        expect(tab.locator(f"{OVERLAY} pre b").first).to_be_visible()
    assert re.search(rf"{PAPER}:\d+:\d+: error\[", paper.locator(OVERLAY).inner_text())
    expect(paper.locator("h1")).to_have_text("Poincaré ResNet")
    shows(paper, "An ibis flies.")
    paper.reload()
    shows(paper, "An ibis flies.")
    expect(paper.locator(OVERLAY)).to_be_visible()

    save(file, sound.replace("An ibis flies.", "An ibis lands."))
    for tab in (paper, topic):
        shows(tab, "An ibis lands.")
        expect(tab.locator(OVERLAY)).to_have_count(0)
    assert noise == [[], []]


def test_more_tabs_than_a_browser_has_connections(
    context: BrowserContext, preview: Preview
) -> None:
    tabs = [visit(context, preview, "papers/poincare-resnet/") for _ in range(7)]
    for words in ("A zebra crosses.", "A lion sleeps."):
        summarise(preview.folder, words)
        for tab in tabs:
            shows(tab, words)


def test_a_page_that_is_not_built_yet_shows_why_and_appears(
    context: BrowserContext, preview: Preview
) -> None:
    new = preview.folder / "content/papers/a-new-paper.yml"
    page = visit(context, preview, "papers/a-new-paper/")
    expect(page.locator("h1")).to_have_text("Page not found")
    sound = (preview.folder / PAPER).read_text("utf-8")
    sound = re.sub("(?m)^(title: ).*$", r"\1A new paper", sound)
    sound = re.sub("(?m)^(arxiv|doi|openreview|url|aliases|code): .*\n", "", sound)

    save(new, f"{sound}no_such_field: 1\ntitle: [\n")
    expect(page.locator(OVERLAY)).to_contain_text("a-new-paper.yml:")
    save(new, sound)
    expect(page.locator("h1")).to_have_text("A new paper")
    expect(page.locator(OVERLAY)).to_have_count(0)


def test_a_closed_overlay_stays_closed_until_the_problems_change_and_their_words_are_text(
    context: BrowserContext, preview: Preview
) -> None:
    page = visit(context, preview, "papers/layer-normalization/")
    file = preview.folder / PAPER
    sound = file.read_text("utf-8")
    attack = "<img src=x onerror=window.hit=1></script><script>window.hit=1</script>"
    save(file, f'{sound}"{attack}": "{attack}"\n')
    expect(page.locator(OVERLAY)).to_contain_text(attack)
    expect(page.locator(f"{OVERLAY} pre b")).to_contain_text(attack)
    # The page may be loaded again meanwhile: the problems come first, the pages later.
    page.wait_for_function("window.hit === undefined")
    expect(page.locator(f"{OVERLAY} img, {OVERLAY} script")).to_have_count(0)
    page.locator(OVERLAY).get_by_role("button", name="Close").click()
    expect(page.locator(OVERLAY)).to_have_count(0)
    page.reload()
    expect(page.locator("h1")).to_have_text("Layer Normalization")
    expect(page.locator(OVERLAY)).to_have_count(0)
    save(file, f"{sound}lion: 1\n")
    expect(page.locator(OVERLAY)).to_contain_text("lion")


def test_the_place_on_the_page_stays(context: BrowserContext, preview: Preview) -> None:
    paper = visit(context, preview, "papers/poincare-resnet/")
    summarise(preview.folder, "A zebra crosses.")
    shows(paper, "A zebra crosses.")

    pages = (paper, visit(context, preview, "explore/"))
    for page in pages:
        page.set_viewport_size({"width": 600, "height": 300})
        page.wait_for_function("document.documentElement.scrollHeight > 900")
        page.evaluate("scrollTo(0, 250)")
        page.wait_for_function("scrollY === 250")
        page.evaluate("window.old = true")
    summarise(preview.folder, "A sleeping lion.")
    for page in pages:
        page.wait_for_function("!window.old && document.readyState === 'complete'")
        page.wait_for_function("scrollY === 250")


def test_a_tab_finds_the_server_that_comes_back(context: BrowserContext, preview: Preview) -> None:
    pages = [visit(context, preview, path) for path in ("papers/poincare-resnet/", "")]
    preview.end()
    summarise(preview.folder, "A zebra crosses.")
    for page in pages:
        page.evaluate("window.old = true")
    with Preview(preview.folder, port=preview.port):
        shows(pages[0], "A zebra crosses.")
        pages[1].wait_for_function("!window.old")
        summarise(preview.folder, "A lion sleeps.")
        shows(pages[0], "A lion sleeps.")


def test_a_page_that_is_built_before_the_others_reloads_once(
    context: BrowserContext, tmp_path: Path
) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(f"<main>{name} old</main>", "utf-8")
    status = Status()
    with serving(tmp_path, status) as address:
        first, other = (context.new_page() for _ in range(2))
        for page, name in ((first, "a"), (other, "b")):
            page.goto(f"{address}/{name}/#here")
            page.wait_for_function("document.readyState === 'complete'")
        while status.open_pages() != {"a/index.html", "b/index.html"}:
            first.evaluate("1")
        (tmp_path / "a" / "index.html").write_text("<main>a new</main>", "utf-8")
        status.publish_first(["a/index.html"], ())
        shows(first, "a new")
        first.evaluate("window.kept = true")
        other.evaluate("window.kept = true")
        late = context.new_page()
        late.goto(f"{address}/b/")
        shows(late, "b old")
        (tmp_path / "b" / "index.html").write_text("<main>b new</main>", "utf-8")
        status.publish(BuildOutcome(True))
        shows(other, "b new")
        shows(late, "b new")
        assert first.evaluate("window.kept"), "it was up to date before"


def test_a_service_worker_from_a_plain_server_gives_no_old_pages(
    context: BrowserContext, preview: Preview
) -> None:
    preview.end()
    # The pages that a worker keeps are meant, not what a browser keeps by itself.
    with Server(preview.folder / "site", max_age=0) as plain:
        port = int(plain.address.rpartition(":")[2])
        page = context.new_page()
        page.goto(f"{plain.address}/papers/poincare-resnet/")
        page.wait_for_function(
            "async () => { const kept = location.href + 'index.html';"
            " for (const name of await caches.keys())"
            " if (await (await caches.open(name)).match(kept)) return true }"
        )
    summarise(preview.folder, "A zebra crosses.")
    with Preview(preview.folder, port=port) as again:
        page.goto(f"{again.address}/papers/poincare-resnet/")
        shows(page, "A zebra crosses.")
        page.wait_for_function(
            "async () => !(await navigator.serviceWorker.getRegistrations()).length"
            " && !(await caches.keys()).length"
        )
