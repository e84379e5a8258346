"""A paper's page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from typing import NamedTuple

from markupsafe import Markup, escape

from generator.analysis.derived import Derived, Station
from generator.analysis.mentions import Mention
from generator.analysis.neighbours import Relations
from generator.citations.export_format import CitedPaper
from generator.citations.formats import FORMATS
from generator.content.definitions import STATUSES
from generator.model.config import Site
from generator.model.memory import digest_of
from generator.model.models import Paper
from generator.site.cards import PageParts
from generator.site.escaping import html
from generator.site.head_html import described_by, paper_head
from generator.site.pages.authors import author_links
from generator.site.pages.page import Content, Later, PageSource
from generator.site.pages.paper_links import (
    actions,
    details,
    other_places,
    report_url,
    searches,
    sources,
)
from generator.site.text_attributes import attributes
from generator.site.views import AuthorLink, Card, Link, TagChip, TopicChip
from generator.site.vocabulary import list_attributes
from generator.text import latex

_OPEN, _CLOSE = "\ue000", "\ue001"
_MARKED = re.compile(f"{_OPEN}(.*?){_CLOSE}", re.DOTALL)


class Related(NamedTuple):
    """A near paper and the reason."""

    card: Card
    tags: tuple[TagChip, ...]
    terms: Markup
    """What both are about, each term emphasised."""


class StationView(NamedTuple):
    """A place in a reading path."""

    topic: TopicChip
    position: int
    length: int
    previous: Card | None
    following: Card | None
    why: str


class Citation(NamedTuple):
    """One form of citation, ready to copy."""

    id: str
    label: str
    text: str


AUTHORS_IN_VIEW = 25
"""Names below the title; those of a larger group are folded."""


class PaperView(NamedTuple):
    """A paper's page."""

    card: Card
    published_as: Markup
    """The later title, empty where there is none."""
    status: Link | None
    """What became of it since, with the notice; None for most."""
    authors: tuple[AuthorLink, ...]
    more_authors: tuple[AuthorLink, ...]
    """Those whose names are folded, so that the links below stay in view; of few papers any."""
    abstract: Markup
    attributes: Markup
    """Direction and language of the abstract, as HTML attributes."""
    details: tuple[str, ...]
    """Publisher, volume, pages, ISBN and language, as far as they are known."""
    topics: tuple[TopicChip, ...]
    actions: tuple[Link, ...]
    """Where to read it and its code, right below the title."""
    links: tuple[Link, ...]
    """Where else it is."""
    searches: tuple[Link, ...]
    sources: tuple[Link, ...]
    suggest_url: str
    lists: Markup
    """Attributes with the topics and tags of the file, where the chips do not show just these."""
    edit_url: str
    report_url: str
    related: tuple[Related, ...]
    also_near: tuple[Card, ...]
    names: tuple[Card, ...]
    """Papers that the abstract names."""
    named_by: tuple[Card, ...]
    stations: tuple[StationView, ...]
    citations: tuple[Citation, ...]
    key: str
    """For a script that adds further forms of citation; empty when none can be made."""


def paper_contents(source: PageSource, papers: Iterable[str]) -> Iterator[Later]:
    """The pages of these papers, by id."""
    site = digest_of(source.site)
    for id_ in papers:
        paper, parts, derived = source.catalog.papers[id_], source.parts, source.derived
        make = partial(_content, paper, parts, derived, source.site)
        yield Later(f"{id_}/", f"{_inputs(id_, parts, derived)}{site}", make)


def _inputs(paper: str, parts: PageParts, derived: Derived) -> str:
    relations = derived.related.get(paper, Relations())
    mentions = derived.mentions.get(paper, ())
    mentioned_by = derived.mentioned_by.get(paper, ())
    stations = derived.stations.get(paper, ())
    named = chain(
        (near.paper for near in relations.nearest), relations.also_near,
        (mention.paper for mention in mentions), mentioned_by,
        (other for s in stations for other in (s.previous, s.following) if other),
    )  # fmt: skip
    addresses, authors = parts.author_index.addresses, parts.catalog.papers[paper].authors
    return digest_of(
        parts.inputs[paper], derived.keys[paper],
        [(near.shared_tags, near.terms) for near in relations.nearest],
        len(relations.also_near), mentions, len(mentioned_by), stations,
        "".join(map(parts.inputs.__getitem__, named)),  # which tell the papers too
        " ".join(addresses.get(author, "-") for author in authors),
        [link.path for link in described_by(parts.catalog.papers[paper], parts)],
        [parts.topics[station.topic] for station in stations],
    )  # fmt: skip


