"""The page for what is not found, wherever the site is."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.support import Site

pytestmark = pytest.mark.browser


class _Host(SimpleHTTPRequestHandler):
    """A host that has the site below a path, and shows its 404.html for any other address."""

    def __init__(self, *arguments: Any, prefix: str, **named: Any) -> None:
        self.prefix = prefix
        super().__init__(*arguments, **named)

    def translate_path(self, path: str) -> str:
        inside = path.startswith(self.prefix)
        return super().translate_path(path[len(self.prefix) - 1 :] if inside else "/nothing")

    def send_error(self, code: int, *_: Any) -> None:
        page = Path(self.directory, "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(page)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def hosted(folder: Path, prefix: str) -> Iterator[str]:
    def handler(*arguments: Any) -> _Host:
        return _Host(*arguments, directory=str(folder), prefix=prefix)

    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("prefix", ["/", "/team/lists/"])
@pytest.mark.parametrize("address", ["none", "papers/none/at/all/"])
def test_it_finds_its_styles_scripts_and_links(
    browser: Browser, toy_site: Site, prefix: str, address: str
) -> None:
    with hosted(toy_site.folder, prefix) as host, closing(browser.new_page()) as page:
        page.goto(f"{host}{prefix}{address}")
        topics = page.locator("main a", has_text="topics")
        expect(topics).to_have_js_property("href", f"{host}{prefix}topics/")
        expect(page.locator(".rl-page")).to_have_css("position", "relative")
        page.wait_for_function("window.readingList?.search")
        page.keyboard.press("/")
        expect(page.get_by_role("dialog")).to_be_visible()
