"""What goes into a page's head, as HTML: citation tags, Open Graph, JSON-LD."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from markupsafe import Markup, escape

from generator.citations.page_metadata import (
    canonical,
    citation_meta,
    json_ld,
    list_json_ld,
    open_graph,
)
from generator.model.config import Site
from generator.model.models import Paper
from generator.site.cards import PageParts
from generator.text.json_text import script_json


def paper_head(paper: Paper, parts: PageParts, site: Site) -> Markup:
    """The head of a paper's page; citation tags only when title, author and date are known."""
    card = parts.cards[paper.id]
    url = canonical(site.url, card.path)
    venues, reference = parts.catalog.venues, parts.references[paper.id]
    graph = open_graph(card.plain_title, card.summary, url, site.name, article=True)
    return Markup("\n").join(
        [
            *_tags("name", citation_meta(reference, venues, url)),
            *_tags("property", graph),
            _script(json_ld(reference, venues, url)),
        ]
    )


def list_head(
    title: str, description: str, path: str, papers: Sequence[Paper], parts: PageParts, site: Site
) -> Markup:
    """The head of a page that lists papers."""
    url = canonical(site.url, path)
    cards = [parts.cards[paper.id] for paper in papers[: parts.extent.announced]]
    rows = [(card.plain_title, canonical(site.url, card.path)) for card in cards]
    return Markup("\n").join(
        [
            *_tags("property", open_graph(title, description, url, site.name)),
            _script(list_json_ld(title, description, url, rows)),
        ]
    )


def _tags(attribute: str, pairs: Iterable[tuple[str, str]]) -> list[Markup]:
    return [
        Markup(f'<meta {attribute}="{escape(name)}" content="{escape(content)}">')
        for name, content in pairs
    ]


def _script(value: Any) -> Markup:
    # script_json escapes whatever could end the script.
    return Markup(f'<script type="application/ld+json">{script_json(value)}</script>')
