"""Feeds of what was added: Atom (RFC 4287) and JSON Feed 1.1.

One pair for all papers, one for each topic and one for each tag.  Dates come
from the day a paper was added, never from the clock; a paper of which that day
is not known is no news and stands in no feed.  The markup is small and fixed,
so it is written as text with every value escaped by `_xml`; feedgen would
bring lxml and build the same entry anew for every feed that holds it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from generator import latex, urls
from generator.exports import by_tag_of, by_topic_of
from generator.models import Catalog, Paper
from generator.records import compact_json
from generator.references import plain_line, reference

ALL = "all"
"""The name of the feed of everything; no topic may have it for an id."""
MOST_IN_ALL = 100
MOST_IN_ONE = 50
"""Entries at most, of all papers and of a topic or tag."""

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


def feed_paths(name: str = ALL) -> tuple[tuple[str, str, str], ...]:
    """What a page's head announces: media type, label and path below the site's root.

    Args:
        name: `all`, a topic's id, or `tags/` and a tag's id.
    """
    return (
        ("application/atom+xml", "Atom", f"{urls.FEEDS}{name}.atom"),
        ("application/feed+json", "JSON Feed", f"{urls.FEEDS}{name}.json"),
    )


def feeds(catalog: Catalog, site_url: str, title: str) -> Iterator[tuple[str, bytes]]:
    """All feeds, one file at a time.

    Args:
        catalog: The whole catalogue.
        site_url: The site's address with its final slash. When it is empty,
            feeds and entries are known by `urn:uuid:` and have no links.
        title: The site's name.

    Yields:
        The path below the site's root and the content. Entries stand by the
        day of addition, newest first, then by id: the newest hundred of all
        papers, the newest fifty of a topic or tag. A paper's identity is its
        page's address under the first id it had, so that a rename does not
        show it as new.
    """
    atom = _remember(lambda paper: _atom_entry(paper, catalog, site_url))
    items = _remember(lambda paper: _json_item(paper, catalog, site_url))
    for feed in _all_feeds(catalog, title):
        yield f"{feed.path}.atom", _atom(feed, site_url, title, map(atom, feed.papers))
        yield f"{feed.path}.json", _json(feed, site_url, map(items, feed.papers))


def newest_first(papers: Iterable[Paper]) -> list[Paper]:
    """The papers whose day of addition is known, newest first, then by id."""
    dated = [paper for paper in papers if paper.added]
    return sorted(dated, key=lambda paper: (-(paper.added or _EPOCH).toordinal(), paper.id))


def _all_feeds(catalog: Catalog, title: str) -> Iterator[_Feed]:
    ranked = newest_first(catalog.papers.values())
    rank = {paper.id: place for place, paper in enumerate(ranked)}
    last = ranked[0].added or _EPOCH if ranked else _EPOCH

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
            yield feed(topic, heading, urls.topic(topic), papers, MOST_IN_ONE)
    for tag, papers in by_tag_of(catalog).items():
        heading = f"{catalog.tags[tag].name} – {title}"
        yield feed(f"tags/{tag}", heading, urls.tag(tag), papers, MOST_IN_ONE)


def _atom(feed: _Feed, site_url: str, title: str, entries: Iterable[str]) -> bytes:
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


def _atom_entry(paper: Paper, catalog: Catalog, site_url: str) -> str:
    page = site_url + urls.paper(paper.id)
    moment = _moment(paper.added or _EPOCH)
    authors = [split.natural for split in reference(paper, catalog.venues).authors]
    lines = [
        "<entry>",
        f"<id>{_xml(_identity(site_url, urls.paper(_first_id(paper))))}</id>",
        f"<title>{_xml(plain_line(latex.to_text(paper.title)))}</title>",
        f"<published>{moment}</published>",
        f"<updated>{moment}</updated>",
        *([f'<link rel="alternate" type="text/html" href="{_xml(page)}"/>'] if site_url else ()),
        *(f"<author><name>{_xml(name)}</name></author>" for name in authors),
        *(
            f'<category term="{_xml(i)}" label="{_xml(name)}"/>'
            for i, name in _labels(paper, catalog)
        ),
        f'<content type="html">{_xml(_content(paper))}</content>',
        "</entry>",
    ]
    return "\n".join(lines)


def _json(feed: _Feed, site_url: str, items: Iterable[str]) -> bytes:
    head: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": plain_line(feed.title),
    }
    if site_url:
        head["home_page_url"] = site_url + feed.page
        head["feed_url"] = f"{site_url}{feed.path}.json"
    head["language"] = "en"
    listed = ",\n".join(items)
    return f'{compact_json(head)[:-1]}, "items": [\n{listed}\n]}}\n'.encode()


def _json_item(paper: Paper, catalog: Catalog, site_url: str) -> str:
    ref = reference(paper, catalog.venues)
    item = {
        "id": _identity(site_url, urls.paper(_first_id(paper))),
        "url": site_url + urls.paper(paper.id) if site_url else None,
        "external_url": ref.url,
        "title": ref.title,
        "content_html": _content(paper),
        "summary": plain_line(paper.summary or ""),
        "date_published": _moment(paper.added or _EPOCH),
        "authors": [{"name": author.natural} for author in ref.authors],
        "tags": [name for _, name in _labels(paper, catalog)],
    }
    return compact_json({name: value for name, value in item.items() if value})


def _content(paper: Paper) -> str:
    """Summary, reason and abstract as HTML paragraphs, formulas as readable text."""
    paragraphs = (
        plain_line(paper.summary or ""),
        plain_line(paper.why or ""),
        plain_line(latex.to_text(paper.abstract)),
    )
    return "".join(f"<p>{html.escape(text)}</p>" for text in paragraphs if text)


def _labels(paper: Paper, catalog: Catalog) -> list[tuple[str, str]]:
    """Id and name of the paper's topics, then of its tags."""
    topics = [(t, catalog.topics[t].title) for t in paper.topics if t in catalog.topics]
    tags = [(t, catalog.tags[t].name) for t in paper.tags if t in catalog.tags]
    return [(i, plain_line(name)) for i, name in topics + tags]


def _first_id(paper: Paper) -> str:
    return paper.aliases[0] if paper.aliases else paper.id


def _identity(site_url: str, path: str) -> str:
    return site_url + path if site_url else uuid5(NAMESPACE_URL, path).urn


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _xml(text: str) -> str:
    """The text for an element or an attribute, without what XML 1.0 has no character for."""
    return html.escape(_NOT_XML.sub("", text))


def _remember(render: Callable[[Paper], str]) -> Callable[[Paper], str]:
    done: dict[str, str] = {}

    def once(paper: Paper) -> str:
        if paper.id not in done:
            done[paper.id] = render(paper)
        return done[paper.id]

    return once
