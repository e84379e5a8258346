"""Feeds of what was added: Atom (RFC 4287) and JSON Feed 1.1.

One pair for all papers, one for each topic and one for each tag.  Dates come
from the day a paper was added, never from the clock; a paper of which that day
is not known is no news and is not in any feed.  The markup is small and fixed,
so it is written as text with every value escaped by `_xml`; feedgen would
bring lxml and build the same entry again for every feed that holds it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from generator.citations.page_metadata import canonical
from generator.citations.reference import Reference, plain_line, references
from generator.model import urls
from generator.model.files import Draft
from generator.model.lazy import Lazy
from generator.model.memory import digest_of
from generator.model.models import Catalog, Paper
from generator.site.exports import by_tag_of, by_topic_of
from generator.site.list_size import extent
from generator.text.json_text import json_line

ALL = "all"
"""The name of the feed of everything; no topic may have it for an id."""
MOST_IN_ALL = 100
"""Entries of the feed of everything at most; `list_size` has those of a topic or tag."""

_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class _Feed:
    path: str
    """Below the site's root, without the ending."""
    title: str
    page: str
    """Path of the page that shows the same papers."""
    papers: tuple[Paper, ...]
    """Newest first."""
    updated: date


@dataclass(frozen=True, slots=True)
class _FeedItem:
    """A paper as both formats show it."""

    ref: Reference
    labels: list[tuple[str, str]]
    site_url: str
    with_abstract: bool

    @property
    def page(self) -> str:
        return canonical(self.site_url, urls.paper(self.ref.paper.id))

    @property
    def identity(self) -> str:
        paper = self.ref.paper
        first_id = paper.aliases[0] if paper.aliases else paper.id
        return _identity(self.site_url, urls.paper(first_id))

    @property
    def moment(self) -> str:
        return _moment(self.ref.paper.added or _EPOCH)

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


def feed_paths(name: str, papers: int) -> tuple[tuple[str, str, str], ...]:
    """What a page's head announces: media type, label and path below the site's root.

    Args:
        name: `all`, a topic's id, or `tags/` and a tag's id.
        papers: How many papers are on the list.
    """
    both = (
        ("application/atom+xml", "Atom", f"{urls.FEEDS}{name}.atom"),
        ("application/feed+json", "JSON feed", f"{urls.FEEDS}{name}.json"),
    )
    return both if name == ALL or extent(papers).every_format else both[:1]


def feeds(
    catalog: Catalog,
    site_url: str,
    title: str,
    refs: Mapping[str, Reference] | None = None,
    inputs: Mapping[str, str] | None = None,
) -> Iterator[Draft]:
    """All feeds, one file at a time.

    Args:
        catalog: The whole catalogue.
        site_url: The site's address with its final slash. When it is empty,
            feeds and entries are known by `urn:uuid:` and have no links.
        title: The site's name.
        refs: The reference of each paper by id, computed when it is not given.
        inputs: A digest of what each reference and the labels are made from, by paper id.

    Yields:
        The files below the site's root. Entries are sorted by the
        day of addition, newest first, then by id: the newest hundred of all
        papers, and as many of a topic or tag as `list_size` says. A paper's identity is its
        page's address under the first id it had, so that a rename does not
        show it as new.
    """
    refs = references(catalog) if refs is None else refs
    limits = extent(len(catalog.papers))

    def item(id_: str) -> _FeedItem:
        labels = _labels(catalog.papers[id_], catalog)
        return _FeedItem(refs[id_], labels, site_url, limits.feed_abstracts)

    atom = Lazy(catalog.papers, lambda id_: _atom_entry(item(id_)))
    json = Lazy(catalog.papers, lambda id_: _json_item(item(id_)))

    def as_atom(feed: _Feed) -> bytes:
        return _atom(feed, site_url, title, [atom[paper.id] for paper in feed.papers])

    def as_json(feed: _Feed) -> bytes:
        return _json(feed, site_url, [json[paper.id] for paper in feed.papers])

    for feed in _all_feeds(catalog, title):
        digest = ""
        if inputs:
            entries = [inputs[paper.id] for paper in feed.papers]
            digest = digest_of(
                feed.title, feed.page, feed.updated, site_url, title, entries, limits
            )
        yield Draft(f"{feed.path}.atom", digest, partial(as_atom, feed))
        if feed.path == f"{urls.FEEDS}{ALL}" or limits.every_format:
            yield Draft(f"{feed.path}.json", digest, partial(as_json, feed))


