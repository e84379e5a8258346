"""The lists that are measured, each as a project of its own."""

from __future__ import annotations

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
    """Put away what was built and remembered."""
    for name in ("build", "site"):
        put_away(project / name)


def put_away(folder: Path) -> None:
    """Move a folder that may exist to where the caller deletes it at the end.

    For some minutes ext4 passes over each inode that was deleted when it looks for a free one:
    10,000 papers take ten processor seconds more when they are built right after a deletion.
    """
    gone = folder.parent.with_name(f"{folder.parent.name}-gone")
    gone.mkdir(exist_ok=True)
    if folder.exists():
        folder.rename(gone / f"{len(list(gone.iterdir()))}-{folder.name}")


def build(project: Path) -> None:
    """Bring the site up to date."""
    measure(*GENERATOR, "build", cwd=project)
