"""A list of one's own: marks beside papers, kept, carried over, never lost."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.reader import downloaded
from tests.support import TOY, Site, build, project

pytestmark = pytest.mark.browser

LAYER_NORM = "Layer Normalization"
LAYER_NORM_ID = "layer-normalization"
MOBILENET_ID = "mobilenetv2-inverted-residuals-and-linear-bottlenecks"
POINCARE = "Poincaré ResNet"
LATE, EARLY = "2024-05-01T10:00:00.000Z", "2023-05-01T10:00:00.000Z"


def backup(**papers: Any) -> bytes:
    named = {key.replace("_", "-"): value for key, value in papers.items()}
    return json.dumps({"version": 1, "papers": named}).encode()


def read_in(page: Page, data: bytes) -> str:
    page.locator("[data-import]").set_input_files(
        {"name": "list.json", "mimeType": "application/json", "buffer": data}
    )
    message = page.locator("[data-message]")
    expect(message).not_to_be_empty()
    return message.inner_text()


def expect_section(page: Page, title: str, papers: list[str]) -> None:
    found = page.locator("section", has=page.get_by_role("heading", name=title, level=2))
    expect(found.locator(".rl-card__title")).to_have_text(papers)


def stored(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(page.evaluate("localStorage.getItem('rl-marks')"))["papers"]
    return found


def test_an_empty_list_says_what_to_do(page: Page, toy: str) -> None:
    page.goto(f"{toy}my-list/")
    expect(page.get_by_text("Nothing is on your list yet.")).to_be_visible()
    page.get_by_role("link", name="Explore the papers").click()
    page.wait_for_url(f"{toy}explore/")


def test_mark_a_paper_on_its_page_and_find_it_on_my_list(page: Page, toy: str) -> None:
    page.goto(f"{toy}papers/{LAYER_NORM_ID}/")
    page.get_by_label("State").select_option(label="Reading")
    page.get_by_label("Note").fill("Compare with <b>batch</b> norm")
    page.get_by_role("link", name="See my list").click()
    expect_section(page, "Reading", [LAYER_NORM])
    expect(page.get_by_text("Compare with <b>batch</b> norm", exact=True)).to_be_visible()
    expect(page.locator(".rl-mine__card .rl-card__summary")).to_contain_text("Normalis")
    page.get_by_role("link", name=LAYER_NORM).click()
    expect(page.get_by_label("State")).to_have_value("reading")
    expect(page.get_by_label("Note")).to_have_value("Compare with <b>batch</b> norm")


@pytest.mark.parametrize("path", ["topics/normalization/", "tags/layer-normalization/", "new/", ""])
def test_mark_a_paper_from_any_list(page: Page, toy: str, path: str) -> None:
    page.goto(f"{toy}{path}")
    page.get_by_label(f"My list: {LAYER_NORM}").first.select_option(label="To read")
    page.get_by_role("button", name=f"Star: {LAYER_NORM}").first.click()
    expect(page.get_by_role("button", name=f"Star: {LAYER_NORM}").first).to_have_attribute(
        "aria-pressed", "true"
    )
    page.goto(f"{toy}my-list/")
    expect_section(page, "To read", [LAYER_NORM])
    expect(page.get_by_text("★ starred")).to_be_visible()


def test_change_and_take_off_and_undo(page: Page, toy: str) -> None:
    page.goto(f"{toy}papers/{LAYER_NORM_ID}/")
    page.get_by_label("State").select_option(label="To read")
    page.goto(f"{toy}my-list/")
    page.get_by_text("Change", exact=True).click()
    page.get_by_label("State").select_option(label="Read")
    expect_section(page, "Read", [LAYER_NORM])
    page.get_by_label("Note").fill("Good.")
    expect(page.locator(".rl-mine__note")).to_have_text("Good.")
    expect(page.get_by_label("Note")).to_be_focused()
    page.get_by_role("button", name="Take off my list").click()
    expect(page.get_by_text("Nothing is on your list yet.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect_section(page, "Read", [LAYER_NORM])
    expect(page.locator(".rl-mine__note")).to_have_text("Good.")


def test_a_backup_carries_the_list_to_another_browser(
    page: Page, toy: str, browser: Browser
) -> None:
    page.goto(f"{toy}papers/{LAYER_NORM_ID}/")
    page.get_by_label("State").select_option(label="Read")
    page.get_by_label("Note").fill("Ünïcode “note”")
    page.goto(f"{toy}my-list/")
    saved = downloaded(page, lambda: page.get_by_role("button", name="Save a backup").click())
    other = browser.new_context(service_workers="block").new_page()
    other.goto(f"{toy}my-list/")
    assert "1 paper added" in read_in(other, saved.encode())
    expect_section(other, "Read", [LAYER_NORM])
    expect(other.locator(".rl-mine__note")).to_have_text("Ünïcode “note”")
    assert "1 as before" in read_in(other, saved.encode())
    other.context.close()


def test_reading_in_keeps_the_later_change_and_both_notes(page: Page, toy: str) -> None:
    page.goto(f"{toy}my-list/")
    read_in(page, backup(layer_normalization={"state": "read", "note": "mine", "changed": LATE}))
    message = read_in(
        page,
        backup(
            layer_normalization={"state": "to-read", "note": "theirs", "changed": EARLY},
            poincare_resnet={"star": True, "changed": EARLY},
        ),
    )
    assert "1 paper added, 1 changed" in message
    expect_section(page, "Read", [LAYER_NORM])
    assert stored(page)[LAYER_NORM_ID]["note"] == "mine\n\ntheirs"
    expect_section(page, "Starred and noted", [POINCARE])
    page.get_by_role("button", name="Undo").click()
    assert stored(page).keys() == {LAYER_NORM_ID}
    assert stored(page)[LAYER_NORM_ID]["note"] == "mine"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"{", "it is not JSON"),
        (b"\xff\xfe\x00", "it is not JSON"),
        (b"null", "it contains no marks"),
        (b"[]", "it contains no marks"),
        (b'{"version": 1, "papers": []}', "it contains no marks"),
        (b'{"version": 2, "papers": {}}', "newer version"),
    ],
)
def test_a_broken_backup_changes_nothing(page: Page, toy: str, data: bytes, said: str) -> None:
    page.goto(f"{toy}papers/{LAYER_NORM_ID}/")
    page.get_by_label("State").select_option(label="Read")
    page.goto(f"{toy}my-list/")
    before = stored(page)
    message = read_in(page, data)
    assert said in message
    assert "Your list is as it was." in message
    assert stored(page) == before


def test_a_hostile_backup_is_harmless(page: Page, toy: str) -> None:
    page.goto(f"{toy}my-list/")
    data = backup(
        layer_normalization={
            "state": "read",
            "note": "<img src=x onerror=alert(1)>",
            "title": "<script>alert(2)</script>",
            "changed": "9999-01-01T00:00:00Z",
        },
        gone={"star": True, "title": "</h3><img src=x onerror=alert(3)>"},
        constructor={"state": "constructor"},
    )
    worse = b'"papers": {"__proto__": {"star": true}, "../x": {"star": true}, "a": 7, '
    data = data.replace(b'"papers": {', worse)
    message = read_in(page, data)
    assert "2 papers added" in message
    assert "4 entries could not be read" in message
    assert page.locator("main img, [data-groups] img, [data-groups] script").count() == 0
    expect_section(page, "No longer on this list", ["</h3><img src=x onerror=alert(3)>"])
    assert stored(page)[LAYER_NORM_ID]["changed"] < "9999"
    assert page.evaluate("({}).star") is None


def test_bibtex_of_my_list(page: Page, toy: str) -> None:
    page.goto(f"{toy}my-list/")
    read_in(page, backup(layer_normalization={"star": True, "changed": LATE}))
    text = downloaded(page, lambda: page.get_by_role("button", name="BibTeX").click())
    assert text.startswith("@")
    assert "Layer" in text


def test_another_tab_sees_the_change_and_loses_nothing(page: Page, toy: str) -> None:
    page.goto(f"{toy}my-list/")
    other = page.context.new_page()
    other.goto(f"{toy}papers/{LAYER_NORM_ID}/")
    other.get_by_label("State").select_option(label="To read")
    expect(page.locator(".rl-card__title")).to_have_text([LAYER_NORM])
    other.goto(f"{toy}papers/{MOBILENET_ID}/")
    other.get_by_role("button", name="Star", exact=True).click()
    expect(page.locator(".rl-card__title")).to_have_count(2)
    page.get_by_text("Change", exact=True).first.click()
    page.get_by_label("State").select_option(label="Read")
    assert stored(page).keys() == {LAYER_NORM_ID, MOBILENET_ID}


def test_closed_storage_is_said_and_the_list_works_until_one_leaves(
    own_page: Page, toy: str
) -> None:
    page = own_page
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage',"
        " {get() { throw new DOMException('closed', 'SecurityError'); }});"
    )
    page.goto(f"{toy}my-list/")
    expect(page.get_by_text("does not let the site store data", exact=False)).to_be_visible()
    read_in(page, backup(layer_normalization={"star": True, "changed": LATE}))
    expect(page.locator(".rl-card__title")).to_have_text([LAYER_NORM])
    expect(page.get_by_role("alert")).to_contain_text("Save a backup")


def test_full_storage_is_said_and_nothing_kept_is_lost(page: Page, toy: str) -> None:
    page.goto(f"{toy}my-list/")
    read_in(page, backup(layer_normalization={"star": True, "changed": LATE}))
    page.evaluate(
        "() => { Storage.prototype.setItem = () => {"
        " throw new DOMException('full', 'QuotaExceededError'); }; }"
    )
    read_in(page, backup(poincare_resnet={"star": True, "changed": LATE}))
    expect(page.get_by_role("alert")).to_contain_text("cannot store more data")
    expect(page.locator(".rl-card__title")).to_have_count(2)
    saved = downloaded(page, lambda: page.get_by_role("button", name="Save a backup").click())
    assert json.loads(saved)["papers"].keys() == {LAYER_NORM_ID, "poincare-resnet"}
    assert stored(page).keys() == {LAYER_NORM_ID}


def test_what_cannot_be_read_is_set_aside(page: Page, toy: str) -> None:
    page.goto(f"{toy}my-list/")
    page.evaluate("localStorage.setItem('rl-marks', '{broken')")
    page.goto(f"{toy}papers/{LAYER_NORM_ID}/")
    page.get_by_label("State").select_option(label="To read")
    page.goto(f"{toy}my-list/")
    expect(page.locator(".rl-card__title")).to_have_text([LAYER_NORM])
    text = downloaded(page, lambda: page.get_by_role("button", name="Save it as a file").click())
    assert text == "{broken"


def test_marks_follow_a_renamed_paper(
    page: Page, serve: Callable[[Path], str], tmp_path: Path
) -> None:
    folder = project(tmp_path, TOY)
    paper = folder / "content" / "papers" / "poincare-resnet.yml"
    paper.write_text(f"{paper.read_text('utf-8')}\naliases: [its-older-name]\n", "utf-8")
    assert build(folder).returncode == 0
    home = serve(Site(folder / "site").folder)
    page.goto(f"{home}my-list/")
    message = read_in(page, backup(its_older_name={"state": "read", "note": "n", "changed": LATE}))
    assert "1 paper added" in message
    expect(page.locator(".rl-card__title")).to_have_text([POINCARE])
    assert stored(page).keys() == {"poincare-resnet"}
    page.evaluate(
        "localStorage.setItem('rl-marks', localStorage.getItem('rl-marks')"
        ".replace('poincare-resnet', 'its-older-name'))"
    )
    page.goto(f"{home}papers/poincare-resnet/")
    expect(page.get_by_label("Note")).to_have_value("n")


def test_from_the_disk(page: Page, from_disk: str) -> None:
    page.goto(f"{from_disk}papers/{LAYER_NORM_ID}/index.html")
    page.get_by_label("State").select_option(label="Reading")
    page.get_by_role("link", name="See my list").click()
    page.wait_for_url(re.compile("my-list/index.html$"))
    expect_section(page, "Reading", [LAYER_NORM])
    text = downloaded(page, lambda: page.get_by_role("button", name="RIS").click())
    assert text.startswith("TY  - ")


def test_without_javascript_it_says_so(toy: str, open_plain: Callable[[str], Page]) -> None:
    page = open_plain(f"{toy}my-list/")
    expect(page.get_by_text("Your list needs JavaScript")).to_be_visible()
    expect(page.locator("#my-list")).to_be_hidden()
