"""The titles from A to Z, on one page and by letter."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from lxml import html

from generator.analysis.derived import derive
from generator.model import urls
from generator.model.config import Site
from generator.model.models import Catalog, Paper
from generator.site import list_size
from generator.site.cards import PageParts
from generator.site.marks import BODY_MARK, END_MARK
from generator.site.pages import PAGE_KINDS, PageSource, all_pages, titles
from generator.site.render import Renderer

SITE = Site("List", "About.", "https://l.example/", "", "main", Path(), Path())
TITLES = {
    "The Lazy Neuron": "L", "“An Image” is worth": "I", "A": "A", "3D nets": "0–9",
    "Übung macht": "U", "Обучение": "О", "A $\\Lambda$ net": "Λ", "Annealing": "A",
    "{GAN}s <again>": "G", "…": "0–9",
}  # fmt: skip


def rendered() -> dict[str, html.HtmlElement]:
    papers = {
        f"p{n}": Paper(f"p{n}", title, authors=("Ada Byron",), summary=f"Says {n}.")
        for n, title in enumerate(TITLES)
    }
    catalog = Catalog(papers, {}, {})
    source = PageSource(catalog, derive(catalog), PageParts(catalog), SITE, "")
    renderer = Renderer(SITE)
    told = {path for kind in PAGE_KINDS for path in kind.paths_in(catalog)}
    texts = {page.path: renderer.render(page) for page in all_pages(source)}
    assert told == set(texts)
    return {
        path: html.fromstring(text.partition(BODY_MARK)[2].partition(END_MARK)[0])
        for path, text in texts.items()
        if path == urls.PAPERS or path.startswith((urls.TITLES, f"{urls.AUTHORS}b"))
    }


def links(pages: Iterable[html.HtmlElement]) -> list[str]:
    return [str(href) for page in pages for href in page.xpath(".//ul//a/@href")]


def test_every_title_is_below_its_letter() -> None:
    page = rendered()[urls.PAPERS]

    found = {
        str(section.findtext("h2")): [int(str(a).split("/p")[-1][:-1]) for a in links([section])]
        for section in page.xpath("//section")
    }
    wanted: dict[str, set[int]] = {}
    for n, letter in enumerate(TITLES.values()):
        wanted.setdefault(letter, set()).add(n)
    assert {letter: set(places) for letter, places in found.items()} == wanted
    assert list(found) == ["0–9", "A", "G", "I", "L", "U", "Λ", "О"]
    assert found["A"] == [2, 7], "an article alone is a title"
    jumps = page.xpath("//nav//a/@href")
    ids = page.xpath("//h2/@id")
    assert jumps == [f"../papers/#{id_}" for id_ in ids]


def test_a_long_list_has_a_page_for_each_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = rendered()[urls.PAPERS]
    monkeypatch.setattr(titles, "MOST_ON_ONE_PAGE", len(TITLES) - 1)

    pages = {path: page for path, page in rendered().items() if urls.AUTHORS not in path}
    index = pages.pop(urls.PAPERS)
    assert links([index]) == []
    assert [f"{urls.TITLES}{path.split('/')[-2]}/" for path in index.xpath("//nav//a/@href")] == [
        *pages
    ]
    assert [link.split("/")[-2] for link in links(pages.values())] == [
        link.split("/")[-2] for link in links([whole])
    ]
    for page in pages.values():
        assert len(page.xpath("//nav//a[@aria-current='page']")) == 1


@pytest.mark.parametrize("small", [True, False])
def test_titles_and_authors_papers_have_summaries_unless_the_list_is_large(
    monkeypatch: pytest.MonkeyPatch, small: bool
) -> None:
    monkeypatch.setattr(list_size, "LARGEST_SMALL", len(TITLES) if small else 0)
    pages = rendered()
    assert len(pages) == 2
    for page in pages.values():
        found = {str(line.text) for line in page.xpath("//li/p[@class='rl-wide']")}
        assert found == ({f"Says {n}." for n in range(len(TITLES))} if small else set())
