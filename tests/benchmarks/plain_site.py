"""The same papers as a plain MkDocs Material site: what the generator is measured against."""

from __future__ import annotations

from pathlib import Path

from generator.content.load import load
from generator.text.latex import to_text

CONFIG = """\
site_name: Plain
theme:
  name: material
  font: false
plugins:
  - search
  - tags
not_in_nav: /papers/
nav:
  - Home: index.md
"""


def make(project: Path, out: Path) -> Path:
    """Write a plain site's sources from a project's content; returns its directory."""
    papers = out / "docs" / "papers"
    papers.mkdir(parents=True)
    (out / "mkdocs.yml").write_text(CONFIG, "utf-8")
    (out / "docs" / "index.md").write_text("# Papers\n", "utf-8")
    for paper in load(project / "content").catalog.papers.values():
        title = to_text(paper.title).replace('"', "'").replace("\\", "")
        tags = "".join(f"  - {tag}\n" for tag in paper.tags)
        abstract = to_text(paper.abstract).replace("<", "&lt;")
        text = f'---\ntitle: "{title}"\ntags:\n{tags}---\n\n# {title}\n\n{abstract}\n'
        (papers / f"{paper.id}.md").write_text(text, "utf-8")
    return out
