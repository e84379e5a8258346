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
    paper = middle(project)
    lines = paper.read_text("utf-8").splitlines(keepends=True)
    own = ("arxiv:", "doi:", "openreview:", "title:", "published_as:", "aliases:", "code:")
    kept = [line for line in lines if not line.startswith(own)]
    id_, title = new_id_and_title(number)
    kept.insert(1, f"title: {title}\n")
    paper.with_name(f"{id_}.yml").write_text("".join(kept), "utf-8")


def new_id_and_title(number: int) -> tuple[str, str]:
    """What `new_paper` calls the paper of this number."""
    return f"zebra-crossings-{number}", f"Zebra Crossings {number}"


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
