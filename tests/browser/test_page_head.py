"""The head of every page: navigation, colours, and what a paper's page offers at its title."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, expect

from tests.browser.audit import TOO_WIDE
from tests.browser.reader import KINDS

pytestmark = pytest.mark.browser

PAPER = "papers/layer-normalization/"
WIDTHS = range(320, 1921, 20)


def test_a_papers_actions_come_first(page: Page, toy: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{toy}{PAPER}")
    actions = page.locator(".rl-actions")
    labels = actions.locator("a, button").all_inner_texts()
    assert labels[:2] == ["PDF", "arXiv"]
    assert labels[-3:] == ["Save", "Cite", "Share"]
    box = actions.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < 800, "on the first screen of a phone"
    outbound = page.locator("main a[href^='https://']").first
    assert outbound.inner_text() == "PDF"


def test_save_puts_the_paper_on_the_list_and_takes_it_off(page: Page, toy: str) -> None:
    page.goto(f"{toy}{PAPER}")
    button = page.locator("[data-save]")
    button.click()
    expect(button).to_have_text("On my list: to read")
    expect(page.get_by_label("State")).to_have_value("to-read")
    button.click()
    expect(button).to_have_text("Save")
    assert json.loads(page.evaluate("localStorage.getItem('rl-marks')"))["papers"] == {}


def test_share_copies_the_address_where_the_system_has_no_dialogue(
    own_page: Page, toy: str
) -> None:
    page = own_page
    page.add_init_script(
        "delete Navigator.prototype.share;"
        "navigator.clipboard.writeText = async (text) => { window.copied = text; };"
    )
    page.goto(f"{toy}{PAPER}")
    page.locator("[data-share]").click()
    expect(page.locator("[data-share]")).to_have_text("Link copied")
    assert page.evaluate("window.copied").endswith(PAPER)


def test_the_colours_go_round_three_states(page: Page, toy: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(f"{toy}{PAPER}")
    html, button = page.locator("html"), page.locator("[data-scheme-toggle]")
    expect(html).to_have_attribute("data-md-color-scheme", "slate")
    for label, scheme in (("light", "default"), ("dark", "slate"), ("as the system", "slate")):
        button.click()
        expect(html).to_have_attribute("data-md-color-scheme", scheme)
        expect(button).to_have_attribute("title", f"Colours: {label}")
    page.emulate_media(color_scheme="light")
    expect(html).to_have_attribute("data-md-color-scheme", "default")


def test_the_chosen_colours_are_there_before_the_body(own_page: Page, toy: str) -> None:
    page = own_page
    page.goto(f"{toy}{PAPER}")
    page.evaluate("localStorage.setItem('rl-scheme', 'dark')")
    page.add_init_script(
        "new MutationObserver((_, seen) => { if (document.body) { window.atBody ??="
        " document.documentElement.dataset.mdColorScheme; seen.disconnect(); } })"
        ".observe(document, { childList: true, subtree: true })"
    )
    page.reload()
    assert page.evaluate("window.atBody") == "slate"


def test_more_opens_by_keyboard_and_closes_with_escape(page: Page, toy: str) -> None:
    page.set_viewport_size({"width": 1300, "height": 800})
    page.goto(toy)
    more = page.locator("details[data-more]")
    more.locator("summary").press("Enter")
    expect(more.get_by_role("link", name="Tags")).to_be_visible()
    page.keyboard.press("Escape")
    expect(more.get_by_role("link", name="Tags")).to_be_hidden()
    expect(more.locator("summary")).to_be_focused()


def test_the_footer_leads_to_all_that_the_navigation_does(page: Page, toy: str) -> None:
    page.goto(toy)
    links = "links => links.map(link => link.href)"
    header = page.locator(".rl-menu a").evaluate_all(links)
    assert set(header) <= set(page.locator(".rl-footer a").evaluate_all(links))


def test_nothing_is_wider_than_the_window(page: Page, toy: str) -> None:
    page.goto(toy)
    script = f"given => (function () {{ {TOO_WIDE} }}).apply(null, given)"
    wide = {
        path: found
        for path in KINDS.values()
        if (found := page.evaluate(script, [toy + path, list(WIDTHS)]))
    }
    assert wide == {}
