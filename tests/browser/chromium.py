"""Finds a Chromium for the browser tests, or gets one.

`python -m tests.browser.chromium` takes the first that there is: the one named
by `CHROMIUM`, one on the PATH, one of Playwright's own. Chromium's shell, which
has no windows, comes before the whole browser: a page takes a third of the time
in it. Debian's shell is installed where it is missing and may be (as root, with
apt-get at hand), and Playwright's download where nothing is found; else it
fails and says what to install.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.browser.installing import attempt, install_debian_package, named_or_on_path

SHELL = "chromium-headless-shell"
"""The name of Debian's package and of its program."""
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
    f"  Debian:          apt-get install {SHELL}\n"
    "  elsewhere:       .venv/bin/playwright install chromium\n"
    "or name one:       CHROMIUM=/path/to/chromium make test"
)


def find_chromium(names: Sequence[str] = (SHELL, *NAMES)) -> str | None:
    """The path of a Chromium that is there, None when there is none.

    Args:
        names: Of programs on the PATH, best first.
    """
    return named_or_on_path("CHROMIUM", names) or (
        None if os.environ.get("CHROMIUM") else _playwrights_own()
    )


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else None


def get_chromium() -> str | None:
    """Install Playwright's; returns its path, None when that cannot be done here."""
    attempt([sys.executable, "-m", "playwright", "install", "chromium"])
    return find_chromium()


def main() -> int:
    """Print the path of a Chromium; 2 when there is none and none can be had."""
    if not os.environ.get("CHROMIUM") and not shutil.which(SHELL):
        install_debian_package(SHELL)
    path = find_chromium() or get_chromium()
    if path is None:
        print(HELP, file=sys.stderr)
        return 2
    print(f"Browser tests use {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
