"""What crawlers and browsers ask for, read back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pytest

from generator.model.config import Site
from generator.model.models import Catalog, HandPage, Paper, Tag, TagKind, Topic
from generator.site.cards import PageParts
from generator.site.discovery import changes, robots, search_description, sitemap
from generator.site.pages import titles

EARLY, LATE = datetime(2026, 1, 2, tzinfo=UTC), datetime(2027, 1, 2, 9, tzinfo=UTC)
URL = "https://l.example/list/"
NAMESPACE = "{http://a9.com/-/spec/opensearch/1.1/}"


def test_crawlers_may_read_everything_and_find_the_sitemap() -> None:
    parser = RobotFileParser()
    parser.parse(robots(URL).decode().splitlines())

    assert parser.can_fetch("Anything", f"{URL}papers/x/")
    assert parser.site_maps() == [f"{URL}sitemap.xml"]
    assert b"Sitemap" not in robots("")


def test_the_search_is_described() -> None:
    site = Site('A <List> & "more" of it', "It's <b>.", URL, "", "main", Path(), Path())
    root = ElementTree.fromstring(search_description(site))

    assert root.findtext(f"{NAMESPACE}ShortName") == "A <List> &"
    assert root.findtext(f"{NAMESPACE}Description") == "It's <b>."
    [url] = root.findall(f"{NAMESPACE}Url")
    assert url.get("template") == f"{URL}explore/?q={{searchTerms}}"


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Neural Network Reading List", "Neural Network"),
        ("Donaudampfschiffe heute", "Donaudampfschiff"),
    ],
)
def test_a_short_name_ends_with_a_word_where_it_can(name: str, short: str) -> None:
    root = ElementTree.fromstring(search_description(Site(name, "", URL, "", "", Path(), Path())))

    assert root.findtext(f"{NAMESPACE}ShortName") == short


def test_the_sitemap_names_the_pages_in_order() -> None:
    root = ElementTree.fromstring(sitemap(["b/", "", "a&b/"], URL, {"b/": LATE}))

    assert [loc.text for loc in root.iter() if loc.tag.endswith("loc")] == [
        URL, f"{URL}a&b/", f"{URL}b/",
    ]  # fmt: skip
    days = [day.text for day in root.iter() if day.tag.endswith("lastmod")]
    assert days == ["2027-01-02"]
    assert root[2][1].text == days[0]
    assert b"<loc>" not in sitemap(["b/"], "", {})


def test_a_page_was_changed_when_the_last_of_its_papers_was() -> None:
    papers = {
        "one": Paper("one", "One", topics=("t",), tags=("g",), added=EARLY.date()),
        "two": Paper("two", "Two", topics=("t",)),
        "new": Paper("new", "New"),
    }
    tags = {"g": Tag("g", "G", "", TagKind.METHOD)}
    pages = (HandPage("about", "About", ""),)
    catalog = Catalog(papers, {"t": Topic("t", "T", "")}, tags, pages=pages)
    history = {"papers/two.yml": LATE, "pages/about.md": EARLY, "tags.yml": LATE}

    found = changes(PageParts(catalog), history)

    lists = [
        "",
        "topics/",
        "tags/",
        "authors/",
        "papers/",
        "explore/",
        "map/",
        "numbers/",
        "new/",
        "exports/",
    ]
    assert found == {
        "papers/one/": EARLY, "papers/two/": LATE, "topics/t/": LATE, "tags/g/": EARLY,
        "about/": EARLY, **dict.fromkeys(lists, LATE),
    }  # fmt: skip
    without = changes(PageParts(catalog), {})
    assert without == {
        "papers/one/": EARLY, "topics/t/": EARLY, "tags/g/": EARLY, **dict.fromkeys(lists, EARLY),
    }  # fmt: skip


def test_a_page_of_a_letter_was_changed_when_the_last_of_its_papers_was(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(titles, "MOST_ON_ONE_PAGE", 1)
    papers = {
        "one": Paper("one", "On A", authors=("Ann Bo", "Пётр Жуков"), added=EARLY.date()),
        "two": Paper("two", "The Two", authors=("Bo Bo",)),
    }

    found = changes(PageParts(Catalog(papers, {}, {})), {"papers/two.yml": LATE})

    assert found["authors/b/"] == LATE
    assert found["authors/u0416/"] == EARLY
    assert (found["papers/a-z/o/"], found["papers/a-z/t/"]) == (EARLY, LATE)
