"""Places in long lists, contents of long pages, and keys."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reader import KINDS
from tests.support import Site

pytestmark = pytest.mark.browser

FIRST_IN_VIEW = """() => {
  const head = document.querySelector(".rl-header").getBoundingClientRect().bottom;
  const cards = Array.from(document.querySelectorAll(".rl-card"));
  const link = cards.find((card) => card.getBoundingClientRect().bottom > head);
  return link.querySelector("a").href;
}"""
READ_ON = """async () => {
  for (let screens = 0; screens < 14; screens += 1) {
    scrollBy(0, 700);
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  }
}"""
STILL = """async () => {
  for (let last = -1, same = 0; same < 5; ) {
    await new Promise(requestAnimationFrame);
    same = scrollY === last ? same + 1 : 0;
    last = scrollY;
  }
}"""


@pytest.fixture
def real(page: Page, frozen_site: Site, serve: Callable[[Path], str]) -> tuple[Page, str]:
    return page, serve(frozen_site.folder)


def longest(site: Site, folder: str) -> str:
    pages = site.folder.glob(f"{folder}/*/index.html")
    found = max(pages, key=lambda page: page.read_text("utf-8").count('class="rl-card"'))
    return f"{folder}/{found.parent.name}/"


@pytest.mark.parametrize(
    ("path", "width"), [("tags", 1280), ("topics", 390), ("explore/?sort=title", 1280)]
)
def test_back_returns_to_the_first_paper_in_view(
    real: tuple[Page, str], frozen_site: Site, path: str, width: int
) -> None:
    page, home = real
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(home + (path if "/" in path else longest(frozen_site, path)))
    expect(page.locator(".rl-card").nth(40)).to_be_attached()
    page.evaluate(READ_ON)
    page.evaluate(STILL)
    before = page.evaluate(FIRST_IN_VIEW)
    page.evaluate("document.querySelectorAll('.rl-card a')[0].click()")
    page.wait_for_url(re.compile("/papers/"))
    page.go_back()
    expect(page.locator(".rl-card").nth(40)).to_be_attached()
    page.evaluate(STILL)
    assert page.evaluate(FIRST_IN_VIEW) == before


def test_back_from_a_result_opens_the_query_again(page: Page, toy: str) -> None:
    page.goto(f"{toy}topics/")
    page.keyboard.press("/")
    page.keyboard.type("poincare resn")
    page.locator("[role=option]").first.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url("**/papers/poincare-resnet/**")
    page.go_back()
    box = page.get_by_role("combobox", name="Search the reading list")
    expect(box).to_have_value("poincare resn")
    expect(page.locator("[role=option]").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    page.reload()
    expect(box).to_be_hidden()


def test_the_query_leaves_the_address_with_the_marks(page: Page, toy: str) -> None:
    page.goto(f"{toy}papers/layer-normalization/?q=normalization")
    expect(page.locator("#content mark").first).to_be_visible()
    page.get_by_role("button", name="Clear").click()
    expect(page.locator("#content mark")).to_have_count(0)
    assert page.url == f"{toy}papers/layer-normalization/"


def test_a_query_goes_on_in_explore_and_comes_back(page: Page, toy: str) -> None:
    page.goto(toy)
    page.keyboard.press("/")
    page.keyboard.type("recurrent")
    page.get_by_role("link", name="Filter these").click()
    page.wait_for_url("**/explore/?q=recurrent")
    expect(page.get_by_label("Words")).to_have_value("recurrent")
    page.go_back()
    box = page.get_by_role("combobox", name="Search the reading list")
    expect(box).to_have_value("recurrent")


def test_the_papers_of_a_topic_are_filtered_in_explore(page: Page, toy: str) -> None:
    page.goto(f"{toy}topics/normalization/")
    titles = set(page.locator("#paper-list .rl-card__title").all_text_contents())
    page.get_by_role("link", name="Filter these").click()
    expect(page.locator(".rl-card")).to_have_count(len(titles))
    assert set(page.locator(".rl-card__title").all_text_contents()) == titles


def test_the_contents_of_a_long_page_mark_the_place(real: tuple[Page, str]) -> None:
    page, home = real
    page.set_viewport_size({"width": 1200, "height": 700})
    page.goto(f"{home}contribute/")
    contents = page.get_by_role("navigation", name="On this page")
    links = contents.get_by_role("link")
    assert links.count() >= 3
    links.nth(2).click()
    expect(links.nth(2)).to_have_attribute("aria-current", "true")
    expect(links.nth(2)).to_be_in_viewport()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.get_by_role("button", name="Top").click()
    expect(page.locator("h1")).to_be_in_viewport()
    page.set_viewport_size({"width": 1199, "height": 700})
    expect(contents).to_be_hidden()


@pytest.mark.parametrize("path", ["tags/", "contribute/codes/"])
def test_every_long_page_has_its_contents(page: Page, toy: str, path: str) -> None:
    page.goto(toy + path)
    links = page.get_by_role("navigation", name="On this page").get_by_role("link")
    targets = links.evaluate_all("all => all.map(link => link.hash.slice(1))")
    assert len(targets) > 1
    assert all(page.locator(f"[id='{target}']").count() == 1 for target in targets)
    room = page.get_by_role("navigation", name="On this page").bounding_box()
    content = page.locator(".rl-contents, .rl-hand").bounding_box()
    assert room and content
    inner = page.locator(".rl-contents > *:not(header), .rl-hand > *").evaluate_all(
        "all => Math.max(...all.map(one => one.getBoundingClientRect().right))"
    )
    assert inner <= room["x"]


def test_what_stands_beside_a_list_stays_to_its_end(
    real: tuple[Page, str], frozen_site: Site
) -> None:
    page, home = real
    page.set_viewport_size({"width": 1200, "height": 700})
    page.goto(home + longest(frozen_site, "tags"))
    page.locator(".rl-card").last.scroll_into_view_if_needed()
    page.evaluate(STILL)
    expect(page.locator(".rl-columns__side")).to_be_in_viewport(ratio=0.5)
    page.set_viewport_size({"width": 390, "height": 700})
    page.evaluate(STILL)
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width == 390, "cards out of view keep no width of the wider window"


def test_keys_lead_through_a_list_and_to_pages(page: Page, toy: str) -> None:
    page.goto(f"{toy}topics/normalization/")
    focused = "document.activeElement.textContent"
    page.keyboard.press("j")
    first = page.evaluate(focused)
    page.keyboard.press("j")
    assert page.evaluate(focused) != first
    page.keyboard.press("k")
    assert page.evaluate(focused) == first
    page.keyboard.press("m")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("m")
    page.wait_for_url("**/my-list/")
    expect(page.get_by_role("link", name=first)).to_be_visible()
    page.keyboard.press("g")
    page.keyboard.press("e")
    page.wait_for_url("**/explore/")


def test_a_result_is_saved_from_the_search(page: Page, toy: str) -> None:
    page.goto(toy)
    page.keyboard.press("/")
    page.keyboard.type("poincare resn")
    page.locator("[role=option]").first.wait_for()
    page.keyboard.press("Shift+Enter")
    expect(page.get_by_text("On my list: Poincaré ResNet")).to_be_visible()
    page.goto(f"{toy}my-list/")
    expect(page.get_by_role("link", name="Poincaré ResNet")).to_be_visible()


def test_home_has_a_search_and_a_path_above_the_fold(page: Page, toy: str) -> None:
    page.set_viewport_size({"width": 1200, "height": 800})
    page.goto(toy)
    path = page.locator(".rl-start li a").first
    expect(path).to_be_in_viewport()
    expect(path).to_have_attribute("href", re.compile(r"^\./papers/"))
    page.get_by_role("button", name="Search titles").click()
    expect(page.get_by_role("combobox", name="Search the reading list")).to_be_focused()


def test_a_phone_shows_a_paper_on_the_first_screen_of_home(
    open_touch: Callable[[str], Page], toy: str
) -> None:
    page = open_touch(toy)
    expect(page.locator(".rl-start li a").first).to_be_in_viewport(ratio=1)
    assert page.locator(".rl-hero__search").evaluate("box => box.clientHeight") < 60, "one line"


# A link within a running text is as high as its line; a label's control is as large as the label.
SMALL = """() => {
  for (const folded of document.querySelectorAll("details")) folded.open = true;
  const targets = "a[href], button, input, select, textarea, summary";
  return Array.from(document.querySelectorAll(targets)).flatMap((target) => {
    if (!target.checkVisibility() || target.closest("svg")) return [];
    if (target.matches("a") && getComputedStyle(target).display === "inline") return [];
    const { right, height } = (target.closest("label") || target).getBoundingClientRect();
    const name = target.className || target.name || target.textContent.trim().slice(0, 30);
    return right > 0 && height > 1 && height < 43.5 ? [`${target.tagName} ${name} ${height}`] : [];
  });
}"""


def test_targets_measure_44_px_under_a_finger(open_touch: Callable[[str], Page], toy: str) -> None:
    page = open_touch(toy)
    small = {}
    for kind in ("home", "paper", "topic", "tags", "explore", "map", "my-list", "contribute"):
        page.goto(toy + KINDS[kind])
        expect(page.locator("[data-scheme-toggle]")).to_have_attribute(
            "title", re.compile("Colours")
        )
        if found := page.evaluate(SMALL):
            small[kind] = found
    assert small == {}
