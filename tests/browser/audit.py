"""What is wrong with a page on a phone and a desk, light and dark."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect

WIDTHS = {"desk": 1440, "phone": 390}
TOO_WIDE = """
const [address, widths] = arguments;
const frame = document.createElement("iframe");
frame.style.cssText = "position: fixed; inset: 0; height: 900px; border: 0";
frame.src = address;
const loaded = new Promise((done) => frame.addEventListener("load", done));
document.body.append(frame);
return loaded.then(() => {
  const page = frame.contentDocument.documentElement;
  const wide = widths.filter((width) => {
    frame.style.width = `${width}px`;
    return page.scrollWidth > width;
  });
  frame.remove();
  return wide;
});
"""
"""The body of a function of an address and widths in pixels: at which of them the page is wider.

The page stands in a frame, which is much quicker to resize than the window.
"""


NEW_TEXT = """() => {
  window.seen ??= new WeakMap();
  const fresh = Array.from(document.querySelectorAll("*")).filter((part) => {
    const { color, backgroundColor, backgroundImage } = getComputedStyle(part);
    const looks = [color, backgroundColor, backgroundImage].join();
    if (seen.get(part) === looks || !part.checkVisibility()) return false;
    seen.set(part, looks);
    return part.textContent.trim();
  });
  return fresh.length > 0;
}"""
"""Whether there is text that was not there, or not in these colours, when it was asked before."""


def violations(page: Page, **options: Any) -> list[dict[str, Any]]:
    """What axe finds wrong with a page as it is now.

    Args:
        page: An open page; axe's script stays in it, and is loaded once.
        options: Those of `axe.run`.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    # Without `resultTypes` axe also writes down every element that is right.
    found: list[dict[str, Any]] = page.evaluate(
        "async options => (await axe.run(document, options)).violations",
        {"resultTypes": ["violations"], **options},
    )
    return found


def faults(page: Page) -> list[tuple[str, str]]:
    """What axe finds, and what sticks out, on a desk and a phone; colours in the dark too."""
    found = []
    page.emulate_media(reduced_motion="reduce")
    for name, width in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="light")
        expect(page.locator("html")).to_have_attribute("data-md-color-scheme", "default")
        # axe leaves the rules of WCAG 2.2 out unless it is asked.
        rows = violations(page, rules={"target-size": {"enabled": True}})
        if page.evaluate("document.documentElement.scrollWidth - innerWidth") > 0:
            found.append((name, "wider than the window"))
        if page.evaluate(NEW_TEXT):
            page.emulate_media(color_scheme="dark")
            expect(page.locator("html")).to_have_attribute("data-md-color-scheme", "slate")
            rows += violations(page, runOnly={"type": "rule", "values": ["color-contrast"]})
        found += [(name, f"{row['help']}: {row['nodes'][0]['html'][:200]}") for row in rows]
    return found
