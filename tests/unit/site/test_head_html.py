"""What the head of each page says to programs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from generator.analysis.derived import derive
from generator.content.load import load
from generator.model import urls
from generator.model.config import Site
from generator.model.models import Catalog
from generator.site import list_size
from generator.site.all_files import data_files
from generator.site.cards import PageParts
from generator.site.head_html import Head, head_html
from generator.site.marks import BODY_MARK, HEAD_MARK
from generator.site.pages import PageSource, all_pages
from generator.site.pictures import pictures
from generator.site.render import Renderer
from tests.support import TOY

SITE = Site("List", "About.", "https://l.example/", "https://r.example/o/n", "main", Path(), Path())


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    found = load(TOY).catalog
    paper = next(iter(found.papers.values()))
    papers = {**found.papers, paper.id: replace(paper, aliases=("former",), doi="10.1000/a(b)")}
    return replace(found, papers=papers)


def heads(catalog: Catalog, site: Site = SITE) -> dict[str, html.HtmlElement]:
    """The head of each page, by page path."""
    renderer = Renderer(site)
    source = PageSource(catalog, derive(catalog), PageParts(catalog), site, "")
    texts = {page.path: renderer.render(page) for page in all_pages(source)}
    return {
        path: html.fromstring(f"<head>{text.partition(HEAD_MARK)[2].partition(BODY_MARK)[0]}")
        for path, text in texts.items()
    }


def property_of(head: html.HtmlElement, name: str) -> list[str]:
    return [str(value) for value in head.xpath(f"//meta[@property='{name}']/@content")]


def test_every_page_says_what_is_shown_of_it_where_it_is_shared(catalog: Catalog) -> None:
    made = {SITE.url + draft.path for draft in pictures(PageParts(catalog), SITE)}
    for path, head in heads(catalog).items():
        assert property_of(head, "og:url") == [SITE.url + path], path
        assert all(property_of(head, "og:title")), path
        assert property_of(head, "og:site_name") == ["List"], path
        assert property_of(head, "og:type") == ["article" if is_paper(path, catalog) else "website"]
        assert set(property_of(head, "og:image")) <= made, path
        assert len(property_of(head, "og:image")) == 1, path
        assert head.xpath("//meta[@name='twitter:card']/@content") == ["summary_large_image"]


def is_paper(path: str, catalog: Catalog) -> bool:
    return path in map(urls.paper, catalog.papers)


def test_a_paper_and_its_topic_have_the_topics_picture(catalog: Catalog) -> None:
    found = heads(catalog)
    for paper in catalog.papers.values():
        image = property_of(found[urls.paper(paper.id)], "og:image")
        topics = catalog.topics_of(paper)
        assert image == [SITE.url + urls.picture(topics[0] if topics else "")]
        for topic in topics[:1]:
            assert property_of(found[urls.topic(topic)], "og:image") == image
    assert property_of(found["explore/"], "og:image") == [SITE.url + urls.picture()]


def test_links_for_programs_lead_to_files_that_there_are(catalog: Catalog) -> None:
    made = {file.path for file in data_files(PageParts(catalog), SITE)}
    for path, head in heads(catalog).items():
        files = head.xpath("//link[contains(@rel, 'alternate') or @rel='describedby']/@href")
        assert {urls.relative(made_path, path) for made_path in made}.issuperset(
            file.removeprefix("./") for file in files
        ), path
        several = head.xpath("//link[contains(@rel, 'alternate')]/@type")
        if is_paper(path, catalog) or path in ("", "topics/normalization/", "tags/method/"):
            assert {
                "application/x-bibtex", "application/x-research-info-systems",
                "application/vnd.citationstyles.csl+json",
            } <= set(several)  # fmt: skip


def test_a_papers_links_say_how_to_cite_it(catalog: Catalog) -> None:
    found = heads(catalog)
    files = {file.path: file.make() for file in data_files(PageParts(catalog), SITE)}
    for paper in catalog.papers.values():
        head = found[urls.paper(paper.id)]
        cite_as = head.xpath("//link[@rel='cite-as']/@href")
        address = f"https://arxiv.org/abs/{paper.arxiv}" if paper.arxiv else paper.url
        assert cite_as == ["https://doi.org/10.1000/a(b)" if paper.doi else address]
        described = head.xpath("//link[@rel='alternate describedby']/@href")
        assert described == ["cite.bib", "cite.ris", "cite.csl.json"]
        bibtex = files[f"{urls.paper(paper.id)}cite.bib"].decode()
        assert bibtex.count("@") == 1
        assert bibtex.strip() in files["exports/papers.bib"].decode()


def test_on_a_large_list_the_file_of_its_topic_describes_a_paper(
    catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(list_size, "LARGEST_SMALL", 1)
    alone = next(iter(catalog.papers.values()))
    some = replace(catalog, papers={**catalog.papers, alone.id: replace(alone, topics=())})
    made = {file.path for file in data_files(PageParts(some), SITE)}
    assert not [path for path in made if path.startswith(urls.PAPERS)]
    found = heads(some)
    for paper in some.papers.values():
        page = urls.paper(paper.id)
        described = found[page].xpath("//link[@rel='describedby']/@href")
        name = (*some.topics_of(paper), "unsorted")[0]
        assert described == [f"../../exports/{name}.bib"]
        assert f"exports/{name}.bib" in made


def test_a_text_in_common_is_written_once_and_escaped() -> None:
    head = Head(citation=(("citation_title", 'A "<T>"'),))
    text = str(head_html("p/", 'A "<T>"', "It & that.", head, SITE))

    assert text.count("A &#34;&lt;T&gt;&#34;") == 1
    assert '<meta name="citation_title" property="og:title"' in text
    assert '<meta name="description" property="og:description" content="It &amp; that.">' in text
    assert "<T>" not in text


def test_a_site_and_page_of_one_name_have_both_tags() -> None:
    text = head_html("", "List", "List", Head(), SITE)

    assert property_of(html.fromstring(f"<head>{text}"), "og:title") == ["List"]
    assert property_of(html.fromstring(f"<head>{text}"), "og:site_name") == ["List"]


def test_without_an_address_nothing_claims_one() -> None:
    text = head_html("p/", "T", "D", Head(), replace(SITE, url=""))

    assert "og:url" not in text
    assert "og:image" not in text
