"""The list of pages for search engines (https://www.sitemaps.org/protocol.html)."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape


def sitemap(paths: Iterable[str], site_url: str) -> bytes:
    """The sitemap of these page paths, sorted; without addresses when the site has none."""
    rows = (f"<url><loc>{escape(site_url + path)}</loc></url>\n" for path in sorted(paths))
    body = "".join(rows) if site_url else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{body}</urlset>\n'
    ).encode()
