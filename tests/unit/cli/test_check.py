from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from generator import checks
from generator.cli import group
from generator.content import json_schema
from generator.content.load import load
from tests.support import TOY, run

MISH = "title: Mish\ntags: [methd]\nabstract: |\n  A.\n"


@pytest.fixture
def content(tmp_path: Path, monkeypatch: Any) -> Path:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(TOY, "content")
    return Path("content")


def _check(*arguments: str) -> Result:
    return CliRunner().invoke(group, ["check", *arguments])


@pytest.mark.usefixtures("content")
def test_sound_content_ends_with_0_and_says_nothing() -> None:
    result = _check()

    assert (result.exit_code, result.stdout) == (0, "")


def test_an_error_ends_with_1_and_shows_where_and_what_was_meant(content: Path) -> None:
    (content / "papers" / "mish.yml").write_text(MISH, "utf-8")

    result = _check()

    assert result.exit_code == 1
    assert (
        "content/papers/mish.yml:2:8: error[unknown-tag]: there is no tag 'methd'."
        " Did you mean 'method'?\n"
    ) in result.stdout


def test_warnings_alone_end_with_0(content: Path) -> None:
    (content / "papers" / "mish.yml").write_text("title: Mish\nabstract: A.\n", "utf-8")

    result = _check()

    assert result.exit_code == 0
    assert "warning[uncurated]" in result.stdout


def test_github_gets_annotations(content: Path) -> None:
    (content / "papers" / "50%,x:y.yml").write_text(MISH, "utf-8")

    lines = _check("--format", "github").stdout.splitlines()

    assert (
        "::error file=content/papers/50%25%2Cx%3Ay.yml,line=2,col=8,title=unknown-tag::"
        "there is no tag 'methd'. Did you mean 'method'?"
    ) in lines
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in lines)


def test_programs_get_json(content: Path) -> None:
    (content / "papers" / "mish.yml").write_text(MISH, "utf-8")

    rows = json.loads(_check("--format", "json").stdout)

    assert {
        "path": "content/papers/mish.yml",
        "line": 2,
        "column": 8,
        "severity": "error",
        "code": "unknown-tag",
        "message": "there is no tag 'methd'",
        "suggestion": "method",
    } in rows


def test_write_schema_writes_once_and_a_new_tag_makes_it_stale(content: Path) -> None:
    assert _check("--write-schema").exit_code == 0
    written = {p.name: p.read_text("utf-8") for p in (content / "schema").iterdir()}
    assert written == json_schema.schemas(load(content).catalog)
    assert "written" not in _check("--write-schema").stderr

    with (content / "tags.yml").open("a", encoding="utf-8") as tags:
        tags.write("theory:\n  name: Theory\n  description: Proves.\n  kind: paper-type\n")

    assert "content/schema/paper.schema.json:0:0: warning[schema-stale]" in _check().stdout
    assert "schema-stale" not in _check("--fix").stdout


def test_fix_never_overwrites_a_file_by_renaming(content: Path) -> None:
    kept = (content / "papers" / "poincare-resnet.yml").read_bytes()
    (content / "papers" / "poincare-resnet.yaml").write_text(MISH, "utf-8")

    result = _check("--fix")

    assert result.exit_code == 1
    assert "error[extension]" in result.stdout
    assert (content / "papers" / "poincare-resnet.yml").read_bytes() == kept


def test_fix_does_not_follow_links_out_of_the_content(content: Path, tmp_path: Path) -> None:
    (tmp_path / "outside.yml").write_bytes(b"title: x \n")
    (content / "papers" / "link.yml").symlink_to(tmp_path / "outside.yml")

    _check("--fix")

    assert (tmp_path / "outside.yml").read_bytes() == b"title: x \n"


def test_a_directory_that_is_not_there_ends_with_2(tmp_path: Path) -> None:
    result = run("--content", tmp_path / "nothing", "check")

    assert result.returncode == 2
    assert "--content" in result.stderr


@pytest.mark.usefixtures("content")
def test_a_broken_configuration_ends_with_1() -> None:
    Path("mkdocs.yml").write_text("site_name: X\nnav: [\n", "utf-8")

    result = _check()

    assert result.exit_code == 1
    assert result.stdout.startswith("mkdocs.yml:2:6: error[yaml-syntax]: the list that begins")


def test_a_schema_is_not_written_from_a_vocabulary_that_is_missing(content: Path) -> None:
    (content / "tags.yml").unlink()

    result = _check("--write-schema")

    assert result.exit_code == 1
    assert not (content / "schema").exists()


def test_source_date_epoch_says_what_day_it_is(content: Path, monkeypatch: Any) -> None:
    paper = MISH.replace("methd", "method, survey").replace("tags", "year: 2002\ntags")
    (content / "papers" / "mish.yml").write_text(paper, "utf-8")
    assert "future-year" not in _check().stdout

    monkeypatch.setenv("SOURCE_DATE_EPOCH", "946684800")  # 2000-01-01

    assert "future-year" in _check().stdout


def test_every_code_is_kebab_case_and_says_something() -> None:
    for code in checks.RULES.values():
        assert code.name == code.name.lower()
        assert " " not in code.name and "_" not in code.name
        assert code.cause and code.example and code.cure


def test_uncurated_papers_are_counted_for_people_and_named_on_request(content: Path) -> None:
    for name in ("mish", "swish"):
        (content / "papers" / f"{name}.yml").write_text(
            f"title: {name.title()}\ntags: [method]\nabstract: {name.title()}.\n", "utf-8"
        )
    (content / "papers" / "mish.yml").write_text(MISH, "utf-8")

    text = _check().stdout
    assert "mish.yml:2:8: error[unknown-tag]" in text
    assert (
        "content/papers:0:0: warning[uncurated]: 2 papers have no topics yet and are shown among"
        " the unsorted; `check --all` names them.\n"
    ) in text
    assert text.count("[uncurated]") == 2
    annotations = _check("--format", "github").stdout
    assert annotations.count("title=uncurated") == 2
    assert _check("--all").stdout.count("[uncurated]") == 4
    assert _check("--all", "--format", "github").stdout.count("title=uncurated") == 4
    rows = json.loads(_check("--format", "json").stdout)
    assert sum(row["code"] == "uncurated" for row in rows) == 4


def test_what_one_paper_alone_lacks_stays_at_its_line(content: Path) -> None:
    path = content / "papers" / "layer-normalization.yml"
    text = path.read_text("utf-8")
    path.write_text(re.sub("summary: .*\n", "", text), "utf-8")

    assert "layer-normalization.yml:2:1: warning[uncurated]: the paper has no summary" in (
        _check().stdout
    )


def test_a_spelling_that_could_mean_two_tags_is_left_to_people(content: Path) -> None:
    tags = content / "tags.yml"
    new = "\n  description: X.\n  kind: task\n  aliases: [Skip-Links]\n"
    tags.write_text(f"{tags.read_text('utf-8')}aa:\n  name: A{new}bb:\n  name: B{new}", "utf-8")
    path = content / "papers" / "layer-normalization.yml"
    path.write_text(path.read_text("utf-8").replace("tags: [", "tags: [skiplinks, "), "utf-8")

    _check("--fix")

    assert "tags: [skiplinks, " in path.read_text("utf-8")
