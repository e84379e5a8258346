"""What a reader sees and does, in words that several tests share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

KINDS = {
    "home": "",
    "topics": "topics/",
    "topic": "topics/normalization/",
    "unsorted": "topics/unsorted/",
    "tags": "tags/",
    "tag": "tags/residual-networks/",
    "paper": "papers/layer-normalization/",
    "titles": "papers/",
    "authors": "authors/",
    "author-letter": "authors/h/",
    "explore": "explore/",
    "map": "map/",
    "numbers": "numbers/",
    "new": "new/",
    "my-list": "my-list/",
    "exports": "exports/",
    "contribute": "contribute/",
    "codes": "contribute/codes/",
    "about": "about/",
    "not-kept": "offline/not-kept/",
    "missing": "404.html",
}
"""A page of each kind on the toy site."""


def titles(page: Page) -> list[str]:
    """The titles of the cards, from the top, once other papers are no more under way."""
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    return page.locator(".rl-card__title").all_text_contents()


def downloaded(page: Page, act: Callable[[], None]) -> str:
    """The text of the file that an action saves."""
    with page.expect_download() as waiting:
        act()
    return Path(waiting.value.path()).read_bytes().decode()
