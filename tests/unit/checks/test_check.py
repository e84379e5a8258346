"""One file a case in `tests/golden/check/`: what is in `content/`, and what `check` says."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from generator import checks
from generator.checks.context import make_context
from generator.cli import group
from generator.content import content_files
from generator.content.load import load
from generator.content.reading_rules import READING_RULES
from generator.content.regular_files import read_listed
from generator.model.memory import NOTHING, Memory
from generator.model.problems import Problem, as_text
from generator.model.rules import Group
from tests.support import ROOT, from_yaml, tree

CASES = sorted((ROOT / "tests" / "golden" / "check").glob("[!_]*.yml"))
BASE = from_yaml((ROOT / "tests" / "golden" / "check" / "_base.yml").read_text("utf-8"))
TODAY = date(2026, 11, 20)


def _write(case: dict[str, Any]) -> None:
    """The case's content below the working directory; `null` leaves a file of the base out."""
    for path, text in {**BASE, **case["files"]}.items():
        target = Path("content", path)
        target.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(text, dict):  # bytes that are no text
            target.write_bytes(text["latin1"].encode("latin-1") * text.get("times", 1))
        elif text is not None:
            target.write_bytes(text.encode("utf-8"))
    if "config" in case:
        Path("mkdocs.yml").write_text(case["config"], "utf-8")
    for path, leads_to in case.get("links", {}).items():
        Path("content", path).symlink_to(leads_to)
    for path in case.get("folders", []):
        Path("content", path).mkdir()
    for path in case.get("pipes", []):
        os.mkfifo(Path("content", path))  # type: ignore[attr-defined, unused-ignore]


def _check(memory: Memory = NOTHING) -> list[Problem]:
    return checks.check(Path("content"), TODAY, Path("mkdocs.yml"), memory)[1]


@pytest.fixture(params=CASES, ids=lambda path: path.stem)
def case(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: Any) -> dict[str, Any]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795132800")  # TODAY
    found: dict[str, Any] = from_yaml(request.param.read_text("utf-8"))
    _write(found)
    return {**found, "code": request.param.stem}


def test_check_says_what_the_case_expects(case: dict[str, Any]) -> None:
    problems = _check()

    assert as_text(problems) == case["expected"]
    assert case["code"] in {problem.code for problem in problems}


@pytest.mark.usefixtures("case")
def test_a_check_that_remembers_says_the_same() -> None:
    memory = Memory(Path("memory"), "code")
    expected = _check()
    for path, text in BASE.items():
        Path("base", path).parent.mkdir(parents=True, exist_ok=True)
        Path("base", path).write_bytes(text.encode("utf-8"))
    checks.check(Path("base"), TODAY, memory=memory)

    assert [_check(memory), _check(memory)] == [expected, expected]


def test_a_problem_is_shown_at_its_new_line_without_reading_the_other_files_again(
    tmp_path: Path, monkeypatch: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    wrong = {f"papers/{name}.yml": f"title: {name}\ntopics: [nowhere]\n" for name in ("a", "b")}
    _write({"files": wrong})
    memory = Memory(Path("memory"), "code")
    before = [p.line for p in _check(memory) if p.code == "unknown-topic"]
    read = []

    def reading(path: Path | str, most: int | None = None) -> bytes:
        read.append(Path(path).name)
        return read_listed(path, most)

    Path("content/papers/b.yml").write_text("title: b\n\ntopics: [nowhere]\n", "utf-8")
    monkeypatch.setattr(content_files, "read_listed", reading)
    after = [p.line for p in _check(memory) if p.code == "unknown-topic"]

    assert (before, after) == ([2, 2], [2, 3])
    assert (read.count("a.yml"), read.count("b.yml")) == (1, 2)


def test_fix_changes_what_the_case_expects_and_nothing_else(case: dict[str, Any]) -> None:
    before = tree(Path("content"))
    runner = CliRunner()

    runner.invoke(group, ["check", "--fix"])

    after = tree(Path("content"))
    fixed = {path: text.encode("utf-8") for path, text in case.get("fixed", {}).items()}
    changed = {path: data for path, data in after.items() if before.get(path) != data}
    assert changed == fixed
    assert bool(fixed) == checks.RULES[case["code"]].fixed
    runner.invoke(group, ["check", "--fix"])
    assert tree(Path("content")) == after


def test_every_code_has_a_case_and_every_case_a_code() -> None:
    assert {path.stem for path in CASES} == set(checks.RULES)


def test_the_base_of_the_cases_is_sound(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.chdir(tmp_path)
    _write({"files": {}})

    assert checks.check(Path("content"), TODAY)[1] == []


def test_the_toy_catalogue_is_sound() -> None:
    assert checks.check(ROOT / "tests" / "toy" / "content", TODAY)[1] == []


def test_every_code_is_documented() -> None:
    text = checks.rules_list()

    for name, code in checks.RULES.items():
        assert f"#### {name} {{#{name}}}" in text
        assert code.cause in text
        assert code.cure in text


@pytest.mark.usefixtures("case")
def test_findings_break_only_the_rules_that_their_check_declares() -> None:
    context = make_context(load(Path("content")), TODAY, checks.rules_list())

    undeclared = [
        (check.name, finding.rule.name)
        for check in checks.CHECKS
        for finding in check.find(context)
        if finding.rule not in check.rules
    ]

    assert undeclared == []


def test_no_two_rules_have_one_code() -> None:
    declared = {*READING_RULES, *(rule for check in checks.CHECKS for rule in check.rules)}

    assert len(declared) == len(checks.RULES)


def test_the_list_of_rules_follows_the_groups() -> None:
    headings = [line for line in checks.rules_list().splitlines() if line.startswith("### ")]

    assert headings == [f"### {group}" for group in Group]
