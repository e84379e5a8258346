"""All titles from A to Z: one page, or on a long list one for each letter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from generator.model import urls
from generator.model.memory import digest_of
from generator.model.models import Catalog
from generator.site.cards import PageParts
from generator.site.head_html import Head, alternates
from generator.site.pages.page import Content, Later, PageSource
from generator.site.pages.paper_lines import PaperLine, paper_lines
from generator.site.views import Link
from generator.text import latex
from generator.text.filing import IndexLetter, letter_of_title

MOST_ON_ONE_PAGE = 500
"""Titles on the page of all; a longer list has them on a page for each letter."""


@dataclass(frozen=True, slots=True)
class TitlesView:
    """Titles by letter."""

    letters: tuple[Link, ...]
    """The letters of all titles, each with its number of papers."""
    current: str
    """The label of the letter that the page is for; empty on the page of all."""
    groups: tuple[tuple[IndexLetter, tuple[PaperLine, ...]], ...]
    """The papers of each letter on this page, by title."""
    count: int
    """The papers of the list."""


def titles_contents(source: PageSource) -> Iterator[Later]:
    """All titles, or the letters that lead to them."""
    parts = source.parts
    count = len(source.catalog.papers)
    by_letter = parts.title_index.by_letter
    letters = _letters(by_letter, count)
    shown = {} if count > MOST_ON_ONE_PAGE else by_letter
    head = Head(links=alternates(parts))

    def content() -> Content:
        groups = tuple((letter, paper_lines(ids, parts)) for letter, ids in shown.items())
        view = TitlesView(letters, "", groups, count)
        return Content("All titles", "Every paper on the list from A to Z.", view, head=head)

    lines = [(letter, [parts.line_inputs[id_] for id_ in ids]) for letter, ids in shown.items()]
    yield Later("", digest_of(letters, lines, count, parts.extent, head, source.site), content)


def title_letter_contents(source: PageSource) -> Iterator[Later]:
    """A page for each letter of a long list."""
    parts = source.parts
    count = len(source.catalog.papers)
    if count <= MOST_ON_ONE_PAGE:
        return
    by_letter = parts.title_index.by_letter
    letters = _letters(by_letter, count)

    def content(letter: IndexLetter) -> Content:
        lines = paper_lines(by_letter[letter], parts)
        view = TitlesView(letters, letter.label, ((letter, lines),), count)
        about = f"The papers whose titles begin with {letter.label}."
        return Content(f"Titles: {letter.label}", about, view, f"{letter.key}/")

    for letter, ids in by_letter.items():
        lines = [parts.line_inputs[id_] for id_ in ids]
        inputs = digest_of(letter, letters, lines, count, parts.extent, source.site)
        yield Later(f"{letter.key}/", inputs, partial(content, letter))


def title_letter_paths(catalog: Catalog) -> set[str]:
    """The pages of `title_letter_contents`, below the folder that they are in."""
    if len(catalog.papers) <= MOST_ON_ONE_PAGE:
        return set()
    titles = (latex.to_text(paper.display_title) for paper in catalog.papers.values())
    return {f"{letter_of_title(title).key}/" for title in titles}


def title_letter_papers(parts: PageParts) -> dict[str, Sequence[str]]:
    """The ids of the papers on each page of `title_letter_contents`, by its path on the site."""
    if len(parts.catalog.papers) <= MOST_ON_ONE_PAGE:
        return {}
    by_letter = parts.title_index.by_letter
    return {f"{urls.TITLES}{letter.key}/": ids for letter, ids in by_letter.items()}


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
