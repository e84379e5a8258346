"""The lists that are measured, each as a project of its own."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.benchmarks import make_corpus
from tests.benchmarks.processes import GENERATOR, measure
from tests.support import ROOT
from tests.support import project as copy_project

THIS_LIST = "this list"


def name_of(size: int) -> str:
    """The name of the list of this size; a size up to that of the list here means the list."""
    return THIS_LIST if size <= paper_count(ROOT) else f"{size:,} papers"


def make(size: int, corpus: Path | None, folder: Path) -> Path:
    """Make the project of a list.

    Args:
        size: Papers.
        corpus: What the papers of larger lists are made from, as `make_corpus` reads it.
        folder: Where the project goes; it must not exist.

    Raises:
        OSError: There is no corpus, and the list is larger than the one here.
    """
    folder.mkdir(parents=True)
    content = ROOT / "content"
    if name_of(size) != THIS_LIST:
        if corpus is None or not corpus.is_file():
            raise OSError("a list of this size is made of a corpus: name one with CORPUS=FILE")
        content = folder / "content"
        make_corpus.make(make_corpus.multiplied(make_corpus.read_rows(corpus), size), content)
    return copy_project(folder, content)


def paper_count(project: Path) -> int:
    """The papers of a project."""
    return len(list((project / "content" / "papers").glob("*.yml")))


def forget(project: Path) -> None:
    """Remove what was built and remembered."""
    for name in ("build", "site"):
        shutil.rmtree(project / name, ignore_errors=True)


def build(project: Path) -> None:
    """Bring the site up to date."""
    measure(*GENERATOR, "build", cwd=project)
