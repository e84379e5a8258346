"""The page that tests take in turns tells none of them of another."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.window import DESK, Window
from tests.support import Site

pytestmark = pytest.mark.browser

LEFT = """() => [
  localStorage.length, sessionStorage.length, history.length, innerWidth,
  matchMedia("(prefers-color-scheme: dark), print, (prefers-reduced-motion)").matches,
  document.querySelectorAll("main:hover").length,
]"""


@pytest.mark.parametrize("disk", [False, True], ids=["http", "file"])
def test_it_is_as_new_when_it_was_cleared(
    browser: Browser, toy_site: Site, serve: Callable[[Path], str], disk: bool
) -> None:
    home = f"{toy_site.folder.as_uri()}/index.html" if disk else serve(toy_site.folder)
    window = Window(browser, [home])
    page = window.page
    page.goto(home)
    new = page.evaluate(LEFT)
    for _ in range(3):
        page.goto(f"{home}?x")
    page.evaluate("localStorage.a = sessionStorage.a = 1")
    page.set_viewport_size({"width": 390, "height": 800})
    page.emulate_media(media="print", color_scheme="dark", reduced_motion="reduce")
    page.route("**/*.js", lambda route: route.abort())
    page.mouse.move(200, 200)
    other = page.context.new_page()
    page.evaluate("console.log('noise')")
    assert window.noise
    assert page.evaluate(LEFT) != new

    window.clear()

    assert other.is_closed()
    assert (page.viewport_size, window.noise) == (DESK, [])
    page.goto(home)
    assert page.evaluate(LEFT) == new
    expect(page.locator("[data-scheme-toggle]")).to_have_attribute(
        "title", "Colours: as the system"
    )
    page.context.close()


def test_a_script_that_would_stay_is_refused(page: Page) -> None:
    with pytest.raises(AssertionError, match="own_page"):
        page.add_init_script("0")
