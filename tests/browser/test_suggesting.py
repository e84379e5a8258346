"""Suggest tags: from a paper's page to the one line that changes in its file."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner
from playwright.sync_api import BrowserContext, Locator, Page, expect

from generator.cli import Settings
from generator.cli.suggestion import command
from generator.importers.tag_form import LABEL
from tests.browser.audit import violations
from tests.browser.window import listen
from tests.support import TOY, Site

pytestmark = pytest.mark.browser

PAPER = "layer-normalization"
PAGE = f"papers/{PAPER}/"
WHY = "It compares <b>with</b> `batch` normalisation & more."
BEFORE = "tags: [layer-normalization, recurrent-networks, method]"
AFTER = "tags: [layer-normalization, method, batch-normalization]"


def open_dialog(page: Page) -> Locator:
    link = page.get_by_role("link", name="Suggest tags")
    link.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Suggest topics and tags")
    expect(dialog).to_be_visible()
    return dialog


def suggest(page: Page) -> Locator:
    """Make a suggestion with the keyboard alone."""
    dialog = open_dialog(page)
    expect(dialog.get_by_role("combobox", name="Tags")).to_be_focused()
    for _ in range(2):
        page.keyboard.press("Backspace")
    for typed in ("proposes", "batchn"):  # a word of a description, and the start of an alias
        page.keyboard.type(typed)
        expect(dialog.get_by_role("option", selected=True)).to_be_visible()
        page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type(WHY)
    expect(dialog.locator("pre")).to_have_text(f"-{BEFORE}\n+{AFTER}\n")
    return dialog


def filled_in(address: str) -> dict[str, str]:
    """What the issue form has after the link, by the ids of its fields."""
    parts = urlsplit(address)
    assert parts.path.endswith("/issues/new")
    return {name: values[0] for name, values in parse_qs(parts.query).items()}


def as_issue(form: dict[str, str]) -> str:
    """The issue's text, as GitHub writes it."""
    return (
        f"### Paper\n\n{form['paper']}\n\n### Change\n\n```diff\n{form['change']}\n```\n\n"
        f"### Why\n\n{form['why']}\n"
    )


def test_a_suggestion_ends_as_one_line_of_the_file(page: Page, toy: str, tmp_path: Path) -> None:
    page.goto(f"{toy}{PAGE}")
    dialog = suggest(page)
    link = dialog.get_by_role("link", name="Suggest it at GitHub")
    form = filled_in(link.get_attribute("href") or "")
    assert (form["template"], form["paper"], form["why"]) == ("tags.yml", PAPER, WHY)

    content = Path(shutil.copytree(TOY, tmp_path / "content"))
    file = content / "papers" / f"{PAPER}.yml"
    before = file.read_bytes()
    config, event = tmp_path / "mkdocs.yml", tmp_path / "event.json"
    config.write_text("site_name: x\n", "utf-8")
    issue: dict[str, Any] = {"number": 3, "body": as_issue(form), "labels": [{"name": LABEL}]}
    issue["created_at"] = "2026-11-20T10:00:00Z"
    event.write_text(json.dumps({"issue": issue}), "utf-8")
    done = CliRunner().invoke(command, ["--event", str(event)], obj=Settings(content, config))
    assert done.exit_code == 0, done.output
    assert file.read_bytes() == before.replace(BEFORE.encode(), AFTER.encode())
    assert before.count(BEFORE.encode()) == 1


def test_the_other_ways_from_the_disk(
    context: BrowserContext, toy_site: Site, tmp_path: Path
) -> None:
    folder = tmp_path / "tags" / "not-a-tag" / "site"  # as if the path spoke of a tag
    folder.parent.mkdir(parents=True)
    folder.symlink_to(toy_site.folder, target_is_directory=True)
    from_disk = f"{folder.as_uri()}/"
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    noise = listen(page, [from_disk])
    page.goto(f"{from_disk}{PAGE}index.html")
    dialog = suggest(page)

    dialog.get_by_role("button", name="Copy as text").click()
    expect(dialog.get_by_role("status").last).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert f"-{BEFORE}\n+{AFTER}\n\n{WHY}\n" in copied
    assert PAGE in copied
    mail = urlsplit(dialog.get_by_role("link", name="E-mail").get_attribute("href") or "")
    assert mail.scheme == "mailto"
    assert parse_qs(mail.query)["body"] == [copied]

    page.evaluate("document.addEventListener('click', event => event.preventDefault())")
    editor = dialog.get_by_role("link", name="Edit the file")
    assert (editor.get_attribute("href") or "").endswith(f"/edit/main/content/papers/{PAPER}.yml")
    editor.click()
    expect(dialog.get_by_role("status").last).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == AFTER
    assert noise == []


def test_topics_have_a_home_and_escape_loses_nothing(page: Page, toy: str) -> None:
    page.goto(f"{toy}{PAGE}")
    dialog = open_dialog(page)
    topics = dialog.get_by_role("combobox", name="Topics")
    topics.fill("architec")
    page.keyboard.press("Escape")
    expect(dialog).to_be_visible()
    topics.fill("architec")
    page.keyboard.press("Enter")
    dialog.get_by_role("button", name="Make Architectures the home").click()
    lines = "-topics: [normalization]\n+topics: [architectures, normalization]\n"
    expect(dialog.locator("pre")).to_have_text(lines)
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page.get_by_role("link", name="Suggest tags")).to_be_focused()


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1440, "light")])
def test_the_dialog_is_for_everybody(page: Page, toy: str, width: int, scheme: Any) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{toy}{PAGE}")
    dialog = suggest(page)
    dialog.get_by_role("combobox", name="Topics").fill("arch")
    found = violations(page)
    assert [(v["id"], [node["html"] for node in v["nodes"]]) for v in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    small = dialog.locator("button, input, textarea, .rl-button, [role=option]").evaluate_all(
        "all => all.filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 43.9)"
        ".map(e => e.outerHTML)"
    )
    assert small == []


def test_without_scripts_the_link_leads_to_the_form(
    open_plain: Callable[[str], Page], toy: str
) -> None:
    page = open_plain(f"{toy}{PAGE}")
    address = page.get_by_role("link", name="Suggest tags").get_attribute("href") or ""
    assert filled_in(address) == {"template": "tags.yml", "paper": PAPER}
    assert page.locator("dialog").count() == 0
