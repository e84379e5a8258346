"""What goes into a page's head, as HTML: meta tags, links for programs, JSON-LD."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from markupsafe import Markup

from generator.citations.page_metadata import (
    Pairs,
    canonical,
    citation_meta,
    json_ld,
    list_json_ld,
    open_graph,
)
from generator.citations.reference import Reference, doi_url
from generator.model import urls
from generator.model.config import Site
from generator.model.models import Catalog, Paper
from generator.site import exports
from generator.site.cards import PageParts
from generator.site.escaping import html
from generator.text.json_text import script_json

_CARD = ("twitter:card", "summary_large_image")
"""The rest of the card is read from Open Graph."""


class HeadLink(NamedTuple):
    """A link for programs."""

    rel: str
    path: str
    """Below the site's root, or a whole address."""
    type: str = ""
    """The media type, empty when it is not known."""


_SEARCH = HeadLink("search", urls.SEARCH_DESCRIPTION, "application/opensearchdescription+xml")
"""Not on a paper's page, which has 20 KiB; browsers ask for its title."""


class Head(NamedTuple):
    """What a page's head says beside the title and the description."""

    topic: str = ""
    """The id of the topic whose picture stands for the page; empty for the site's."""
    article: bool = False
    """Whether the page is about one paper."""
    citation: Pairs = ()
    """Citation tags: name and content."""
    links: tuple[HeadLink, ...] = ()
    data: Any = None
    """JSON-LD; None for none."""


PLAIN = Head()
"""Of a page that says no more."""


def head_html(path: str, title: str, description: str, head: Head, site: Site) -> Markup:
    """The tags of a page's head: description, citation tags, Open Graph, links, JSON-LD.

    A text that a tag for search engines and one of Open Graph have in common is written once.

    Args:
        path: The page path.
        title: Plain text.
        description: Plain text.
        head: What the page says beside them.
        site: Its address is in front of addresses that have to be whole.
    """
    url, picture = canonical(site.url, path), canonical(site.url, urls.picture(head.topic))
    graph = open_graph(title, description, url, site.name, picture, head.article)
    named = [("description", description), *head.citation, _CARD]
    links = head.links if head.article else (*head.links, _SEARCH)
    rows = [*_tags(named, graph), *(_link(link, path, site.name) for link in links)]
    return Markup("\n".join([*rows, _script(head.data)] if head.data else rows))


def paper_head(paper: Paper, parts: PageParts, site: Site) -> Head:
    """The head of a paper's page; citation tags only when title, author and date are known.

    The links are those of https://signposting.org: `cite-as` leads to the address that does not
    change, `describedby` to files that cite the paper; on a large list to those of the first of
    its topics and tags that has some.
    """
    url = canonical(site.url, urls.paper(paper.id))
    venues, reference = parts.catalog.venues, parts.references[paper.id]
    topics = parts.catalog.topics_of(paper)
    return Head(
        topic=topics[0] if topics else "",
        article=True,
        citation=citation_meta(reference, venues, url),
        links=(*_cite_as(reference), *described_by(paper, parts)),
        data=json_ld(reference, venues, url),
    )


def described_by(paper: Paper, parts: PageParts) -> tuple[HeadLink, ...]:
    """Links to the files with the paper's citation."""
    many = len(parts.catalog.papers)
    alone = exports.paper_alternates(paper.id, many)
    if alone:
        return tuple(HeadLink("alternate describedby", path, media) for media, path in alone)
    found = next(filter(None, _citing(paper, parts.catalog)), ())
    return tuple(HeadLink("describedby", path, media) for media, path in found)


def _citing(paper: Paper, catalog: Catalog) -> Iterator[tuple[tuple[str, str], ...]]:
    """The files that cite the papers of each of its topics and tags."""
    many = len(catalog.papers)
    for topic in catalog.topics_of(paper) or (urls.UNSORTED,):
        yield exports.alternates(topic, len(catalog.by_topic[topic]), many)
    for tag in catalog.tags_of(paper):
        if tag in catalog.by_tag:
            yield exports.alternates(f"{exports.TAGS}{tag}", len(catalog.by_tag[tag]), many)


def alternates(
    parts: PageParts, name: str = exports.ALL, papers: Sequence[Paper] | None = None
) -> tuple[HeadLink, ...]:
    """Links to the files that cite the papers of a page.

    Args:
        parts: All papers.
        name: The name of the exports with these papers.
        papers: The papers; all when they are not given.
    """
    many = len(parts.catalog.papers)
    files = exports.alternates(name, many if papers is None else len(papers), many)
    return tuple(HeadLink("alternate", path, media) for media, path in files)


def list_head(
    title: str,
    description: str,
    path: str,
    papers: Sequence[Paper],
    parts: PageParts,
    site: Site,
    topic: str = "",
    collection: str = exports.ALL,
) -> Head:
    """The head of a page that lists papers.

    Args:
        title: The page's title.
        description: One line on it.
        path: The page path.
        papers: Those that it lists, in its order; none for the home page.
        parts: All papers.
        site: Its address is in front of the page's.
        topic: The id of the topic whose picture stands for the page; empty for the site's.
        collection: The name of the exports with these papers.
    """
    cards = [parts.cards[paper.id] for paper in papers[: parts.extent.announced]]
    rows = [(card.plain_title, canonical(site.url, card.path)) for card in cards]
    listed = None if collection == exports.ALL else papers
    return Head(
        topic=topic,
        links=alternates(parts, collection, listed),
        data=list_json_ld(title, description, canonical(site.url, path), rows),
    )


def _cite_as(reference: Reference) -> tuple[HeadLink, ...]:
    doi = doi_url(reference.doi) if reference.doi else ""
    address = doi or reference.url
    return (HeadLink("cite-as", address),) if address else ()


def _tags(named: Iterable[tuple[str, str]], properties: Pairs) -> list[str]:
    left, texts = list(properties), {text for _, text in properties}
    tags = []
    for name, content in named:
        shared = content in texts and next((pair for pair in left if pair[1] == content), None)
        if shared:
            left.remove(shared)
        also = f' property="{html(shared[0])}"' if shared else ""
        tags.append(f'<meta name="{html(name)}"{also} content="{html(content)}">')
    return [*tags, *(f'<meta property="{html(n)}" content="{html(text)}">' for n, text in left)]


def _link(link: HeadLink, page: str, title: str) -> str:
    whole = link.path.startswith(("https:", "http:"))
    href = link.path if whole else urls.relative(link.path, page)
    media = f' type="{html(link.type)}"' if link.type else ""
    named = f' title="{html(title)}"' if link is _SEARCH else ""
    return f'<link rel="{html(link.rel)}"{media}{named} href="{html(href)}">'


def _script(value: Any) -> str:
    # script_json escapes whatever could end the script.
    return f'<script type="application/ld+json">{script_json(value)}</script>'
