"""Finds a Chromium for the browser tests, or gets one.

`python -m tests.browser.chromium` takes the first that there is: the one named
by `CHROMIUM`, one on the PATH, one of Playwright's own. Else it installs
Debian's package (as root, with apt-get at hand) or Playwright's download, and
else it fails and says what to install.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tests.browser.installing import attempt, install_debian_package, named_or_on_path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
"""How the tests start it: without a sandbox (root in a container), and silent on the network."""

HELP = (
    "The browser tests need Chromium, and none was found or could be installed.\n"
    "Install it and try again:\n"
    "  Debian, Ubuntu:  apt-get install chromium\n"
    "  elsewhere:       .venv/bin/playwright install chromium\n"
    "or name one:       CHROMIUM=/path/to/chromium make test"
)


def find_chromium() -> str | None:
    """The path of a Chromium that is there, None when there is none."""
    return named_or_on_path("CHROMIUM", NAMES) or (
        None if os.environ.get("CHROMIUM") else _playwrights_own()
    )


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else None


def get_chromium() -> str | None:
    """Install one; returns its path, None when that cannot be done here."""
    install_debian_package("chromium")
    if find_chromium() is None:
        attempt([sys.executable, "-m", "playwright", "install", "chromium"])
    return find_chromium()


def main() -> int:
    """Print the path of a Chromium; 2 when there is none and none can be had."""
    path = find_chromium() or get_chromium()
    if path is None:
        print(HELP, file=sys.stderr)
        return 2
    print(f"Browser tests use {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
