"""The index of authors: one page a letter, one anchor an author."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Mapping

from generator.model import urls
from generator.model.models import Paper
from generator.site.cards import Deck
from generator.site.views import AuthorEntry, AuthorIndexView, AuthorLink, AuthorsView, Link, Page
from generator.text.filing import Letter, letter_of
from generator.text.people_names import author_id, distinct_authors, sort_key, split_name

_FREQUENT_SHOWN = 60


@functools.lru_cache(maxsize=1 << 16)
def author_path(name: str) -> str:
    """The address of an author, page path and anchor."""
    return f"{_letter_path(letter_of(name))}#{author_id(name)}"


def _letter_path(letter: Letter) -> str:
    return f"{urls.AUTHORS}{letter.key}/"


def author_pages(deck: Deck) -> list[Page]:
    """The index, then a page for each letter that any author has."""
    catalog = deck.catalog
    names = distinct_authors(paper.authors for paper in catalog.papers.values())
    papers: dict[str, list[Paper]] = defaultdict(list)
    for paper in catalog.papers.values():
        for id_ in dict.fromkeys(map(author_id, paper.authors)):
            papers[id_].append(paper)
    by_letter: dict[Letter, list[str]] = defaultdict(list)
    for id_ in sorted(names, key=lambda id_: (sort_key(names[id_]), id_)):
        by_letter[letter_of(names[id_])].append(id_)
    letters = tuple(
        Link(letter.label, _letter_path(letter), str(len(by_letter[letter])))
        for letter in sorted(by_letter)
    )
    pages = [_index(letters, names, papers)]
    for letter in sorted(by_letter):
        entries = tuple(
            AuthorEntry(id_, _family_first(names[id_]), deck.newest_first(papers[id_]))
            for id_ in by_letter[letter]
        )
        pages.append(_letter_page(letter, letters, entries))
    return pages


def _index(
    letters: tuple[Link, ...], names: Mapping[str, str], papers: Mapping[str, list[Paper]]
) -> Page:
    frequent = sorted(
        (id_ for id_ in names if len(papers[id_]) > 1),
        key=lambda id_: (-len(papers[id_]), sort_key(names[id_]), id_),
    )
    view = AuthorIndexView(
        letters=letters,
        frequent=tuple(
            (AuthorLink(names[id_], author_path(names[id_])), len(papers[id_]))
            for id_ in frequent[:_FREQUENT_SHOWN]
        ),
        count=len(names),
    )
    description = "Everybody who wrote a paper on this list, by family name."
    return Page(urls.AUTHORS, "Authors", description, "authors.html", view, "index")


def _letter_page(
    letter: Letter, letters: tuple[Link, ...], entries: tuple[AuthorEntry, ...]
) -> Page:
    return Page(
        path=_letter_path(letter),
        title=f"Authors: {letter.label}",
        description=f"Authors whose family name begins with {letter.label}, and their papers.",
        template="author_letter.html",
        view=AuthorsView(letter.label, letters, entries),
        kind="authors",
    )


def _family_first(name: str) -> str:
    parts = split_name(name)
    family = " ".join(part for part in (parts.particle, parts.family) if part)
    given = " ".join(part for part in (parts.given, parts.suffix) if part)
    return f"{family}, {given}" if given else family
