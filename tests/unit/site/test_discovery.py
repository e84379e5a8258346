"""What crawlers and browsers ask for, read back."""

from __future__ import annotations

from pathlib import Path
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

from generator.model.config import Site
from generator.site.discovery import robots, search_description, sitemap

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

    assert root.findtext(f"{NAMESPACE}ShortName") == 'A <List> & "more'
    assert root.findtext(f"{NAMESPACE}Description") == "It's <b>."
    [url] = root.findall(f"{NAMESPACE}Url")
    assert url.get("template") == f"{URL}explore/?q={{searchTerms}}"


def test_the_sitemap_names_the_pages_in_order() -> None:
    root = ElementTree.fromstring(sitemap(["b/", "", "a&b/"], URL))

    assert [loc.text for loc in root.iter() if loc.tag.endswith("loc")] == [
        URL, f"{URL}a&b/", f"{URL}b/",
    ]  # fmt: skip
    assert b"<loc>" not in sitemap(["b/"], "")
