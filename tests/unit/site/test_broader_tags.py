"""A paper is found under the broader tags of its own, without carrying them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

from lxml import html

from generator.analysis.derived import derive
from generator.analysis.statistics import count
from generator.edit.tags import usage
from generator.model import urls
from generator.model.config import Site
from generator.model.models import Catalog
from generator.search.names import name_table
from generator.site import search_source
from generator.site.all_files import data_files
from generator.site.browser_data import reader_files
from generator.site.cards import PageParts
from generator.site.marks import BODY_MARK, END_MARK
from generator.site.pages import PageSource, all_pages
from generator.site.render import Renderer
from tests.support import contents
from tests.unit.analysis.derived_helpers import catalog, paper

SITE = Site("List", "About.", "https://l.example/", "", "main", Path(), Path())
PAPERS = [
    paper("narrow", topics=("here",), tags=("pruning",)),
    paper("wide", topics=("here",), tags=("compression",)),
    paper("other", topics=("here",), tags=("attention",)),
]


def _catalog(broader: str | None = "compression") -> Catalog:
    found = catalog(PAPERS)
    held = replace(found.tags["pruning"], broader=broader)
    return replace(found, tags={**found.tags, "pruning": held})


def _body(found: Catalog, path: str) -> html.HtmlElement:
    pages = all_pages(PageSource(found, derive(found), PageParts(found), SITE, ""))
    renderer = Renderer(SITE)
    texts = {urls.markdown_file(page.path): renderer.render(page) for page in pages}
    return html.fromstring(texts[path].partition(BODY_MARK)[2].partition(END_MARK)[0])


def _ids(body: html.HtmlElement) -> set[str]:
    return set(body.xpath("//li[contains(@class, 'rl-card')]/@data-id"))


def test_the_tag_page_has_its_papers_and_leads_up_and_down() -> None:
    wide, narrow = (_body(_catalog(), f"tags/{tag}.md") for tag in ("compression", "pruning"))

    assert _ids(wide) == {"narrow", "wide"}
    assert _ids(narrow) == {"narrow"}
    assert "2 papers" in wide.xpath("string(//p[@class='rl-facts'])")
    assert wide.xpath("//h2[.='Narrower tags']/following-sibling::ul[1]//a/@href") == [
        "../../tags/pruning/"
    ]
    assert narrow.xpath("//p[@class='rl-crumbs']/a/@href") == [
        "../../tags/", "../../tags/compression/"
    ]  # fmt: skip


def test_the_index_of_tags_shows_the_tree() -> None:
    body = _body(_catalog(), "tags/index.md")

    rows = body.xpath("//ul[@class='rl-taglist']/li")
    assert [row.xpath("string(a)") for row in rows] == ["attention", "compression"]
    inner = rows[1].xpath("ul/li")
    assert [row.xpath("string(a)") for row in inner] == ["pruning"]
    assert rows[1].xpath("string(span)") == "2"


def test_files_and_feeds_and_counts_hold_it() -> None:
    found = _catalog()
    parts = PageParts(found)
    files = contents(data_files(parts, SITE))

    lines = files["exports/tags/compression.bib"].decode()
    assert lines.count("@") == 2
    assert [tag.papers for tag in usage(found) if tag.id == "compression"] == [2]
    assert {c.id: c.papers for c in count(found).together.rows}["compression"] == 2
    assert [paper.id for paper in parts.by_tag["compression"]] == ["narrow", "wide"]
    assert [chip.id for chip in parts.cards["narrow"].tags] == ["pruning"]


def test_feeds_of_the_broader_tag_have_the_paper() -> None:
    found = _catalog()
    papers = {key: replace(p, added=date(2026, 11, 20)) for key, p in found.papers.items()}
    made = contents(data_files(PageParts(replace(found, papers=papers)), SITE))

    items = json.loads(made["feeds/tags/compression.json"])["items"]
    assert {item["url"].rstrip("/").rpartition("/")[2] for item in items} == {"narrow", "wide"}


def test_the_search_finds_it_by_the_broader_tag() -> None:
    parts = PageParts(_catalog())
    documents = [*search_source.papers(parts), *search_source.tags(parts)]

    rows = {row[0]: row for row in name_table(documents)["tag"]}  # type: ignore[index]
    with_it = {d.id for d in documents if d.kind == "paper" and "compression" in d.tag_ids}
    assert with_it == {"narrow", "wide"}
    assert rows["compression"][1] == "compression"


def test_filters_know_the_broader_tag_and_other_lists_have_no_trace_of_it() -> None:
    def tags(found: Catalog) -> list[list[object]]:
        files = contents(reader_files(PageParts(found), derive(found), SITE))
        text = files["assets/data/papers.js"].decode().partition("]=")[2].rstrip(";\n")
        rows: list[list[object]] = json.loads(text)["tags"]
        return rows

    assert [row[0] for row in tags(_catalog())] == ["attention", "compression", "pruning"]
    assert [row[3:] for row in tags(_catalog())] == [[], [], [1]]
    assert [row[3:] for row in tags(_catalog(None))] == [[], [], []]


def test_a_tag_that_holds_itself_or_is_in_a_circle_holds_nothing() -> None:
    found = _catalog("pruning")
    circle = replace(found.tags["compression"], broader="pruning")
    other = _catalog()

    assert found.tags_of(found.papers["narrow"]) == ("pruning",)
    in_circle = replace(other, tags={**other.tags, "compression": circle})
    assert in_circle.tags_of(in_circle.papers["narrow"]) == ("pruning",)
    gone = replace(other.tags["compression"], deprecated_for="attention")
    given_up = replace(other, tags={**other.tags, "compression": gone})
    assert given_up.tags_of(given_up.papers["narrow"]) == ("pruning",)
