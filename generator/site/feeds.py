"""Feeds of what was added: which there are, and what is in them.

One pair for all papers, one for each topic and one for each tag.  Dates come
from the day a paper was added and from the history of its file, never from the
clock; a paper of which that day is not known is no news and is not in any feed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cache, partial

from generator.citations.reference import Reference, plain_line, references
from generator.model import urls
from generator.model.config import Site
from generator.model.files import Draft
from generator.model.lazy import Lazy
from generator.model.memory import digest_of
from generator.model.models import Catalog, Paper
from generator.site.feed_formats import (
    Feed,
    FeedItem,
    atom,
    atom_entry,
    json_feed,
    json_item,
    midnight,
)
from generator.site.list_size import extent

ALL = urls.ALL_NEWS
"""The name of the feed of everything."""
MOST_IN_ALL = 100
"""Entries of the feed of everything at most; `list_size` has those of a topic or tag."""

_EPOCH = date(1970, 1, 1)


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
    site: Site,
    refs: Mapping[str, Reference] | None = None,
    inputs: Mapping[str, str] | None = None,
    history: Mapping[str, datetime] | None = None,
) -> Iterator[Draft]:
    """All feeds, one file at a time.

    Args:
        catalog: The whole catalogue.
        site: Its name, and its address and identity, of which links and ids are made.
        refs: The reference of each paper by id, computed when it is not given.
        inputs: A digest of what each reference and the labels are made from, by paper id.
        history: When each file of the content was last changed, as far as it is known.

    Yields:
        The files below the site's root. Entries are sorted by the
        day of addition, newest first, then by id: the newest hundred of all
        papers, and as many of a topic or tag as `list_size` says. A paper's identity has
        the first id that the paper had, so that a rename does not show it as new.
    """
    refs = references(catalog) if refs is None else refs
    limits = extent(len(catalog.papers))
    updated = updates(catalog.papers.values(), history or {})

    def item(id_: str) -> FeedItem:
        paper = catalog.papers[id_]
        published = midnight(paper.added or _EPOCH)
        abstracts, changed = limits.feed_abstracts, updated.get(id_, published)
        return FeedItem(refs[id_], _labels(paper, catalog), site, abstracts, published, changed)

    entries = Lazy(catalog.papers, lambda id_: atom_entry(item(id_)))
    items = Lazy(catalog.papers, lambda id_: json_item(item(id_)))

    def as_atom(feed: Feed) -> bytes:
        return atom(feed, site, [entries[paper.id] for paper in feed.papers])

    def as_json(feed: Feed) -> bytes:
        return json_feed(feed, site, [items[paper.id] for paper in feed.papers])

    for feed in _all_feeds(catalog, site.name, updated):
        digest = ""
        if inputs:
            shown = [(inputs[paper.id], updated[paper.id]) for paper in feed.papers]
            digest = digest_of(feed.title, feed.page, feed.updated, site, shown, limits)
        yield Draft(f"{feed.path}.atom", digest, partial(as_atom, feed))
        if feed.path == f"{urls.FEEDS}{ALL}" or limits.every_format:
            yield Draft(f"{feed.path}.json", digest, partial(as_json, feed))


def updates(papers: Iterable[Paper], history: Mapping[str, datetime]) -> dict[str, datetime]:
    """When each paper was last changed, by id: its file's history, else the day of addition.

    Papers of which neither is known are left out.
    """
    day = cache(midnight)  # many papers are added in one day
    found = {}
    for paper in papers:
        added = day(paper.added) if paper.added else None
        changed = history.get(f"papers/{paper.id}.yml")
        if added or changed:
            found[paper.id] = max(filter(None, (added, changed)))
    return found


def newest_first(papers: Iterable[Paper]) -> list[Paper]:
    """The papers whose day of addition is known, newest first, then by id."""
    dated = [paper for paper in papers if paper.added]
    return sorted(dated, key=lambda paper: (-(paper.added or _EPOCH).toordinal(), paper.id))


def _all_feeds(catalog: Catalog, title: str, updates: Mapping[str, datetime]) -> Iterator[Feed]:
    ranked = newest_first(catalog.papers.values())
    rank = {paper.id: place for place, paper in enumerate(ranked)}
    last = midnight(ranked[0].added or _EPOCH if ranked else _EPOCH)
    most = extent(len(catalog.papers)).feed_entries

    def feed(name: str, heading: str, page: str, papers: Iterable[str], most: int) -> Feed:
        places = sorted(rank[paper] for paper in papers if paper in rank)[:most]
        chosen = tuple(ranked[place] for place in places)
        updated = max((updates[paper.id] for paper in chosen), default=last)
        return Feed(f"{urls.FEEDS}{name}", heading, page, chosen, updated)

    yield feed(ALL, title, urls.NEW, rank, MOST_IN_ALL)
    for topic, papers in catalog.by_topic.items():
        if topic != ALL:
            known = catalog.topics.get(topic)
            heading = f"{known.title if known else 'Unsorted'} – {title}"
            yield feed(topic, heading, urls.topic(topic), papers, most)
    for tag, papers in catalog.by_tag.items():
        heading = f"{catalog.tags[tag].name} – {title}"
        yield feed(f"tags/{tag}", heading, urls.tag(tag), papers, most)


def _labels(paper: Paper, catalog: Catalog) -> list[tuple[str, str]]:
    """Id and name of the paper's topics, then of its tags."""
    topics = [(t, catalog.topics[t].title) for t in paper.topics if t in catalog.topics]
    tags = [(t, catalog.tags[t].name) for t in paper.tags if t in catalog.tags]
    return [(i, label) for i, name in topics + tags if (label := plain_line(name))]
