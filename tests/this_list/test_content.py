"""The content as it is: fresh schemas, and still all that the listings hold."""

from __future__ import annotations

import shutil
from pathlib import Path

from generator.content import json_schema
from generator.content.load import load
from generator.edit.paper_files import read_papers
from generator.importers.listings import parse
from tests.support import FROZEN, ROOT, run, tree

CONTENT = ROOT / "content"
LISTINGS = sorted((FROZEN / "sources").glob("*.txt"))
"""Those that the list began with; people may have added others to `content/sources`."""


def test_the_schemas_are_fresh() -> None:
    there = {path.name: path.read_text("utf-8") for path in (CONTENT / "schema").glob("*")}

    assert there == json_schema.schemas(load(CONTENT).catalog), "run `make schema`"


def test_importing_the_listings_again_touches_no_paper(tmp_path: Path) -> None:
    """Whatever people have made of the papers since."""
    content = tmp_path / "content"
    shutil.copytree(CONTENT / "papers", content / "papers")
    before = tree(content / "papers")

    done = run("--content", content, "import", *LISTINGS)

    entries = sum(len(parse(path.name, path.read_bytes(), "").drafts) for path in LISTINGS)
    assert done.returncode == 0, done.stderr  # which says how long a slow stage took
    assert f"{entries} entries = {entries} known" in done.stdout
    assert tree(content / "papers") == before


def test_each_paper_of_the_listings_has_authors_and_a_year_and_an_arxiv_id_of_its_own() -> None:
    papers, problems = read_papers(CONTENT)
    names = {path.name for path in LISTINGS}
    listed = [
        paper.fields
        for paper in papers.values()
        if names & {source.file for source in paper.sources}
    ]

    assert problems == []
    assert all(fields.get("authors") and fields.get("year") for fields in listed)
    ids = [fields["arxiv"] for fields in listed if fields.get("arxiv")]
    assert len(set(ids)) == len(ids)
