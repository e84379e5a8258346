"""Papers as lines of a list, without tags and topics, and the years of a list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from markupsafe import Markup

from generator.model import urls
from generator.model.models import Paper
from generator.site.cards import PageParts
from generator.text import latex


class PaperLine(NamedTuple):
    """A paper in a list; what it says follows from what `PageParts.line_inputs` digests."""

    path: str
    title: Markup
    plain_title: str
    attributes: Markup
    """As those of a card."""
    year: int | None
    venue: str
    summary: str
    """Empty in a large list too."""


def paper_lines(papers: Iterable[str], parts: PageParts) -> tuple[PaperLine, ...]:
    """The lines of papers by id, in the order given."""
    found = (parts.catalog.papers[id_] for id_ in papers)
    return tuple(
        PaperLine(
            urls.paper(paper.id),
            Markup(latex.to_html(paper.display_title)),
            parts.titles[paper.id],
            parts.title_attributes(paper),
            paper.year,
            paper.venue or "",
            (parts.extent.summaries and paper.summary) or "",
        )
        for paper in found
    )


def year_span(papers: Iterable[Paper]) -> str:
    """`2013–2025`, `2016`, or empty when no year is known."""
    years = [paper.year for paper in papers if paper.year]
    if not years:
        return ""
    first, last = min(years), max(years)
    return str(first) if first == last else f"{first}–{last}"
