"""A site is brought up to date, and killed at every step that reaches the disk."""

from __future__ import annotations

import itertools
import os
import shutil
import warnings
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.build import site_files, site_update
from generator.build.mkdocs import Builder
from generator.build.offline_zip import ZIP
from generator.build.output_paths import MARK
from generator.build.site_update import Files, First, add_zip, update_pages, update_site
from generator.build.state import NOT_FOUND_PAGE, built_path
from generator.model.config import Site
from generator.model.files import digest
from generator.model.problems import BrokenEnvironment
from generator.site.marks import OFFER_END, OFFER_START
from tests.support import tree

OLD = {
    "index.md": b"home",
    "papers/gone.md": b"gone",
    "papers/kept.md": b"kept",
    "exports/index.md": f"<p>{OFFER_START}{OFFER_END}</p>".encode(),
    "exports/papers.bib": b"@misc{old}",
}
NEW = {**OLD, "index.md": b"home two", "papers/come.md": b"", "exports/papers.bib": b"@misc{new}"}
del NEW["papers/gone.md"]

_STEPS = (
    *((os, name) for name in ("replace", "rename", "link", "mkdir", "unlink", "rmdir")),
    (site_files, "_swap"),
    (Path, "write_bytes"),
)


class Project:
    """Pages and a theme on the disk, and a builder that copies."""

    def __init__(self, folder: Path) -> None:
        site = Site("L", "", "", "", "main", folder / "docs", folder / "theme")
        (folder / "theme" / "assets").mkdir(parents=True)
        (folder / "theme" / "assets" / "s.css").write_bytes(b"a{}")
        (folder / "mkdocs.yml").write_text("site_name: L\n", "utf-8")
        self.folder = folder
        self.site = folder / "site"
        self.builder = Builder(folder / "mkdocs.yml", site, self.site)
        self.sources: dict[str, str] = {}

    def write(self, files: Mapping[str, bytes]) -> None:
        shutil.rmtree(self.builder.site.docs, ignore_errors=True)
        for name, data in files.items():
            file = self.builder.site.docs / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        self.sources = {name: digest(data) for name, data in files.items()}
        self.sources["assets/s.css"] = digest(b"a{}")

    def update(self, first: First | None = None, there: Callable[[], Files] | None = None) -> int:
        room = self.folder / "room"
        shutil.rmtree(room, ignore_errors=True)
        room.mkdir()
        state = self.folder / "state.json"
        return update_site(self.builder, self.sources, state, room, first, there).written

    def clean(self) -> Mapping[str, bytes]:
        """The site that these sources give when nothing was there before."""
        other = self.folder / "clean"
        shutil.rmtree(other, ignore_errors=True)
        builder = replace(self.builder, target=other)
        (self.folder / "clean-room").mkdir(exist_ok=True)
        update_site(builder, self.sources, self.folder / "clean.json", self.folder / "clean-room")
        return tree(other)

    def beside(self) -> list[str]:
        return sorted(p.name for p in self.folder.iterdir() if p.name.startswith(".site"))


def copied(
    builder: Builder, pages: Collection[str], whole: bool, room: Path, docs: Path | None = None
) -> dict[str, Path]:
    built = {}
    for page in [*pages, *([NOT_FOUND_PAGE] if whole else [])]:
        place = room / built_path(page)
        place.parent.mkdir(parents=True, exist_ok=True)
        source = (docs or builder.site.docs) / page
        place.write_bytes(source.read_bytes() if source.is_file() else b"not found")
        built[built_path(page)] = place
    return built


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setattr(site_update, "build_pages", copied)
    made = Project(tmp_path)
    made.write(OLD)
    return made


def test_a_site_holds_what_the_sources_say_and_its_mark(project: Project) -> None:
    assert project.update() == 3 + 1
    made_beside = {"404.html", "assets/s.css", "sw.js", "offline/files.json", MARK}
    assert set(tree(project.site)) == {*map(built_path, OLD), *made_beside}
    assert project.beside() == []


