"""What builds do to the disk: whose folders they take, what they leave when they do not end."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.build.offline_zip import FOLDER, ZIP
from generator.build.output_paths import MARK
from generator.build.state import MADE_BESIDE, built_path
from generator.cli import main
from generator.site.navigation import NAVIGATION
from tests.support import ENVIRONMENT, Site, cold_run, run, tree

OFFER = "Download the site"


@pytest.fixture
def folder(toy_project: Path) -> Path:
    """The project, not built yet."""
    return toy_project


@pytest.fixture
def site(toy_built: Path) -> Path:
    """The project's site, built."""
    return toy_built / "site"


@pytest.fixture
def refusal(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., str]:
    """What a command says that refuses to begin and leaves the project as it is."""

    def of(*words: str) -> str:
        before = tree(folder)
        monkeypatch.chdir(folder)
        with pytest.raises(SystemExit) as ended:
            main(list(words))
        assert ended.value.code == 2
        assert tree(folder) == before
        return capsys.readouterr().err

    return of


def edit(folder: Path) -> None:
    paper = folder / "content/papers/poincare-resnet.yml"
    text = paper.read_text("utf-8")
    paper.write_text(re.sub("(?m)^summary: .*$", "summary: A zebra crosses.", text), "utf-8")


def configure(folder: Path, old: str, new: str) -> None:
    config = folder / "mkdocs.yml"
    text = config.read_text("utf-8")
    assert old in text
    config.write_text(text.replace(old, new), "utf-8")


def test_an_edited_tag_needs_nothing_that_reads_texts(toy_built: Path) -> None:
    paper = toy_built / "content/papers/layer-normalization.yml"
    text = paper.read_text("utf-8")
    assert "recurrent-networks, " in text
    paper.write_text(text.replace("recurrent-networks, ", ""), "utf-8")
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "generator", "pages"],
        cwd=toy_built, env=ENVIRONMENT, capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "generator.cli.page_making" in imported
    assert imported & {"markdown", "stopwordsiso"} == set()


def leftovers(folder: Path) -> list[str]:
    found = [*folder.glob(".site.*part"), *folder.glob("build/*tmp*"), *folder.glob("build/.*part")]
    return sorted(path.name for path in found)


@pytest.mark.parametrize("command", ["build", "serve", "offline"])
@pytest.mark.parametrize("target", ["content", "overrides", ".", "content/site", "notes"])
def test_no_command_takes_a_folder_that_is_no_site(
    folder: Path, refusal: Callable[..., str], command: str, target: str
) -> None:
    (folder / "notes").mkdir()
    (folder / "notes" / "x.txt").write_bytes(b"theirs")
    said = refusal(command, "--site", target)
    assert f"--site {target}" in said
    assert "name a" in said


@pytest.mark.parametrize("command", ["build", "serve", "offline", "pages"])
@pytest.mark.parametrize(("option", "default"), [("docs_dir", "build/docs"), ("site_dir", "site")])
def test_no_command_takes_sources_that_the_configuration_names(
    folder: Path, refusal: Callable[..., str], command: str, option: str, default: str
) -> None:
    configure(folder, f"{option}: {default}", f"{option}: content")
    assert option in refusal(command)


def test_offline_overwrites_no_other_file(refusal: Callable[..., str]) -> None:
    assert "is not a zip" in refusal("offline", "--output", "mkdocs.yml")


def test_two_builds_at_once_leave_a_whole_site(toy_site: Site, folder: Path) -> None:
    command = [sys.executable, "-m", "generator", "build"]
    builds = [
        subprocess.Popen(
            command, cwd=folder, env=ENVIRONMENT, encoding="utf-8",
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )
        for _ in range(3)
    ]  # fmt: skip
    said = [build.communicate()[0] for build in builds]
    assert [build.returncode for build in builds] == [0, 0, 0], said
    assert tree(folder / "site") == tree(toy_site.folder)
    assert sum("Waiting for `reading-list build` (process " in text for text in said) >= 1
    assert leftovers(folder) == []