def newest_first(papers: Iterable[Paper]) -> list[Paper]:
    """The papers whose day of addition is known, newest first, then by id."""
    dated = [paper for paper in papers if paper.added]
    return sorted(dated, key=lambda paper: (-(paper.added or _EPOCH).toordinal(), paper.id))


def _all_feeds(catalog: Catalog, title: str) -> Iterator[_Feed]:
    ranked = newest_first(catalog.papers.values())
    rank = {paper.id: place for place, paper in enumerate(ranked)}
    last = ranked[0].added or _EPOCH if ranked else _EPOCH
    most = extent(len(catalog.papers)).feed_entries

    def feed(name: str, heading: str, page: str, papers: Iterable[str], most: int) -> _Feed:
        places = sorted(rank[paper] for paper in papers if paper in rank)[:most]
        chosen = tuple(ranked[place] for place in places)
        updated = (chosen[0].added or last) if chosen else last
        return _Feed(f"{urls.FEEDS}{name}", heading, page, chosen, updated)

    yield feed(ALL, title, urls.NEW, rank, MOST_IN_ALL)
    for topic, papers in by_topic_of(catalog).items():
        if topic != ALL:
            known = catalog.topics.get(topic)
            heading = f"{known.title if known else 'Unsorted'} – {title}"
            yield feed(topic, heading, urls.topic(topic), papers, most)
    for tag, papers in by_tag_of(catalog).items():
        heading = f"{catalog.tags[tag].name} – {title}"
        yield feed(f"tags/{tag}", heading, urls.tag(tag), papers, most)


def _atom(feed: _Feed, site_url: str, title: str, entries: list[str]) -> bytes:
    own = f"{feed.path}.atom"
    links = [
        f'<link rel="self" type="application/atom+xml" href="{_xml(site_url + own)}"/>',
        f'<link rel="alternate" type="text/html" href="{_xml(site_url + feed.page)}"/>',
    ]
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">',
        f"<id>{_xml(_identity(site_url, own))}</id>",
        f"<title>{_xml(plain_line(feed.title))}</title>",
        f"<updated>{_moment(feed.updated)}</updated>",
        f"<author><name>{_xml(plain_line(title))}</name></author>",
        *(links if site_url else ()),
        *entries,
        "</feed>",
    ]
    return ("\n".join(lines) + "\n").encode()


def _atom_entry(item: _FeedItem) -> str:
    moment, page = item.moment, item.page
    lines = [
        "<entry>",
        f"<id>{_xml(item.identity)}</id>",
        f"<title>{_xml(item.ref.title)}</title>",
        f"<published>{moment}</published>",
        f"<updated>{moment}</updated>",
        *([f'<link rel="alternate" type="text/html" href="{_xml(page)}"/>'] if page else ()),
        *(f"<author><name>{_xml(name.natural)}</name></author>" for name in item.ref.authors),
        *(f'<category term="{_xml(i)}" label="{_xml(name)}"/>' for i, name in item.labels),
        f'<content type="html">{_xml(item.content)}</content>',
        "</entry>",
    ]
    return "\n".join(lines)


def _json(feed: _Feed, site_url: str, items: list[str]) -> bytes:
    head: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": plain_line(feed.title),
    }
    if site_url:
        head["home_page_url"] = site_url + feed.page
        head["feed_url"] = f"{site_url}{feed.path}.json"
    head["language"] = "en"
    listed = ",\n".join(items)
    return f'{json_line(head)[:-1]}, "items": [\n{listed}\n]}}\n'.encode()


def _json_item(item: _FeedItem) -> str:
    fields = {
        "id": item.identity,
        "url": item.page,
        "external_url": item.ref.url,
        "title": item.ref.title,
        "content_html": item.content,
        "summary": plain_line(item.ref.paper.summary or ""),
        "date_published": item.moment,
        "authors": [{"name": author.natural} for author in item.ref.authors],
        "tags": [name for _, name in item.labels],
    }
    # The specification demands a content, be it empty.
    return json_line({n: value for n, value in fields.items() if value or n == "content_html"})


def _labels(paper: Paper, catalog: Catalog) -> list[tuple[str, str]]:
    """Id and name of the paper's topics, then of its tags."""
    topics = [(t, catalog.topics[t].title) for t in paper.topics if t in catalog.topics]
    tags = [(t, catalog.tags[t].name) for t in paper.tags if t in catalog.tags]
    return [(i, label) for i, name in topics + tags if (label := plain_line(name))]


def _identity(site_url: str, path: str) -> str:
    return site_url + path if site_url else uuid5(NAMESPACE_URL, path).urn


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _xml(text: str) -> str:
    """The text for an element or an attribute, without what XML 1.0 has no character for."""
    return html.escape(_NOT_XML.sub("", text))
