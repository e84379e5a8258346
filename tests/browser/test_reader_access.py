"""The reader's pages, as they use them, are for everybody: axe finds nothing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.audit import faults, violations

pytestmark = pytest.mark.browser

PAGES = {
    "explore": "explore/?tag=recurrent-networks&tag=-survey",
    "explore, as a table": "explore/?view=table",
    "explore, with nothing found": "explore/?from=2030",
    "my list": "my-list/",
    "map": "map/?topic=normalization",
    "numbers": "numbers/",
    "a paper": "papers/layer-normalization/",
    "a topic": "topics/normalization/",
}
MARKS = """localStorage.setItem('rl-marks', JSON.stringify({version: 1, papers: {
  'layer-normalization': {state: 'reading', star: true, note: 'A note.', changed: '2024-05-01'},
  gone: {state: 'read', title: 'Gone', changed: '2024-05-01'}}}))"""


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_axe_finds_nothing_and_nothing_overflows(page: Page, toy: str, path: str) -> None:
    page.goto(f"{toy}{path}")
    page.evaluate(MARKS)
    page.reload()
    page.evaluate("document.querySelectorAll('main details').forEach(d => { d.open = true; })")
    assert faults(page) == []


@pytest.mark.parametrize("path", ["papers/", "new/"])
def test_titles_shorter_than_what_follows_them_are_seen_as_links(
    page: Page, toy: str, path: str
) -> None:
    page.goto(f"{toy}{path}")
    page.evaluate("document.querySelectorAll('.rl-lines a').forEach(a => { a.innerText = 'Ka'; })")
    rule = {"type": "rule", "values": ["link-in-text-block"]}
    assert violations(page, runOnly=rule) == []
