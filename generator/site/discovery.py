"""What crawlers and browsers ask a site for: rules, the list of pages, how to search it."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

from generator.model import urls
from generator.model.config import Site

_LONGEST_NAME = 16
"""Characters that OpenSearch allows for a short name."""


def robots(site_url: str) -> bytes:
    """`robots.txt` (RFC 9309): everything may be read, and where the sitemap is.

    A crawler asks for it at the root of a host alone; below a prefix it does no harm.
    """
    lines = ["User-agent: *", "Disallow:"]
    if site_url:
        lines.append(f"Sitemap: {site_url}sitemap.xml")
    return ("\n".join(lines) + "\n").encode()


def sitemap(paths: Iterable[str], site_url: str) -> bytes:
    """The list of pages (https://www.sitemaps.org/protocol.html) of these page paths, sorted.

    Without addresses when the site has none.
    """
    rows = (f"<url><loc>{escape(site_url + path)}</loc></url>\n" for path in sorted(paths))
    body = "".join(rows) if site_url else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{body}</urlset>\n'
    ).encode()


def search_description(site: Site) -> bytes:
    """How a browser asks the page of filters for words (OpenSearch 1.1)."""
    name = escape(site.name[:_LONGEST_NAME].strip())
    text = escape(site.description or site.name)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{name}</ShortName>\n"
        f"<Description>{text}</Description>\n"
        "<InputEncoding>UTF-8</InputEncoding>\n"
        f'<Url type="text/html" template="{escape(site.url)}{urls.EXPLORE}?q={{searchTerms}}"/>\n'
        "</OpenSearchDescription>\n"
    ).encode()