def test_a_change_gives_the_bytes_of_a_clean_build(project: Project) -> None:
    project.update()
    project.write(NEW)
    assert project.update() == 2
    assert tree(project.site) == project.clean()
    assert project.beside() == []


def test_a_site_that_is_up_to_date_is_not_touched(project: Project) -> None:
    project.update()
    before = site_files.stamps(project.site)
    assert project.update() == 0
    assert site_files.stamps(project.site) == before


def test_files_that_were_listed_meanwhile_are_not_listed_again(project: Project) -> None:
    project.update()
    there = site_update.files_there(project.site)
    page = project.site / "papers" / "kept" / "index.html"
    page.unlink()
    assert project.update(there=lambda: there) == 0
    assert not page.exists()
    assert project.update(there=lambda: site_update.files_there(project.site)) == 1
    assert page.read_bytes() == b"kept"


@pytest.mark.parametrize("whole", [False, True], ids=["some pages", "all pages"])
def test_a_long_build_brings_open_pages_up_to_date_before_the_others(
    project: Project, monkeypatch: pytest.MonkeyPatch, whole: bool
) -> None:
    monkeypatch.setattr(site_update, "_LONG", 1)
    shown: list[tuple[Collection[str], Mapping[str, bytes]]] = []
    kept = "papers/kept/index.html"
    first = First([kept, "never/index.html"], lambda p: shown.append((p, tree(project.site))))
    project.update(first)
    assert shown == [], "there was no site that somebody could look at"
    project.write({**NEW, "papers/kept.md": b"kept two"})
    if whole:
        new_theme(project)
    project.update(first)
    ((places, site),) = shown
    assert places == [kept]
    assert (site[kept], site["exports/papers.bib"]) == (b"kept two", b"@misc{new}")
    assert site["index.html"] == b"home", "this one comes with the others"
    assert tree(project.site) == project.clean()
    assert project.beside() == []


