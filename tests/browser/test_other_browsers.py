"""What a reader does, in Firefox and WebKit: over HTTP and from the disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from tests.browser.audit import TOO_WIDE
from tests.browser.firefox import Firefox, running_firefox
from tests.browser.reader import KINDS
from tests.browser.tab import ARROW_RIGHT, ENTER, Browser, Tab
from tests.browser.webkit import running_webkit
from tests.programs import FIREFOX, WEBKIT, Program, installed

pytestmark = pytest.mark.browser

POINCARE = "Poincaré ResNet"
BROWSERS: Mapping[str, tuple[Program, Callable[[Path], AbstractContextManager[Browser]]]] = {
    "firefox": (FIREFOX, running_firefox),
    "webkit": (WEBKIT, running_webkit),
}
WIDTHS = {"firefox": list(range(320, 1921, 100)), "webkit": [320, 720, 1120]}
"""In pixels; WebKit takes a while for each."""


@pytest.fixture(scope="session", params=BROWSERS)
def other_browser(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Browser]:
    program, running = BROWSERS[request.param]
    installed(program)
    with running(tmp_path_factory.mktemp(request.param)) as browser:
        yield browser


@pytest.fixture(params=["http", "file"])
def tab(
    request: pytest.FixtureRequest, other_browser: Browser, toy: str, from_disk: str
) -> Iterator[Tab]:
    home = toy if request.param == "http" else from_disk
    yield Tab(other_browser, home)
    if isinstance(other_browser, Firefox):  # WebKit's driver does not tell
        assert other_browser.errors(home) == []


def test_the_search_finds_opens_and_back_returns_to_the_query(tab: Tab) -> None:
    tab.open("topics/")
    tab.browser.press("/")
    tab.until("document.activeElement.getAttribute('role') === 'combobox'")
    tab.browser.press("poincare resn")
    tab.shows("[role=option]")
    tab.browser.press(ENTER)
    tab.until("location.pathname.includes('/papers/poincare-resnet/')")
    assert tab.text("h1") == POINCARE
    tab.browser.go_back()
    tab.shows("[role=option]")
    assert tab.browser.run("return document.activeElement.value") == "poincare resn"


def test_explore_filters_and_back_returns_to_the_filters(tab: Tab) -> None:
    tab.open("explore/")
    tab.shows(".rl-card", 6)
    tab.click("[name=q]")
    tab.browser.press("network")
    tab.until("location.href.includes('q=network')")
    tab.click("[data-group=tag] input[value=recurrent-networks]")
    tab.shows(".rl-card", 2)
    tab.click(".rl-card__title a")
    tab.until("location.pathname.includes('/papers/')")
    tab.browser.go_back()
    tab.shows(".rl-card", 2)
    tab.shows("input[value=recurrent-networks]:checked")
    assert tab.browser.run("return document.querySelector('[name=q]').value") == "network"


def test_the_map_shows_a_paper_and_leads_to_it(tab: Tab) -> None:
    tab.open("map/")
    tab.shows(".rl-map__group circle", 6)
    tab.shows(".rl-map__cursor")
    tab.browser.run("document.querySelector('.rl-map__cursor').focus()")
    tab.browser.press(ARROW_RIGHT)
    tab.shows(".rl-map__title")
    shown = tab.text(".rl-map__title")
    tab.browser.press(ENTER)
    tab.until("location.pathname.includes('/papers/')")
    assert tab.text("h1") == shown


def test_my_list_has_the_saved_paper_or_says_why_not(tab: Tab) -> None:
    tab.open("papers/poincare-resnet/")
    tab.click("[data-save]")
    tab.until("document.querySelector('[data-save]').textContent.startsWith('On my list')")
    tab.open("my-list/")
    if tab.home.startswith("file:") and tab.browser.name == "firefox":
        # It keeps what a page stores from the others.
        tab.until("document.querySelector('[data-warning]').textContent")
        assert "does not come here" in tab.text("[data-warning]")
        return
    tab.shows(".rl-mine__card", 1)
    assert POINCARE in tab.text(".rl-mine__card")


def test_no_page_is_wider_than_the_window(other_browser: Browser, toy: str) -> None:
    Tab(other_browser, toy).open("")
    widths = WIDTHS[other_browser.name]
    wide = {
        path: found
        for path in KINDS.values()
        if (found := other_browser.run(TOO_WIDE, toy + path, widths))
    }
    assert wide == {}