def test_what_was_deleted_from_the_site_is_made_again(
    toy_site: Site, folder: Path, site: Path
) -> None:
    shutil.rmtree(site / "papers")
    (site / "tags/index.html").write_bytes(b"")
    done = run("build", cwd=folder)
    assert done.returncode == 0
    papers = len(list((folder / "content/papers").glob("*.yml")))
    indexes = ("papers", "tags")
    assert f"{papers + len(indexes):,} pages built" in done.stdout
    assert tree(site) == tree(toy_site.folder)


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(
    ("name", "again"),
    [
        ("main.html", False),
        ("assets/stylesheets/site.css", False),
        ("assets/javascripts/page.js", True),
    ],
)
def test_of_the_theme_the_scripts_alone_make_pages_again(
    folder: Path, name: str, again: bool
) -> None:
    with (folder / "overrides" / name).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert ("Made the pages" in run("pages", cwd=folder).stderr) is again


def test_a_builder_that_fails_leaves_the_old_site(folder: Path, site: Path) -> None:
    before = tree(site)
    configure(folder, "INHERIT: build/docs/.navigation.yml", "nav: [Home: no/such/page.md]")
    done = run("build", cwd=folder)
    assert done.returncode == 2
    assert "builder failed" in done.stderr
    assert tree(site) == before
    assert leftovers(folder) == []


def test_a_navigation_without_titles_shows_those_of_the_pages(toy_built: Path) -> None:
    made = (toy_built / "build/docs" / NAVIGATION).read_text("utf-8")
    untitled = re.sub(r"- [^:\n]+: (\S+\.md)", r"- \1", made)
    configure(toy_built, "INHERIT: build/docs/.navigation.yml", untitled)
    about = toy_built / "content/pages/about.md"

    def shown(page: str) -> list[str]:
        """The links of the header, after a build."""
        text = (toy_built / "site" / page / "index.html").read_text("utf-8")
        return re.findall(r'<a href="[^"]+"[^>]*>([^<]+)</a>', text.partition("</nav>")[0])

    run("build", cwd=toy_built)
    before = shown("papers/poincare-resnet")
    assert "Numbers" in before
    edit(toy_built)
    built = re.search(r": (\d+) pages built", run("build", cwd=toy_built).stdout)
    assert built
    assert int(built[1]) < len(list((toy_built / "site").rglob("*.html"))) / 2
    assert shown("papers/poincare-resnet") == before

    about.write_text("# Of This List\n\nText.\n", "utf-8")
    run("build", cwd=toy_built)
    assert "Of This List" in shown("papers/layer-normalization")


@pytest.mark.parametrize("change", ["nothing was there", "a whole site", "an edit"])
def test_a_full_disk_leaves_the_old_site(
    request: pytest.FixtureRequest, toy_site: Site, folder: Path, change: str
) -> None:
    if change != "nothing was there":
        request.getfixturevalue("toy_built")
    if change == "a whole site":
        configure(folder, "site_name: ", "site_name: Another ")
    if change == "an edit":
        edit(folder)
    site = folder / "site"
    before = tree(site)

    little = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, 2_000))"
    done = run("build", cwd=folder, before=little)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "File too large" in done.stderr
    assert tree(site) == before
    assert leftovers(folder) == []
    assert run("build", cwd=folder).returncode == 0
    if change == "nothing was there":
        assert tree(site) == tree(toy_site.folder)


_KILLED = """
import itertools, os, signal, subprocess, sys
from generator.build import site_files
place, name, part, last = {point!r}
place = {{"os": os, "Popen": subprocess.Popen, "site_files": site_files}}[place]
call, seen = getattr(place, name), itertools.count()
def killing(*args, **kwargs):
    if part in str(args) and next(seen) == last:
        os.kill(os.getpid(), signal.SIGKILL)
    return call(*args, **kwargs)
setattr(place, name, killing)
"""
_GATHERING = ("os", "mkdir", ".docs.part", 4)
_MOVING_PAGES = ("os", "replace", "build/docs/", 2)
_BUILDER = ("Popen", "communicate", "mkdocs", 0)
_STAGING = ("os", "rename", ".site.part", 3)
_EXCHANGE = ("site_files", "_swap", "", 0)
_APPLYING = ("os", "replace", ".site.part", 1)
_DELETING_OLD = ("site_files", "_delete", "", 1)  # after the stage that _EXCHANGE left


