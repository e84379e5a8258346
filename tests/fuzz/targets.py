"""The readers as targets: `check` and `review`."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path

from generator import checks
from generator.checks import RULES
from generator.cli.review import state_of
from generator.content.site_config import read_site
from generator.model.problems import RENDERERS, Problem
from generator.review.compare import ReviewedState, compare
from generator.review.markdown import as_markdown
from tests.fuzz.harness import Project, target
from tests.support import ROOT, TOY

_TODAY = date(2026, 11, 20)


@target("check", weight=19)
def check(project: Project) -> None:
    """Every problem lies in a file, has a declared code, and can be shown in each format."""
    _, problems = checks.check(project.content, _TODAY, project.config)

    for problem in problems:
        assert problem.code in RULES
        _lies_in_its_file(problem)
    assert len(json.loads(RENDERERS["json"](problems))) == len(problems)
    assert all(line.isprintable() for line in RENDERERS["text"](problems).splitlines())
    assert RENDERERS["github"](problems).count("\n") == len(problems)


@target("review")
def review(project: Project) -> None:
    """The change from sound content to broken content can be compared and shown."""
    after = state_of(project.content, read_site(ROOT / "mkdocs.yml"))

    assert as_markdown(compare(_before(), after))


def _lies_in_its_file(problem: Problem) -> None:
    path = Path(problem.path)
    lines = path.read_bytes().decode("utf-8", "replace").replace("\r", "\n").count("\n") + 2
    assert 0 <= problem.line <= lines, problem
    assert problem.column >= 0, problem


@cache
def _before() -> ReviewedState:
    return state_of(TOY, read_site(ROOT / "mkdocs.yml"))
