"""What is no paper, in every format: one type a row."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from generator.citations.biblatex_writer import BIBLATEX
from generator.citations.bibtex_writer import entry
from generator.citations.coins import coins
from generator.citations.csl_json import csl_json
from generator.citations.kinds import ReferenceKind
from generator.citations.page_metadata import citation_meta, json_ld
from generator.citations.plain_text import plain
from generator.citations.reference import reference
from generator.citations.ris import ris
from generator.model.models import ItemType, Paper

BOOK = Paper(
    id="b", title="Deep Learning", authors=("Ian Goodfellow", "Yoshua Bengio"), year=2016,
    type=ItemType.BOOK, publisher="MIT Press & Sons", isbn="978-0-262-03561-3", volume="3",
    pages="800", language="fr", url="https://www.deeplearningbook.org/",
)  # fmt: skip
WORDS = {
    ItemType.PREPRINT: ("misc", "online", "RPRT", "article", "ScholarlyArticle", "preprint"),
    ItemType.BOOK: ("book", "book", "BOOK", "book", "Book", "book"),
    ItemType.CHAPTER: ("incollection", "incollection", "CHAP", "chapter", "Chapter", "bookSection"),
    ItemType.THESIS: ("phdthesis", "thesis", "THES", "thesis", "Thesis", "thesis"),
    ItemType.REPORT: ("techreport", "report", "RPRT", "report", "Report", "report"),
    ItemType.ARTICLE: ("misc", "online", "BLOG", "post-weblog", "Article", "blogPost"),
    ItemType.COURSE: ("misc", "online", "ELEC", "webpage", "Course", "webpage"),
    ItemType.TALK: (
        "misc", "misc", "SLIDE", "speech", "PresentationDigitalDocument", "presentation",
    ),
    ItemType.VIDEO: ("misc", "video", "VIDEO", "motion_picture", "VideoObject", "videoRecording"),
    ItemType.SOFTWARE: (
        "misc", "software", "COMP", "software", "SoftwareApplication", "computerProgram",
    ),
    ItemType.DATASET: ("misc", "dataset", "DATA", "dataset", "Dataset", "dataset"),
}  # fmt: skip


@pytest.mark.parametrize("kind", list(ItemType)[1:])
def test_a_type_in_the_words_of_every_format(kind: ItemType) -> None:
    bibtex, biblatex, of_ris, csl, schema, zotero = WORDS[kind]
    ref = reference(Paper("x", "A Title", authors=("Ada B",), year=1859, type=kind), {})
    written = entry(ref, "k")
    assert written.startswith(f"@{bibtex}{{k,") and f"entrysubtype = {{{kind}}}" in written
    assert entry(ref, "k", form=BIBLATEX).startswith(f"@{biblatex}{{k,")
    assert ris(ref, "k").startswith(f"TY  - {of_ris}\r\n")
    assert csl_json(ref, "k")["type"] == csl
    assert json_ld(ref, {}, "")["@type"] == schema
    assert dict(citation_meta(ref, {}, ""))["z:itemType"] == zotero


def test_a_book_with_all_that_is_known_of_it() -> None:
    ref = reference(BOOK, {})
    assert "publisher = {{{MIT}} Press \\& Sons}" in entry(ref, "k")
    assert [line[:2] for line in ris(ref, "k").splitlines()] == [
        "TY", "ID", "TI", "AU", "AU", "PY", "PB", "VL", "SP", "SN", "LA", "UR", "ER",
    ]  # fmt: skip
    item = csl_json(ref, "k")
    assert (item["number-of-pages"], item["ISBN"], item["language"]) == (
        "800", "978-0-262-03561-3", "fr",
    )  # fmt: skip
    data = json_ld(ref, {}, "")
    assert data["publisher"] == {"@type": "Organization", "name": "MIT Press & Sons"}
    assert (data["name"], data["isbn"], data["inLanguage"]) == ("Deep Learning", BOOK.isbn, "fr")
    assert "rft.isbn=978-0-262-03561-3" in coins(ref) and "rft.genre=book" in coins(ref)
    assert plain(ref) == (
        "Ian Goodfellow and Yoshua Bengio. Deep Learning. MIT Press & Sons, 2016."
        " https://www.deeplearningbook.org/"
    )
    assert json.dumps(item)


def test_an_article_in_a_journal_names_volume_issue_and_pages() -> None:
    paper = Paper("x", "A", authors=("B C",), year=2015, venue="A Journal 2015", volume="521",
                  number="7553", pages="436-444")  # fmt: skip
    ref = reference(paper, {})
    assert "  volume = {521},\n  number = {7553},\n  pages = {436--444},\n" in entry(ref, "k")
    assert "SP  - 436\r\nEP  - 444\r\n" in ris(ref, "k")
    item = csl_json(ref, "k")
    assert (item["volume"], item["issue"], item["page"]) == ("521", "7553", "436-444")
    proceedings = replace(paper, venue="Proceedings of an Academy")
    assert reference(proceedings, {}).kind is ReferenceKind.ARTICLE
    assert reference(replace(proceedings, number=None), {}).kind is ReferenceKind.PROCEEDINGS
    tags = dict(citation_meta(ref, {}, ""))
    assert (tags["citation_issue"], tags["citation_lastpage"]) == ("7553", "444")
    assert not ref.in_tags
