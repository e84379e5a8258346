"""The hosted site on the device: read with the server stopped, never two builds mixed."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.server import Server
from tests.support import TOY, Site, build, project

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site with other words on a page, and another style on all pages."""
    folder = project(tmp_path_factory.mktemp("second"), TOY)
    paper = folder / "content/papers/layer-normalization.yml"
    text = paper.read_text("utf-8")
    paper.write_text(re.sub("(?m)^summary: .*$", "summary: A second edition.", text), "utf-8")
    style = folder / "overrides/assets/stylesheets/site.css"
    style.write_text(style.read_text("utf-8") + "\nbody { --edition: second; }\n", "utf-8")
    done = build(folder)
    assert done.returncode == 0, done.stderr
    return folder / "site"


class Host:
    """A folder that is served, and the editions that are put into it."""

    def __init__(self, folder: Path, first: Path, second: Path) -> None:
        self.folder = shutil.copytree(first, folder)
        self._second = second

    def publish(self) -> None:
        """Put the second edition in the place of the first."""
        new = shutil.copytree(self._second, self.folder.with_name("new"))
        self.folder.rename(self.folder.with_name("old"))
        new.rename(self.folder)


@pytest.fixture
def hosted(tmp_path: Path, toy_site: Site, second: Path) -> Host:
    return Host(tmp_path / "site", toy_site.folder, second)


def ready(page: Page) -> None:
    """Wait until the worker has taken this page into its keeping."""
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function(
        "async () => { const page = location.href.split('#')[0] + 'index.html';"
        " for (const name of await caches.keys())"
        " if (await (await caches.open(name)).match(page)) return true; }"
    )


def visit(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address)
    return page


def test_visited_pages_are_there_with_the_server_stopped(browser: Browser, hosted: Host) -> None:
    context = browser.new_context()
    with Server(hosted.folder) as server:
        page = visit(context, f"{server.address}/papers/layer-normalization/")
        ready(page)
        page.goto(f"{server.address}/topics/normalization/")
        ready(page)
    page.goto(f"{server.address}/papers/layer-normalization/")
    expect(page.locator("h1")).to_have_text("Layer Normalization")
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert background != "rgba(0, 0, 0, 0)", "the styles are kept too"
    page.goto(f"{server.address}/topics/normalization/")
    expect(page.locator("h1")).to_have_text("Normalisation")
    page.goto(f"{server.address}/papers/poincare-resnet/")
    expect(page.locator("h1")).to_have_text("Not on this device")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == background
    expect(page.locator(".rl-header")).to_be_visible()
    kept = page.locator("[data-kept] a")
    expect(kept.filter(has_text="Layer Normalization")).to_be_visible()
    expect(kept.filter(has_text="Poincaré ResNet")).to_have_count(0)
    again = page.get_by_role("link", name="Try again")
    expect(again).to_have_attribute("href", f"{server.address}/papers/poincare-resnet/")
    page.keyboard.press("/")
    page.keyboard.type("layer norm")
    expect(page.locator("[role=option]").first).to_be_visible()
    context.close()


def test_the_whole_list_is_kept_on_request(browser: Browser, hosted: Host) -> None:
    context = browser.new_context()
    with Server(hosted.folder) as server:
        page = visit(context, f"{server.address}/exports/")
        page.get_by_role("button", name="Keep the whole list").click()
        expect(page.get_by_text("Every page is kept on this device")).to_be_visible()
    page.goto(f"{server.address}/papers/poincare-resnet/")
    expect(page.locator("h1")).to_have_text("Poincaré ResNet")
    page.goto(f"{server.address}/tags/survey/")
    expect(page.locator("h1")).to_have_text("Survey")
    context.close()


@pytest.mark.parametrize("path", ["about/", "my-list/"])
def test_the_whole_list_is_offered_where_readers_look(
    browser: Browser, hosted: Host, path: str
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    with Server(hosted.folder) as server:
        page = visit(context, f"{server.address}/{path}")
        button = page.locator("#content").get_by_role("button", name="Keep the whole list")
        expect(button).to_be_visible()
        page.get_by_role("checkbox", name="Menu").press("Space")
        expect(page.locator(".rl-menu").get_by_role("button", name="Keep the")).to_be_visible()
    context.close()


EDITION = "getComputedStyle(document.body).getPropertyValue('--edition').trim()"


@pytest.mark.parametrize("whole", [True, False])
def test_a_new_build_has_what_the_old_one_had_kept(
    browser: Browser, hosted: Host, whole: bool
) -> None:
    context = browser.new_context()
    visited = ["papers/layer-normalization/", "papers/poincare-resnet/"]
    with Server(hosted.folder) as server:
        for path in [] if whole else visited:
            page = visit(context, f"{server.address}/{path}")
            ready(page)
        page = visit(context, f"{server.address}/exports/")
        ready(page)
        if whole:
            page.get_by_role("button", name="Keep the whole list").click()
            expect(page.get_by_text("Every page is kept on this device")).to_be_visible()
        hosted.publish()
        page.reload()
        with page.expect_navigation():
            page.get_by_role("button", name="Show the new version").click()
    for path in [*visited, *(["tags/survey/", "numbers/"] if whole else [])]:
        page.goto(f"{server.address}/{path}")
        expect(page.locator("h1")).not_to_have_text("Not on this device")
        assert page.evaluate(EDITION) == "second"
    page.goto(f"{server.address}/{visited[0]}")
    expect(page.locator("body")).to_contain_text("A second edition.")
    page.goto(f"{server.address}/authors/")
    absent = page.get_by_role("heading", name="Not on this device")
    expect(absent).to_have_count(0 if whole else 1)
    context.close()


def test_pages_that_are_passed_through_are_of_one_build(browser: Browser, hosted: Host) -> None:
    context = browser.new_context()
    with Server(hosted.folder, max_age=600) as server:
        page = visit(context, f"{server.address}/papers/layer-normalization/")
        ready(page)
        hosted.publish()
        for path in ("topics/normalization/", "topics/unsorted/", "tags/survey/"):
            page = visit(context, f"{server.address}/{path}")
            new = "A second edition." in page.inner_text("body")
            assert new == (path == "topics/normalization/")
            assert page.evaluate(EDITION) == ("second" if new else ""), path
    context.close()


def test_a_new_build_is_offered_and_never_mixed_with_the_old(
    browser: Browser, hosted: Host
) -> None:
    context = browser.new_context()
    with Server(hosted.folder) as server:
        page = visit(context, f"{server.address}/papers/layer-normalization/")
        ready(page)
        hosted.publish()
        page.reload()
        old = page.evaluate(
            "[document.body.textContent.includes('second edition'),"
            " getComputedStyle(document.body).getPropertyValue('--edition').trim()]"
        )
        assert old in ([False, ""], [True, "second"])
        # A page that was not kept comes from the new build, with the new build's styles.
        other = visit(context, f"{server.address}/papers/poincare-resnet/")
        changed = "document.body.textContent.includes('second edition')"
        assert other.evaluate(EDITION) in ("", "second")
        other.close()

        page.get_by_role("button", name="Show the new version").click()
        page.wait_for_function(f"() => {changed}")
        assert page.evaluate(EDITION) == "second"
    context.close()
