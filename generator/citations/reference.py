"""A paper as a reference: what every citation format needs, worked out once.

The year of a reference is the year of publication: the venue's own where it
names one, else `Paper.year`, the year of the first arXiv version.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from generator.citations.kinds import OF_TYPE, ReferenceKind
from generator.model.models import Catalog, Paper, Venue
from generator.text import latex
from generator.text.language_of_text import language_of
from generator.text.people_names import Name, split_name
from generator.text.venues import BOOK, CONFERENCE, JOURNAL, Appearance, parse_venue

_INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_UNSAFE_IN_URL = re.compile(r"[\s\"<>\\^`{|};\x00-\x20\x7f-\x9f\u2028\u2029\ud800-\udfff]")


_KINDS = {
    CONFERENCE: ReferenceKind.PROCEEDINGS,
    JOURNAL: ReferenceKind.ARTICLE,
    BOOK: ReferenceKind.BOOK,
}


@dataclass(frozen=True, slots=True)
class Reference:
    """A paper with everything that a citation says of it, as plain text."""

    paper: Paper
    kind: ReferenceKind
    title: str
    abstract: str
    text_language: str
    """As the paper says, else as title and abstract show; empty where it is not clear."""
    authors: tuple[Name, ...]
    """In the paper's order."""
    year: int | None
    venue: Appearance | None
    arxiv: str | None
    doi: str | None
    url: str | None
    """Where to read it: arXiv's abstract, else the DOI, else the paper's own page."""
    pdf: str | None
    """arXiv's PDF."""
    keywords: tuple[str, ...] = ()
    """The names of its topics and tags, in the paper's order."""

    names: frozenset[str] = frozenset()
    """Names of the list that stand in its title or venue, whose capitals are kept."""

    publisher: str = ""
    """Who published it: as the paper says, else the venue that is a publisher."""

    @property
    def container(self) -> str:
        """The full name of the conference, journal or book that it is in; empty without one."""
        own = self.venue and not (self.kind is ReferenceKind.BOOK and self.paper.type is None)
        return plain_line(self.venue.container) if self.venue and own else ""

    @property
    def isbn(self) -> str:
        """The ISBN, empty without one."""
        return plain_line(self.paper.isbn or "")

    @property
    def volume(self) -> str:
        """The volume, empty without one."""
        return plain_line(self.paper.volume or "")

    @property
    def number(self) -> str:
        """The issue of a journal or the number of a report, empty without one."""
        return plain_line(self.paper.number or "")

    @property
    def pages(self) -> tuple[str, str]:
        """The first and the last page, or the number of pages and nothing."""
        first, _, last = plain_line(self.paper.pages or "").partition("-")
        return first.strip(), last.strip()

    @property
    def language(self) -> str:
        """The tag of its language, empty where that is the list's."""
        return plain_line(self.paper.language or "")

    @property
    def in_tags(self) -> bool:
        """Whether the citation tags of its page say all that a citation does."""
        paper = self.paper
        more = (paper.type, paper.publisher, self.isbn, self.volume, self.number, paper.pages)
        return not any((*more, self.language))


def references(catalog: Catalog) -> dict[str, Reference]:
    """The references of all papers by id, in the catalogue's order.

    For whoever writes several formats of many papers: every function that
    takes a paper to cite takes its reference as well and is then spared
    reading the LaTeX of title and abstract again.
    """
    return {
        paper.id: replace(
            reference(paper, catalog.venues, catalog.names), keywords=_keywords(paper, catalog)
        )
        for paper in catalog.papers.values()
    }


def _keywords(paper: Paper, catalog: Catalog) -> tuple[str, ...]:
    topics = [catalog.topics[topic].title for topic in paper.topics if topic in catalog.topics]
    tags = [catalog.tags[tag].name for tag in paper.tags if tag in catalog.tags]
    return tuple(dict.fromkeys(filter(None, map(plain_line, [*topics, *tags]))))


