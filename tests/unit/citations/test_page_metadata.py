"""A page's own description, read back as a reference manager and a search engine would."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.citations.page_metadata import (
    canonical,
    citation_meta,
    json_ld,
    list_json_ld,
    open_graph,
)
from generator.citations.reference import reference
from generator.model.models import Paper, Venue
from generator.text.json_text import script_json
from generator.text.people_names import split_name

VENUES = {
    "ICLR": Venue("ICLR", "International Conference on Learning Representations", "conference"),
    "JMLR": Venue("JMLR", "Journal of Machine Learning Research", "journal"),
    "CUP": Venue("CUP", "Cambridge University Press", "book"),
}
PAGE = "https://lists.example/papers/poincare-resnet/"
PAPER = Paper(
    "poincare-resnet", "Poincar\\'e <ResNet>", "An $x$ & \"y\".",
    ("Max van Spengler", "Jun ho Lee", "Luc Van Gool", "Richard Alan Peters II", "Napoleon"),
    2023, "ICLR 2024", "2303.14027", "10.1000/x", summary="In short.",
)  # fmt: skip


class _Zotero(HTMLParser):
    """What Zotero's `Embedded Metadata` makes of a page's tags.

    The field map, the choice of the item's type, the fields named after `z:`
    and the splitting of names (`cleanAuthor`) follow the translator of June
    2026; Open Graph is not read. `python -m tests.clients` runs the translator
    itself.
    """

    FIELDS: ClassVar = {
        "citation_title": "title", "citation_publication_date": "date",
        "citation_journal_title": "publicationTitle", "citation_conference_title": "conferenceName",
        "citation_publisher": "publisher", "citation_abstract": "abstractNote",
        "citation_doi": "DOI", "citation_language": "language", "citation_public_url": "url",
        "z:archiveID": "archiveID", "z:extra": "extra",
    }  # fmt: skip
    TYPES: ClassVar = {
        "citation_journal_title": "journalArticle",
        "citation_conference_title": "conferencePaper",
    }

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "meta":
            self.tags.append((values.get("name") or "", values.get("content") or ""))

    def item(self) -> dict[str, object]:
        found: dict[str, object] = {
            self.FIELDS[name]: " ".join(text.split())
            for name, text in self.tags
            if name in self.FIELDS
        }
        kinds = [self.TYPES[name] for name, _ in self.tags if name in self.TYPES]
        kind = dict(self.tags).get("z:itemType", "journalArticle")
        found["itemType"] = kinds[-1] if kinds else kind
        found["creators"] = self.creators()
        # Without citation_abstract the translator falls back on the page's description.
        found.setdefault("abstractNote", dict(self.tags).get("description", ""))
        for name, text in self.tags:
            if name == "citation_keywords":
                found["tags"] = [word.strip() for word in text.split(";") if word.strip()]
            if name == "citation_pdf_url":
                found["attachment"] = text
            if name == "citation_abstract_html_url":
                found.setdefault("url", text)
        return found

    def creators(self) -> list[tuple[str, str]]:
        nodes = [text for name, text in self.tags if name == "citation_author"]
        out = []
        for node in nodes:
            names = re.split(r"\s*;\s*", node)
            if len(names) == 1 and len(nodes) == 1:
                parts = re.split(r"\s*,\s*", names[0])
                if len(parts) > 1 and " " in parts[0] and " " in parts[1]:
                    names = parts
            out += [self.clean(name.strip()) for name in names if re.search(r"[^\s,-.;]", name)]
        return out

    @staticmethod
    def clean(name: str) -> tuple[str, str]:
        if "," in name:
            last, _, first = name.partition(",")
            return first.strip(), last.strip()
        first, _, last = name.rpartition(" ")
        return first, last


def page_of(paper: Paper, keywords: tuple[str, ...] = ()) -> str:
    ref = replace(reference(paper, VENUES), keywords=keywords)
    pairs = citation_meta(ref, VENUES, PAGE)
    tags = "".join(f'<meta name="{n}" content="{html.escape(c)}">' for n, c in pairs)
    description = f'<meta name="description" content="{html.escape(paper.summary or "")}">'
    return f"<html><head>{description}{tags}</head></html>"


def test_zotero_imports_all_fields() -> None:
    assert _Zotero(page_of(PAPER, ("Norms", "a; b"))).item() == {
        "itemType": "conferencePaper",
        "title": "Poincaré <ResNet>",
        "creators": [
            ("Max", "van Spengler"), ("Jun ho", "Lee"), ("Luc", "Van Gool"),
            ("Richard Alan II", "Peters"), ("", "Napoleon"),
        ],
        "date": "2024",
        "conferenceName": "International Conference on Learning Representations",
        "DOI": "10.1000/x",
        "language": "en",
        "abstractNote": 'An x & "y".',
        "extra": "arXiv:2303.14027",
        "tags": ["Norms", "a, b"],
        "attachment": "https://arxiv.org/pdf/2303.14027",
        "url": "https://arxiv.org/abs/2303.14027",
    }  # fmt: skip
    preprint = _Zotero(page_of(replace(PAPER, venue=None))).item()
    assert preprint["archiveID"] == "arXiv:2303.14027"
    unread = _Zotero(page_of(replace(PAPER, arxiv=None, doi=None))).item()
    assert unread["url"] == PAGE


@pytest.mark.parametrize(
    ("venue", "item_type", "field", "value"),
    [
        ("JMLR", "journalArticle", "publicationTitle", "Journal of Machine Learning Research"),
        ("CUP 2020", "book", "publisher", "Cambridge University Press"),
        (None, "preprint", "publisher", "arXiv"),
        ("Somewhere 2020", "journalArticle", "publicationTitle", "Somewhere 2020"),
    ],
)
def test_the_container_decides_the_item_type(
    venue: str | None, item_type: str, field: str, value: str
) -> None:
    item = _Zotero(page_of(replace(PAPER, venue=venue))).item()
    assert (item["itemType"], item[field]) == (item_type, value)


@pytest.mark.parametrize("author", ["Max van Spengler", "Guido C.H.E. Maria de Croon", "X. de Y"])
def test_one_author_stays_one(author: str) -> None:
    creators = _Zotero(page_of(replace(PAPER, authors=(author,)))).creators()
    assert creators == [(split_name(author).given, split_name(author).last)]


def test_no_block_unless_title_author_and_date_are_known() -> None:
    assert citation_meta(PAPER, VENUES, PAGE)
    assert citation_meta(replace(PAPER, authors=()), VENUES, PAGE) == ()
    assert citation_meta(replace(PAPER, title=" "), VENUES, PAGE) == ()
    assert citation_meta(replace(PAPER, year=None, venue="JMLR"), VENUES, PAGE) == ()
    names = {name for name, _ in citation_meta(replace(PAPER, arxiv=None), VENUES, "")}
    assert not {"citation_pdf_url", "citation_arxiv_id", "citation_abstract_html_url"} & names


def test_json_ld_field_by_field() -> None:
    data = json.loads(script_json(json_ld(PAPER, VENUES, PAGE)))
    people = data.pop("author")
    assert people[0] == {
        "@type": "Person", "name": "Max van Spengler",
    }  # fmt: skip
    assert [person["name"] for person in people] == list(PAPER.authors)
    assert data == {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle",
        "headline": "Poincaré <ResNet>",
        "datePublished": "2024",
        "identifier": ["arXiv:2303.14027", "https://doi.org/10.1000/x"],
        "sameAs": [
            "https://arxiv.org/abs/2303.14027", "https://arxiv.org/pdf/2303.14027",
            "https://doi.org/10.1000/x",
        ],
        "isPartOf": {"@type": "CreativeWork", "name": VENUES["ICLR"].name},
        "url": PAGE,
        "inLanguage": "en",
    }  # fmt: skip


def test_what_is_not_known_is_left_out_of_json_ld() -> None:
    data = json_ld(Paper("x", "T", ""), {}, "")
    assert set(data) == {"@context", "@type", "headline", "inLanguage"}
    assert json_ld(replace(PAPER, venue="JMLR"), VENUES, PAGE)["isPartOf"]["@type"] == "Periodical"
    book = json_ld(replace(PAPER, venue="CUP"), VENUES, PAGE)
    assert book["publisher"]["name"] == "Cambridge University Press"


def test_a_list_is_numbered_in_order() -> None:
    data = list_json_ld("T", "D", PAGE, [("A", PAGE + "a/"), ("B", "")])
    assert data["mainEntity"]["itemListElement"] == [
        {"@type": "ListItem", "position": 1, "name": "A", "url": PAGE + "a/"},
        {"@type": "ListItem", "position": 2, "name": "B"},
    ]
    assert data["mainEntity"]["numberOfItems"] == 2


def test_open_graph_and_the_canonical_address() -> None:
    assert dict(open_graph("T", "D", PAGE, "S", PAGE + "x.png", article=True)) == {
        "og:title": "T", "og:type": "article", "og:url": PAGE, "og:description": "D",
        "og:site_name": "S", "og:image": PAGE + "x.png",
    }  # fmt: skip
    assert "og:url" not in dict(open_graph("T", "D", "", "S"))
    assert canonical("https://a.b/c/", "papers/x/") == "https://a.b/c/papers/x/"
    assert canonical("", "papers/x/") == ""


@given(st.lists(st.sampled_from(["</script>", "<!--", "&", "\u2028", "\ud800", '"'])
                | st.characters(), max_size=10).map("".join))  # fmt: skip
def test_json_in_a_script_ends_nothing_and_comes_back(text: str) -> None:
    written = script_json({"a": [text]})
    assert not set("<>&\u2028\u2029") & set(written)
    written.encode("utf-8")
    assert json.loads(written) == {"a": [text]}
