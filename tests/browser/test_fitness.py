"""Every kind of page: accessible, quiet, light, whole on paper, in both schemes and widths."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from generator.site.pages import PAGE_KINDS
from tests.browser.audit import faults
from tests.browser.reader import KINDS
from tests.support import Site

pytestmark = pytest.mark.browser

FIRST_VIEW = 120_000
"""Bytes of a page's first view at most, compressed."""
SHIFT = """() => {
  const shifts = new PerformanceObserver(() => {});
  shifts.observe({ type: "layout-shift", buffered: true });
  return shifts.takeRecords().reduce((sum, { value }) => sum + value, 0);
}"""
"""How much of the page has jumped since it began to load."""


def test_every_kind_of_page_is_looked_at() -> None:
    """Redirects lead on at once; a letter of titles, which long lists have, is as all titles."""
    others = {"hand", "redirect", "title-letter"}
    assert {kind.name for kind in PAGE_KINDS} - others <= set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_and_nothing_sticks_out(page: Page, toy: str, kind: str) -> None:
    page.goto(toy + KINDS[kind])
    assert faults(page) == []


FROZEN = (
    "",
    "topics/activation-functions/",
    "tags/relu/",
    "papers/mish-a-self-regularized-non-monotonic-activation-function/",
    "papers/single-layer-learnable-activation-for-implicit-neural-representation-sl2a-inr/",
    "contribute/",
)


@pytest.mark.parametrize("path", FROZEN)
def test_axe_finds_nothing_on_pages_of_a_real_list(
    page: Page, frozen_site: Site, serve: Callable[[Path], str], path: str
) -> None:
    page.goto(serve(frozen_site.folder) + path)
    assert faults(page) == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_headings_of_a_page_are_in_order(toy_site: Site, kind: str) -> None:
    path = KINDS[kind]
    page = toy_site.page(path if path.endswith(".html") else f"{path}index.html")
    levels = [int(h.tag[1]) for h in page.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "missing"])
def test_the_first_view_is_light_quiet_and_still(page: Page, toy: str, kind: str) -> None:
    """`page` is quiet, or fails the test."""
    answers: list[Response] = []

    def hear(answer: Response) -> None:
        answers.append(answer)

    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.setCacheDisabled", {"cacheDisabled": True})
    page.on("response", hear)
    page.goto(toy + KINDS[kind])
    page.remove_listener("response", hear)
    devtools.detach()
    assert sum(len(gzip.compress(answer.body())) for answer in answers if answer.ok) <= FIRST_VIEW
    assert page.evaluate(SHIFT) < 0.02


@pytest.mark.parametrize("path", ["", "explore/", "map/", "new/", "numbers/", "papers/"])
def test_the_first_view_of_a_real_list_is_light(frozen_site: Site, path: str) -> None:
    file = frozen_site.folder / path / "index.html"
    page = frozen_site.page(f"{path}index.html")
    parts = page.xpath("//script/@src|//link[@rel='stylesheet']/@href")
    files = [file, *(file.parent / str(part).partition("?")[0] for part in parts)]
    assert len(files) > 4
    assert sum(len(gzip.compress(one.read_bytes())) for one in files) <= FIRST_VIEW


@pytest.mark.parametrize(
    ("kind", "last"),
    [
        ("tag", ".rl-marks__state"),
        ("topic", ".rl-marks__state"),
        ("explore", "[data-take]:not([hidden])"),
    ],
)
def test_a_list_does_not_move_when_the_scripts_have_loaded(
    open_touch: Callable[[str], Page], toy: str, kind: str, last: str
) -> None:
    top = "document.querySelector('.rl-card').getBoundingClientRect().top"
    page = open_touch("about:blank")
    page.route("**/*.js", lambda route: route.abort())
    page.goto(toy + KINDS[kind])
    before = page.evaluate(top)
    page.unroute("**/*.js")
    page.reload()
    expect(page.locator(last).first).to_be_attached()
    assert page.evaluate(top) == before


def test_the_scheme_is_switched_and_remembered(page: Page, toy: str) -> None:
    page.goto(toy)
    colour = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(colour)
    colours = page.get_by_role("button", name="Colours: ")
    colours.click()
    assert page.evaluate(colour) == light
    colours.click()
    dark = page.evaluate(colour)
    assert dark != light
    page.goto(urljoin(toy, "tags/"))
    assert page.evaluate(colour) == dark
    themes = "Array.from(document.querySelectorAll('[name=theme-color]'), meta => meta.content)"
    assert len(set(page.evaluate(themes))) == 1, "the chosen one"
    colours.click()
    assert len(set(page.evaluate(themes))) == 2, "one for each scheme of the system"


