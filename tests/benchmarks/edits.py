"""The edits whose builds are measured; each can be made again with another number."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path


def nothing(_project: Path, _number: int) -> None:
    """No edit."""


def one_tag(project: Path, _number: int) -> None:
    """One tag more on the paper in the middle, or less when it has that tag."""
    _toggle_tag(middle(project))


def ten_tags(project: Path, _number: int) -> None:
    """One tag more, or less, on each of ten papers."""
    papers = _papers(project)
    for paper in papers[:: max(1, len(papers) // 10)][:10]:
        _toggle_tag(paper)


def new_paper(project: Path, number: int) -> None:
    """A paper more, like the one in the middle."""
    _, title = NEW[number % len(NEW)]
    paper = middle(project)
    lines = paper.read_text("utf-8").splitlines(keepends=True)
    own = ("arxiv:", "doi:", "openreview:", "title:", "published_as:", "aliases:", "code:")
    kept = [line for line in lines if not line.startswith(own)]
    kept.insert(1, f"title: {title}\n")
    new = paper.with_name(f"{NEW[number % len(NEW)][0]}.yml")
    new.write_text("".join(kept), "utf-8")


def rename(project: Path, number: int) -> None:
    """The paper in the middle under a new id."""
    paper = middle(project)
    text = paper.read_text("utf-8")
    aliases = re.search(r"(?m)^aliases: \[(.*)\]\n", text)
    text = re.sub(r"(?m)^aliases: .*\n", "", text)
    old = f"{aliases[1]}, {paper.stem}" if aliases else paper.stem
    text = text.replace("abstract:", f"aliases: [{old}]\nabstract:", 1)
    paper.unlink()
    paper.with_name(f"zebra-renamed-{number}.yml").write_text(text, "utf-8")


def template(project: Path, number: int) -> None:
    """A comment more in the theme's template, on which every page depends."""
    path = project / "overrides" / "main.html"
    path.write_text(f"{path.read_text('utf-8')}{{# edited {number} #}}\n", "utf-8")


NEW = (
    ("zebra-crossings-as-measures", "Zebra Crossings as Measures"),
    ("ibis-and-heron-in-shallow-water", "Ibis and Heron in Shallow Water"),
    ("a-quagga-remembered", "A Quagga, Remembered"),
    ("the-okapi-paradox", "The Okapi Paradox"),
    ("lemurs-that-count", "Lemurs That Count"),
)
"""Ids and titles of new papers, unlike each other and what lists have."""
EDITS: Mapping[str, Callable[[Path, int], None]] = {
    "nothing changed": nothing,
    "one tag edited": one_tag,
    "one new paper": new_paper,
    "one rename": rename,
    "one template edited": template,
}
"""By name, in the order in which they are measured. Each takes the project and the round."""


def middle(project: Path) -> Path:
    """The file of the paper in the middle."""
    papers = _papers(project)
    return papers[len(papers) // 2]


def _toggle_tag(paper: Path) -> None:
    text = paper.read_text("utf-8")
    tags = next(line for line in text.splitlines() if line.startswith("tags: ["))
    more = tags.replace("]", ", survey]")
    edited = tags.replace(", survey]", "]") if ", survey]" in tags else more
    paper.write_text(text.replace(tags, edited, 1), "utf-8")


def _papers(project: Path) -> list[Path]:
    return sorted((project / "content" / "papers").glob("*.yml"))
