"""Answers of services, composed for these tests, as entries."""

from __future__ import annotations

import json
from typing import Any

import pytest

from generator.importers import arxiv_feed, citation_page, crossref
from generator.importers.entry import Entry
from generator.model.models import ItemType


def feed(*entries: str) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom" '
        f'xmlns:arxiv="http://arxiv.org/schemas/atom">{"".join(entries)}</feed>'
    ).encode()


def row(comment: str = "", summary: str = "Training is\n expensive.", more: str = "") -> str:
    return (
        "<entry><id>http://arxiv.org/abs/1607.06450v3</id><published>2016-07-21</published>"
        f"<title>Layer\n  Normalization</title><summary>{summary}</summary>"
        "<author><name>Jimmy Lei Ba</name></author><author><name>G. E. Hinton</name></author>"
        f"<arxiv:comment>{comment}</arxiv:comment>{more}</entry>"
    )


def test_a_record_of_arxiv() -> None:
    more = "<arxiv:doi>10.1000/xyz</arxiv:doi><arxiv:journal_ref>ICLR 2017</arxiv:journal_ref>"
    assert arxiv_feed.read(feed(row(more=more))) == [
        Entry(
            title="Layer Normalization", authors=("Jimmy Lei Ba", "G. E. Hinton"), year=2016,
            venue="ICLR 2017", arxiv="1607.06450", doi="10.1000/xyz",
            abstract="Training is expensive.",
        )
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("comment", "summary", "status", "notice"),
    [
        ("This paper has been withdrawn", "It learns.", "withdrawn", "1607.06450"),
        ("Withdrawn by arXiv administrators", "It learns.", "withdrawn", "1607.06450"),
        ("", "This submission was withdrawn by the author.", "withdrawn", "1607.06450"),
        ("superseded by arXiv:1706.03762", "It learns.", "superseded", "1706.03762"),
        ("Withdrawn, superseded by arXiv:cs/0112017", "It learns.", "superseded", "cs/0112017"),
        ("10 pages, withdrawn from a workshop", "It learns.", None, None),
        ("Accepted", "A case was withdrawn. " + "It learns. " * 40, None, None),
        ("superseded by arXiv:1607.06450", "It learns.", None, None),
    ],
)
def test_what_arxiv_says_became_of_a_paper(
    comment: str, summary: str, status: str | None, notice: str | None
) -> None:
    (found,) = arxiv_feed.read(feed(row(comment, summary)))
    assert found.status == status
    assert found.notice == (f"https://arxiv.org/abs/{notice}" if notice else None)
    assert (found.abstract is None) == summary.startswith("This submission was")


def test_an_entry_of_arxiv_that_reports_an_error_is_no_paper() -> None:
    error = "<entry><id>http://arxiv.org/api/errors#incorrect_id</id><title>Error</title></entry>"
    assert arxiv_feed.read(feed(error)) == []


@pytest.mark.parametrize(
    "answer",
    [b"", b"busy", b"<html></html>", b"<feed/>", feed(row())[:200],
     b'<!DOCTYPE x [<!ENTITY a "b">]><feed xmlns="http://www.w3.org/2005/Atom"/>'],
)  # fmt: skip
def test_what_is_no_feed_is_an_error(answer: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        arxiv_feed.read(answer)


WORK: dict[str, Any] = {
    "DOI": "10.1162/neco.1997.9.8.1735",
    "title": ["Long Short-Term Memory &amp; More"],
    "subtitle": ["A Study"],
    "abstract": "<jats:title>Abstract</jats:title><jats:p>To store; 1 &lt; 2.</jats:p>",
    "author": [{"given": "Sepp", "family": "Hochreiter"}, {"name": "A Team"}],
    "issued": {"date-parts": [[1997, 11]]},
    "container-title": ["Neural Computation"],
    "type": "journal-article", "volume": "9", "issue": "8", "page": "1735-1780",
}  # fmt: skip


def work(**changes: Any) -> Entry:
    (found,) = crossref.read(json.dumps({"message": {**WORK, **changes}}).encode())
    return found


def test_a_record_of_crossref() -> None:
    assert work() == Entry(
        title="Long Short-Term Memory & More: A Study", abstract="To store; 1 < 2.",
        authors=("Sepp Hochreiter", "A Team"), year=1997, published=1997,
        venue="Neural Computation", doi="10.1162/neco.1997.9.8.1735",
        volume="9", number="8", pages="1735-1780",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "status", "notice"),
    [
        ({"updated-by": [{"type": "retraction", "DOI": "10.1000/n"}]}, "retracted", "10.1000/n"),
        ({"updated-by": [{"type": "correction", "DOI": "10.1000/n"}]}, None, None),
        ({"title": ["RETRACTED ARTICLE: A Net"]}, "retracted", WORK["DOI"]),
        ({"title": ["WITHDRAWN: A Net"]}, "withdrawn", WORK["DOI"]),
        ({"relation": {"is-replaced-by": [{"id": "10.1000/new"}]}}, "superseded", "10.1000/new"),
        ({"updated-by": [{"type": "retraction", "DOI": "javascript:x"}]}, "retracted", None),
    ],
)
def test_what_crossref_says_became_of_a_work(
    changes: dict[str, Any], status: str | None, notice: str | None
) -> None:
    found = work(**changes)
    assert found.status == status
    assert found.notice == (f"https://doi.org/{notice}" if notice else None)
    assert not found.title.startswith(("RETRACTED", "WITHDRAWN"))


def test_what_crossref_says_of_a_book_and_of_a_journal() -> None:
    book = work(type="monograph", publisher="MIT Press &amp; Sons", language="fr",
                ISBN=["http://id.crossref.org/isbn/9780262035613", "0198526636"])  # fmt: skip
    assert (book.type, book.publisher) == (ItemType.BOOK, "MIT Press & Sons")
    assert (book.isbn, book.language) == ("9780262035613", "fr")
    article = work(type="journal-article", volume="521", issue="7553", page="436\u2013444")
    assert (article.type, article.volume, article.number, article.pages) == (
        None, "521", "7553", "436-444",
    )  # fmt: skip
    assert work(type="posted-content").type is None


def test_a_list_of_crossref_leaves_out_what_has_no_title() -> None:
    answer = json.dumps({"message": {"items": [WORK, {"DOI": "10.1000/x"}, None]}}).encode()
    assert [entry.doi for entry in crossref.read(answer)] == [WORK["DOI"]]


@pytest.mark.parametrize(
    "answer", [b"<html>", b"[]", b'{"message": []}', b'{"message": {"title": "x"}}', b'{"mess'],
)  # fmt: skip
def test_what_is_no_record_of_crossref_is_an_error(answer: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        crossref.read(answer)


def test_the_tags_of_a_page() -> None:
    page = (
        "<html><head><META NAME=citation_title content='A &lt;b&gt;Net'>"
        "<meta name='citation_author' content='Bo, Ada'><meta name=citation_author content='C D'>"
        "<meta name=citation_publication_date content='2019/05/01'>"
        "<meta name=citation_conference_title content='ICLR'>"
        "<meta name=citation_arxiv_id content='1905.00001'>"
        "<meta name=citation_pdf_url content='javascript:alert(1)'><body>\xff"
    ).encode("latin-1")
    found = citation_page.read(page)
    assert (found.title, found.authors, found.arxiv) == ("A Net", ("Ada Bo", "C D"), "1905.00001")
    assert (found.venue, found.published) == ("ICLR", 2019)
    with pytest.raises(ValueError, match="no title"):
        citation_page.read(b"<title>Log in</title>")
