"""The index of authors: one page a letter, one anchor an author."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import NamedTuple

from generator.model import urls
from generator.model.memory import digest_of
from generator.model.models import Catalog, Paper
from generator.site.cards import PageParts
from generator.site.pages.page import Content, Later, PageSource
from generator.site.pages.paper_lines import PaperLine, paper_lines
from generator.site.views import AuthorLink, Link
from generator.text.filing import IndexLetter, letter_of
from generator.text.people_names import split_name

_FREQUENT_SHOWN = 60


class AuthorEntry(NamedTuple):
    """An author and the papers, newest first."""

    id: str
    name: str
    """Family name first."""
    papers: tuple[PaperLine, ...]


class AuthorsView(NamedTuple):
    """A letter of the index of authors."""

    letter: str
    letters: tuple[Link, ...]
    authors: tuple[AuthorEntry, ...]


@dataclass(frozen=True, slots=True)
class AuthorIndexView:
    """The index of authors."""

    letters: tuple[Link, ...]
    frequent: tuple[tuple[AuthorLink, int], ...]
    """Those with more than one paper, most first."""
    count: int


def author_links(paper: Paper, parts: PageParts) -> tuple[AuthorLink, ...]:
    """The paper's authors in order; those of several papers lead to their entry in the index."""
    addresses = parts.author_index.addresses
    return tuple(AuthorLink(name, addresses.get(name, "")) for name in paper.authors)


def authors_contents(source: PageSource) -> Iterator[Content]:
    """The index of authors."""
    index = source.parts.author_index
    names = index.names
    frequent = tuple(
        (AuthorLink(names[id_], index.addresses[names[id_]]), len(index.papers[id_]))
        for id_ in index.frequent[:_FREQUENT_SHOWN]
    )
    view = AuthorIndexView(_letters(index.by_letter), frequent, len(names))
    yield Content("Authors", "Everybody who wrote a paper on this list, by family name.", view)


def author_letter_contents(source: PageSource) -> Iterator[Later]:
    """A page for each letter that a family name on the list begins with."""
    parts = source.parts
    index = parts.author_index
    letters = _letters(index.by_letter)

    def content(letter: IndexLetter) -> Content:
        entries = tuple(_entry(id_, parts) for id_ in index.by_letter[letter])
        return Content(
            path=f"{letter.key}/",
            title=f"Authors: {letter.label}",
            description=(
                f"Authors whose family name begins with {letter.label}, and their papers."
            ),
            view=AuthorsView(letter.label, letters, entries),
        )

    for letter, ids in index.by_letter.items():
        papers = chain.from_iterable(index.papers[id_] for id_ in ids)
        listed = "".join(map(parts.line_inputs.__getitem__, papers))
        names = [(id_, index.names[id_], len(index.papers[id_])) for id_ in ids]
        inputs = digest_of(letter, letters, names, listed, source.site)
        yield Later(f"{letter.key}/", inputs, partial(content, letter))


def author_letter_paths(catalog: Catalog) -> set[str]:
    """The pages of `author_letter_contents`, below the index."""
    names = {name for paper in catalog.papers.values() for name in paper.authors}
    return {f"{letter_of(name).key}/" for name in names}


def author_letter_papers(parts: PageParts) -> dict[str, list[str]]:
    """The ids of the papers on each page of `author_letter_contents`, by its path on the site."""
    index = parts.author_index
    return {
        f"{urls.AUTHORS}{letter.key}/": [paper for id_ in ids for paper in index.papers[id_]]
        for letter, ids in index.by_letter.items()
    }


def _entry(id_: str, parts: PageParts) -> AuthorEntry:
    index = parts.author_index
    papers = parts.in_order(parts.catalog.papers[paper] for paper in index.papers[id_])
    lines = paper_lines((paper.id for paper in papers), parts)
    return AuthorEntry(id_, _family_first(index.names[id_]), lines)


def _letters(by_letter: Mapping[IndexLetter, Sequence[str]]) -> tuple[Link, ...]:
    return tuple(
        Link(letter.label, f"{urls.AUTHORS}{letter.key}/", str(len(ids)))
        for letter, ids in by_letter.items()
    )


def _family_first(name: str) -> str:
    parts = split_name(name)
    family = " ".join(part for part in (parts.particle, parts.family) if part)
    given = " ".join(part for part in (parts.given, parts.suffix) if part)
    return f"{family}, {given}" if given else family
