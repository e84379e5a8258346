"""The feeds, read by feedparser and held to the specifications' own rules."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.content.load import load
from generator.model.config import Site
from generator.model.models import Catalog, Paper, Tag, TagKind, Topic
from generator.site import list_size
from generator.site.feeds import feed_paths, feeds, newest_first
from generator.text import latex

SITE = "https://lists.example/reading/"
LIST = Site("My List", "", SITE, "", "main", Path(), Path(), identity="lists.example,2026:mine")
TAG = "tag:lists.example,2026:mine/"
TOY = Path(__file__).parents[2] / "toy" / "content"
ATOM = "{http://www.w3.org/2005/Atom}"
ONE = Paper(
    "one", "Poincar\\'e & <Co>", "About $x_i < 3$.", ("Max van Spengler", "李明"), 2020,
    arxiv="2001.00001", topics=("t",), tags=("g",), summary="A summary.", note="A reason.",
    added=date(2026, 11, 20), aliases=("uno", "eins"),
)  # fmt: skip


def catalog_of(*papers: Paper) -> Catalog:
    return Catalog(
        {paper.id: paper for paper in papers},
        {"t": Topic("t", "The Topic", "")},
        {"g": Tag("g", "The Tag", "", TagKind.METHOD)},
    )


def written(catalog: Catalog, site: Site = LIST, **known: Any) -> dict[str, str]:
    return {file.path: file.make().decode("utf-8") for file in feeds(catalog, site, **known)}


def check_atom(text: str) -> ElementTree.Element:
    """RFC 4287, sections 4.1.1 and 4.1.2: what must occur exactly once, and where it may occur."""
    feed = ElementTree.fromstring(text.encode())
    moment = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
    assert feed.tag == f"{ATOM}feed"
    entries = feed.findall(f"{ATOM}entry")
    for element in [feed, *entries]:
        for name in ("id", "title", "updated"):
            (found,) = element.findall(ATOM + name)
            assert name == "title" or (found.text or "").strip()
        assert moment.fullmatch(element.findtext(f"{ATOM}updated") or "")
        assert len(element.findall(f"{ATOM}link[@rel='alternate']")) <= 1
        for author in element.findall(f"{ATOM}author"):
            assert author.findtext(f"{ATOM}name")
    assert feed.findall(f"{ATOM}author")
    children = [child.tag for child in feed]
    assert children[len(children) - len(entries) :] == [f"{ATOM}entry"] * len(entries)
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(ids)
    return feed


def check_json(text: str) -> dict[str, object]:
    """JSON Feed 1.1: required members and the types of those that are used."""
    feed: dict[str, object] = json.loads(text)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert isinstance(feed["title"], str)
    items = feed["items"]
    assert isinstance(items, list)
    for item in items:
        assert isinstance(item["id"], str)
        assert "content_html" in item or "content_text" in item
        assert all(set(author) == {"name"} for author in item.get("authors", []))
        assert all(isinstance(tag, str) for tag in item.get("tags", []))
    assert len({item["id"] for item in items}) == len(items)
    return feed


def test_the_toy_feeds_are_valid() -> None:
    catalog = load(TOY).catalog
    files = written(catalog)
    names = ["all", *catalog.topics, *(f"tags/{tag}" for tag in catalog.tags)]
    assert set(files) == {path for name in names for _, _, path in feed_paths(name, 2)}
    for path, text in files.items():
        if path.endswith(".atom"):
            check_atom(text)
            parsed = feedparser.parse(text.encode())
            assert not parsed.bozo
            assert parsed.version == "atom10"
        else:
            check_json(text)


def test_an_entry_field_by_field_in_atom() -> None:
    text = written(catalog_of(ONE))["feeds/t.atom"]
    parsed = feedparser.parse(text.encode())
    assert parsed.feed.title == "The Topic – My List"
    assert parsed.feed.id == f"{TAG}feeds/t"
    assert {link.rel: link.href for link in parsed.feed.links} == {
        "self": f"{SITE}feeds/t.atom",
        "alternate": f"{SITE}topics/t/",
    }
    (entry,) = parsed.entries
    assert entry.id == f"{TAG}papers/uno/"
    assert {link.rel: link.href for link in entry.links} == {
        "alternate": f"{SITE}papers/one/",
        "related": "https://arxiv.org/abs/2001.00001",
    }
    assert entry.link == f"{SITE}papers/one/"
    assert entry.title == "Poincaré & <Co>"
    assert entry.updated == entry.published == parsed.feed.updated == "2026-11-20T00:00:00Z"
    assert [author.name for author in entry.authors] == ["Max van Spengler", "李明"]
    assert [(tag.term, tag.label) for tag in entry.tags] == [("t", "The Topic"), ("g", "The Tag")]
    assert entry.content[0].type == "text/html"
    about = latex.to_text(ONE.abstract).replace("<", "&lt;")
    assert entry.content[0].value == f"<p>A summary.</p><p>A reason.</p><p>{about}</p>"


def test_an_item_field_by_field_in_json() -> None:
    feed = check_json(written(catalog_of(ONE))["feeds/tags/g.json"])
    assert feed["title"] == "The Tag – My List"
    assert feed["home_page_url"] == f"{SITE}tags/g/"
    assert feed["feed_url"] == f"{SITE}feeds/tags/g.json"
    about = latex.to_text(ONE.abstract).replace("<", "&lt;")
    assert feed["items"] == [
        {
            "id": f"{TAG}papers/uno/",
            "url": f"{SITE}papers/one/",
            "external_url": "https://arxiv.org/abs/2001.00001",
            "title": "Poincaré & <Co>",
            "content_html": f"<p>A summary.</p><p>A reason.</p><p>{about}</p>",
            "summary": "A summary.",
            "date_published": "2026-11-20T00:00:00Z",
            "authors": [{"name": "Max van Spengler"}, {"name": "李明"}],
            "tags": ["The Topic", "The Tag"],
        }
    ]


def many(count: int) -> list[Paper]:
    day = date(2026, 1, 1)
    return [
        replace(ONE, id=f"p{n:03}", aliases=(), added=day + timedelta(days=n // 2))
        for n in range(count)
    ]


def test_newest_first_then_by_id_and_not_too_many() -> None:
    files = written(catalog_of(*many(120)))
    everything = feedparser.parse(files["feeds/all.atom"].encode()).entries
    assert [entry.link.split("/")[-2] for entry in everything[:4]] == [
        "p118", "p119", "p116", "p117",
    ]  # fmt: skip
    assert len(everything) == len(json.loads(files["feeds/all.json"])["items"]) == 100
    for name in ("t", "tags/g"):
        assert len(feedparser.parse(files[f"feeds/{name}.atom"].encode()).entries) == 50


def test_the_feeds_of_a_large_list_are_short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(list_size, "LARGEST_SMALL", 19)
    files = written(catalog_of(*many(20)))
    for name in ("t", "tags/g"):
        entries = feedparser.parse(files[f"feeds/{name}.atom"].encode()).entries
        assert len(entries) == 10
        assert "A summary." in entries[0].summary
        assert "About" not in entries[0].summary
        assert f"feeds/{name}.json" not in files


def test_papers_of_unknown_day_are_no_news() -> None:
    undated = replace(ONE, id="undated", added=None, aliases=())
    assert [paper.id for paper in newest_first([undated, ONE])] == ["one"]
    files = written(catalog_of(undated))
    assert check_atom(files["feeds/all.atom"]).findall(f"{ATOM}entry") == []
    assert check_json(files["feeds/all.json"])["items"] == []


@pytest.mark.parametrize("path", ["feeds/all.atom", "feeds/all.json"])
def test_without_a_site_address_there_are_identities_and_no_links(path: str) -> None:
    text = written(catalog_of(ONE), replace(LIST, url=""))[path]
    assert f"{TAG}papers/uno/" in text
    assert "urn:uuid:" in written(catalog_of(ONE), replace(LIST, url="", identity=""))[path]
    assert '"url"' not in text
    assert 'rel="self"' not in text
    assert 'rel="alternate"' not in text
    (check_atom if path.endswith("atom") else check_json)(text)


def test_ids_stay_when_the_site_moves() -> None:
    moved = replace(LIST, url="https://elsewhere.example/", name="Another Name")

    here, there = (written(catalog_of(ONE), site) for site in (LIST, moved))
    for path, text in here.items():
        if path.endswith(".atom"):
            ids = [entry.id for entry in feedparser.parse(text.encode()).entries]
            other = feedparser.parse(there[path].encode())
            assert [entry.id for entry in other.entries] == ids
            assert other.feed.id == feedparser.parse(text.encode()).feed.id
        else:
            items = json.loads(text)["items"]
            assert [i["id"] for i in json.loads(there[path])["items"]] == [i["id"] for i in items]
    assert re.fullmatch(r"tag:[\w.]+,\d{4}:[\w/-]+", ids[0])


def test_a_change_of_the_file_is_an_update_and_no_news() -> None:
    early, late = datetime(2026, 11, 19, tzinfo=UTC), datetime(2026, 12, 1, 10, 30, tzinfo=UTC)
    two = replace(ONE, id="two", aliases=())
    history = {"papers/one.yml": late, "papers/two.yml": early}

    files = written(catalog_of(ONE, two), history=history)
    parsed = feedparser.parse(files["feeds/all.atom"].encode())
    assert [entry.published for entry in parsed.entries] == ["2026-11-20T00:00:00Z"] * 2
    assert [entry.updated for entry in parsed.entries] == [
        "2026-12-01T10:30:00Z", "2026-11-20T00:00:00Z",
    ]  # fmt: skip
    assert parsed.feed.updated == "2026-12-01T10:30:00Z"
    one, other = json.loads(files["feeds/all.json"])["items"]
    assert one["date_modified"] == "2026-12-01T10:30:00Z"
    assert "date_modified" not in other


def test_a_feed_is_made_again_when_a_file_of_it_was_changed() -> None:
    inputs = {"one": "same"}
    late = {"papers/one.yml": datetime(2027, 1, 1, tzinfo=UTC)}

    before, after = (
        {file.path: file.inputs for file in feeds(catalog_of(ONE), LIST, None, inputs, history)}
        for history in ({}, late)
    )

    assert all(before[path] != after[path] for path in before)


@given(st.lists(st.sampled_from(["]]>", "<![CDATA[", "\ud800", "\x00", "&amp;", "</p>", "￾"])
                | st.characters(), max_size=12).map("".join))  # fmt: skip
def test_no_text_breaks_a_feed(text: str) -> None:
    paper = replace(
        ONE, title=text, abstract=text, authors=(text,), summary=text, note=text, url=text,
        arxiv=None,
    )  # fmt: skip
    catalog = Catalog({"one": paper}, {"t": Topic("t", text, "")}, {})
    files = {
        file.path: file.make().decode("utf-8")
        for file in feeds(catalog, replace(LIST, name="List " + text))
    }
    for path, written_text in files.items():
        (check_atom if path.endswith(".atom") else check_json)(written_text)
    items = json.loads(files["feeds/all.json"])["items"]
    assert not re.search(r"<(?!/?p>)", items[0]["content_html"])


def test_an_entry_in_another_language_says_so() -> None:
    plain = replace(ONE, aliases=())
    french = replace(plain, id="fr", title="Histoire des moulins à eau en Bourgogne", abstract="")
    said = replace(plain, id="pt", language="pt-BR")
    files = written(catalog_of(plain, french, said))

    items = json.loads(files["feeds/all.json"])["items"]
    assert [item.get("language") for item in items] == ["fr", None, "pt-BR"]
    entries = check_atom(files["feeds/all.atom"]).findall(f"{ATOM}entry")
    name = "{http://www.w3.org/XML/1998/namespace}lang"
    assert [entry.get(name) for entry in entries] == ["fr", None, "pt-BR"]
