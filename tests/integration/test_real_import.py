"""Four real listings, imported anew and again, against what is known of them."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest
import yaml

from generator.edit.paper_files import read_papers
from generator.importers.listings import parse
from tests.support import FROZEN, run

SOURCES = sorted((FROZEN / "sources").glob("*.txt"))


def state(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {p.name: (p.read_bytes(), p.stat().st_mtime_ns) for p in folder.rglob("*.yml")}


def imported(content: Path) -> str:
    done = run("--content", content, "import", "--added", "2026-11-20", *SOURCES)
    assert done.returncode == 0, done.stderr  # which says how long a slow stage took
    return done.stdout


def test_the_sums_of_the_listings() -> None:
    listings = [parse(path.name, path.read_bytes(), path.name) for path in SOURCES]
    assert [len(listing.drafts) for listing in listings] == [50, 84, 166, 55]
    formats = [listing.format for listing in listings]
    assert formats == ["paragraphs", "paragraphs", "lines", "paragraphs"]
    for listing, path in zip(listings, SOURCES, strict=True):
        length = len(path.read_bytes().split(b"\n"))
        assert sum(listing.sums.values()) == listing.length == length
        assert not listing.problems


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What one import makes of the listings; no test changes it."""
    content = tmp_path_factory.mktemp("imported")
    assert "355 entries = 337 new + 18 repeated" in imported(content)
    return content


def test_import_twice(content: Path) -> None:
    papers, problems = read_papers(content)
    assert (len(papers), problems) == (337, [])
    listed = Counter(len(paper.sources) for paper in papers.values())
    assert listed == {1: 320, 2: 16, 3: 1}
    before = state(content)
    assert "355 entries = 355 known" in imported(content)
    assert state(content) == before


def test_titles_and_abstracts_are_as_received(content: Path) -> None:
    drafts = [d for path in SOURCES for d in parse(path.name, path.read_bytes(), "").drafts]
    papers, _ = read_papers(content)
    by_title = {paper.title: paper for paper in papers.values()}
    assert all(by_title[draft.title].abstract == draft.abstract for draft in drafts)
    assert "sl2a-inr" in next(key for key, p in papers.items() if "SL$^{2}$A-INR" in p.title)


def test_edits_by_people_stand(content: Path, tmp_path: Path) -> None:
    shutil.copytree(content, tmp_path, dirs_exist_ok=True)
    path = tmp_path / "papers" / "layer-normalization.yml"
    text = path.read_text("utf-8")
    edited = (
        text.replace("topics: []", "topics: [normalization]  # the home") + "summary: 'Ours.'\n"
    )
    path.write_text(edited.replace("title: Layer N", "title: On layer n"), "utf-8")
    before = state(tmp_path)
    imported(tmp_path)
    assert state(tmp_path) == before
    assert yaml.safe_load(path.read_text("utf-8"))["summary"] == "Ours."
