"""Looking rather than reading: the map and the numbers."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

LAYER_NORM = "Layer Normalization"


@pytest.fixture
def atlas(page: Page, toy: str) -> Page:
    page.goto(f"{toy}map/")
    expect(page.locator(".rl-map__cursor")).to_have_attribute("href", re.compile("papers/"))
    return page


def point(page: Page, paper: str) -> Locator:
    return page.locator(f".rl-map__group a[href*='{paper}'] circle")


def hover(page: Page, paper: str) -> None:
    point(page, paper).scroll_into_view_if_needed()
    box = point(page, paper).bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def test_every_paper_is_a_point_in_the_colour_of_its_topic(atlas: Page) -> None:
    assert atlas.locator(".rl-map__group circle").count() == 6
    groups = atlas.locator(".rl-map__group")
    fills = groups.evaluate_all("all => all.map(group => getComputedStyle(group).fill)")
    assert len(set(fills)) == len(fills) == 2
    assert atlas.locator(".rl-map__labels a").count() == 2


def test_hover_shows_title_and_summary_and_a_click_goes_there(atlas: Page) -> None:
    expect(atlas.locator("[data-card]")).to_be_hidden()
    hover(atlas, "layer-normalization")
    card = atlas.locator("[data-card]")
    expect(card).to_contain_text(LAYER_NORM)
    expect(card).to_contain_text("Normalises over the features of one example")
    atlas.mouse.down()
    atlas.mouse.up()
    atlas.wait_for_url(re.compile("/papers/layer-normalization/"))


def test_the_keyboard_walks_from_point_to_point(atlas: Page, toy: str) -> None:
    atlas.locator("[data-scroll]").focus()
    atlas.keyboard.press("Tab")
    expect(atlas.locator(".rl-map__cursor")).to_be_focused()
    first = atlas.locator(".rl-map__title").inner_text()
    seen = {first}
    for key in ("ArrowRight", "ArrowLeft", "ArrowLeft", "ArrowUp", "ArrowDown", "ArrowDown"):
        atlas.keyboard.press(key)
        link = atlas.locator(".rl-map__cursor").get_attribute("aria-label")
        expect(atlas.locator(".rl-map__title")).to_have_text(link or "")
        seen.add(link or "")
    assert len(seen) >= 3
    target = atlas.locator(".rl-map__cursor").get_attribute("href")
    assert target
    atlas.keyboard.press("Enter")
    atlas.wait_for_url(f"{toy}{target.removeprefix('../')}")


def test_topics_filter_and_stand_in_the_address(atlas: Page) -> None:
    atlas.get_by_role("checkbox", name="Normalisation").check()
    expect(atlas.locator(".rl-map__group.t0")).to_have_css("opacity", "1")
    expect(atlas.locator(".rl-map__group.t1")).to_have_css("opacity", "0.1")
    assert "topic=normalization" in atlas.url
    shown = atlas.locator(".rl-map__group.t0 circle").count()
    assert 0 < shown < 6
    atlas.reload()
    expect(atlas.get_by_role("checkbox", name="Normalisation")).to_be_checked()
    # A point that is not shown does not answer.
    hover(atlas, "mobilenetv2")
    expect(atlas.locator("[data-card]")).not_to_contain_text("MobileNetV2")
    atlas.get_by_role("button", name="Show all").click()
    expect(atlas.locator(".rl-map__group.t1")).to_have_css("opacity", "1")


def test_zoom_makes_room_within_the_frame(atlas: Page) -> None:
    width = "svg => svg.getBoundingClientRect().width"
    before = atlas.locator("#map svg").evaluate(width)
    atlas.get_by_role("button", name="Zoom in").click()
    assert atlas.locator("#map svg").evaluate(width) > before * 1.4
    assert atlas.evaluate("document.documentElement.scrollWidth <= innerWidth")
    atlas.get_by_role("button", name="Zoom out").click()
    expect(atlas.get_by_role("button", name="Zoom out")).to_be_disabled()


def test_the_map_as_a_list(atlas: Page) -> None:
    atlas.get_by_text("The map as a list by topic").click()
    assert atlas.locator(".rl-map__list li a").count() == 6
    atlas.locator(".rl-map__list li").get_by_role("link", name=LAYER_NORM).click()
    atlas.wait_for_url(re.compile("/papers/layer-normalization/"))


def test_a_finger_gets_the_card_first(toy: str, open_touch: Callable[[str], Page]) -> None:
    page = open_touch(f"{toy}map/")
    expect(page.locator(".rl-map__cursor")).to_have_attribute("href", re.compile("papers/"))
    point(page, "layer-normalization").scroll_into_view_if_needed()
    point(page, "layer-normalization").tap(force=True)
    expect(page.locator("[data-card]")).to_contain_text(LAYER_NORM)
    assert page.url.endswith("/map/")
    page.locator("[data-card] a").first.tap()
    page.wait_for_url(re.compile("/papers/layer-normalization/"))


def test_without_javascript_points_are_links_and_topics_filter(
    toy: str, open_plain: Callable[[str], Page]
) -> None:
    page = open_plain(f"{toy}map/")
    page.get_by_role("checkbox", name="Normalisation").check()
    expect(page.locator(".rl-map__group.t1")).to_have_css("opacity", "0.1")
    page.get_by_role("checkbox", name="Normalisation").uncheck()
    page.locator(".rl-map__group a[href*='layer-normalization']").click()
    assert page.url.endswith("/papers/layer-normalization/")


def test_from_the_disk(page: Page, from_disk: str) -> None:
    page.goto(f"{from_disk}map/index.html")
    expect(page.locator(".rl-map__cursor")).to_have_attribute("href", re.compile("index.html$"))
    hover(page, "layer-normalization")
    expect(page.locator("[data-card]")).to_contain_text(LAYER_NORM)
    page.mouse.down()
    page.mouse.up()
    page.wait_for_url(re.compile("/papers/layer-normalization/index.html"))


def test_every_plot_has_its_data_as_a_table(page: Page, toy: str) -> None:
    page.goto(f"{toy}numbers/")
    plots = page.locator(".rl-chart")
    heads = plots.locator("h2").all_inner_texts()
    assert heads == [
        "Papers by year", "Papers by topic", "Papers by venue", "Tags that go together",
        "Paper types by topic",
    ]  # fmt: skip
    for plot in plots.all():
        assert plot.locator(".chart--wide").bounding_box()
        plot.locator("summary").click()
        expect(plot.locator("table")).to_be_visible()
    years = plots.nth(0).locator("tbody tr")
    table = dict(row.inner_text().split("\t") for row in years.all())
    assert table["2016"] == "2"
    assert sum(map(int, table.values())) == 6


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_plots_stand_out_in_both_schemes(page: Page, toy: str, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(f"{toy}numbers/")
    bar, paper = page.evaluate(
        "[getComputedStyle(document.querySelector('.chart__bar')).fill,"
        " getComputedStyle(document.body).backgroundColor]"
    )
    assert contrast(bar, paper) >= 3


def contrast(one: str, other: str) -> float:
    """WCAG's contrast ratio of two `rgb(…)` colours."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(n) / 255 for n in re.findall(r"\d+", colour)[:3]]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
