"""A field of a paper is one line: a line added to the definition in a copy shows everywhere."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.support import ROOT, TOY

LINES = """
    Field("award", Text(), "A prize of the venue.", example="Best paper"),
    Field("sheets", Whole(1, 9999), "How many pages it has."),
    Field("keywords", Items(Text(), 20), "Keywords of the authors.", layout=Layout.BLOCK),
    Field("languages", Items(Text(), 20), "Languages it is in.", json="spoken", csv="spoken"),
    Field("shelf", Text(), "Where it stands.", layout=Layout.QUOTED, csv=None),
    Field("presented", Text(DATE), "The day of the talk.", json=None),
    Field("remarks", Text(lines=True), "What readers said of it.", layout=Layout.LONG),
"""
IN_FILE = (
    "award: Best paper\nsheets: 12\nkeywords:\n  - depth\n  - width\nlanguages: [English, Dutch]\n"
    'shelf: "978-1"\npresented: 2024-05-01\nremarks: |\n  Short.\n  Clear.\n'
)
BEFORE = '    Field("abstract", '
PAPER = "layer-normalization"
READ_AND_WRITE = """
import sys
from pathlib import Path
from generator.content.load import load
from generator.content.paper_yaml import to_yaml
for paper in load(Path(sys.argv[1])).catalog.papers.values():
    Path(sys.argv[2], f"{paper.id}.yml").write_text(to_yaml(paper), "utf-8", newline="\\n")
"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the generator with more fields, and a list with a paper that has them."""
    folder = tmp_path_factory.mktemp("a copy")
    shutil.copytree(ROOT / "generator", folder / "generator")
    shutil.copytree(TOY, folder / "content")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    shutil.copytree(ROOT / "overrides", folder / "overrides")
    definitions = folder / "generator" / "content" / "definitions.py"
    text = definitions.read_text("utf-8")
    assert text.count(BEFORE) == 1
    definitions.write_text(text.replace(BEFORE, LINES.lstrip("\n") + BEFORE), "utf-8")
    paper = folder / "content" / "papers" / f"{PAPER}.yml"
    text = paper.read_text("utf-8")
    paper.write_text(text.replace("abstract: |", f"{IN_FILE}abstract: |"), "utf-8")
    _python(folder, ["-m", "generator", "check", "--write-schema"])
    _python(folder, ["-m", "generator", "pages"])
    return folder


def _python(folder: Path, arguments: Sequence[str]) -> str:
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_it_is_read_and_written_back_byte_for_byte(copy: Path, tmp_path: Path) -> None:
    _python(copy, ["-c", READ_AND_WRITE, str(copy / "content"), str(tmp_path)])

    papers = sorted((copy / "content" / "papers").glob("*.yml"))
    assert {path.name: (tmp_path / path.name).read_text("utf-8") for path in papers} == {
        path.name: path.read_text("utf-8") for path in papers
    }


def test_the_editors_know_it(copy: Path) -> None:
    schema = json.loads((copy / "content" / "schema" / "paper.schema.json").read_text("utf-8"))

    properties = schema["properties"]
    assert properties["award"]["description"] == "A prize of the venue."
    assert properties["sheets"]["maximum"] == 9999
    assert properties["keywords"]["maxItems"] == 20
    names = list(properties)
    assert names[names.index("award") :] == [
        *("award", "sheets", "keywords", "languages", "shelf", "presented", "remarks", "abstract")
    ]


def test_the_check_knows_it(copy: Path, tmp_path: Path) -> None:
    shutil.copytree(copy / "content", tmp_path / "content")
    paper = tmp_path / "content" / "papers" / f"{PAPER}.yml"
    paper.write_text(paper.read_text("utf-8").replace("sheets: 12", "sheets: many"), "utf-8")

    with pytest.raises(AssertionError, match=r"wrong-type.*`sheets` must be a whole number"):
        _python(copy, ["-m", "generator", "--content", str(tmp_path / "content"), "check"])


def test_json_lines_have_it_under_its_name(copy: Path) -> None:
    text = (copy / "build" / "docs" / "exports" / "papers.jsonl").read_text("utf-8")

    papers = {paper["id"]: paper for paper in map(json.loads, text.splitlines())}
    with_it = papers.pop(PAPER)
    assert {key: with_it[key] for key in ("award", "sheets", "keywords", "spoken", "shelf")} == {
        "award": "Best paper", "sheets": 12, "keywords": ["depth", "width"],
        "spoken": ["English", "Dutch"], "shelf": "978-1",
    }  # fmt: skip
    assert list(with_it)[-3:] == ["links", "remarks", "abstract"]
    assert "presented" not in with_it
    other = next(iter(papers.values()))
    assert (other["award"], other["keywords"]) == (None, [])


def test_csv_has_it_under_its_name(copy: Path) -> None:
    text = (copy / "build" / "docs" / "exports" / "papers.csv").read_text("utf-8")

    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(text, newline=""))}
    row = rows[PAPER]
    names = ("award", "sheets", "keywords", "spoken", "presented", "remarks")
    assert {name: row[name] for name in names} == {
        "award": "Best paper", "sheets": "12", "keywords": "depth; width",
        "spoken": "English; Dutch", "presented": "2024-05-01", "remarks": "Short. Clear.",
    }  # fmt: skip
    assert "shelf" not in row
    assert list(row)[-3:] == ["page", "remarks", "abstract"]


def test_contributors_read_of_it(copy: Path) -> None:
    module = "generator.content.default_pages"
    code = f"from {module} import complete; print(complete('<!-- fields -->', ''))"
    rows = _python(copy, ["-c", code]).splitlines()

    assert "| `award` | A prize of the venue. | `Best paper` |" in rows
    assert "| `keywords` | Keywords of the authors. |  |" in rows