def names_in(paper: Paper, venue: Appearance | None, names: Collection[str]) -> frozenset[str]:
    """The names that stand in the paper's title, publisher or venue."""
    if not names:
        return frozenset()
    container = venue.container if venue else ""
    text = f"{latex.to_text(paper.display_title)}\n{container}\n{paper.publisher or ''}"
    return frozenset(name for name in names if name in text)


class PlainTexts(NamedTuple):
    """What takes longest of a reference, and follows from the paper's texts alone."""

    title: str
    abstract: str
    language: str
    """As in `Reference`."""


def plain_texts(paper: Paper) -> PlainTexts:
    """The paper's texts without LaTeX."""
    title, abstract = latex.to_text(paper.display_title), latex.to_text(paper.abstract)
    lines = f"{plain_line(title)}\n{plain_line(abstract)}"
    return PlainTexts(title, abstract, paper.language or language_of(lines))


def reference(
    paper: Paper | Reference,
    venues: Mapping[str, Venue],
    names: Collection[str] = (),
    texts: PlainTexts | None = None,
) -> Reference:
    """Everything that a citation of the paper says; a reference comes back as it is.

    `texts` are those of the paper, for a caller who has them.
    """
    if isinstance(paper, Reference):
        return paper
    title, abstract, language = texts or plain_texts(paper)
    venue = parse_venue(plain_line(paper.venue or ""), venues)
    kind = OF_TYPE[paper.type] if paper.type else _kind_at(venue, paper, venues)
    as_publisher = venue if kind is ReferenceKind.BOOK and paper.type is None else None
    arxiv = safe_url(paper.arxiv) if paper.arxiv else None
    doi = plain_line(paper.doi) if paper.doi else None
    return Reference(
        paper=paper,
        kind=kind,
        title=plain_line(title),
        abstract=plain_line(abstract),
        text_language=language,
        authors=tuple(split_name(author) for author in paper.authors),
        year=venue.year if venue and venue.year else paper.year,
        venue=venue,
        arxiv=arxiv,
        doi=doi,
        url=_address(arxiv, doi, paper.url),
        pdf=f"https://arxiv.org/pdf/{arxiv}" if arxiv else None,
        names=names_in(paper, venue, names),
        publisher=plain_line(paper.publisher or (as_publisher.container if as_publisher else "")),
    )


def _kind_at(venue: Appearance | None, paper: Paper, venues: Mapping[str, Venue]) -> ReferenceKind:
    """The kind of a paper at the venue; what is at one whose kind nobody tells is an article."""
    if venue is None:
        return ReferenceKind.PREPRINT
    kind = _KINDS.get(venue.kind, ReferenceKind.ARTICLE)
    # Some journals are called Proceedings; an issue of a volume shows it.
    issue = venue.id not in venues and paper.volume and paper.number
    if issue and kind is ReferenceKind.PROCEEDINGS:
        return ReferenceKind.ARTICLE
    if kind is ReferenceKind.ARTICLE and "workshop" in venue.note.lower():
        return ReferenceKind.PROCEEDINGS
    return kind


def arxiv_url(arxiv: str) -> str:
    """arXiv's page of an id."""
    return f"https://arxiv.org/abs/{arxiv}"


def doi_url(doi: str) -> str:
    """The resolver's address of a DOI."""
    return f"https://doi.org/{safe_url(doi)}"


def plain_line(text: str) -> str:
    """The text on one line, without control characters, lone surrogates and noncharacters."""
    if text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join(_INVISIBLE.sub("", text).split())


def safe_url(url: str) -> str:
    """The address with whatever could end a field, a list or a line of any format encoded."""
    return _UNSAFE_IN_URL.sub(_percent, url)


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match.group().encode("utf-8", "replace"))


def _address(arxiv: str | None, doi: str | None, url: str | None) -> str | None:
    if arxiv:
        return arxiv_url(arxiv)
    if doi:
        return doi_url(doi)
    return safe_url(url) if url else None
