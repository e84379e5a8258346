"""What is no paper: its page, its cards, the filters, the feeds; and no trace of types else."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from generator.content.load import load
from generator.model.models import ItemType, Paper
from tests.support import TOY
from tests.unit.site.test_no_abstract import files_of

BOOK = Paper(
    id="on-the-origin-of-species", title="On the Origin of Species", authors=("Charles Darwin",),
    year=1859, type=ItemType.BOOK, publisher="John Murray", volume="1", pages="1-502",
    isbn="978-0-262-03561-3", language="fr", url="https://example.org/origin",
    topics=("normalization",), note="<b>It</b> began here.", added=date(2026, 11, 20),
)  # fmt: skip


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    toy = load(TOY).catalog
    assert "normalization" in toy.topics
    papers = dict(sorted({**toy.papers, BOOK.id: BOOK}.items()))
    return files_of(replace(toy, papers=papers))


def test_its_page_says_what_it_is_and_what_a_library_knows_of_it(files: dict[str, str]) -> None:
    page = files[f"papers/{BOOK.id}.md"]
    for detail in (
        "Book", "1859", "John Murray", "vol. 1", "pp. 1–502", "ISBN 978-0-262-03561-3", "in French",
    ):  # fmt: skip
        assert f">{detail}</span>" in page
    assert "&lt;b&gt;It&lt;/b&gt; began here." in page and "<b>It</b>" not in page
    assert ">Book</a>" in page and "arxiv.org/search" not in page
    assert '"@type": "Book"' in page or '"@type":"Book"' in page
    assert 'id="cite-ris"' in page and "cite.js" not in page


def test_lists_and_feeds_have_the_type_and_the_note(files: dict[str, str]) -> None:
    for page in ("topics/normalization.md", "new/index.md"):
        assert "&lt;b&gt;It&lt;/b&gt; began here." in files[page]
    assert "Book · Charles Darwin · 1859" in files["topics/normalization.md"]
    items = {item["title"]: item for item in json.loads(files["feeds/all.json"])["items"]}
    content = items[BOOK.title]["content_html"]
    assert content == "<p>&lt;b&gt;It&lt;/b&gt; began here.</p>"


def test_the_filters_and_the_table_know_types(files: dict[str, str]) -> None:
    data = files["assets/data/papers.js"]
    assert '"types":[["paper","Paper"],["book","Book"]]' in data.replace(", ", ",").replace(
        ": ", ":"
    )
    head = files["exports/papers.csv"].partition("\r\n")[0].split(",")
    assert [name for name in head if name in ("type", "publisher", "isbn", "note", "number")] == [
        "type", "publisher", "isbn", "note",
    ]  # fmt: skip


def test_a_list_of_papers_alone_shows_no_trace_of_types() -> None:
    made = files_of(load(TOY).catalog)
    data = made["assets/data/papers.js"]
    assert '"types"' not in data and '"paperTypes"' not in data
    assert {"type", "publisher", "isbn", "note"}.isdisjoint(
        made["exports/papers.csv"].partition("\r\n")[0].split(",")
    )
    assert not any('"type": "' in line for line in made["exports/papers.jsonl"].splitlines())
    assert "entrysubtype" not in made["exports/papers.bib"]
