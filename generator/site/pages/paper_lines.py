"""Papers as lines of a list, without tags and topics."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from generator.model import urls
from generator.site.cards import PageParts
from generator.text import latex


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper in a list; what it says follows from what `PageParts.line_inputs` digests."""

    path: str
    title: Markup
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
            parts.title_attributes(paper),
            paper.year,
            paper.venue or "",
            (parts.extent.summaries and paper.summary) or "",
        )
        for paper in found
    )
