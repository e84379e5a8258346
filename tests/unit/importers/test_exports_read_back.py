"""Every file of export of the real list, imported into an empty list, gives the same values.

What a format can carry is the table `CARRIES`: `AS_IT_IS` for values that come back
to the letter, `AS_TEXT` for those that come back as readers see them, since the
format has no LaTeX.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from generator.content.load import load
from generator.importers import formats
from generator.importers.outcomes import ImportSource, Terms
from generator.importers.plan_import import plan_import
from generator.importers.record_values import words_of
from generator.model.models import Catalog, ItemType, Paper
from generator.site.exports import exports
from generator.text.latex import to_text
from generator.text.venue_spellings import VenueTable
from tests.support import FROZEN, contents, from_yaml

AS_IT_IS, AS_SHOWN, AS_TEXT = "as it is", "as it is shown", "as text"
PROSE = "as text, where it holds no formula"
CITED = {
    "title": AS_SHOWN, "type": AS_IT_IS, "authors": AS_IT_IS, "year": AS_IT_IS, "venue": AS_IT_IS,
    "arxiv": AS_IT_IS, "doi": AS_IT_IS, "url": AS_IT_IS,
}  # fmt: skip
CURATED = {
    "code": AS_IT_IS, "topics": AS_IT_IS, "tags": AS_IT_IS, "summary": AS_IT_IS, "added": AS_IT_IS,
}  # fmt: skip
CARRIES: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("papers.bib", "bibtex"): CITED,
    ("papers-abstracts.bib", "bibtex"): {**CITED, "abstract": PROSE},
    ("papers.biblatex.bib", "bibtex"): CITED,
    ("papers.ris", "ris"): {**CITED, "abstract": AS_TEXT},
    ("papers.csl.json", "csl-json"): {**CITED, "abstract": AS_TEXT},
    ("papers.csv", "csv"): {**CITED, **CURATED, "abstract": AS_TEXT},
    ("papers.jsonl", "jsonl"): {
        **dict.fromkeys(CITED, AS_IT_IS), **CURATED, "note": AS_IT_IS, "abstract": AS_IT_IS,
    },
}  # fmt: skip
"""File of export and its format → the fields that it carries, and how they come back."""


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load(FROZEN).catalog


@pytest.fixture(scope="module")
def files(catalog: Catalog) -> dict[str, bytes]:
    found = exports(catalog, "https://example.org/list/")
    return {
        path.rpartition("/")[2]: data
        for path, data in contents(found).items()
        if path.count("/") == 1
    }


@pytest.mark.parametrize(("file", "format_"), CARRIES)
def test_an_export_reads_back(
    file: str, format_: str, catalog: Catalog, files: Mapping[str, bytes]
) -> None:
    words = words_of(VenueTable(catalog.venues), {}, {})
    name, reading = formats.read(files[file].decode().replace("\r\n", "\n"), file)
    plan = plan_import(
        [ImportSource(file, reading.entries)], {}, Terms(date(2001, 1, 1), words=words)
    )

    assert (name, reading.problems) == (format_, ())
    assert not [p for p in plan.problems if p.code != "near-duplicate-title"]
    # Records stand in the order of the papers' ids.
    made = [from_yaml(plan.files[str(step.paper)]) for step in plan.steps]
    assert len(made) == len(catalog.papers)
    for paper, found in zip(catalog.papers.values(), made, strict=True):
        for field, how in CARRIES[file, format_].items():
            if how == PROSE and not re.fullmatch(r"[\w\s.,;:()'%-]*", paper.abstract, re.ASCII):
                continue
            assert _shown(found.get(field), how) == _shown(_kept(paper, field, how), how), (
                paper.id,
                field,
            )


def test_ids_come_back_from_our_own_tables(catalog: Catalog, files: Mapping[str, bytes]) -> None:
    for file in ("papers.csv", "papers.jsonl"):
        _, reading = formats.read(files[file].decode().replace("\r\n", "\n"), file)
        plan = plan_import([ImportSource(file, reading.entries)], {}, Terms(date(2001, 1, 1)))
        assert list(plan.files) == sorted(catalog.papers)


SECOND_HAND = {
    "type": AS_IT_IS, "authors": AS_IT_IS, "year": AS_IT_IS, "venue": AS_IT_IS,
    "publisher": AS_IT_IS, "volume": AS_IT_IS, "number": AS_IT_IS, "pages": AS_IT_IS,
    "isbn": AS_IT_IS, "doi": AS_IT_IS, "url": AS_IT_IS, "language": AS_IT_IS,
}  # fmt: skip
OUR_OWN = dict.fromkeys(("summary", "note", "published_as", "status", "notice"), AS_IT_IS)
TYPES_CARRIED: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("papers.bib", "bibtex"): SECOND_HAND,
    ("papers.biblatex.bib", "bibtex"): SECOND_HAND,
    ("papers.ris", "ris"): SECOND_HAND,
    ("papers.csl.json", "csl-json"): SECOND_HAND,
    ("papers.csv", "csv"): {**SECOND_HAND, **OUR_OWN},
    ("papers.jsonl", "jsonl"): {**SECOND_HAND, **OUR_OWN},
}
"""As `CARRIES`, of what is no paper."""


def _item(kind: ItemType) -> Paper:
    """An entry of the type with all that its citation can say."""
    event = kind in (ItemType.CHAPTER, ItemType.TALK)
    return Paper(
        f"about-{kind}", f"On the Use of {kind.label}s", authors=("Ada Byron", "Émile Zola"),
        year=1859, type=kind, venue="Some Great Event" if event else None, publisher="Some Press",
        volume="3", number="14", pages="10-20", isbn="978-0-262-03561-3", language="fr",
        url=f"https://example.org/{kind}", summary="It says so.", note="Read it first.",
        topics=("t",), added=date(2026, 11, 20), published_as="On Uses at Last",
        status="retracted", notice="https://example.org/notice",
    )  # fmt: skip


@pytest.fixture(scope="module")
def items() -> dict[str, Paper]:
    made = [_item(kind) for kind in ItemType if kind is not ItemType.PAPER]
    return {paper.id: paper for paper in sorted(made, key=lambda paper: paper.id)}


@pytest.mark.parametrize(("file", "format_"), TYPES_CARRIED)
def test_what_is_no_paper_reads_back(file: str, format_: str, items: dict[str, Paper]) -> None:
    found = contents(exports(Catalog(items, {}, {}), "https://example.org/list/"))
    text = found[f"exports/{file}"].decode().replace("\r\n", "\n")
    name, reading = formats.read(text, file)
    plan = plan_import([ImportSource(file, reading.entries)], {}, Terms(date(2001, 1, 1)))

    assert (name, reading.problems) == (format_, ())
    made = [from_yaml(plan.files[str(step.paper)]) for step in plan.steps]
    for paper, values in zip(items.values(), made, strict=True):
        kept = {
            field: _kept(paper, field, how) for field, how in TYPES_CARRIED[file, format_].items()
        }
        assert {field: values.get(field) for field in kept} == kept, paper.id


@pytest.mark.parametrize("file", [file for file, _ in TYPES_CARRIED])
def test_papers_of_a_list_without_a_table_of_venues_read_back(file: str) -> None:
    venues = (
        "Historische Zeitschrift",
        "Stroke 2019",
        "Actes du colloque",
        "Proc. of X, 1982",
        None,
    )
    people = ("Ministry of Labour, Bureau of Maps", "Ann Bo", "Max van Spengler")
    papers = {
        f"p{n}": Paper(
            f"p{n}", f"Title {n} of a Work", authors=people, year=1982, venue=venue,
            volume="3" if n < 2 else None, arxiv=f"2101.0000{n}" if n == 1 else None,
        )
        for n, venue in enumerate(venues)
    }  # fmt: skip
    found = contents(exports(Catalog(papers, {}, {}), "https://example.org/list/"))
    _, reading = formats.read(found[f"exports/{file}"].decode().replace("\r\n", "\n"), file)
    plan = plan_import([ImportSource(file, reading.entries)], {}, Terms(date(2001, 1, 1)))

    made = [from_yaml(plan.files[str(step.paper)]) for step in plan.steps]
    for paper, values in zip(papers.values(), made, strict=True):
        for field in ("type", "venue", "authors", "volume", "arxiv"):
            assert values.get(field) == _kept(paper, field, AS_IT_IS), (paper.id, field)


def _kept(paper: Paper, field: str, how: str) -> Any:
    value = paper.display_title if how == AS_SHOWN else getattr(paper, field)
    return list(value) if isinstance(value, tuple) else value


def _shown(value: Any, how: str) -> Any:
    """The value for comparison; spaces around signs of formulas are the converter's.

    BibTeX has no sign for `ℓ` that every reader takes, so it has `l` there, and
    indices may come back as signs of their own (`₁`).
    """
    if value in (None, "", []):
        return None
    if how in (AS_TEXT, AS_SHOWN, PROSE):
        text = unicodedata.normalize("NFKC", to_text(str(value)).replace("ℓ", "l"))
        return "".join(text.replace("_", "").replace("^", "").split())
    return value.rstrip("\n") if isinstance(value, str) else value


def test_values_of_an_export_that_were_changed_for_worse_are_named() -> None:
    row = (
        '{"title": "A", "authors": [], "topics": [], "tags": [], "added": "2026-02-31", '
        '"arxiv": "1607.1", "doi": "x", "url": "javascript:alert(1)", "year": 99}\n'
    )
    _, reading = formats.read(row * 2, "file")
    entry = reading.entries[0]
    assert (entry.added, entry.arxiv, entry.doi, entry.url, entry.year) == (None,) * 5
    assert set(entry.extra) == {"added", "year"}
    assert len(entry.warnings) == 3
    columns = "id,key,title,authors,topics,tags,page,added\n"
    _, table = formats.read(f"{columns}a,b,A Title,,,,,2026-02-31\n", "file")
    assert (table.entries[0].added, table.entries[0].title) == (None, "A Title")
