"""Dates in the sitemap and the feeds are those of the content's history."""

from __future__ import annotations

import subprocess
from datetime import datetime
from pathlib import Path

import pytest

from generator.cli import Settings
from generator.cli.stages import write_pages
from generator.services.git import last_changes
from tests.support import ENVIRONMENT, TOY, project

PAPER = "papers/layer-normalization"


def git(folder: Path, *arguments: str, day: str = "") -> None:
    dated = {"GIT_AUTHOR_DATE": f"{day}T12:00:00Z", "GIT_COMMITTER_DATE": f"{day}T12:00:00Z"}
    subprocess.run(
        ["git", "-c", "user.name=n", "-c", "user.email=n@example.org", *arguments],
        cwd=folder, check=True, env={**ENVIRONMENT, **(dated if day else {})},
    )  # fmt: skip


def commit(folder: Path, day: str) -> None:
    git(folder, "add", "--all", "content")
    git(folder, "commit", "--quiet", "--message", day, day=day)


def test_a_commit_alone_changes_the_dates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = project(tmp_path, TOY)
    settings = Settings(folder / "content", folder / "mkdocs.yml")
    calls: list[Path] = []

    def counted(content: Path) -> dict[str, datetime]:
        calls.append(content)
        return last_changes(content)

    monkeypatch.setattr("generator.cli.stages.last_changes", counted)

    def dates() -> tuple[str, bool]:
        docs = write_pages(settings).site.docs
        rows = (docs / "sitemap.xml").read_text("utf-8").splitlines()
        [row] = [row for row in rows if f"{PAPER}/" in row]
        feed = (docs / "feeds" / "all.atom").read_text("utf-8")
        day = row.partition("<lastmod>")[2].partition("<")[0]
        return day, f"<updated>{day}T12:00:00Z</updated>" in feed

    assert dates()[0] < "2030"
    assert not calls
    git(folder, "init", "--quiet")
    commit(folder, "2031-01-01")
    assert dates() == ("2031-01-01", True)
    paper = folder / "content" / f"{PAPER}.yml"
    paper.write_text(paper.read_text("utf-8") + "\n", "utf-8")
    assert dates() == ("2031-01-01", True)
    commit(folder, "2032-02-02")
    assert dates() == ("2032-02-02", True)
    assert dates() == ("2032-02-02", True)
    assert len(calls) == 2, "one call for each commit"
