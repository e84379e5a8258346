"""The pages of a real list, made by several processes and by one: the same files."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.cli import Settings, page_making, stages
from tests.support import FROZEN, project

PAPERS = 120
"""Of the list; each process gets several."""


def made(folder: Path) -> dict[str, bytes]:
    folder.mkdir()
    project(folder, FROZEN)
    for paper in sorted((folder / "content" / "papers").iterdir())[PAPERS:]:
        paper.unlink()
    stages.write_pages(Settings(folder / "content", folder / "mkdocs.yml"))
    docs = folder / "build" / "docs"
    return {
        path.relative_to(docs).as_posix(): path.read_bytes()
        for path in docs.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(page_making, "processes", lambda: 1)
        return made(tmp_path_factory.mktemp("one") / "alone")


@pytest.mark.parametrize("jobs", [2, 5])
def test_any_number_of_processes_makes_the_same_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, alone: dict[str, bytes], jobs: int
) -> None:
    assert len([name for name in alone if name.startswith("papers/")]) > PAPERS
    monkeypatch.setattr(page_making, "processes", lambda: jobs)
    assert made(tmp_path / "together") == alone
