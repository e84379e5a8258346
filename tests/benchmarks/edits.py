"""The edits whose builds are measured."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path


def nothing(folder: Path) -> None:
    """No edit."""


def one_tag(folder: Path) -> None:
    """One tag more on the paper in the middle, or less when it has that tag."""
    paper = _middle(folder)
    text = paper.read_text("utf-8")
    tags = next(line for line in text.splitlines() if line.startswith("tags: ["))
    more = tags.replace("]", ", survey]")
    edited = tags.replace(", survey]", "]") if ", survey]" in tags else more
    paper.write_text(text.replace(tags, edited, 1), "utf-8")


def new_paper(folder: Path) -> None:
    """A paper more, like the one in the middle."""
    paper = _middle(folder)
    lines = paper.read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(("arxiv:", "doi:", "title:"))]
    kept.insert(1, "title: Zebra Crossings as Measures\n")
    (paper.parent / "zebra-crossings-as-measures.yml").write_text("".join(kept), "utf-8")


def rename(folder: Path) -> None:
    """The paper in the middle under a new id."""
    paper = _middle(folder)
    text = paper.read_text("utf-8").replace("abstract:", f"aliases: [{paper.stem}]\nabstract:", 1)
    paper.unlink()
    (paper.parent / "zebra-renamed.yml").write_text(text, "utf-8")


def template(folder: Path) -> None:
    """A comment more in the theme's template, on which every page depends."""
    path = folder / "overrides" / "main.html"
    path.write_text(path.read_text("utf-8") + "{# edited #}\n", "utf-8")


EDITS: Mapping[str, Callable[[Path], None]] = {
    "nothing changed": nothing,
    "one tag edited": one_tag,
    "one new paper": new_paper,
    "one rename": rename,
    "one template edited": template,
}
"""By name, in the order in which they are measured."""


def _middle(folder: Path) -> Path:
    papers = sorted((folder / "content" / "papers").glob("*.yml"))
    return papers[len(papers) // 2]
