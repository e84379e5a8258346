"""The editors' schema and `check` say the same of every file of the golden cases and of the toy."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from generator import checks
from generator.content import definitions, json_schema, yaml_documents
from generator.content.content_layout import RECORDS, TABLES
from generator.content.load import load
from generator.content.paper_yaml import HEADER
from generator.model.models import Catalog, Tag, TagKind
from generator.model.problems import has_errors
from tests.support import TOY, entries
from tests.unit.checks.test_check import CASES, TODAY, _write


def _validators(catalog: Catalog) -> dict[str, Any]:
    texts = json_schema.schemas(catalog)
    found = {}
    for file in definitions.FILES:
        schema = json.loads(texts[f"{file.name}.schema.json"])
        checker = jsonschema.FormatChecker(["date"])
        found[file.name] = jsonschema.Draft202012Validator(schema, format_checker=checker)
    return found


def _disagreements(content: Path) -> list[tuple[str, list[str], list[str]]]:
    """Files that the schema refuses and `check` does not, or the other way round."""
    loaded, problems = checks.check(content, TODAY)
    if {("tag", "*"), ("topic", "*"), ("venue", "*")} & loaded.unread:
        return []  # what the schema should name is not known
    validators = _validators(loaded.catalog)
    found = []
    for path in filter(lambda path: path.suffix == ".yml", entries(content)):
        name = path.relative_to(content).as_posix()
        file = TABLES.get(name) or RECORDS.get(name.partition("/")[0])
        if file is None or path.is_symlink() or not path.is_file():
            continue
        document = yaml_documents.compose(name, path.read_bytes())
        if document.root is None:
            continue
        values = yaml_documents.plain(document.root)
        said = [error.message for error in validators[file.name].iter_errors(values)]
        told = [problem for problem in problems if problem.path.endswith(f"/{name}")]
        visible = [problem.code for problem in told if checks.RULES[problem.code].in_schema]
        refused = has_errors(told) or bool(visible)
        if (said and not refused) or (visible and not said):
            found.append((name, said, visible))
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_schema_and_check_agree(case: Path, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.chdir(tmp_path)
    _write(yaml.safe_load(case.read_text("utf-8")))

    assert _disagreements(Path("content")) == []


def test_schema_and_check_agree_that_the_toy_is_sound() -> None:
    assert _disagreements(TOY) == []


def test_tags_are_completed_with_what_they_mean_and_without_those_given_up() -> None:
    new = Tag("pruning", "Pruning", "Removing weights.", TagKind.METHOD)
    old = Tag("trimming", "Trimming", "As pruning.", TagKind.METHOD, deprecated_for="pruning")
    catalog = Catalog({}, {}, {"pruning": new, "trimming": old})

    schema = json.loads(json_schema.schemas(catalog)["paper.schema.json"])

    assert schema["$defs"]["tag"] == {
        "type": "string",
        "enum": ["pruning"],
        "markdownEnumDescriptions": ["**Pruning** (method): Removing weights."],
    }


def test_every_paper_names_the_schema_that_is_written() -> None:
    name = HEADER.rpartition("/")[2].strip()

    assert name in json_schema.schemas(load(TOY).catalog)
    assert HEADER.strip().endswith(f"$schema=../schema/{name}")


@pytest.mark.parametrize("name", json_schema.schemas(Catalog({}, {}, {})))
def test_the_schemas_are_of_the_draft_that_they_name(name: str) -> None:
    schema = json.loads(json_schema.schemas(load(TOY).catalog)[name])

    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(schema)
