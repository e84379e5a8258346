from __future__ import annotations

from pathlib import Path

import pytest

import generator
from generator.build.output_paths import (
    MARK,
    PAGES,
    SITE,
    Protected,
    protected,
    require_apart,
    require_no_source,
    require_output,
    write_mark,
)
from generator.model.config import Site
from generator.model.problems import BrokenEnvironment


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project in a checkout, below a home, with a working directory elsewhere."""
    root = tmp_path / "home" / "list"
    for name in ("content/papers", "overrides", "tests/unit", ".git", "../../elsewhere"):
        (root / name).mkdir(parents=True)
    monkeypatch.setenv("HOME", str(root.parent))
    monkeypatch.chdir(tmp_path / "elsewhere")
    return root


def never(root: Path) -> Protected:
    site = Site("L", "", "", "", "main", root / "build" / "docs", root / "overrides")
    return protected(site, root / "mkdocs.yml", root / "content")


def take(root: Path, folder: Path, kind: str = SITE) -> Path:
    return require_output(folder, kind, "--site", never(root))


@pytest.mark.parametrize(
    "name",
    [
        "content", "content/papers", "content/new", "overrides", "overrides/x", "tests",
        "tests/unit/site", ".git", ".git/x", ".", "..", "../..", "/", "content/../content",
        "build/../content", "../../elsewhere",
    ],
)  # fmt: skip
@pytest.mark.parametrize("marked", [True, False])
def test_sources_the_project_home_and_what_holds_them_are_never_taken(
    root: Path, name: str, marked: bool
) -> None:
    folder = root / name
    if marked and folder.is_dir() and folder.resolve() != Path("/"):
        write_mark(folder, SITE)
    with pytest.raises(BrokenEnvironment, match=r"cannot be an output folder.*name a folder"):
        take(root, folder)


def test_the_generator_is_a_source_wherever_it_is_installed(root: Path) -> None:
    package = Path(generator.__file__).parent
    for folder in (package, package / "templates", package.parent):
        with pytest.raises(BrokenEnvironment, match="cannot be an output"):
            take(root, folder)


def test_a_link_is_resolved_first(root: Path) -> None:
    (root / "site").symlink_to(root / "content")
    (root / "way").symlink_to(root)
    for name in ("site", "way/content", "way"):
        with pytest.raises(BrokenEnvironment, match="cannot be an output"):
            take(root, root / name)
    (root / "loop").symlink_to(root / "loop")
    with pytest.raises(BrokenEnvironment, match="loop"):
        take(root, root / "loop")


def test_content_behind_a_link_is_protected(root: Path) -> None:
    (root / "content").rename(root / "theirs")
    (root / "content").symlink_to(root / "theirs")
    with pytest.raises(BrokenEnvironment, match="cannot be an output"):
        take(root, root / "theirs" / "papers")


def test_a_folder_that_is_missing_or_empty_or_marked_is_taken(root: Path) -> None:
    folder = root / "site"
    assert take(root, folder) == folder.resolve()
    folder.mkdir()
    assert take(root, folder) == folder.resolve()
    write_mark(folder, SITE)
    (folder / "index.html").write_bytes(b"")
    assert take(root, folder) == folder.resolve()


def test_a_mark_that_a_killed_run_did_not_finish_is_no_content(root: Path) -> None:
    (root / "site").mkdir()
    (root / "site" / f".{MARK}.part").write_bytes(b"si")
    assert take(root, root / "site")


@pytest.mark.parametrize("name", ["notes.txt", ".hidden", "index.html", "sub/x"])
def test_a_folder_with_anything_else_in_it_is_left_alone(root: Path, name: str) -> None:
    (root / "site" / name).parent.mkdir(parents=True)
    (root / "site" / name).write_bytes(b"theirs")
    with pytest.raises(BrokenEnvironment, match=r"was not made by this command.*name a folder"):
        take(root, root / "site")


def test_the_mark_of_pages_is_none_for_a_site(root: Path) -> None:
    (root / "site").mkdir()
    write_mark(root / "site", PAGES)
    (root / "site" / "index.md").write_bytes(b"")
    assert take(root, root / "site", PAGES)
    with pytest.raises(BrokenEnvironment, match="was not made"):
        take(root, root / "site")


def test_the_output_of_an_earlier_version_is_named_as_such(root: Path) -> None:
    (root / "site/assets/stylesheets").mkdir(parents=True)
    (root / "site/assets/stylesheets/material.css").write_bytes(b"")
    (root / "build/docs").mkdir(parents=True)
    (root / "build/docs/index.md").write_bytes(b"")
    (root / "build/docs.manifest.json").write_bytes(b"[]")
    for folder in ("site", "build/docs"):
        with pytest.raises(BrokenEnvironment, match=r"earlier version.*delete .*run the command"):
            take(root, root / folder)


def test_a_site_that_is_a_checkout_is_left_alone(root: Path) -> None:
    (root / "site").mkdir()
    write_mark(root / "site", SITE)
    (root / "site" / ".git").write_text("gitdir: ../.git/worktrees/site\n", "utf-8")
    with pytest.raises(BrokenEnvironment, match="Git checkout"):
        take(root, root / "site")


def test_a_file_is_no_folder(root: Path) -> None:
    (root / "site").write_bytes(b"")
    with pytest.raises(BrokenEnvironment, match="is a file"):
        take(root, root / "site")


def test_what_mkdocs_would_empty_is_checked_too(root: Path) -> None:
    with pytest.raises(BrokenEnvironment, match="site_dir"):
        require_no_source(root / "content", "site_dir", never(root))
    assert require_no_source(root / "site", "site_dir", never(root))


def test_site_and_pages_lie_side_by_side(tmp_path: Path) -> None:
    require_apart(tmp_path / "site", tmp_path / "build/docs")
    for site, pages in (("site", "site/docs"), ("docs/site", "docs"), ("x", "x")):
        with pytest.raises(BrokenEnvironment, match="side by side"):
            require_apart(tmp_path / site, tmp_path / pages)