def test_a_short_build_and_a_damaged_site_bring_all_pages_at_once(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = First(["index.html"], lambda _: pytest.fail("pages came first"))
    project.update()
    project.write(NEW)
    project.update(first)
    monkeypatch.setattr(site_update, "_LONG", 1)
    project.write(OLD)
    _link_away(project.site)
    project.update(first)
    assert tree(project.folder / "theirs") == {"x": b"theirs"}
    assert tree(project.site) == project.clean()


def update_pages_of(project: Project, first: First) -> None:
    """Bring the project's pages up to date before all others."""
    docs = project.builder.site.docs
    pages = {name: (docs / name).read_bytes() for name in project.sources if name.endswith(".md")}
    shutil.rmtree(docs)  # they are not written yet
    update_pages(project.builder, pages, first, project.folder / "early")


def test_pages_that_somebody_waits_for_come_before_anything_is_written(project: Project) -> None:
    project.update()
    before = tree(project.site)
    project.write({**NEW, "papers/kept.md": b"kept two"})
    shown: list[tuple[Collection[str], Mapping[str, bytes]]] = []

    update_pages_of(project, First([], lambda p: shown.append((p, tree(project.site)))))

    ((places, site),) = shown
    assert places == sorted(built_path(name) for name in project.sources if name.endswith(".md"))
    assert site["papers/kept/index.html"] == b"kept two"
    assert site.keys() - before.keys() == {"papers/come/index.html"}
    project.write({**NEW, "papers/kept.md": b"kept two"})
    project.update()
    assert tree(project.site) == project.clean()
    assert project.beside() == []


def test_pages_that_came_before_anything_was_written_do_not_come_twice(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.update()
    project.write({**NEW, "index.md": b"home two", "papers/kept.md": b"kept two"})
    told: list[Collection[str]] = []
    first = First(["index.html", "papers/kept/index.html"], told.append)
    pages = {"papers/kept.md": b"kept two"}
    update_pages(project.builder, pages, first, project.folder / "early")
    monkeypatch.setattr(site_update, "_LONG", 1)
    project.update(first)
    assert told == [["papers/kept/index.html"], ["index.html", "papers/kept/index.html"]]
    assert tree(project.site) == project.clean()


def test_pages_that_a_link_leads_to_do_not_come_before_the_others(project: Project) -> None:
    project.update()
    theirs, told = project.folder / "theirs", list[Collection[str]]()
    (project.site / "papers").rename(theirs)
    (project.site / "papers").symlink_to(theirs)
    pages = {"papers/kept.md": b"new", "papers/come.md": b"come", "index.md": b"home two"}
    update_pages(project.builder, pages, First([], told.append), project.folder / "early")
    assert told == [["index.html"]]
    assert set(tree(theirs)) == {"kept/index.html", "gone/index.html"}
    assert tree(theirs)["kept/index.html"] == b"kept"


def test_where_no_site_is_no_page_comes_before_the_others(project: Project) -> None:
    first = First([], lambda _: pytest.fail("pages came first"))
    update_pages(project.builder, {"index.md": b"home"}, first, project.folder / "early")
    assert not project.site.exists()


def _delete_folder(site: Path) -> None:
    shutil.rmtree(site / "papers")


def _change_page(site: Path) -> None:
    (site / "papers/kept/index.html").write_bytes(b"KEPT")


def _change_linked_file(site: Path) -> None:
    (site / "exports/papers.bib").unlink()
    (site / "exports/papers.bib").write_bytes(b"@misc{xxx}")


def _put_a_file_where_a_folder_was(site: Path) -> None:
    shutil.rmtree(site / "papers")
    (site / "papers").write_bytes(b"")


def _put_a_folder_where_a_page_was(site: Path) -> None:
    (site / "index.html").unlink()
    (site / "index.html").mkdir()
    (site / "index.html" / "x").write_bytes(b"")


def _link_away(site: Path) -> None:
    shutil.rmtree(site / "papers")
    (site.parent / "theirs").mkdir()
    (site.parent / "theirs" / "x").write_bytes(b"theirs")
    (site / "papers").symlink_to(site.parent / "theirs")


def _lose_worker(site: Path) -> None:
    (site / "sw.js").unlink()


def _add_stray(site: Path) -> None:
    (site / "papers/stray").mkdir()
    (site / "papers/stray/index.html").write_bytes(b"")


@pytest.mark.parametrize(
    "damage",
    [
        _delete_folder, _change_page, _change_linked_file, _put_a_file_where_a_folder_was,
        _put_a_folder_where_a_page_was, _link_away, _lose_worker, _add_stray,
    ],
)  # fmt: skip
def test_what_is_damaged_on_the_disk_is_made_again(
    project: Project, damage: Callable[[Path], None]
) -> None:
    project.update()
    whole = tree(project.site)
    damage(project.site)
    project.update()
    assert tree(project.site) == whole
    if (theirs := project.folder / "theirs").exists():
        assert tree(theirs) == {"x": b"theirs"}


def test_a_builder_that_fails_leaves_the_old_site(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.update()
    before = tree(project.site)
    project.write(NEW)

    def fails(*_: object) -> dict[str, Path]:
        raise BrokenEnvironment("failed")

    with monkeypatch.context() as patch:
        patch.setattr(site_update, "build_pages", fails)
        with pytest.raises(BrokenEnvironment):
            project.update()
    assert tree(project.site) == before
    assert project.beside() == []


def test_a_full_disk_is_told_and_leaves_the_old_site(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.update()
    before = tree(project.site)
    project.write(NEW)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(shutil, "move", full)
        with pytest.raises(BrokenEnvironment, match="No space left"):
            project.update()
    assert tree(project.site) == before
    project.update()
    assert tree(project.site) == project.clean()


def test_the_zip_is_offered_until_the_site_changes(project: Project) -> None:
    project.update()
    without = tree(project.site)
    add_zip(project.site, project.folder / "state.json")
    offered = tree(project.site)
    assert ZIP in offered
    assert offered["exports/index.html"] != without["exports/index.html"]
    assert project.update() == 0
    assert tree(project.site) == offered
    project.write(NEW)
    project.update()
    assert tree(project.site) == project.clean()
    assert ZIP not in tree(project.site)


def test_the_zip_of_the_same_site_has_the_same_bytes(project: Project) -> None:
    project.update()
    first = add_zip(project.site, project.folder / "state.json")
    assert add_zip(project.site, project.folder / "state.json") == first


def killed_at_each_step(work: Callable[[], object]) -> Iterator[int]:
    """Do the work in processes that end before step 0, 1, 2, … and without tidying up."""
    for last in itertools.count():
        with warnings.catch_warnings():
            # A test runner may have threads, of which the child uses nothing.
            warnings.simplefilter("ignore", DeprecationWarning)
            child = os.fork()  # type: ignore[attr-defined, unused-ignore]
        if not child:
            try:
                _end_before(last)
                work()
            except BaseException:
                os._exit(3)
            os._exit(0)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        assert code in (0, 9)
        if code == 0:
            return
        yield last


def _end_before(last: int) -> None:
    steps = itertools.count()

    def counted(call: Callable[..., Any]) -> Callable[..., Any]:
        def step(*args: Any, **kwargs: Any) -> Any:
            if next(steps) == last:
                os._exit(9)
            return call(*args, **kwargs)

        return step

    for place, name in _STEPS:
        setattr(place, name, counted(getattr(place, name)))


def new_theme(project: Project) -> None:
    (project.folder / "mkdocs.yml").write_text("site_name: M\n", "utf-8")


@pytest.mark.parametrize("swap", [True, False], ids=["exchanged at once", "in two steps"])
@pytest.mark.parametrize("before", [True, False], ids=["over a site", "first"])
def test_killed_at_any_step_a_whole_site_is_the_old_or_the_new(
    project: Project, monkeypatch: pytest.MonkeyPatch, before: bool, swap: bool
) -> None:
    if not swap:
        monkeypatch.setattr(site_files, "_swap", lambda *_: False)
    old: Mapping[str, bytes] = {}
    if before:
        project.update()
        old = tree(project.site)
    project.write(NEW)
    new_theme(project)
    new = project.clean()
    for found in _sites_of_killed_updates(project, new):
        assert found in (old, new) or (not swap and not found)


def test_killed_at_any_step_each_file_of_a_change_is_the_old_or_the_new(project: Project) -> None:
    project.update()
    add_zip(project.site, project.folder / "state.json")
    old = tree(project.site)
    project.write(NEW)
    new = project.clean()
    for found in _sites_of_killed_updates(project, new):
        assert all(data in (old.get(name), new.get(name)) for name, data in found.items())
        assert old.keys() & new.keys() <= found.keys()


def _sites_of_killed_updates(
    project: Project, new: Mapping[str, bytes]
) -> Iterator[Mapping[str, bytes]]:
    """The files of the site after an update was killed at each step.

    After each, an update must give the new site and leave nothing beside it.
    """
    start = project.folder / "start"
    _save(project, start)
    seen = 0
    for _ in killed_at_each_step(project.update):
        seen += 1
        yield tree(project.site)
        project.update()
        assert tree(project.site) == new
        assert project.beside() == []
        _restore(project, start)
    assert seen > 20


def _save(project: Project, start: Path) -> None:
    start.mkdir()
    for name in ("site", "state.json"):
        _copy(project.folder / name, start / name)


def _restore(project: Project, start: Path) -> None:
    shutil.rmtree(project.site, ignore_errors=True)
    (project.folder / "state.json").unlink(missing_ok=True)
    for name in ("site", "state.json"):
        _copy(start / name, project.folder / name)


def _copy(source: Path, target: Path) -> None:
    """With the times of the files, by which the state knows them."""
    if source.is_dir():
        shutil.copytree(source, target)
    elif source.is_file():
        shutil.copy2(source, target)
