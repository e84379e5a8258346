"""The pages of a small catalogue, rendered and read as HTML."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from lxml import html

from generator.analysis.derived import derive
from generator.analysis.statistics import count
from generator.model import urls
from generator.model.config import Site
from generator.model.models import Catalog, Paper
from generator.site.all_files import data_files
from generator.site.cards import PageParts
from generator.site.marks import BODY_MARK, END_MARK
from generator.site.pages import Page, PageSource, all_pages, topic
from generator.site.pages.paper import AUTHORS_IN_VIEW
from generator.site.render import Renderer
from tests.unit.analysis.derived_helpers import catalog, paper

SITE = Site("List", "About.", "https://l.example/", "https://r.example/o/n", "main", Path(), Path())


def _pages(found: Catalog) -> list[Page]:
    return list(all_pages(PageSource(found, derive(found), PageParts(found), SITE, "")))


def _rendered(found: Catalog) -> dict[str, html.HtmlElement]:
    """The body of each page that a template makes, by its path below `build/docs`."""
    renderer = Renderer(SITE)
    texts = {urls.markdown_file(page.path): renderer.render(page) for page in _pages(found)}
    return {
        path: html.fromstring(text.partition(BODY_MARK)[2].partition(END_MARK)[0])
        for path, text in texts.items()
        if BODY_MARK in text
    }


def _with_unknown_topics() -> Catalog:
    """Papers without topics, with unknown topics alone, and with an unknown topic first."""
    day = date(2026, 11, 20)
    papers = [
        paper("none", added=day),
        paper("lost", topics=("gone",), added=day),
        paper("half", topics=("gone", "here"), added=day),
        paper("whole", topics=("here",), added=day),
    ]
    found = catalog(papers)
    return replace(found, topics={"here": found.topics["here"]})


@pytest.fixture(scope="module")
def unsorted_files() -> Mapping[str, bytes]:
    return {file.path: file.make() for file in data_files(PageParts(_with_unknown_topics()), SITE)}


@pytest.fixture(scope="module")
def pages() -> Mapping[str, html.HtmlElement]:
    return _rendered(_with_unknown_topics())


def test_papers_with_unknown_topics_alone_are_unsorted_in_every_file(
    unsorted_files: Mapping[str, bytes],
) -> None:
    table = unsorted_files["exports/unsorted.csv"].decode()
    feed = json.loads(unsorted_files["feeds/unsorted.json"])
    ids = {item["url"].rstrip("/").rpartition("/")[2] for item in feed["items"]}

    assert [row["id"] for row in csv.DictReader(io.StringIO(table))] == ["lost", "none"]
    assert ids == {"lost", "none"}
    assert b"papers/lost/" in unsorted_files["feeds/unsorted.atom"]


def test_every_page_counts_the_same_papers_as_unsorted(
    pages: Mapping[str, html.HtmlElement],
) -> None:
    listed = pages["topics/unsorted.md"].xpath('//li[@class="rl-card"]/@data-id')
    rows = {
        row.xpath("string(th)"): row.xpath("string(td[1])")
        for row in pages["exports/index.md"].xpath("//tbody/tr")
    }

    assert sorted(listed) == ["lost", "none"]
    for page in ("index.md", "topics/index.md"):
        (words,) = pages[page].xpath('//a[contains(@href, "topics/unsorted/")]/text()')
        assert words == "2 papers"
    assert rows["Unsorted papers"] == "2 papers"
    assert [(row.id, row.papers) for row in count(_with_unknown_topics()).by_topic] == [
        ("here", 2), ("", 2),
    ]  # fmt: skip


def test_of_many_unsorted_papers_the_page_shows_the_newest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(topic, "LONGEST_LIST", 1)
    page = _rendered(_with_unknown_topics())["topics/unsorted.md"]

    assert page.xpath('//li[@class="rl-card"]/@data-id') == ["lost"]
    assert "newest 1 of 2." in page.xpath('string(//p[@class="rl-empty"])')


def test_a_paper_is_at_home_in_the_first_topic_that_exists(
    pages: Mapping[str, html.HtmlElement],
) -> None:
    facts = pages["topics/here.md"].xpath('string(//p[@class="rl-facts"])')

    assert "2 papers" in facts
    assert "also here" not in facts


def test_the_unsorted_page_offers_its_files(
    pages: Mapping[str, html.HtmlElement], unsorted_files: Mapping[str, bytes]
) -> None:
    links = pages["topics/unsorted.md"].xpath('//section[@class="rl-take"]//a/@href')

    assert links
    for link in links:
        assert link.removeprefix("../../") in unsorted_files


def test_without_unsorted_papers_no_page_offers_files_of_them() -> None:
    found = _rendered(catalog([paper("whole", topics=("here",))]))

    assert not found["topics/unsorted.md"].xpath('//a[contains(@href, "exports/")]')
    assert not found["exports/index.md"].xpath('//a[contains(@href, "unsorted")]')


def test_feeds_are_offered_in_plain_words(pages: Mapping[str, html.HtmlElement]) -> None:
    tagged = _rendered(catalog([paper("one", topics=("a",), tags=("t",))]))
    offers = [
        " ".join(offer.text_content().split())
        for page in (*pages.values(), *tagged.values())
        for offer in page.xpath('//p[@class="rl-take__feeds"]')
    ]

    assert set(offers) == {"Follow: Atom, JSON feed"}
    for page in (*pages.values(), *tagged.values()):
        assert "application/" not in page.text_content()


AUTHORS = ("Geoffrey E Hinton", "Иван Петров", "李明", "王明", "Wei 李", "Wei 王", "Γιώργος Άρης")


def _of_authors() -> Catalog:
    papers: list[Paper] = [
        paper("one", authors=AUTHORS),
        paper("two", authors=("Geoffrey E. Hinton", "Geoffrey E Hinton", "Иван Петров")),
    ]
    return catalog(papers)


def test_home_and_the_index_count_the_same_authors() -> None:
    found = _rendered(_of_authors())
    lead = found["authors/index.md"].xpath('string(//p[@class="rl-lead"])')
    fact = found["index.md"].xpath('string(//a[contains(@href, "authors/")]/strong)')
    headings = {
        heading.get("id")
        for path, page in found.items()
        if path.startswith("authors/")
        for heading in page.xpath('//*[@class="rl-author"]/h2')
    }

    assert lead.startswith(f"{len(AUTHORS)} authors")
    assert fact == str(len(AUTHORS))
    assert len(headings) == len(AUTHORS)


def test_an_author_link_leads_to_the_author_in_any_script() -> None:
    found = _rendered(catalog([paper("one", authors=AUTHORS), paper("two", authors=AUTHORS)]))

    links = found["papers/one.md"].xpath('//a[contains(@href, "/authors/")]')
    assert [link.text_content() for link in links] == list(AUTHORS)
    for link in links:
        path, _, anchor = link.get("href").removeprefix("../../").partition("#")
        (heading,) = found[f"{path.rstrip('/')}.md"].xpath(f'//h2[@id="{anchor}"]')
        assert heading.text_content().split()[0].strip(",") in link.text_content()


def test_an_author_of_one_paper_is_no_link_back_to_it() -> None:
    byline = _rendered(_of_authors())["papers/one.md"].xpath('//p[@class="rl-paper__authors"]')[0]

    assert byline.text_content() == ", ".join(AUTHORS)
    assert [link.text for link in byline.xpath("a")] == ["Geoffrey E Hinton", "Иван Петров"]


def test_a_large_group_of_authors_is_folded() -> None:
    authors = tuple(f"Ann Bo{n}" for n in range(AUTHORS_IN_VIEW + 1))
    found = _rendered(catalog([paper("one", authors=authors), paper("two", authors=authors[1:])]))

    shown, folded = found["papers/one.md"].xpath('//p[@class="rl-paper__authors"]')
    assert shown.text_content().split(", ") == list(authors[:-1])
    assert folded.text_content() == authors[-1]
    assert folded.getparent().findtext("summary") == "and 1 more"
    assert not found["papers/two.md"].xpath("//details[@class='rl-paper__group']")


def test_a_related_paper_shows_its_summary_below_the_reason() -> None:
    words = "A gated recurrent unit forgets by its gate."
    near = [paper(key, abstract=words, summary=f"What {key} does.") for key in ("one", "two")]
    page = _rendered(catalog([*near, paper("far", abstract="Cats."), paper("off")]))

    (line,) = page["papers/one.md"].xpath('//ul[@class="rl-related"]/li')
    assert line.xpath("*[last()]")[0].text_content() == "What two does."
    assert line.xpath("*[last() - 1]/@class") == ["rl-why"]
    assert line.xpath("a/@href") == ["../two/"]


def test_two_spellings_of_an_author_on_one_paper_are_one_entry() -> None:
    page = _rendered(_of_authors())["authors/h.md"]

    assert len(page.xpath('//*[@class="rl-author"]//li')) == 2


def test_a_paper_shows_its_shown_title_and_its_later_one() -> None:
    shown = paper("bt2", "BT2 Training", shown_title="BT$^2$ <b>", published_as="Later & $x$")
    body = _rendered(catalog([shown, paper("plain")]))

    page = body["papers/bt2.md"]
    assert page.xpath("string(//h1)").startswith("BT")
    assert page.xpath("string(//h1)").endswith(" <b>")
    assert "BT2 Training" not in page.text_content()
    assert "published as Later & " in page.text_content()
    assert "published as" not in body["papers/plain.md"].text_content()


def test_a_paper_says_what_became_of_it() -> None:
    notice = "https://doi.org/10.1000/notice"
    gone = paper("gone", "Cold Fusion", status="retracted", notice=notice)
    later = paper("later", "A Draft", status="published-as", published_as="A Work")
    body = _rendered(catalog([gone, later, paper("plain")]))

    (note,) = body["papers/gone.md"].xpath('//header//*[@role="note"]')
    assert note.text_content() == "Retracted. Its publisher retracted it. Read the notice"
    assert note.xpath("a/@href") == [notice]
    assert not body["papers/later.md"].xpath('//*[@role="note"]')
    assert "Retracted" not in body["papers/plain.md"].text_content()
    (topic,) = (page for path, page in body.items() if path.startswith("topics/uns"))
    assert [word.text for word in topic.xpath('//strong[@class="rl-status"]')] == ["Retracted"]


def test_papers_are_sorted_by_the_shown_title() -> None:
    papers = [
        paper("one", "Alpha", shown_title="Zeta", year=2020),
        paper("two", "Beta", year=2020),
    ]
    parts = PageParts(catalog(papers))

    assert [card.plain_title for card in parts.newest_first(papers)] == ["Beta", "Zeta"]
