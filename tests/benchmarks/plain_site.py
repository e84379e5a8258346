"""The same papers as a plain site: what the generator is measured against.

MkDocs with Material, ProperDocs and Zensical read one configuration and the same Markdown; Hugo
reads the same Markdown with the barest templates that have a page for each paper and each tag.
"""

from __future__ import annotations

from pathlib import Path

from generator.content.load import load
from generator.text.latex import to_text

MATERIAL = """\
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
HUGO = {
    "hugo.toml": "title = 'Plain'\nbaseURL = 'https://example.org/'\n[taxonomies]\ntag = 'tags'\n",
    "layouts/_default/single.html": (
        "<!doctype html><title>{{ .Title }}</title>{{ .Content }}"
        "{{ range .GetTerms `tags` }}<a href='{{ .RelPermalink }}'>{{ .Title }}</a>{{ end }}"
    ),
    "layouts/_default/list.html": (
        "<!doctype html><title>{{ .Title }}</title><ul>"
        "{{ range .Pages }}<li><a href='{{ .RelPermalink }}'>{{ .Title }}</a>{{ end }}</ul>"
    ),
}


def make(project: Path, out: Path) -> Path:
    """Write a plain site's sources from a project's content; returns its folder."""
    _write(out, {"mkdocs.yml": MATERIAL, "docs/index.md": "# Papers\n", **HUGO})
    papers = {}
    for paper in load(project / "content").catalog.papers.values():
        title = _plain(paper.title).replace('"', "'").replace("\\", "")
        tags = "".join(f"  - {tag}\n" for tag in paper.tags)
        abstract = _plain(paper.abstract).replace("<", "&lt;")
        text = f'---\ntitle: "{title}"\ntags:\n{tags}---\n\n# {title}\n\n{abstract}\n'
        papers[f"{paper.id}.md"] = text
    for folder in ("docs/papers", "content/papers"):  # Hugo's name for the folder
        _write(out / folder, papers)
    return out


def _plain(text: str) -> str:
    """The text without LaTeX, and without what begins a call in Hugo's Markdown."""
    return to_text(text).replace("{{", "{ {")


def _write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


if __name__ == "__main__":
    import sys

    make(Path(sys.argv[1]), Path(sys.argv[2]))
