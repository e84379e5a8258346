"""Papers, people, topics and tags in other scripts and languages, on every kind of page."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from lxml import html

from generator.analysis.derived import derive
from generator.model.config import Site
from generator.model.models import Catalog, Paper, Tag, TagKind, Topic
from generator.site import search_source
from generator.site.all_files import other_files, paper_files
from generator.site.cards import PageParts
from generator.site.pages import PageSource
from generator.text.slugs import slugify
from tests.support import contents

SITE = Site("تاريخ", "About", "https://x.example/", "", "main", Path("docs"), Path("theme"))
TEXTS = {
    "ar": ("تاريخ الأندلس في العصور الوسطى", "محمد أمين"),
    "he": ("תולדות הקהילות בימי הביניים", "דוד כהן"),
    "zh": ("唐宋时期的行会与市场", "王 伟"),
    "ja": ("中世日本の荘園と市場", "山田 太郎"),
    "ru": ("Средневековые грамоты и что в них было", "Пётр Ёлкин"),
    "el": ("Τα μοναστήρια της Θεσσαλίας", "Άννα Ρίγα"),
    "fr": ("Histoire des moulins à eau en Bourgogne", "Zoë Évrard"),
    "": ("Mills of Burgundy", "Ann Smith"),
}


def paper(language: str) -> Paper:
    title, author = TEXTS[language]
    return Paper(
        slugify(title), title, title + ".", authors=(author,), year=2000, topics=("t",),
        tags=("g",), summary=title + ".", added=date(2020, 1, 1),
    )  # fmt: skip


@pytest.fixture(scope="module")
def pages() -> dict[str, html.HtmlElement]:
    papers = [paper(language) for language in TEXTS]
    title, name = "קהילות ושווקים", "שווקים"
    catalog = Catalog(
        papers={p.id: p for p in sorted(papers, key=lambda p: p.id)},
        topics={"t": Topic("t", title, TEXTS["ar"][0])},
        tags={"g": Tag("g", name, TEXTS["ar"][0], TagKind.DOMAIN)},
    )
    parts = PageParts(catalog)
    source = PageSource(catalog, derive(catalog), parts, SITE, "")
    drafts = [*other_files(source), *paper_files(source, catalog.papers)]
    found = {}
    for path, data in contents(drafts).items():
        if path.endswith(".md"):
            body = data.decode().partition("<!--rl:body-->")[2].partition("<!--rl:end-->")[0]
            found[path] = html.document_fromstring(f"<html><body>{body or '-'}</body></html>")
    return found


@pytest.mark.parametrize("language", TEXTS)
def test_title_abstract_and_summary_say_direction_and_language(
    language: str, pages: dict[str, html.HtmlElement]
) -> None:
    right_to_left = language in ("ar", "he")
    page = pages[f"papers/{paper(language).id}.md"]
    expected = {"lang": language or None, "dir": "auto" if right_to_left else None}

    for query in ("//h1", "//p[@class='rl-abstract']", "//p[@class='rl-paper__summary']"):
        [element] = page.xpath(query)
        assert {name: element.get(name) for name in expected} == expected, query
    isolated = page.xpath("//p[@class='rl-paper__authors']/*[self::bdi or @dir='auto']")
    assert bool(isolated) == right_to_left


@pytest.mark.parametrize("path", ["topics/t.md", "tags/g.md", "new/index.md"])
def test_lists_say_it_of_each_title(path: str, pages: dict[str, html.HtmlElement]) -> None:
    links = pages[path].xpath("//a[@href]")
    found = {link.text_content(): (link.get("lang"), link.get("dir")) for link in links}

    for language, (title, _) in TEXTS.items():
        right_to_left = "auto" if language in ("ar", "he") else None
        assert found[title] == (language or None, right_to_left), title


def test_everything_else_that_runs_from_right_to_left_says_so(
    pages: dict[str, html.HtmlElement],
) -> None:
    for path, page in pages.items():
        for element in page.xpath("//h1 | //h2 | //h3 | //a | //p | //small | //bdi | //li/text()"):
            if isinstance(element, str) or not re.search("[\u0590-\u08ff]{2}", element.text or ""):
                continue
            said = element.xpath("ancestor-or-self::*[@dir='auto'] | self::bdi")
            assert said, (path, html.tostring(element, encoding="unicode")[:200])


def test_authors_are_filed_under_their_own_letters(pages: dict[str, html.HtmlElement]) -> None:
    page = pages["authors/index.md"]
    letters = [link.text for link in page.xpath("//nav[@class='rl-letters']/a")]

    assert letters == ["E", "S", "Ρ", "Ё", "כ", "ا", "山", "王"]
    [heading] = pages["authors/u0401.md"].xpath("//h2[@id]")
    assert re.fullmatch("petr-elkin-[0-9a-f]{6}", heading.get("id"))


def test_the_search_is_told_the_language_of_titles_and_summaries() -> None:
    german = Paper(
        "g", "Die Ordnung des Wissens im Mittelalter", "", summary="Wie sie in den Klöstern war.",
        status="withdrawn",
    )  # fmt: skip
    topic = Topic("t", "Histoire du droit et des institutions", "What it is about.")
    parts = PageParts(Catalog(papers={"g": german}, topics={"t": topic}, tags={}))
    [paper] = search_source.papers(parts)
    [about] = search_source.topics(parts)
    assert (paper.status, paper.language, paper.summary_language) == ("Withdrawn", "de", "de")
    assert (about.status, about.language, about.summary_language) == ("", "fr", "")
