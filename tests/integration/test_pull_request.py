"""A newcomer's pull request, and governed tags, in a clone of the project.

What the workflow runs is taken from the workflow: its `run` steps, with the
Makefile of the clone.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from generator.content.load import load
from generator.edit.tags import usage
from generator.model.models import Catalog, Paper
from tests.support import ROOT

_LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", "build", "site", "dist", "tests", "node_modules", "__pycache__", ".*_cache",
    ".hypothesis", "*.egg-info",
)  # fmt: skip
_ANNOTATION = re.compile(
    r"^::(error|warning|notice) file=([^,]*?)(?:,line=(\d+))?(?:,col=(\d+))?,title=([^:]*)::(.*)$",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Clone:
    """The project in a git repository of its own; `HEAD` is what `main` has."""

    folder: Path

    def papers(self) -> Path:
        return self.folder / "content" / "papers"

    def git(self, *args: str) -> str:
        name = ("-c", "user.name=newcomer", "-c", "user.email=newcomer@example.org")
        done = subprocess.run(
            ["git", *name, *args],
            cwd=self.folder,
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        return done.stdout

    def commit(self) -> None:
        self.git("add", "--all")
        self.git("commit", "--allow-empty", "--quiet", "--message", "An edit")

    def reset(self, commit: str) -> None:
        self.git("reset", "--quiet", "--hard", commit)
        self.git("clean", "--quiet", "-d", "--force")

    def make(self, command: str) -> subprocess.CompletedProcess[str]:
        """Run a step of the workflow as the runner does."""
        env = {**os.environ, "GITHUB_STEP_SUMMARY": str(self.summary)}
        env.pop("PYTHONPATH", None)
        return subprocess.run(
            ["bash", "-e", "-c", command], cwd=self.folder, env=env,
            capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip

    @property
    def summary(self) -> Path:
        return self.folder.parent / "summary.md"

    def workflow(self, target: str) -> subprocess.CompletedProcess[str]:
        """Run the step of the pull request's workflow that calls the target."""
        path = self.folder / ".github" / "workflows" / "pull-request.yml"
        jobs = yaml.safe_load(path.read_text("utf-8"))["jobs"]
        [step] = [
            step["run"] for job in jobs.values() for step in job["steps"]
            if step.get("run", "").startswith(f"make {target}")
        ]  # fmt: skip
        return self.make(step)

    def review(self) -> str:
        self.summary.unlink(missing_ok=True)
        done = self.workflow("review")
        assert done.returncode == 0, done.stdout + done.stderr
        return self.summary.read_text("utf-8")


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Clone:
    folder = tmp_path_factory.mktemp("clone") / "project"
    shutil.copytree(ROOT, folder, ignore=_LEFT_OUT)
    made = Clone(folder)
    made.git("init", "--quiet", "--initial-branch", "main")
    made.commit()
    # What `make` would install is what runs this test.
    (folder / ".venv" / "bin").mkdir(parents=True)
    python = folder / ".venv" / "bin" / "python"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', "utf-8")
    python.chmod(0o755)
    (folder / ".venv" / ".installed").touch()
    return made


@pytest.fixture(scope="module")
def catalog(clone: Clone) -> Catalog:
    return load(clone.folder / "content").catalog


def annotations_by_file(output: str) -> dict[str, list[tuple[int, int, str, str]]]:
    """File name → line, column, code and message of its annotations."""
    found: dict[str, list[tuple[int, int, str, str]]] = {}
    for match in _ANNOTATION.finditer(output):
        row = (int(match[3] or 0), int(match[4] or 0), match[5], match[6])
        found.setdefault(Path(match[2]).name, []).append(row)
    return found


def replace_tag(path: Path, old: str, new: str) -> tuple[int, int]:
    """Edit the flow list of tags as in a web editor; returns line and column of the new word."""
    lines = path.read_text("utf-8").splitlines(keepends=True)
    for number, line in enumerate(lines):
        if line.startswith("tags: ["):
            lines[number] = re.sub(rf"(?<=[\[ ]){re.escape(old)}(?=[,\]])", new, line)
            path.write_text("".join(lines), "utf-8")
            return number + 1, lines[number].index(new) + 1
    raise AssertionError(f"{path} has no flow list of tags")


