from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from generator.analysis.derived import derive
from generator.content.load import load
from generator.model import urls
from generator.model.config import Site
from generator.model.memory import NOTHING, Memory
from generator.model.models import Catalog, HandPage, Paper, Tag, TagKind, Topic
from generator.site import list_size
from generator.site.all_files import data_files, other_files, search_files
from generator.site.cards import PageParts
from generator.site.pages import PageSource, all_pages, titles
from generator.site.site_paths import SitePaths
from tests.support import TOY

SITE = Site("L", "A.", "https://l.example/", "", "main", Path(), Path())


def _source() -> PageSource:
    """The toy catalogue with former ids, a page, an image, a deprecated tag, and other scripts."""
    toy = load(TOY).catalog
    first, *_ = toy.papers.values()
    papers = {
        **toy.papers,
        first.id: replace(first, aliases=("a-former-id",), authors=("Иван Петров", "Ann Lee")),
        "left": replace(first, id="left", title="Left", topics=(), arxiv=None, doi=None),
    }
    tags = {**toy.tags, "x-old": Tag("x-old", "Old", "Old.", TagKind.METHOD, deprecated_for="x")}
    pages = (*toy.pages, HandPage("faq", "FAQ", "# FAQ\n\n![x](a/b.png)\n"))
    found = replace(toy, papers=papers, tags=tags, pages=pages, images={"a/b.png": b"PNG"})
    return PageSource(found, derive(found), PageParts(found), SITE, "")


def test_the_pages_told_are_the_pages_made() -> None:
    source = _source()

    made = {urls.markdown_file(page.path) for page in all_pages(source)}

    assert SitePaths(source.catalog).pages == made
    assert all(SitePaths(source.catalog).has(file) for file in made)
    assert not SitePaths(source.catalog).has("papers/nothing.md")
    assert "papers/a-former-id.md" in made


EDITS: dict[str, Callable[[Catalog, Paper], Catalog]] = {
    "an id": lambda list_, paper: _with(list_, replace(paper, id="another")),
    "a former id": lambda list_, paper: _with(list_, replace(paper, aliases=("another",))),
    "an author": lambda list_, paper: _with(list_, replace(paper, authors=("Żyła Ö. Ωmega",))),
    "a title": lambda list_, paper: _with(list_, replace(paper, title="Ωmega")),
    "a shown title": lambda list_, paper: _with(list_, replace(paper, shown_title="Ωmega")),
    "a topic": lambda list_, _: replace(list_, topics={"new": Topic("new", "New", "New.")}),
    "a tag": lambda list_, _: replace(list_, tags={"new": Tag("new", "N", "N.", TagKind.METHOD)}),
    "a page": lambda list_, _: replace(list_, pages=(HandPage("new", "New", "# New\n"),)),
}


def _with(catalog: Catalog, paper: Paper) -> Catalog:
    return replace(catalog, papers={**catalog.papers, paper.id: paper})


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_addresses_are_recalled_for_the_same_names_alone(
    edit: Callable[[Catalog, Paper], Catalog], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(titles, "MOST_ON_ONE_PAGE", 0)
    memory, before = Memory(tmp_path / "memory", "code"), _source().catalog
    first, *_ = before.papers.values()
    tagged = _with(before, replace(first, tags=("x",), summary="Other words."))
    edited = edit(before, first)

    assert SitePaths(tagged, memory).pages == SitePaths(before, memory).pages
    assert SitePaths(edited, memory).pages != SitePaths(before, memory).pages
    assert SitePaths(edited, memory).pages == SitePaths(edited).pages


def test_the_files_told_are_the_files_made() -> None:
    source = _source()

    made = {file.path for file in data_files(source.parts, SITE)}

    assert SitePaths(source.catalog).data == made
    assert SitePaths(source.catalog).has("exports/unsorted.bib")
    assert not SitePaths(source.catalog).has("exports/nothing.bib")


def test_topics_and_tags_of_a_large_list_have_bibtex_and_atom(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(list_size, "LARGEST_SMALL", 3)
    source = _source()

    made = {file.path for file in data_files(source.parts, SITE)}

    assert SitePaths(source.catalog).data == made
    some = [path for path in made if not path.split("/")[-1].startswith(("papers", "all."))]
    assert {Path(path).suffix for path in some} == {".bib", ".atom"}
    assert {"exports/papers-1.jsonl.gz", "feeds/all.json"} <= made
    assert not [path for path in made if path.startswith("papers/")]
    linked = [
        download.path
        for page in all_pages(source)
        if getattr(page.view, "files", None)
        for download in (*page.view.files.links, *page.view.feeds)  # type: ignore[attr-defined]
    ]
    assert linked
    assert made.issuperset(linked)


def test_images_of_pages_stand_where_the_pages_show_them() -> None:
    source = _source()
    files = {file.path: file.make for file in other_files(source)}

    assert files["assets/pages/a/b.png"]() == b"PNG"
    assert 'src="../assets/pages/a/b.png"' in files["faq/index.md"]().decode()


def test_every_name_at_the_root_is_taken() -> None:
    source = _source()
    own = {page.id for page in source.catalog.pages} | {"about", "contribute"}

    files = (
        *data_files(source.parts, SITE),
        *search_files(source.parts, NOTHING),
        *other_files(source),
    )
    made = [file.path for file in files]
    made += [urls.markdown_file(page.path) for page in all_pages(source)]
    folders = {path.split("/")[0] for path in made if "/" in path} - own

    assert folders <= SitePaths(source.catalog).taken


def test_a_page_and_its_markdown_file_name_each_other() -> None:
    for page in ("", "topics/", "topics/x/", "authors/b/", "about/"):
        assert urls.page_path(urls.markdown_file(page)) == page
