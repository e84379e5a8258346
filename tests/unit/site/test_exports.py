"""The files of export, read back by other libraries."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import rispy
from bibtexparser.entrypoint import parse_string

from generator.citations import json_lines
from generator.citations.citation_keys import citation_keys
from generator.citations.csv_rows import columns
from generator.citations.formats import FORMATS
from generator.citations.reference import references
from generator.content.load import load
from generator.model.memory import Memory
from generator.model.models import Catalog, Paper, Tag, TagKind, Topic
from generator.site import exports as site_exports
from generator.site import list_size
from generator.site.exports import downloads, exports, made_by_script, paper_alternates
from generator.text import latex
from generator.text.csv_cells import csv_value

SITE = "https://lists.example/reading/"
TOY = Path(__file__).parents[2] / "toy" / "content"


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load(TOY).catalog


@pytest.fixture(scope="module")
def files(catalog: Catalog) -> dict[str, str]:
    return {file.path: file.make().decode("utf-8") for file in exports(catalog, SITE)}


def test_every_collection_has_every_format(catalog: Catalog, files: dict[str, str]) -> None:
    names = ["papers", *catalog.topics, *(f"tags/{tag}" for tag in catalog.tags)]
    expected = {path for name in names for _, path in downloads(name, 6, 6)}
    expected |= {path for paper in catalog.papers for _, path in paper_alternates(paper, 6)}
    assert set(files) == expected
    assert [path.removeprefix("exports/papers") for _, path in downloads("papers", 6, 6)] == [
        ".bib", "-abstracts.bib", ".biblatex.bib", ".ris", ".csl.json", ".jsonl", ".csv",
    ]  # fmt: skip
    assert [path.removeprefix("exports/tags/t") for _, path in downloads("tags/t", 6, 6)] == [
        ".bib", ".ris", ".csl.json", ".csv",
    ]  # fmt: skip


def test_a_collection_holds_exactly_its_papers(catalog: Catalog, files: dict[str, str]) -> None:
    def ids(path: str) -> list[str]:
        return [row["id"] for row in csv.DictReader(io.StringIO(files[path], newline=""))]

    papers = catalog.papers.values()
    assert ids("exports/papers.csv") == list(catalog.papers)
    for topic in catalog.topics:
        assert ids(f"exports/{topic}.csv") == [p.id for p in papers if topic in p.topics]
    for tag in catalog.tags:
        assert ids(f"exports/tags/{tag}.csv") == [p.id for p in papers if tag in p.tags]


def test_all_formats_agree_on_the_papers(catalog: Catalog, files: dict[str, str]) -> None:
    keys = list(citation_keys(catalog.papers).values())
    titles = [latex.to_text(paper.title) for paper in catalog.papers.values()]
    for path in ("exports/papers.bib", "exports/papers-abstracts.bib"):
        library = parse_string(files[path])
        assert not library.failed_blocks
        assert [entry.key for entry in library.entries] == keys
        assert ("abstract" in library.entries[0]) == ("abstracts" in path)
    csl = json.loads(files["exports/papers.csl.json"])
    assert [(item["id"], item["title"]) for item in csl] == list(zip(keys, titles, strict=True))
    assert [r["title"] for r in rispy.loads(files["exports/papers.ris"])] == titles
    rows = list(csv.DictReader(io.StringIO(files["exports/papers.csv"], newline="")))
    assert tuple(rows[0]) == columns()
    assert [(row["key"], csv_value(row["title"])) for row in rows] == list(
        zip(keys, titles, strict=True)
    )
    lines = [json.loads(line) for line in files["exports/papers.jsonl"].splitlines()]
    assert [(line["key"], line["title"]) for line in lines] == [
        (key, paper.title) for key, paper in zip(keys, catalog.papers.values(), strict=True)
    ]


def test_abstracts_come_back(catalog: Catalog, files: dict[str, str]) -> None:
    wanted = [latex.to_text(paper.abstract) for paper in catalog.papers.values()]
    assert [r["abstract"] for r in rispy.loads(files["exports/papers.ris"])] == wanted
    assert [i["abstract"] for i in json.loads(files["exports/papers.csl.json"])] == wanted
    rows = csv.DictReader(io.StringIO(files["exports/papers.csv"], newline=""))
    assert [csv_value(row["abstract"]) for row in rows] == wanted
    library = parse_string(files["exports/papers-abstracts.bib"])
    assert [latex.to_text(entry["abstract"]) for entry in library.entries] == wanted
    as_kept = [json.loads(line)["abstract"] for line in files["exports/papers.jsonl"].splitlines()]
    assert as_kept == [paper.abstract for paper in catalog.papers.values()]


def test_a_tags_files_leave_the_abstracts_out(files: dict[str, str]) -> None:
    assert "abstract" not in rispy.loads(files["exports/tags/method.ris"])[0]
    assert "abstract" not in json.loads(files["exports/tags/method.csl.json"])[0]
    assert not files["exports/tags/method.csv"].splitlines()[0].endswith("abstract")


def test_pages_are_linked_with_the_sites_address(files: dict[str, str], catalog: Catalog) -> None:
    row = next(csv.DictReader(io.StringIO(files["exports/papers.csv"], newline="")))
    assert row["page"] == f"{SITE}papers/{next(iter(catalog.papers))}/"
    without = next(f for f in exports(catalog, "") if f.path == "exports/papers.jsonl")
    assert "page" not in json.loads(without.make().splitlines()[0])["links"]


def test_empty_odd_and_hostile_collections() -> None:
    lost = Paper("lost", "Lost \ud800 ]]> @misc{x,", "a\r\nTY  - JOUR\r\n", added=date(2026, 1, 1))
    tag = Tag("old", "Old", "", TagKind.METHOD, deprecated_for="new")
    made = Catalog(
        {"lost": lost, "found": replace(lost, id="found", topics=("t", "t", "gone"))},
        {"t": Topic("t", "T", ""), "empty": Topic("empty", "E", "")},
        {"old": tag, "new": replace(tag, id="new", deprecated_for=None)},
    )
    inputs = dict.fromkeys(made.papers, "inputs")
    drafts = list(exports(made, SITE, inputs=inputs))
    assert all(draft.inputs for draft in drafts)
    files = {draft.path: draft.make().decode() for draft in drafts}
    assert files["exports/empty.bib"] == ""
    assert json.loads(files["exports/empty.csl.json"]) == []
    assert "exports/tags/old.bib" not in files
    assert json.loads(files["exports/tags/new.csl.json"]) == []
    assert len(rispy.loads(files["exports/unsorted.ris"])) == 1
    assert len(files["exports/t.jsonl"].splitlines()) == 1
    library = parse_string(files["exports/papers-abstracts.bib"])
    assert len(library.entries) == len(library.blocks) == 2


def test_bibtex_begins_with_a_preamble_where_an_address_asks_for_it() -> None:
    plain = Paper("plain", "Plain", "", url="https://example.org/a-b", doi="10.1/a")
    odd = replace(plain, id="odd", doi="10.1/a_b", topics=("t",))
    made = Catalog({"plain": plain, "odd": odd}, {"t": Topic("t", "T", "")}, {})
    files = {draft.path: draft.make().decode() for draft in exports(made, SITE)}

    for name in ("papers", "papers-abstracts", "t"):
        assert re.findall(r"@\w+", files[f"exports/{name}.bib"])[0] == "@preamble"
    assert "@preamble" not in files["exports/unsorted.bib"]


def test_given_keys_and_references_are_used(catalog: Catalog) -> None:
    keys = {paper: f"k{n}" for n, paper in enumerate(catalog.papers)}
    found = exports(catalog, SITE, keys, references(catalog))
    files = {file.path: file.make() for file in found}
    assert files["exports/papers.bib"].count(b"{k") == len(catalog.papers)
    assert b"{k0," in files["exports/papers.bib"]


def test_a_large_list_has_json_lines_in_parts_and_bibtex_of_small_topics(
    catalog: Catalog, files: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(list_size, "LARGEST_SMALL", 5)
    monkeypatch.setattr(site_exports, "PAPERS_IN_PART", 4)

    large = {file.path: file.make() for file in exports(catalog, SITE)}

    parts = [f"exports/papers-{n}.jsonl.gz" for n in (1, 2)]
    assert (
        b"".join(gzip.decompress(large[part]) for part in parts).decode()
        == (files["exports/papers.jsonl"])
    )
    assert [path for _, path in downloads("papers", 101, 6)] == parts
    assert large.keys() - parts == {
        path
        for path in files
        if path.startswith("exports/")
        and path.endswith(".bib")
        and not path.endswith(("-abstracts.bib", ".biblatex.bib"))
    }
    assert [id_ for id_, _ in made_by_script("papers", 101, 6)] == ["bib", "ris", "csv"]
    assert [id_ for id_, _ in made_by_script("pruning", 50, 6)] == ["ris", "csv"]
    assert [id_ for id_, _ in made_by_script("pruning", 51, 6)] == ["bib", "ris", "csv"]


def test_only_a_large_tag_of_a_small_list_has_no_files() -> None:
    assert downloads("tags/t", 401, 1_000) == ()
    assert made_by_script("tags/t", 401, 1_000)
    assert not made_by_script("tags/t", 400, 1_000)
    assert not made_by_script("pruning", 1_000, 1_000)


def test_the_records_of_a_small_list_are_kept(
    catalog: Catalog, files: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = Memory(tmp_path / "memory.sqlite3", "code")

    def made(keys: Mapping[str, str]) -> dict[str, str]:
        found = exports(catalog, SITE, keys, inputs=dict.fromkeys(catalog.papers, "x") | dict(keys),
                        memory=memory)  # fmt: skip
        return {draft.path: draft.make().decode() for draft in found}

    keys = citation_keys(catalog.papers)
    assert made(keys) == files
    forms = tuple(replace(form, record=lambda item: f"new {item.key}\n") for form in FORMATS)
    monkeypatch.setattr(site_exports, "FORMATS", forms)
    assert made(keys) == files

    first = next(iter(keys))
    edited = made({**keys, first: "another"})["exports/papers.bib"]
    assert edited.count("new another") == 1
    assert edited.count("new ") == 1


def test_the_json_lines_of_a_large_list_are_kept(
    catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(list_size, "LARGEST_SMALL", 5)
    monkeypatch.setattr(site_exports, "PAPERS_IN_PART", 4)
    memory = Memory(tmp_path / "memory.sqlite3", "code")

    def lines(keys: Mapping[str, str]) -> list[str]:
        found = exports(catalog, SITE, keys, inputs=dict.fromkeys(catalog.papers, "x") | dict(keys),
                        memory=memory)  # fmt: skip
        parts = [draft.make() for draft in found if draft.path.endswith(".gz")]
        return b"".join(map(gzip.decompress, parts)).decode().splitlines()

    keys = citation_keys(catalog.papers)
    first = lines(keys)
    form = replace(json_lines.FORMAT, record=lambda item: f"new {item.key}\n")
    monkeypatch.setattr(json_lines, "FORMAT", form)
    assert lines(keys) == first
    edited = lines({**keys, next(iter(keys)): "another"})
    assert [line for line in edited if line not in first] == ["new another"]
    assert len(edited) == len(first)