@pytest.mark.parametrize(
    ("change", "points"),
    [
        ("first", [_GATHERING, _MOVING_PAGES, _BUILDER, _STAGING]),
        ("whole", [_GATHERING, _MOVING_PAGES, _BUILDER, _STAGING, _EXCHANGE, _DELETING_OLD]),
        ("edit", [_GATHERING, _MOVING_PAGES, _BUILDER, _STAGING, _APPLYING]),
    ],
)
def test_killed_builds_leave_a_site_and_the_next_gives_the_bytes_of_a_clean_one(
    request: pytest.FixtureRequest,
    toy_site: Site,
    folder: Path,
    tmp_path: Path,
    change: str,
    points: list[tuple[str, str, str, int]],
) -> None:
    if change != "first":
        request.getfixturevalue("toy_built")
    before = tree(folder / "site")
    if change == "whole":
        configure(folder, "site_name: ", "site_name: Another ")
    elif change == "edit":
        edit(folder)
    if change == "first":
        expected = tree(toy_site.folder)
    else:
        clean = tmp_path / "clean"
        shutil.copytree(folder, clean, ignore=shutil.ignore_patterns("build", "site"))
        assert run("build", cwd=clean).returncode == 0
        expected = tree(clean / "site")
    for point in points:
        done = run("build", cwd=folder, before=_KILLED.format(point=point))
        assert done.returncode == -signal.SIGKILL, (point, done.stdout, done.stderr)  # type: ignore[attr-defined, unused-ignore]
        left = tree(folder / "site")
        if point == _APPLYING:
            assert left.keys() == before.keys() == expected.keys()
            assert all(data in (before[name], expected[name]) for name, data in left.items())
        else:
            assert left == (expected if point == _DELETING_OLD else before), point
    assert run("build", cwd=folder).returncode == 0
    assert tree(folder / "site") == expected
    assert leftovers(folder) == []


def test_what_killed_runs_of_an_earlier_version_left_is_cleared(folder: Path, site: Path) -> None:
    (folder / "build/tmpab12cd_3/0/docs").mkdir(parents=True)
    (folder / "build/docs.part/papers").mkdir(parents=True)
    (folder / "build/tmpnotes").mkdir()
    (folder / "build/tmpnotes/x").write_bytes(b"theirs")
    before = tree(site)
    assert run("build", cwd=folder).returncode == 0
    assert not list((folder / "build").glob("tmpab*"))
    assert not (folder / "build/docs.part").exists()
    assert (folder / "build/tmpnotes/x").exists()
    assert tree(site) == before


def test_the_site_offers_only_a_zip_that_matches_it(folder: Path, site: Path) -> None:
    assert run("offline", cwd=folder).returncode == 0
    page = site / "exports/index.html"
    zipped = (folder / f"dist/{FOLDER}.zip").read_bytes()
    assert (site / ZIP).read_bytes() == zipped
    assert OFFER in page.read_text("utf-8")
    assert run("build", cwd=folder).returncode == 0
    assert (site / ZIP).read_bytes() == zipped
    assert OFFER in page.read_text("utf-8")
    edit(folder)
    assert run("build", cwd=folder).returncode == 0
    assert not (site / ZIP).exists()
    assert OFFER not in page.read_text("utf-8")
    assert run("offline", cwd=folder).returncode == 0
    assert (site / ZIP).read_bytes() == (folder / f"dist/{FOLDER}.zip").read_bytes() != zipped
    assert OFFER in page.read_text("utf-8")


def test_the_site_and_the_zip_hold_our_files_and_of_material_only_the_styles(
    folder: Path, site: Path
) -> None:
    assert run("offline", cwd=folder).returncode == 0
    docs = {
        built_path(name) for name in tree(folder / "build/docs") if name not in (MARK, NAVIGATION)
    }
    theme = {name for name in tree(folder / "overrides") if name.startswith("assets/")}
    assert set(tree(site)) == docs | theme | MADE_BESIDE | {MARK, ZIP}
    styles = (site / "assets/stylesheets/material.css").read_text("utf-8")
    assert "Martin Donath" in styles.partition("*/")[0]
    assert "Permission is hereby granted" in styles.partition("*/")[0]
    with zipfile.ZipFile(folder / f"dist/{FOLDER}.zip") as zipped:
        names = {name.removeprefix(f"{FOLDER}/") for name in zipped.namelist()}
    assert names < docs | theme
    assert "assets/stylesheets/material.css" in names


def test_a_plain_mkdocs_build_copies_nothing_of_materials_package(
    folder: Path, site: Path, tmp_path: Path
) -> None:
    plain = tmp_path / "plain"
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", plain], cwd=folder,
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert set(tree(plain)) <= set(tree(site))


def test_without_linuxs_way_to_count_processors_everything_is_built(
    toy_site: Site, folder: Path
) -> None:
    done = cold_run(["build"], folder, before="import os; del os.sched_getaffinity")
    assert done.returncode == 0, done.stderr
    assert tree(folder / "site") == tree(toy_site.folder)