def test_the_menu_opens_by_keyboard_on_a_phone(page: Page, toy: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(toy)
    box = page.get_by_role("checkbox", name="Menu")
    box.focus()
    page.keyboard.press("Space")
    topics = page.locator("header").get_by_role("link", name="Topics", exact=True)
    expect(topics).to_be_visible()
    page.keyboard.press("Escape")
    expect(topics).to_be_hidden()


def test_the_focus_is_seen(page: Page, toy: str) -> None:
    page.goto(f"{toy}papers/layer-normalization/")
    page.keyboard.press("Tab")
    skip = page.evaluate("document.activeElement.className")
    assert skip == "rl-skip"
    page.keyboard.press("Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"


def test_a_list_is_sorted_by_the_readers_choice(page: Page, toy: str) -> None:
    page.goto(f"{toy}tags/residual-networks/")
    years = (
        "Array.from(document.querySelectorAll('#paper-list > .rl-card'), li => +li.dataset.year)"
    )
    shown = page.evaluate(years)
    assert shown == sorted(shown, reverse=True)
    page.get_by_role("button", name="oldest").click()
    assert page.evaluate(years) == sorted(shown)
    page.get_by_role("button", name="title").click()
    titles = page.evaluate(
        "Array.from(document.querySelectorAll('#paper-list > .rl-card'), li => li.dataset.title)"
    )
    assert titles == sorted(titles)
    assert page.get_by_role("button", name="title").get_attribute("aria-pressed") == "true"


def test_home_comes_first_when_asked(page: Page, toy: str) -> None:
    page.goto(f"{toy}topics/normalization/")
    page.get_by_role("button", name="main topic first").click()
    homes = page.evaluate(
        "Array.from(document.querySelectorAll('#paper-list > .rl-card'), li => +li.dataset.home)"
    )
    assert homes == [1, 1, 0]
    groups = page.locator("#paper-list > .rl-group").all_inner_texts()
    assert groups == ["Main topic", "Also here"]


def test_each_citation_is_copied(page: Page, toy: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{toy}papers/layer-normalization/")
    for label in ("BibTeX", "RIS", "CSL-JSON", "Plain text"):
        block = page.locator(".rl-cite details", has=page.get_by_text(label, exact=True))
        if block.get_attribute("open") is None:
            block.locator("summary").click()
        block.get_by_role("button", name=f"Copy {label}").click()
        expect(block.get_by_role("button")).to_have_text("Copied")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == block.locator("pre").inner_text()
        assert "Layer Normalization" in copied.replace("{", "").replace("}", ""), label


def test_a_printed_page_is_the_paper_alone_black_on_white(page: Page, toy: str) -> None:
    page.goto(f"{toy}papers/layer-normalization/")
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.locator(".rl-header")).to_be_hidden()
    expect(page.locator(".rl-footer")).to_be_hidden()
    expect(page.locator(".rl-abstract")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    for part in ("h1", "h2", ".rl-abstract", ".rl-cite pre"):
        colour = page.locator(part).first.evaluate("part => getComputedStyle(part).color")
        assert colour == "rgb(0, 0, 0)", part


def test_a_printed_topic_is_a_syllabus(page: Page, toy: str) -> None:
    page.goto(f"{toy}topics/normalization/")
    page.emulate_media(media="print")
    step = page.locator(".rl-trail > li", has_text="Layer Normalization").first
    expect(step).to_contain_text("Jimmy Lei Ba, Jamie Ryan Kiros and Geoffrey E Hinton.")
    expect(step).to_contain_text("https://arxiv.org/abs/1607.06450")
    expect(step.locator("a")).to_be_hidden()
    expect(page.locator(".rl-chip").first).to_be_hidden()
    card = page.locator("#paper-list .rl-card").first
    expect(card.locator(".rl-card__summary")).to_be_hidden()
    title, meta = card.locator(".rl-card__title"), card.locator(".rl-card__meta")
    assert title.evaluate("part => getComputedStyle(part).display") == "inline"
    assert meta.evaluate("part => getComputedStyle(part).paddingRight") == "0px"


def test_the_longest_paper_prints_on_two_pages(page: Page, frozen_site: Site) -> None:
    pages = frozen_site.folder.glob("papers/*/index.html")
    longest = max(pages, key=lambda file: file.stat().st_size).parent
    page.goto(f"{longest.as_uri()}/index.html")
    printed = page.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) <= 2


def test_a_reader_goes_from_the_search_to_neighbours_topic_and_tags(page: Page, toy: str) -> None:
    page.goto(toy)
    page.keyboard.press("/")
    page.keyboard.type("poincare resn")
    page.locator("[role=listbox] [role=option]").first.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url("**/papers/poincare-resnet/**")
    expect(page.locator("h1")).to_have_text("Poincaré ResNet")
    page.locator(".rl-related a").first.click()
    page.wait_for_url("**/papers/**")
    assert "poincare-resnet" not in page.url
    page.get_by_role("link", name="Residual networks").first.click()
    page.wait_for_url("**/tags/residual-networks/**")
    page.get_by_role("link", name="Poincaré ResNet").first.click()
    page.locator(".rl-crumbs a").click()
    page.wait_for_url("**/topics/architectures/**")


def test_reading_needs_no_javascript(browser: Browser, toy: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(toy)
    page.get_by_role("link", name="Normalisation").first.click()
    page.get_by_role("link", name="Layer Normalization").first.click()
    expect(page.locator(".rl-abstract")).to_contain_text("Training state-of-the-art")
    expect(page.locator(".rl-search noscript a")).to_be_visible()
    context.close()


@pytest.mark.parametrize("kind", ["paper", "map", "numbers"])
def test_what_folds_has_nothing_of_the_themes_panels(page: Page, toy: str, kind: str) -> None:
    page.goto(toy + KINDS[kind])
    looks = page.locator("main summary").evaluate_all(
        """all => all.map(summary => [
          getComputedStyle(summary).backgroundColor,
          getComputedStyle(summary, "::before").display,
          getComputedStyle(summary.parentElement).boxShadow,
          getComputedStyle(summary.parentElement).borderTopColor,
        ])"""
    )
    line = page.evaluate(
        "() => { const one = document.createElement('i'); document.body.append(one);"
        " one.style.color = 'var(--rl-line)'; return getComputedStyle(one).color; }"
    )
    assert looks
    for background, icon, shadow, border in looks:
        assert (background, icon, shadow) == ("rgba(0, 0, 0, 0)", "none", "none")
        assert border == line or kind == "numbers", "one of the site's colours"
