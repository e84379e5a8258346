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
from generator.model.models import Catalog, Paper
from tests.support import TOY, copy_of_repository

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
    copy_of_repository(folder, without=("content", "tests"))
    shutil.copytree(TOY, folder / "content")
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
    aliased, copied, broken, typo, pattern = list(catalog.papers.values())[1:]
    alias, tag = "ResNet", "residual-networks"
    assert (tag in aliased.tags, alias in catalog.tags[tag].aliases) == (True, True)

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
    renamed, old, new = "residual-networks", "recurrent-networks", "convolutional-networks"
    assert not any({old, new} <= set(paper.tags) for paper in catalog.papers.values())
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
