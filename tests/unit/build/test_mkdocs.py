"""What the builder is given: the pages that are wanted, and nothing that it would make in vain."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml

from generator.build.mkdocs import Builder, build_pages
from generator.build.state import built_path
from generator.build.waiting_builder import WaitingBuilder
from generator.model.config import Site
from generator.model.problems import BrokenEnvironment


class Recorder(WaitingBuilder):
    """Notes what it is given, and makes every page."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.left_out: list[str] = []
        self.pages: list[str] = []
        self.texts: dict[str, str] = {}
        self.assets: list[str] = []
        self.theme = Path()

    def run(self, arguments: Sequence[str]) -> subprocess.CompletedProcess[str]:
        config = Path(arguments[-1])
        values = yaml.safe_load(config.read_text("utf-8"))
        docs = config.parent / values["docs_dir"]
        self.theme = Path(values["theme"]["custom_dir"])
        self.assets = [path.name for path in self.theme.rglob("*.css")]
        self.left_out = values.get("exclude_docs", "").split()
        self.pages = sorted(path.relative_to(docs).as_posix() for path in docs.rglob("*.md"))
        for page in self.pages:
            self.texts[page] = (docs / page).read_text("utf-8")
            made = config.parent / values["site_dir"] / built_path(page)
            made.parent.mkdir(parents=True, exist_ok=True)
            made.touch()
        return subprocess.CompletedProcess(arguments, 0, "", "")


def build(
    folder: Path, program: Recorder, *, whole: bool = True, third: str = "Map: map.md"
) -> None:
    """Have two of three pages built, of which the navigation names one and the third."""
    docs, theme = folder / "docs", folder / "theme"
    for page in ("index.md", "map.md", "papers/one.md"):
        (docs / page).parent.mkdir(parents=True, exist_ok=True)
        (docs / page).write_text("---\ntitle: A Page\n---\n\ntext", "utf-8")
    (theme / "assets").mkdir(parents=True)
    (theme / "assets/site.css").touch()
    (theme / "main.html").write_text("template", "utf-8")
    config = folder / "mkdocs.yml"
    config.write_text(f"nav: [Home: index.md, {third}]\n", "utf-8")
    site = Site("L", "", "", "", "main", docs, theme)
    builder = Builder(config, site, folder / "site", program=program, whole=whole)
    made = build_pages(builder, ["index.md", "papers/one.md"], False, folder / "room")
    assert sorted(made) == ["index.html", "papers/one/index.html"]


def test_a_page_that_is_only_named_in_the_navigation_is_not_built(tmp_path: Path) -> None:
    program = Recorder("mkdocs")
    build(tmp_path, program)

    assert program.pages == ["index.md", "map.md", "papers/one.md"]
    assert program.left_out == ["/map.md"]


def test_a_page_that_gives_the_navigation_its_title_is_built_without_its_text(
    tmp_path: Path,
) -> None:
    program = Recorder("mkdocs")
    build(tmp_path, program, third="map.md")

    assert program.left_out == []
    assert program.texts["map.md"] == "---\ntitle: A Page\n---\n"


def test_a_share_without_that_page_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(BrokenEnvironment, match=r"give none\.md one .*`- About: none\.md`"):
        build(tmp_path, Recorder("mkdocs"), whole=False, third="none.md")


def test_zensical_keeps_the_navigation_only_with_the_pages_that_it_names(tmp_path: Path) -> None:
    program = Recorder("zensical")
    build(tmp_path, program)

    assert program.left_out == []
    assert program.theme == tmp_path / "theme"


def test_templates_are_found_and_assets_are_not_listed(tmp_path: Path) -> None:
    program = Recorder("mkdocs")
    build(tmp_path, program)

    assert (program.theme / "main.html").read_text("utf-8") == "template"
    assert (program.theme / "assets/site.css").exists()
    assert program.assets == []


def test_the_theme_itself_is_read_where_the_system_has_no_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> None:
        raise OSError("no links")

    program = Recorder("mkdocs")
    monkeypatch.setattr(Path, "symlink_to", refuse)
    build(tmp_path, program)

    assert program.theme == tmp_path / "theme"
