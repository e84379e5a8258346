"""The index of authors: one page a letter, one anchor an author."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Mapping

from generator.model import urls
from generator.model.models import Paper
from generator.site.cards import Deck
from generator.site.views import AuthorEntry, AuthorIndexView, AuthorLink, AuthorsView, Link, Page
from generator.text.people_names import author_id, sort_key, split_name
from generator.text.slugs import slugify

_FREQUENT_SHOWN = 60


@functools.lru_cache(maxsize=1 << 16)
def author_path(name: str) -> str:
    """The address of an author, page path and anchor."""
    return f"{urls.AUTHORS}{_letter(name)}/#{author_id(name)}"


@functools.lru_cache(maxsize=1 << 16)
def _letter(name: str) -> str:
    """The family name's first letter, `0-9` where it has no Latin one."""
    first = slugify(sort_key(name)[0])[:1]
    return first if first.isalpha() and sort_key(name)[0][:1].isalpha() else "0-9"


def author_pages(deck: Deck) -> list[Page]:
    """The index, then a page for each letter that any author has."""
    papers: dict[str, list[Paper]] = defaultdict(list)
    names: dict[str, str] = {}
    for paper in deck.catalog.papers.values():
        for name in dict.fromkeys(paper.authors):
            names.setdefault(author_id(name), name)
            papers[author_id(name)].append(paper)
    by_letter: dict[str, list[str]] = defaultdict(list)
    for id_ in sorted(names, key=lambda id_: (sort_key(names[id_]), id_)):
        by_letter[_letter(names[id_])].append(id_)
    letters = tuple(
        Link(letter.upper(), f"{urls.AUTHORS}{letter}/", str(len(by_letter[letter])))
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


def _letter_page(letter: str, letters: tuple[Link, ...], entries: tuple[AuthorEntry, ...]) -> Page:
    title = f"Authors: {letter.upper()}"
    return Page(
        path=f"{urls.AUTHORS}{letter}/",
        title=title,
        description=f"Authors whose family name begins with {letter.upper()}, and their papers.",
        template="author_letter.html",
        view=AuthorsView(letter.upper(), letters, entries),
        kind="authors",
    )


def _family_first(name: str) -> str:
    parts = split_name(name)
    family = " ".join(part for part in (parts.particle, parts.family) if part)
    given = " ".join(part for part in (parts.given, parts.suffix) if part)
    return f"{family}, {given}" if given else family