def test_a_newcomers_pull_request(clone: Clone, catalog: Catalog) -> None:
    base = clone.git("rev-parse", "HEAD").strip()
    papers = list(catalog.papers.values())
    typo, broken, [aliased] = papers[3], papers[10], _with_alias(catalog)
    copied, pattern = _two(catalog)
    alias, tag = _alias_of(catalog, aliased)

    where_typo = replace_tag(clone.papers() / f"{typo.id}.yml", typo.tags[1], typo.tags[1] + "z")
    where_alias = replace_tag(clone.papers() / f"{aliased.id}.yml", tag, alias)
    text = (clone.papers() / f"{broken.id}.yml").read_text("utf-8")
    (clone.papers() / f"{broken.id}.yml").write_text(
        re.sub(r"(?m)^(tags: .*)\]$", r"\1", text), "utf-8"
    )
    shutil.copy(clone.papers() / f"{copied.id}.yml", clone.papers() / "my-copy.yml")
    (clone.papers() / "a-widget-that-counts-its-own-edits.yml").write_text(
        _new_paper(pattern), "utf-8"
    )
    (clone.papers() / "my-paper.yaml").write_text(_new_paper(pattern), "utf-8")
    clone.commit()

    done = clone.workflow("check")
    assert done.returncode != 0
    found = annotations_by_file(done.stdout)
    assert (*where_typo, "unknown-tag") in [row[:3] for row in found[f"{typo.id}.yml"]]
    assert any(f"Did you mean '{typo.tags[1]}'?" in row[3] for row in found[f"{typo.id}.yml"])
    assert (*where_alias, "alias-tag") in [row[:3] for row in found[f"{aliased.id}.yml"]]
    assert any(f"'{tag}'" in row[3] for row in found[f"{aliased.id}.yml"])
    assert {row[2] for row in found["my-copy.yml"]} >= {"duplicate-arxiv"}
    assert "yaml-syntax" in [row[2] for row in found[f"{broken.id}.yml"]]
    assert [row[2] for row in found["my-paper.yaml"]] == ["extension"]
    assert "a-widget-that-counts-its-own-edits.yml" not in found

    review = clone.review()
    assert "2 papers added" in review
    assert "1 paper unreadable" in review
    assert "**added** A Widget That Counts &#124; Its Own Edits (`a-widget-" in review
    assert "**unreadable** " in review
    gained = [line for line in review.splitlines() if f"`{typo.tags[1]}z`" in line]
    assert gained and f"`{typo.tags[1]}`" in gained[0]
    assert "### Nearly the same title" in review
    assert "`my-copy`" in review.split("### Nearly the same title")[1].split("###")[0]
    assert "papers/a-widget-that-counts-its-own-edits/` (new)" in review
    assert "`unknown-tag`" in review.split("### Problems")[1]
    clone.reset(base)


def test_a_change_that_changes_nothing(clone: Clone) -> None:
    base = clone.git("rev-parse", "HEAD").strip()
    clone.commit()
    assert clone.workflow("check").returncode == 0
    assert "Nothing changes on the site." in clone.review()
    clone.reset(base)


def test_an_unknown_revision_is_a_wrong_environment(clone: Clone) -> None:
    done = clone.make(".venv/bin/python -m generator review --base no-such-branch")
    assert done.returncode == 2
    assert "no-such-branch" in done.stderr


def test_governed_tags_leave_a_clean_check_a_strict_build_and_redirects(
    clone: Clone, catalog: Catalog
) -> None:
    base = clone.git("rev-parse", "HEAD").strip()
    renamed, old, new = _to_govern(catalog)
    run = ".venv/bin/python -m generator tags"
    carried = Counter(tag for paper in catalog.papers.values() for tag in paper.tags)
    first = clone.make(f"{run} rename {renamed} a-new-name")
    assert first.returncode == 0, first.stdout + first.stderr
    lines = [row for row in clone.git("diff", "--numstat", "content/papers").splitlines() if row]
    assert len(lines) == carried[renamed]
    assert {tuple(row.split()[:2]) for row in lines} == {("1", "1")}
    second = clone.make(f"{run} merge {old} {new}")
    assert second.returncode == 0, second.stdout + second.stderr
    assert clone.workflow("check").returncode == 0

    built = clone.workflow("offline")
    assert built.returncode == 0, built.stdout + built.stderr
    for gone, there in ((renamed, "a-new-name"), (old, new)):
        folder = clone.folder / "site" / "tags" / gone
        page = (folder / "index.html").read_text("utf-8")
        [target] = re.findall(r'http-equiv="refresh" content="0; url=([^"]*)"', page)
        assert (folder / target).resolve() == folder.parent.resolve() / there
        assert (folder / target / "index.html").is_file()
    clone.reset(base)


def _with_alias(catalog: Catalog) -> list[Paper]:
    """A paper with a tag that has another word for it, apart from those used otherwise."""
    return [
        paper for paper in list(catalog.papers.values())[20:]
        if any(_words(catalog, tag) for tag in paper.tags)
    ][:1]  # fmt: skip


def _words(catalog: Catalog, tag: str) -> list[str]:
    return [word for word in catalog.tags[tag].aliases if re.fullmatch(r"[A-Za-z]{4,}", word)]


def _alias_of(catalog: Catalog, paper: Paper) -> tuple[str, str]:
    tag = next(tag for tag in paper.tags if _words(catalog, tag))
    return _words(catalog, tag)[0], tag


def _two(catalog: Catalog) -> list[Paper]:
    """A paper with an arXiv id, and one that a new one can be made after."""
    late = list(catalog.papers.values())[40:]
    return [next(paper for paper in late if paper.arxiv), late[1]]


def _new_paper(pattern: Paper) -> str:
    return f"""\
# yaml-language-server: $schema=../schema/paper.schema.json
title: A Widget That Counts | Its Own Edits
topics: [{pattern.topics[0]}]
tags: [{", ".join(pattern.tags)}]
summary: Counts how often a file was changed and says so.
added: 2026-11-20
abstract: |
  We present a device of brass and walnut that keeps a tally of every alteration made to it.
"""


def _to_govern(catalog: Catalog) -> tuple[str, str, str]:
    """A tag to rename, and two seldom ones of a kind, on different papers, to be merged."""
    rows = [row for row in reversed(usage(catalog)) if not row.deprecated_for]
    for first in rows:
        for second in rows:
            apart = not set(catalog.papers_with(first.id)) & set(catalog.papers_with(second.id))
            if first.id < second.id and first.kind == second.kind and apart:
                other = next(row.id for row in rows if row.id not in (first.id, second.id))
                return other, first.id, second.id
    raise AssertionError("no two tags to merge")
