"""One tab of a browser that Playwright does not drive, and what a reader does in it."""

from __future__ import annotations

import json
from typing import Any, Protocol

from tenacity import Retrying, retry_if_result, stop_after_delay, wait_fixed

SECONDS = 60
"""At most, until a page shows what is waited for: long enough for a busy machine."""
ENTER, ARROW_RIGHT = "\ue007", "\ue014"
"""Keys, by their codes in WebDriver."""


class Browser(Protocol):
    """What is asked of a browser."""

    name: str

    def navigate(self, address: str) -> None:
        """Open a page, and return when it has loaded."""

    def go_back(self) -> None:
        """Return to the page before."""

    def run(self, script: str, *arguments: object) -> Any:
        """What a function with this body returns in the page."""

    def click(self, selector: str) -> None:
        """Click on the middle of the first such element."""

    def press(self, keys: str) -> None:
        """Press keys, in the element that has the focus."""


class Tab:
    """A browser, and the site in it."""

    def __init__(self, browser: Browser, home: str) -> None:
        self.browser = browser
        self.home = home
        self._index = "index.html" if home.startswith("file:") else ""

    def open(self, path: str) -> None:
        self.browser.navigate(self.home + path + self._index)

    def until(self, holds: str) -> None:
        """Wait until an expression in JavaScript holds."""
        waiting = Retrying(
            retry=retry_if_result(lambda held: not held),
            stop=stop_after_delay(SECONDS),
            wait=wait_fixed(0.05),
            retry_error_callback=lambda _: False,
        )
        assert waiting(self.browser.run, f"return Boolean({holds})"), holds

    def shows(self, selector: str, number: int | None = None) -> None:
        """Wait until a page has such elements; scripts make some after it has loaded."""
        count = f"document.querySelectorAll({json.dumps(selector)}).length"
        self.until(count if number is None else f"{count} === {number}")

    def click(self, selector: str) -> None:
        self.shows(selector)
        self.browser.click(selector)

    def text(self, selector: str) -> str:
        """The text of the first such element."""
        return str(
            self.browser.run("return document.querySelector(arguments[0]).innerText", selector)
        )
