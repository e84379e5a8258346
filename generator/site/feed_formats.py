"""A feed as text: Atom (RFC 4287) and JSON Feed 1.1.

The markup is small and fixed, so it is written as text with every value
escaped by `_xml`; feedgen would bring lxml and build the same entry again for
every feed that holds it.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from generator.citations.page_metadata import canonical
from generator.citations.reference import Reference, plain_line
from generator.model import urls
from generator.model.config import Site
from generator.model.models import Paper
from generator.text.json_text import json_line
from generator.text.language_of_text import PAGE

_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed without its entries."""

    path: str
    """Below the site's root, without the ending."""
    title: str
    page: str
    """Path of the page that shows the same papers."""
    papers: tuple[Paper, ...]
    """Newest first."""
    updated: datetime


@dataclass(frozen=True, slots=True)
class FeedItem:
    """A paper as both formats show it."""

    ref: Reference
    labels: list[tuple[str, str]]
    """Id and name of its topics and tags."""
    site: Site
    with_abstract: bool
    published: datetime
    updated: datetime

    @property
    def page(self) -> str:
        """The address of its page, empty when the site has none."""
        return canonical(self.site.url, urls.paper(self.ref.paper.id))

    @property
    def identity(self) -> str:
        """Stays the same when the site moves, and when the paper is renamed."""
        paper = self.ref.paper
        first_id = paper.aliases[0] if paper.aliases else paper.id
        return identity(self.site, urls.paper(first_id))

    @property
    def content(self) -> str:
        """Summary, note and abstract as HTML paragraphs; else the title.

        The abstract of a large list's papers is left out where there is a summary.
        """
        paper = self.ref.paper
        paragraphs = (plain_line(paper.summary or ""), plain_line(paper.note or ""))
        abstract = self.ref.abstract if self.with_abstract or not any(paragraphs) else ""
        texts = [text for text in (*paragraphs, abstract) if text]
        return "".join(f"<p>{html.escape(text)}</p>" for text in texts or [self.ref.title])


def identity(site: Site, path: str) -> str:
    """A name of a page or feed that does not change with the site's address.

    A `tag:` URI (RFC 4151) where the configuration says of what; else a UUID of the path.
    """
    return f"tag:{site.identity}/{path}" if site.identity else uuid5(NAMESPACE_URL, path).urn


def midnight(day: date) -> datetime:
    """The beginning of a day (UTC)."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def atom(feed: Feed, site: Site, entries: list[str]) -> bytes:
    """The feed as Atom, of entries that `atom_entry` made."""
    own = f"{feed.path}.atom"
    links = [
        f'<link rel="self" type="application/atom+xml" href="{_xml(site.url + own)}"/>',
        f'<link rel="alternate" type="text/html" href="{_xml(site.url + feed.page)}"/>',
    ]
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">',
        f"<id>{_xml(identity(site, feed.path))}</id>",
        f"<title>{_xml(plain_line(feed.title))}</title>",
        f"<updated>{_moment(feed.updated)}</updated>",
        f"<author><name>{_xml(plain_line(site.name))}</name></author>",
        *(links if site.url else ()),
        *entries,
        "</feed>",
    ]
    return ("\n".join(lines) + "\n").encode()


def atom_entry(item: FeedItem) -> str:
    """A paper as an entry of Atom; the paper itself is the link `related`."""
    page, paper, language = item.page, item.ref.url, _other_language(item)
    lines = [
        f'<entry xml:lang="{_xml(language)}">' if language else "<entry>",
        f"<id>{_xml(item.identity)}</id>",
        f"<title>{_xml(item.ref.title)}</title>",
        f"<published>{_moment(item.published)}</published>",
        f"<updated>{_moment(item.updated)}</updated>",
        *([f'<link rel="alternate" type="text/html" href="{_xml(page)}"/>'] if page else ()),
        *([f'<link rel="related" href="{_xml(paper)}"/>'] if paper else ()),
        *(f"<author><name>{_xml(name.natural)}</name></author>" for name in item.ref.authors),
        *(f'<category term="{_xml(i)}" label="{_xml(name)}"/>' for i, name in item.labels),
        f'<content type="html">{_xml(item.content)}</content>',
        "</entry>",
    ]
    return "\n".join(lines)


def json_feed(feed: Feed, site: Site, items: list[str]) -> bytes:
    """The feed as JSON, of items that `json_item` made."""
    head: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": plain_line(feed.title),
    }
    if site.url:
        head["home_page_url"] = site.url + feed.page
        head["feed_url"] = f"{site.url}{feed.path}.json"
    head["language"] = "en"
    listed = ",\n".join(items)
    return f'{json_line(head)[:-1]}, "items": [\n{listed}\n]}}\n'.encode()


def json_item(item: FeedItem) -> str:
    """A paper as an item of a JSON feed."""
    fields = {
        "id": item.identity,
        "url": item.page,
        "external_url": item.ref.url,
        "title": item.ref.title,
        "content_html": item.content,
        "summary": plain_line(item.ref.paper.summary or ""),
        "date_published": _moment(item.published),
        "date_modified": _moment(item.updated) if item.updated != item.published else "",
        "authors": [{"name": author.natural} for author in item.ref.authors],
        "tags": [name for _, name in item.labels],
        "language": _other_language(item),
    }
    # The specification demands a content, be it empty.
    return json_line({n: value for n, value in fields.items() if value or n == "content_html"})


def _other_language(item: FeedItem) -> str:
    """The language of the paper's text where it is known and not that of the feed, else nothing."""
    language = item.ref.text_language
    return "" if language == PAGE else language


def _moment(time: datetime) -> str:
    return f"{time:%Y-%m-%dT%H:%M:%SZ}"


def _xml(text: str) -> str:
    """The text for an element or an attribute, without what XML 1.0 has no character for."""
    return html.escape(_NOT_XML.sub("", text))
