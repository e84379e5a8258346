"""What is wrong with a page on a phone and a desk, light and dark."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

WIDTHS = {"phone": 390, "desk": 1440}


def faults(page: Page) -> list[tuple[str, str]]:
    """What axe finds, and what sticks out, on a phone and a desk; colours in the dark too."""
    axe, found = Axe(), []
    page.emulate_media(reduced_motion="reduce")
    # axe leaves the rules of WCAG 2.2 out unless it is asked.
    light = {"rules": {"target-size": {"enabled": True}}}
    dark = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
    for name, width in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="light")
        rows = axe.run(page, options=light).response["violations"]
        if page.evaluate("document.documentElement.scrollWidth - innerWidth") > 0:
            found.append((name, "wider than the window"))
        page.emulate_media(color_scheme="dark")
        expect(page.locator("html")).to_have_attribute("data-md-color-scheme", "slate")
        rows += axe.run(page, options=dark).response["violations"]
        found += [(name, f"{row['help']}: {row['nodes'][0]['html'][:200]}") for row in rows]
    return found
