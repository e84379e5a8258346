"""Narrowing the list down, as a reader does."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from playwright.sync_api import Page, expect

from tests.browser.reader import downloaded, titles
from tests.support import Site

pytestmark = pytest.mark.browser

LAYER_NORM = "Layer Normalization"
REVIEW = "A Critical Review of Recurrent Neural Networks for Sequence Learning"
MOBILENET = "MobileNetV2: Inverted Residuals and Linear Bottlenecks"
INCEPTION = "Inception-v4, Inception-ResNet and the Impact of Residual Connections on Learning"
POINCARE = "Poincaré ResNet"


def option(page: Page, group: str, label: str) -> tuple[str, str]:
    """The count beside an option, and whether it is ticked."""
    row = page.locator(f"[data-group={group}] li", has_text=label)
    return row.locator(".rl-options__count").inner_text(), str(row.locator("input").is_checked())


def count(page: Page) -> str:
    return page.locator("[data-count]").inner_text()


@pytest.fixture
def explore(page: Page, toy: str) -> Page:
    page.goto(f"{toy}explore/")
    expect(page.locator(".rl-card")).to_have_count(6)
    return page


def test_it_starts_with_everything_newest_first(explore: Page) -> None:
    assert count(explore) == "6 papers"
    lines = " ".join(explore.locator(".rl-card__meta").all_text_contents())
    years = [int(year) for year in re.findall(r"· (\d{4})", lines)]
    assert len(years) == 6
    assert years == sorted(years, reverse=True)


def test_filters_combine_and_the_counts_follow_the_other_filters(explore: Page) -> None:
    assert option(explore, "tag", "Residual networks")[0] == "3"
    assert option(explore, "topic", "Normalisation")[0] == "2 + 1", "as its page says"
    explore.get_by_label("Normalisation", exact=False).first.check()
    normalisation = set(titles(explore))
    assert LAYER_NORM in normalisation
    assert option(explore, "tag", "Residual networks")[0] != "3"
    expect(explore.locator("[data-count]")).to_have_text(f"{len(normalisation)} of 6 papers")
    # Its own group's other options go on counting what they would add.
    assert option(explore, "topic", "Architectures")[0] != "0"
    explore.locator("[data-group=tag] input[value=recurrent-networks]").check()
    assert titles(explore) == [LAYER_NORM]


def test_any_all_and_none_of_the_tags(explore: Page) -> None:
    tag = explore.locator("[data-group=tag]")
    tag.locator("input[value=recurrent-networks]").check()
    tag.locator("input[value=layer-normalization]").check()
    assert set(titles(explore)) == {LAYER_NORM, REVIEW}
    tag.get_by_label("all of these").check()
    assert titles(explore) == [LAYER_NORM]
    explore.get_by_role("button", name="Clear all").click()
    tag.get_by_role("button", name="Exclude: Recurrent networks").click()
    assert set(titles(explore)).isdisjoint({LAYER_NORM, REVIEW})
    assert count(explore) == "4 of 6 papers"
    assert option(explore, "tag", "Recurrent networks")[0] == "2"


def test_years_venue_type_code_and_reading_path(explore: Page) -> None:
    explore.locator("select[name=to]").select_option("2016")
    assert set(titles(explore)) == {LAYER_NORM, REVIEW, INCEPTION}
    assert explore.locator("select[name=from] option[value='2016']").inner_text() == "2016 (2)"
    explore.get_by_role("button", name="Clear all").click()
    explore.locator("[data-group=venue] input[value=CVPR]").check()
    assert titles(explore) == [MOBILENET]
    explore.get_by_role("button", name="Remove the filter CVPR").click()
    explore.locator("[data-group=type] input[value=survey]").check()
    assert titles(explore) == [REVIEW]
    explore.get_by_role("button", name="Clear all").click()
    explore.get_by_role("checkbox", name="on a reading path").check()
    assert LAYER_NORM in titles(explore)
    assert count(explore) != "6 papers"


def test_words_find_titles_authors_and_summaries_without_accents(explore: Page) -> None:
    box = explore.get_by_label("Words")
    box.fill("poincare")
    expect(explore.locator(".rl-card")).to_have_count(1)
    assert titles(explore) == [POINCARE]
    box.fill("batch size one")
    expect(explore.locator(".rl-card__title").first).to_have_text(LAYER_NORM)
    box.fill("qqqqzzzz")
    expect(explore.get_by_text("No paper matches all of these")).to_be_visible()
    explore.get_by_role("button", name="Clear all filters").click()
    expect(explore.locator(".rl-card")).to_have_count(6)


def test_sorting(explore: Page) -> None:
    explore.get_by_label("Sort by").select_option("title")
    by_title = titles(explore)
    assert by_title == sorted(by_title, key=str.casefold)
    explore.get_by_label("Sort by").select_option("oldest")
    assert titles(explore)[0] == REVIEW


def test_the_address_holds_the_view_and_back_returns_to_it(explore: Page, toy: str) -> None:
    explore.locator("[data-group=tag] input[value=recurrent-networks]").check()
    explore.get_by_role("radio", name="Table").check()
    address = explore.url
    assert "tag=recurrent-networks" in address
    explore.get_by_role("button", name="Clear all").click()
    assert "tag=" not in explore.url
    explore.go_back()
    assert explore.url == address
    expect(explore.locator("tbody tr")).to_have_count(2)
    expect(explore.locator("input[value=recurrent-networks]")).to_be_checked()
    explore.locator("tbody a").first.click()
    explore.wait_for_url(re.compile("/papers/"))
    explore.go_back()
    expect(explore.locator("tbody tr")).to_have_count(2)
    explore.goto(f"{toy}explore/?tag=-recurrent-networks&from=2017&sort=title")
    expect(explore.locator("[data-count]")).to_have_text("3 of 6 papers")
    expect(explore.get_by_label("Sort by")).to_have_value("title")


def test_an_address_with_unknown_filters_says_so(page: Page, toy: str) -> None:
    page.goto(f"{toy}explore/?tag=no-such-tag&view=%3Cscript%3E")
    expect(page.get_by_text("This list does not have: no-such-tag.")).to_be_visible()
    assert count(page) == "6 papers"


def test_the_table_holds_the_same_papers(explore: Page) -> None:
    cards = titles(explore)
    explore.get_by_role("radio", name="Table").check()
    expect(explore.locator("tbody th a")).to_have_text(cards)
    heads = explore.locator("thead th").all_inner_texts()
    assert heads[:4] == ["Title", "Authors", "Year", "Venue"]


@pytest.fixture
def two(explore: Page) -> Page:
    explore.locator("[data-group=tag] input[value=recurrent-networks]").check()
    expect(explore.locator(".rl-card")).to_have_count(2)
    return explore


def test_bibtex_of_the_selection(two: Page) -> None:
    text = downloaded(two, lambda: two.get_by_role("button", name="BibTeX").click())
    library = parse_string(text)
    assert not library.failed_blocks
    assert len(library.entries) == 2
    assert any("Layer" in entry["title"] for entry in library.entries)


def test_ris_of_the_selection(two: Page) -> None:
    text = downloaded(two, lambda: two.get_by_role("button", name="RIS").click())
    assert {record["title"] for record in rispy.loads(text)} == {LAYER_NORM, REVIEW}


def test_csv_of_the_selection(two: Page) -> None:
    text = downloaded(two, lambda: two.get_by_role("button", name="CSV").click())
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {row["title"] for row in rows} == {LAYER_NORM, REVIEW}
    assert "Jimmy Lei Ba" in next(r["authors"] for r in rows if r["title"] == LAYER_NORM)


@pytest.fixture
def long_list(page: Page, frozen_site: Site, serve: Callable[[Path], str]) -> Page:
    page.goto(f"{serve(frozen_site.folder)}explore/")
    expect(page.locator("[data-count]")).to_have_text("337 papers")
    expect(page.locator(".rl-card")).to_have_count(50)
    return page


def test_a_long_list_comes_bit_by_bit(long_list: Page, frozen_site: Site) -> None:
    page = long_list
    seen = 50
    for _ in range(3):
        page.locator(".rl-card").last.scroll_into_view_if_needed()
        expect(page.locator(".rl-card").nth(seen)).to_be_attached()
        seen = page.locator(".rl-card").count()
    expect(page.locator(".rl-card")).to_have_count(200)
    page.get_by_role("button", name="Show more").click()
    expect(page.locator(".rl-card")).to_have_count(337)
    expect(page.get_by_role("button", name="Show more")).to_be_hidden()
    links = page.locator(".rl-card__title a").evaluate_all("all => all.map(a => a.href)")
    assert len(set(links)) == 337
    pages = {f"papers/{link.rstrip('/').rpartition('/')[2]}/index.html" for link in links}
    assert pages <= set(frozen_site.pages())


def test_a_jump_to_each_new_end_brings_more_and_its_button_stays(long_list: Page) -> None:
    """The jump is made before the next frame, so the end of the list is in view all the time."""
    long_list.evaluate(
        "new MutationObserver(() => scrollTo(0, 1e9)).observe(document.querySelector('.rl-cards'),"
        " {childList: true}); scrollTo(0, 1e9)"
    )
    expect(long_list.locator(".rl-card")).to_have_count(200)
    long_list.get_by_label("Sort by").select_option("oldest")
    expect(long_list.get_by_label("Sort by")).to_have_value("oldest")
    tops = long_list.evaluate(
        """async () => {
            const button = document.querySelector("[data-more] button");
            const frame = () => new Promise(requestAnimationFrame);
            button.click();
            button.scrollIntoView({ block: "center" });
            const tops = [];
            for (let i = 0; i < 4; i += 1) {
                tops.push(Math.round(button.getBoundingClientRect().top));
                await frame();
            }
            return tops;
        }"""
    )
    assert len(set(tops)) == 1, tops


def test_papers_asked_for_while_others_are_under_way_come_after_them(long_list: Page) -> None:
    years = long_list.evaluate(
        """async () => {
            await readingList.load("summaries-0");
            const catalogue = readingList.catalogue();
            const need = catalogue.need.bind(catalogue);
            let arrived;
            const held = new Promise((resolve) => { arrived = resolve; });
            let calls = 0;
            catalogue.need = (kind, papers) => (calls++ ? need(kind, papers) : held);
            const button = document.querySelector("[data-more] button");
            button.click();
            button.click();
            arrived();
            await held;
            const cards = Array.from(document.querySelectorAll(".rl-card__meta"));
            return cards.map((meta) => Number(/· (\\d{4})/.exec(meta.textContent)[1]));
        }"""
    )
    assert len(years) == 337
    assert years == sorted(years, reverse=True)


def test_my_marks_are_a_filter(explore: Page) -> None:
    explore.get_by_role("button", name=f"Star: {MOBILENET}").click()
    assert option(explore, "mark", "Starred")[0] == "1"
    explore.get_by_role("checkbox", name="Starred").check()
    assert titles(explore) == [MOBILENET]
    explore.reload()
    expect(explore.locator(".rl-card")).to_have_count(1)
    assert titles(explore) == [MOBILENET]


def test_the_keyboard_alone_is_enough(explore: Page) -> None:
    explore.get_by_label("Words").focus()
    for _ in range(60):
        explore.keyboard.press("Tab")
        if explore.evaluate("document.activeElement.value") == "recurrent-networks":
            break
    explore.keyboard.press("Space")
    expect(explore.locator(".rl-card")).to_have_count(2)
    explore.keyboard.press("Tab")
    explore.keyboard.press("Enter")
    expect(explore.locator("[data-count]")).to_have_text("4 of 6 papers")


def test_from_the_disk(page: Page, from_disk: str) -> None:
    page.goto(f"{from_disk}explore/index.html?tag=recurrent-networks")
    expect(page.locator(".rl-card")).to_have_count(2)
    page.locator("[data-group=tag] input[value=layer-normalization]").check()
    page.locator("[data-group=tag]").get_by_label("all of these").check()
    assert titles(page) == [LAYER_NORM]
    page.go_back()
    expect(page.locator(".rl-card")).to_have_count(2)
    page.locator(".rl-card__title a").first.click()
    page.wait_for_url(re.compile(r"/papers/[^/]+/index\.html$"))
    page.go_back()
    expect(page.locator(".rl-card")).to_have_count(2)


def test_without_javascript_it_leads_on(toy: str, open_plain: Callable[[str], Page]) -> None:
    page = open_plain(f"{toy}explore/")
    expect(page.get_by_text("The filters need JavaScript")).to_be_visible()
    expect(page.get_by_role("link", name="Normalisation", exact=True).first).to_be_visible()
    expect(page.locator("#filters")).to_be_hidden()


def test_the_filters_open_on_a_phone(page: Page, toy: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{toy}explore/")
    box = page.locator("input[value=recurrent-networks]")
    expect(box).to_be_hidden()
    page.locator("#filters > summary").click()
    box.check()
    expect(page.locator("[data-filters-number]")).to_have_text("(1)")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name="Show 2 papers").click()
    expect(box).to_be_hidden()
    expect(page.locator(".rl-card").first).to_be_in_viewport()


def test_the_filters_and_the_count_stay_in_view(page: Page, toy: str) -> None:
    page.set_viewport_size({"width": 1200, "height": 500})
    page.goto(f"{toy}explore/")
    expect(page.locator(".rl-card")).to_have_count(6)
    page.locator(".rl-card").last.scroll_into_view_if_needed()
    expect(page.locator("[data-count]")).to_be_in_viewport()
    expect(page.locator("[data-group=year] summary")).to_be_in_viewport()
    page.locator("[data-group=mark] input").last.scroll_into_view_if_needed()
    expect(page.locator("[data-group=year] summary")).not_to_be_in_viewport()
    expect(page.locator("[data-count]")).to_be_in_viewport()
    page.locator("[data-group=tag] input[value=recurrent-networks]").check()
    expect(page.locator(".rl-card").first).to_be_in_viewport()


def test_the_groups_stand_in_order_and_fold(explore: Page) -> None:
    groups = explore.locator("[data-group] > summary").all_inner_texts()
    assert groups[:6] == ["Year", "Kind", "Code and reading path", "Topic", "Tag", "Venue"]
    box = explore.locator("[data-group=tag] input").first
    expect(box).to_be_visible()
    explore.locator("[data-group=tag] > summary").click()
    expect(box).to_be_hidden()


def test_when_nothing_is_found_the_filters_to_drop_are_named(page: Page, toy: str) -> None:
    page.goto(f"{toy}explore/?tag=recurrent-networks&venue=CVPR")
    expect(page.get_by_text("No paper matches all of these")).to_be_visible()
    ways = page.locator(".rl-ways button")
    assert ways.all_inner_texts() == [
        "without CVPR: 2 papers",
        "without Recurrent networks: 1 paper",
    ]
    ways.last.click()
    assert titles(page) == [MOBILENET]


def test_a_link_skips_the_filters(explore: Page) -> None:
    explore.locator(".rl-skip", has_text="results").focus()
    explore.keyboard.press("Enter")
    explore.keyboard.press("Tab")
    first = explore.locator(".rl-card a").first
    assert first.evaluate("link => link === document.activeElement")


def test_the_newest_papers_are_in_the_page_and_the_script_takes_them_over(
    open_plain: Callable[[str], Page], explore: Page, toy: str
) -> None:
    plain = open_plain(f"{toy}explore/")
    cards = plain.locator("#results .rl-card__title")
    assert cards.count() == 6
    expect(cards.first).to_be_visible()
    expect(plain.get_by_label("Words")).to_be_hidden()

    assert titles(explore) == cards.all_inner_texts()
    explore.goto(f"{toy}explore/?tag=recurrent-networks")
    explore.get_by_role("button", name="Clear all").click()
    assert titles(explore) == cards.all_inner_texts(), "drawn by the script, in the same order"


def test_what_the_address_asks_for_is_not_shown_after_the_newest(own_page: Page, toy: str) -> None:
    page = own_page
    page.add_init_script(
        "new MutationObserver(() => { for (const card of document.querySelectorAll('#results li'))"
        " if (getComputedStyle(card).visibility === 'visible')"
        " (window.seen ||= new Set()).add(card.dataset.id); })"
        ".observe(document, { childList: true, subtree: true })"
    )
    page.goto(f"{toy}explore/?tag=recurrent-networks")
    expect(page.locator("[data-count]")).to_have_text("2 of 6 papers")
    assert page.evaluate("window.seen.size") == 2
