"""A page that tests take in turns: a new one takes longer than most tests are in it."""

from __future__ import annotations

from collections.abc import Collection

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, ViewportSize

DESK: ViewportSize = {"width": 1280, "height": 900}
_WORKERS = "Service Worker registration blocked by Playwright"


def listen(page: Page, homes: Collection[str]) -> list[str]:
    """Collects what the page's console says and which other hosts than these it asks."""
    noise: list[str] = []

    def said(message: ConsoleMessage) -> None:
        if message.text != _WORKERS:
            noise.append(f"console: {message.text}")

    def asked(url: str) -> None:
        if not url.startswith((*homes, "file:", "data:", "blob:")):
            noise.append(f"request: {url}")

    page.on("console", said)
    page.on("pageerror", lambda error: noise.append(f"error: {error}"))
    page.on("request", lambda request: asked(request.url))
    return noise


class Window:
    """A page without service workers, and `noise`, what it says or asks that it should not."""

    def __init__(self, browser: Browser, homes: Collection[str]) -> None:
        self._homes = homes
        self._context: BrowserContext = browser.new_context(
            viewport=DESK, accept_downloads=True, service_workers="block"
        )
        self.page = self._context.new_page()
        self.page.add_init_script = _would_stay  # type: ignore[method-assign, assignment]
        self.noise = listen(self.page, homes)
        self._developer = self._context.new_cdp_session(self.page)

    def clear(self) -> None:
        """Leave the site, and forget what a test opened, set, stored and visited."""
        for page in self._context.pages:
            if page != self.page:
                page.close()
        self._context.clear_permissions()
        self.page.unroute_all()
        self.page.goto("about:blank")
        self.page.set_viewport_size(DESK)
        self.page.emulate_media(
            media="null", color_scheme="light", reduced_motion="no-preference", forced_colors="none"
        )
        self.page.mouse.move(-1, -1)
        for home in (*self._homes, "file://"):
            origin = {"origin": home if home == "file://" else home.rstrip("/")}
            self._developer.send("Storage.clearDataForOrigin", {**origin, "storageTypes": "all"})
        self._developer.send("Page.resetNavigationHistory")
        self.noise.clear()


def _would_stay(*_: object, **__: object) -> None:
    raise AssertionError("the script would stay for other tests: take `own_page`")
