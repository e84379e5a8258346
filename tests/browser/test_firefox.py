"""What a reader does, in Firefox: over HTTP and from the disk."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.firefox import HELP, find_firefox, running_firefox
from tests.browser.reader import KINDS
from tests.support import Site

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("firefox")]

POINCARE = "Poincaré ResNet"
SECONDS = 60
"""At most, until a page shows what is waited for: long enough for a busy machine."""

ERRORS = """
const [from] = arguments;
const said = Services.console.getMessageArray();
Services.console.reset();
return said.filter((one) => one instanceof Ci.nsIScriptError && one.sourceName.startsWith(from))
  .filter((one) => !(one.flags & Ci.nsIScriptError.warningFlag)).map(String)
  // Firefox says so of each file that a worker was fetching when its page was left
  .filter((text) => !/Failed to load .* A ServiceWorker/.test(text));
"""
WIDE = """
const [address, widths, done] = arguments;
const frame = document.createElement("iframe");
frame.style.cssText = "position: fixed; inset: 0; height: 900px; border: 0";
frame.onload = () => {
  const page = frame.contentDocument.documentElement;
  const wide = widths.filter((width) => {
    frame.style.width = `${width}px`;
    return page.scrollWidth > width;
  });
  frame.remove();
  done(wide);
};
frame.src = address;
document.body.append(frame);
"""


class Reader:
    """One tab of Firefox, and the site in it."""

    def __init__(self, client: Any, home: str) -> None:
        self.client = client
        self.home = home
        self._index = "index.html" if home.startswith("file:") else ""

    def open(self, path: str) -> None:
        self.client.navigate(self.home + path + self._index)

    def all(self, selector: str) -> list[Any]:
        return list(self.client.find_elements("css selector", selector))

    def first(self, selector: str) -> Any:
        """The first such element; scripts make some after the page is there."""
        self.until(f"document.querySelector({selector!r})")
        return self.all(selector)[0]

    def until(self, holds: str) -> None:
        """Wait until an expression in JavaScript holds."""
        from marionette_driver import Wait

        Wait(self.client, timeout=SECONDS).until(
            lambda client: client.execute_script(f"return Boolean({holds})"), message=holds
        )

    def count(self, selector: str, number: int) -> None:
        self.until(f"document.querySelectorAll({selector!r}).length === {number}")

    def press(self, keys: str) -> None:
        self.client.get_active_element().send_keys(keys)

    def texts(self, selector: str) -> list[str]:
        return [element.text for element in self.all(selector)]

    def search(self, words: str) -> None:
        self.press("/")
        self.until("document.activeElement.getAttribute('role') === 'combobox'")
        self.press(words)
        self.until("document.querySelector('[role=option]')")


@pytest.fixture(scope="session")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    assert find_firefox(), HELP
    with running_firefox(tmp_path_factory.mktemp("firefox")) as client:
        yield client


@pytest.fixture(params=["http", "file"])
def reader(
    request: pytest.FixtureRequest, firefox: Any, toy: str, toy_site: Site
) -> Iterator[Reader]:
    home = toy if request.param == "http" else f"{toy_site.folder.as_uri()}/"
    yield Reader(firefox, home)
    with firefox.using_context("chrome"):
        assert firefox.execute_script(ERRORS, [home]) == []


def test_the_search_finds_opens_and_back_returns_to_the_query(reader: Reader) -> None:
    reader.open("topics/")
    reader.search("poincare resn")
    reader.press("\ue007")
    reader.until("location.pathname.includes('/papers/poincare-resnet/')")
    assert reader.texts("h1") == [POINCARE]
    reader.client.go_back()
    reader.until("document.querySelector('[role=option]')")
    box = reader.client.get_active_element()
    assert box.get_property("value") == "poincare resn"


def test_explore_filters_and_back_returns_to_the_filter(reader: Reader) -> None:
    reader.open("explore/")
    reader.count(".rl-card", 6)
    reader.first("[data-group=tag] input[value=recurrent-networks]").click()
    reader.count(".rl-card", 2)
    reader.first(".rl-card__title a").click()
    reader.until("location.pathname.includes('/papers/')")
    reader.client.go_back()
    reader.count(".rl-card", 2)
    reader.first("input[value=recurrent-networks]")
    reader.until("document.querySelector('input[value=recurrent-networks]').checked")


def test_the_map_shows_a_paper_and_leads_to_it(reader: Reader) -> None:
    reader.open("map/")
    reader.count(".rl-map__group circle", 6)
    reader.until("document.querySelector('.rl-map__cursor')")
    reader.client.execute_script("document.querySelector('.rl-map__cursor').focus()")
    reader.press("\ue014")
    reader.until("document.querySelector('.rl-map__title')")
    shown = reader.texts(".rl-map__title")
    reader.press("\ue007")
    reader.until("location.pathname.includes('/papers/')")
    assert reader.texts("h1") == shown


def test_my_list_has_the_saved_paper_or_says_why_not(reader: Reader) -> None:
    reader.open("papers/poincare-resnet/")
    reader.first("[data-save]").click()
    reader.until("document.querySelector('[data-save]').textContent.startsWith('On my list')")
    reader.open("my-list/")
    if reader.home.startswith("file:"):  # where Firefox keeps what a page stores from the others
        reader.until("document.querySelector('[data-warning]').textContent")
        assert "does not come here" in reader.texts("[data-warning]")[0]
        return
    reader.count(".rl-mine__card", 1)
    assert POINCARE in reader.texts(".rl-mine__card")[0]


def test_no_page_is_wider_than_the_window(firefox: Any, toy: str) -> None:
    Reader(firefox, toy).open("")
    widths = list(range(320, 1921, 100))
    wide = {
        path: found
        for path in KINDS.values()
        if (found := firefox.execute_async_script(WIDE, [toy + path, widths]))
    }
    assert wide == {}
