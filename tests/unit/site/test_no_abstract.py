"""Papers without an abstract on every page and in every file that the site has of them."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from generator.analysis.derived import derive
from generator.content.load import load
from generator.model.config import Site
from generator.model.models import Catalog, Paper
from generator.site.all_files import data_files, other_files, paper_files
from generator.site.cards import PageParts
from generator.site.pages import PageSource
from tests.support import TOY, contents

SITE = Site("List", "About", "https://x.example/", "", "main", Path("docs"), Path("theme"))


def files_of(catalog: Catalog) -> dict[str, str]:
    parts = PageParts(catalog)
    source = PageSource(catalog, derive(catalog), parts, SITE, "")
    found = [
        *data_files(parts, SITE), *other_files(source), *paper_files(source, catalog.papers),
    ]  # fmt: skip
    return {path: data.decode("utf-8", "replace") for path, data in contents(found).items()}


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """The toy with an abstract taken from one paper, and everything but its title from another."""
    toy = load(TOY).catalog
    first, second = list(toy.papers.values())[:2]
    bare = {
        first.id: replace(first, abstract=""),
        second.id: Paper(second.id, second.title, added=second.added),
    }
    return replace(toy, papers={**toy.papers, **bare})


@pytest.fixture(scope="module")
def files(catalog: Catalog) -> dict[str, str]:
    return files_of(catalog)


def bare(catalog: Catalog) -> Sequence[Paper]:
    return [paper for paper in catalog.papers.values() if not paper.abstract]


def test_the_page_has_no_empty_section(catalog: Catalog, files: dict[str, str]) -> None:
    for paper in catalog.papers.values():
        page = files[f"papers/{paper.id}.md"]
        assert ('id="abstract"' in page) == ("rl-abstract" in page) == bool(paper.abstract)
        assert re.search(r'name="description" [^>]*content="[^"]+"', page)


def test_exports_leave_the_field_out(catalog: Catalog, files: dict[str, str]) -> None:
    rows = [json.loads(line) for line in files["exports/papers.jsonl"].splitlines()]
    assert {row["id"] for row in rows if row["abstract"] is None} == {p.id for p in bare(catalog)}
    items = json.loads(files["exports/papers.csl.json"])
    assert sum("abstract" not in item for item in items) == len(bare(catalog))
    assert "abstract = {}" not in files["exports/papers-abstracts.bib"]
    assert "AB  - \r\n" not in files["exports/papers.ris"]


def test_feeds_say_something_of_each(catalog: Catalog, files: dict[str, str]) -> None:
    items = json.loads(files["feeds/all.json"])["items"]
    assert all(re.sub(r"<[^>]*>", "", item["content_html"]).strip() for item in items)
    root = etree.fromstring(files["feeds/all.atom"].encode())
    contents = root.findall(".//{http://www.w3.org/2005/Atom}content")
    assert len(contents) == len(items) == len(catalog.papers)
    assert all(content.text for content in contents)


@pytest.mark.parametrize("titles", [["A"], ["A Net", "A Net, Again", "Noise"]])
def test_a_list_of_titles_alone(titles: list[str]) -> None:
    papers = {f"p{n}": Paper(f"p{n}", title) for n, title in enumerate(titles)}
    files = files_of(Catalog(papers, {}, {}))
    assert all(f"papers/{key}.md" in files for key in papers)
    assert not any("rl-abstract" in files[f"papers/{key}.md"] for key in papers)
