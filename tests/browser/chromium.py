"""Finds a Chromium for the browser tests."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from tests.finding import named_or_on_path

SHELL = "chromium-headless-shell"
"""Debian's package and its program, which has no windows: a page takes a third of the time."""
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


def find_chromium(names: Sequence[str] = (SHELL, *NAMES)) -> str | None:
    """The one that `CHROMIUM` names, one on the PATH, or Playwright's; None when there is none.

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