def _content(paper: Paper, parts: PageParts, derived: Derived, site: Site) -> Content:
    card, reference = parts.cards[paper.id], parts.references[paper.id]
    relations = derived.related.get(paper.id)
    mentions = derived.mentions.get(paper.id, ())
    item = CitedPaper(reference, derived.keys[paper.id], page="", bibtex=parts.bibtex[paper.id])
    by_script = bool(card.coins) and reference.in_tags
    authors = author_links(paper, parts)
    view = PaperView(
        card=card,
        published_as=Markup(latex.to_html(paper.published_as or "")),
        status=_status(paper),
        authors=authors[:AUTHORS_IN_VIEW],
        more_authors=authors[AUTHORS_IN_VIEW:],
        abstract=abstract_html(paper, mentions, parts),
        attributes=attributes(paper.abstract, reference.text_language),
        details=details(paper),
        topics=parts.paper_topics(paper),
        actions=actions(paper),
        links=other_places(paper, site),
        searches=searches(card.plain_title, paper, site),
        sources=sources(paper, site),
        suggest_url=site.suggest_tags_url(paper.id),
        lists=list_attributes(paper, parts),
        edit_url=site.edit_url(f"content/papers/{paper.id}.yml"),
        report_url=report_url(paper, card.plain_title, site),
        related=tuple(
            Related(
                card=parts.cards[near.paper],
                tags=tuple(parts.tags[tag] for tag in near.shared_tags if tag in parts.tags),
                terms=Markup(", ".join([f"<em>{html(term)}</em>" for term in near.terms])),
            )
            for near in (relations.nearest if relations else ())
        ),
        also_near=parts.known(relations.also_near if relations else ()),
        names=parts.known(dict.fromkeys(mention.paper for mention in mentions)),
        named_by=parts.known(derived.mentioned_by.get(paper.id, ())),
        stations=tuple(_station(s, parts) for s in derived.stations.get(paper.id, ())),
        citations=_citations(item, by_script),
        key=item.key if by_script else "",
    )
    return Content(
        path=f"{paper.id}/",
        title=card.plain_title,
        description=_description(paper, card),
        view=view,
        head=paper_head(paper, parts, site),
    )


def _description(paper: Paper, card: Card) -> str:
    said = card.summary or latex.to_text(paper.abstract)[:200]
    return said or card.note or card.plain_title


def _status(paper: Paper) -> Link | None:
    if paper.status not in STATUSES or paper.status == "published-as":
        return None  # the line with the later title says it
    said = STATUSES[paper.status]
    return Link(paper.status.capitalize(), paper.notice or "", f"{said[0].upper()}{said[1:]}.")


def abstract_html(paper: Paper, mentions: Sequence[Mention], parts: PageParts) -> Markup:
    """The abstract as HTML, web addresses and the names of other papers' methods linked.

    The names are marked in the text as received and become links after the
    conversion, so that LaTeX around them stays whole.
    """
    text = paper.abstract.replace(_OPEN, "").replace(_CLOSE, "")
    if text != paper.abstract or not mentions:
        return Markup(latex.to_html(text, link=True))
    ordered = sorted(mentions, key=lambda mention: mention.start)
    pieces, end = [], 0
    for mention in ordered:
        pieces += [text[end : mention.start], _OPEN, text[mention.start : mention.end], _CLOSE]
        end = mention.end
    marked = latex.to_html("".join([*pieces, text[end:]]), link=True)
    if len(_MARKED.findall(marked)) != len(ordered):
        return Markup(latex.to_html(text, link=True))
    targets = iter(ordered)

    def link(match: re.Match[str]) -> str:
        card = parts.cards[next(targets).paper]
        title = escape(card.plain_title)
        return f'<a href="../{card.id}/" title="{title}">{match[1]}</a>'

    return Markup(_MARKED.sub(link, marked))


def _station(station: Station, parts: PageParts) -> StationView:
    return StationView(
        topic=parts.topics[station.topic],
        position=station.position,
        length=station.length,
        previous=parts.cards[station.previous] if station.previous else None,
        following=parts.cards[station.following] if station.following else None,
        why=station.why,
    )


def _citations(item: CitedPaper, made_by_script: bool) -> tuple[Citation, ...]:
    return tuple(
        Citation(form.id, form.quoted[0], form.quoted[1](item))
        for form in FORMATS
        if form.quoted and not (form.from_tags and made_by_script)
    )
