"""All titles from A to Z: one page, or on a long list one for each letter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from generator.model import urls
from generator.model.memory import digest_of
from generator.model.models import Catalog
from generator.site.cards import PageParts
from generator.site.head_html import Head, alternates
from generator.site.pages.page import Content, Later, PageSource, viewed_when_changed
from generator.site.views import Card, Link
from generator.text import latex
from generator.text.collation import collation_key
from generator.text.filing import IndexLetter, filed_title, letter_of_title

MOST_ON_ONE_PAGE = 500
"""Titles on the page of all; a longer list has them on a page for each letter."""


@dataclass(frozen=True, slots=True)
class TitlesView:
    """Titles by letter."""

    letters: tuple[Link, ...]
    """The letters of all titles, each with its number of papers."""
    current: str
    """The label of the letter that the page is for; empty on the page of all."""
    groups: tuple[tuple[IndexLetter, tuple[Card, ...]], ...]
    """The papers of each letter on this page, by title."""
    count: int
    """The papers of the list."""
    summaries: bool
    """Whether each title has its paper's summary."""


@viewed_when_changed
def titles_contents(source: PageSource) -> Iterator[Content]:
    """All titles, or the letters that lead to them."""
    parts = source.parts
    by_letter = _by_letter(parts)
    count = len(source.catalog.papers)
    letters = () if count > MOST_ON_ONE_PAGE else by_letter.items()
    shown = tuple((letter, _cards(ids, parts)) for letter, ids in letters)
    view = TitlesView(_letters(by_letter, count), "", shown, count, parts.extent.summaries)
    head = Head(links=alternates(parts))
    yield Content("All titles", "Every paper on the list from A to Z.", view, head=head)


def title_letter_contents(source: PageSource) -> Iterator[Later]:
    """A page for each letter of a long list."""
    count = len(source.catalog.papers)
    if count <= MOST_ON_ONE_PAGE:
        return
    by_letter = _by_letter(source.parts)
    letters = _letters(by_letter, count)
    inputs, summaries = source.parts.inputs, source.parts.extent.summaries

    def content(letter: IndexLetter) -> Content:
        cards = _cards(by_letter[letter], source.parts)
        view = TitlesView(letters, letter.label, ((letter, cards),), count, summaries)
        about = f"The papers whose titles begin with {letter.label}."
        return Content(f"Titles: {letter.label}", about, view, f"{letter.key}/")

    for letter, ids in by_letter.items():
        shown = digest_of(letter, letters, [inputs[id_] for id_ in ids], source.site)
        yield Later(f"{letter.key}/", shown, partial(content, letter))


def title_letter_paths(catalog: Catalog) -> set[str]:
    """The pages of `title_letter_contents`, below the folder that they are in."""
    if len(catalog.papers) <= MOST_ON_ONE_PAGE:
        return set()
    titles = (latex.to_text(paper.display_title) for paper in catalog.papers.values())
    return {f"{letter_of_title(title).key}/" for title in titles}


def title_letter_papers(parts: PageParts) -> dict[str, list[str]]:
    """The ids of the papers on each page of `title_letter_contents`, by its path on the site."""
    found: dict[str, list[str]] = defaultdict(list)
    if len(parts.titles) > MOST_ON_ONE_PAGE:
        for id_, title in parts.titles.items():
            found[f"{urls.TITLES}{letter_of_title(title).key}/"].append(id_)
    return found


def _cards(papers: Iterable[str], parts: PageParts) -> tuple[Card, ...]:
    return tuple(parts.cards[id_] for id_ in papers)


def _by_letter(parts: PageParts) -> dict[IndexLetter, list[str]]:
    """The ids of the papers of each letter, both in the order of the index."""
    found: dict[IndexLetter, list[str]] = defaultdict(list)
    titles = parts.titles
    for id_ in sorted(titles, key=lambda id_: (collation_key(filed_title(titles[id_])), id_)):
        found[letter_of_title(titles[id_])].append(id_)
    return {letter: found[letter] for letter in sorted(found)}


def _letters(by_letter: Mapping[IndexLetter, Sequence[str]], count: int) -> tuple[Link, ...]:
    parted = count > MOST_ON_ONE_PAGE
    return tuple(
        Link(
            letter.label,
            f"{urls.TITLES}{letter.key}/" if parted else f"{urls.PAPERS}#{letter.key}",
            f"{len(ids):,}",
        )
        for letter, ids in by_letter.items()
    )
