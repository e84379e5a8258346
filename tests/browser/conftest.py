"""A browser, the toy site on a server or from the disk, and pages that must stay quiet."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.chromium import ARGUMENTS, find_chromium
from tests.browser.window import DESK, Window, listen
from tests.support import Site

expect.set_options(timeout=60_000)
"""Milliseconds: long enough for a machine that is busy with other work; pages wait for 30,000."""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A browser may leave before it has everything."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find_chromium(), args=list(ARGUMENTS))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def addresses() -> dict[Path, str]:
    """Of the folders that `serve` serves."""
    return {}


@pytest.fixture(scope="session")
def serve(addresses: dict[Path, str]) -> Iterator[Callable[[Path], str]]:
    """Serves a folder; gives the address of its root."""
    servers: list[ThreadingHTTPServer] = []

    def start(folder: Path) -> str:
        if folder not in addresses:
            handler = functools.partial(_Quiet, directory=str(folder))
            server = _Server(("127.0.0.1", 0), handler)
            threading.Thread(target=server.serve_forever, daemon=True).start()
            servers.append(server)
            addresses[folder] = f"http://127.0.0.1:{server.server_port}/"
        return addresses[folder]

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def toy(toy_site: Site, serve: Callable[[Path], str]) -> str:
    """The address of the toy site."""
    return serve(toy_site.folder)


@pytest.fixture(scope="session")
def from_disk(toy_site: Site) -> str:
    """The address of the toy site from the disk."""
    return f"{toy_site.folder.as_uri()}/"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A reader's browser of its own: nothing stored, nothing open."""
    made = browser.new_context(viewport=DESK, accept_downloads=True)
    yield made
    made.close()


@pytest.fixture
def own_page(context: BrowserContext, addresses: dict[Path, str]) -> Iterator[Page]:
    """As `page`, in a browser of its own, with service workers."""
    opened = context.new_page()
    noise = listen(opened, addresses.values())
    yield opened
    assert noise == []


@pytest.fixture(scope="session")
def _windows() -> list[Window]:
    """Those that no test is in."""
    return []


@pytest.fixture
def page(browser: Browser, addresses: dict[Path, str], _windows: list[Window]) -> Iterator[Page]:
    """A page that may neither complain nor ask another host; it fails the test if it does."""
    window = _windows.pop() if _windows else Window(browser, addresses.values())
    yield window.page
    noise = list(window.noise)
    window.clear()
    _windows.append(window)
    assert noise == []


@pytest.fixture
def open_plain(browser: Browser) -> Iterator[Callable[[str], Page]]:
    """Opens pages in a browser without JavaScript."""
    made = browser.new_context(java_script_enabled=False)

    def start(address: str) -> Page:
        page = made.new_page()
        page.goto(address)
        return page

    yield start
    made.close()


@pytest.fixture
def open_touch(browser: Browser) -> Iterator[Callable[[str], Page]]:
    """Opens pages on a phone, without service workers."""
    made = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True,
        service_workers="block",
    )  # fmt: skip

    def start(address: str) -> Page:
        page = made.new_page()
        page.goto(address)
        return page

    yield start
    made.close()
