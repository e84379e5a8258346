"""What crawlers and browsers ask a site for: rules, the list of pages, how to search it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from html import escape
from textwrap import shorten

from generator.model import urls
from generator.model.config import Site
from generator.site.cards import PageParts
from generator.site.feeds import updates
from generator.site.pages.authors import author_letter_papers
from generator.site.pages.titles import title_letter_papers

_WHOLE_LIST = (
    urls.HOME, urls.TOPICS, urls.TAGS, urls.AUTHORS, urls.PAPERS, urls.EXPLORE, urls.MAP,
    urls.NUMBERS, urls.NEW, urls.EXPORTS,
)  # fmt: skip
"""Pages that any paper changes."""
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


def sitemap(paths: Iterable[str], site_url: str, changed: Mapping[str, datetime]) -> bytes:
    """The list of pages (https://www.sitemaps.org/protocol.html), sorted.

    Args:
        paths: The page paths.
        site_url: The site's address; without one no page is named.
        changed: When what is on a page was last changed, by page path, where it is known.
    """
    rows = []
    for path in sorted(paths) if site_url else ():
        day = f"<lastmod>{changed[path]:%Y-%m-%d}</lastmod>" if path in changed else ""
        rows.append(f"<url><loc>{escape(site_url + path, quote=False)}</loc>{day}</url>\n")
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{"".join(rows)}</urlset>\n'
    ).encode()


def changes(parts: PageParts, history: Mapping[str, datetime]) -> dict[str, datetime]:
    """When what is on a page was last changed, by page path; pages of which it is not known lack.

    A paper's page: when its file was; a page that lists papers: when the last of them, or its own
    file, was. The history of the vocabulary does not count, since a line of it is of one tag.
    """
    papers = updates(parts.catalog.papers.values(), history)

    def latest(some: Iterable[str], file: str = "") -> datetime | None:
        return max(filter(None, [*map(papers.get, some), history.get(file)]), default=None)

    found = {urls.paper(id_): time for id_, time in papers.items()}
    lists: dict[str, datetime | None] = dict.fromkeys(_WHOLE_LIST, latest(papers))
    for topic, some in parts.catalog.by_topic.items():
        lists[urls.topic(topic)] = latest(some, f"topics/{topic}.yml")
    for tag, some in parts.catalog.by_tag.items():
        lists[urls.tag(tag)] = latest(some)
    for path, ids in {**author_letter_papers(parts), **title_letter_papers(parts)}.items():
        lists[path] = latest(ids)
    for page in parts.catalog.pages:
        lists[urls.hand_page(page.id)] = latest((), f"pages/{page.id}.md")
    return found | {path: time for path, time in lists.items() if time}


def search_description(site: Site) -> bytes:
    """How a browser asks the page of filters for words (OpenSearch 1.1)."""
    name = escape(_short_name(site.name), quote=False)
    text = escape(site.description or site.name, quote=False)
    url = escape(site.url, quote=False)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{name}</ShortName>\n"
        f"<Description>{text}</Description>\n"
        "<InputEncoding>UTF-8</InputEncoding>\n"
        f'<Url type="text/html" template="{url}{urls.EXPLORE}?q={{searchTerms}}"/>\n'
        "</OpenSearchDescription>\n"
    ).encode()


def _short_name(name: str) -> str:
    """As many whole words as fit; a first word that is longer is cut."""
    return shorten(name, _LONGEST_NAME, placeholder="") or name.strip()[:_LONGEST_NAME]
