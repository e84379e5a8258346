"""A fork becomes a list on another field: the five lines of the README, and what follows."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest

from generator.content.load import load
from generator.content.site_config import read_site
from generator.edit.new_list import Home, NewList, configured, introduced, renamed
from tests.support import FROZEN, ROOT, Site, copy_of_repository

SAMPLE = (
    "tests/unit/cli/test_documentation.py",
    "tests/unit/content/test_site_config.py",
    "tests/unit/services/test_workflows.py::test_issue_forms_are_valid",
    "tests/unit/services/test_workflows.py::test_the_form_asks_what_the_command_reads",
    "tests/unit/site/test_theme_templates.py",
    "tests/unit/site/test_pages.py",
    "tests/integration/test_site.py::test_an_empty_list_builds",
)
"""Tests that read what `init` changes: the configuration, the README, the forms, the theme."""
OLD = NewList("The Old Zoo", "Animals of the Old Zoo.", "the animals of the Old Zoo")
HOME = Home("https://old-zoo.example/zoo/list", "old-zoo.example,2020:zoo")
FORMS = tuple(f".github/ISSUE_TEMPLATE/{name}.yml" for name in ("suggest", "report", "tags"))
SUBJECTS = (
    "Monastic Kitchens", "Guild Courts", "Pilgrim Roads", "Royal Forests", "Plague Years",
    "Psalters", "Crusader Ports", "Dower Lands", "Market Crosses", "Bell Founders",
)  # fmt: skip
PLACES = ("Burgundy", "Castile", "Northumbria", "Bohemia", "Sicily", "Novgorod", "Flanders")
CENTURIES = ("Tenth", "Twelfth", "Thirteenth", "Fifteenth")
AUTHORS = ("Ríos, Inés", "Łukasz Ö. Wójcik", "Петрова, Анна", "王 伟", "כהן, דוד", "Smith, Ann")
ELSEWHERE = (
    "Histoire des moulins à eau en Bourgogne", "تاريخ الأندلس في العصور الوسطى",
    "תולדות הקהילות בימי הביניים", "中世日本の荘園と市場", "唐宋时期的行会与市场",
    "Средневековые грамоты Новгорода", "Τα μοναστήρια της Θεσσαλίας",
)  # fmt: skip


def library() -> str:
    """A BibTeX file of a few hundred entries on the Middle Ages, some in other scripts."""
    titles = [f"{s} of {p} in the {c} Century" for s, p, c in product(SUBJECTS, PLACES, CENTURIES)]
    return "".join(
        f"@article{{k{n},\n  title = {{{title}}},\n  author = {{{AUTHORS[n % len(AUTHORS)]}}},\n"
        f"  journal = {{Annals of the {PLACES[n % 7]} Society}},\n  year = {1900 + n % 120},\n"
        f"  abstract = {{{title}: charters and rolls of the time show who paid and who did not."
        f" Tithes, tolls and rents are compared for {n + 2} parishes.}}\n}}\n"
        for n, title in enumerate((*titles, *ELSEWHERE))
    )


def readme_lines() -> list[str]:
    section = (ROOT / "README.md").read_text("utf-8").partition("\n## A list of your own\n")[2]
    return re.findall(r"^\$ (.+)$", section.partition("\n## ")[0], re.MULTILINE)


def git(folder: Path, *args: str) -> None:
    name = ("-c", "user.name=n", "-c", "user.email=n@example.org")
    subprocess.run(["git", *name, *args], cwd=folder, capture_output=True, check=True)


def call_it(folder: Path, new: NewList) -> None:
    """The name that the list has before, whatever this repository's list is called."""
    config, readme = folder / "mkdocs.yml", folder / "README.md"
    old = read_site(config).name
    for form in (folder / form for form in FORMS):
        form.write_text(renamed(form.read_text("utf-8"), old, new.name), "utf-8")
    config.write_text(configured(config.read_text("utf-8"), new, HOME), "utf-8")
    readme.write_text(introduced(readme.read_text("utf-8"), new), "utf-8")


def shell(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    dropped = ("PYTHONPATH", "REPO_URL", "EDIT_URI")
    environment = {name: value for name, value in os.environ.items() if name not in dropped}
    return subprocess.run(
        ["bash", "-e", "-c", line], cwd=folder, env=environment,
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip


def install(folder: Path) -> None:
    """A virtual environment as `make` would make it, of what runs this test."""
    places = folder / ".venv" / "bin"
    places.mkdir(parents=True)
    for name, arguments in (("python", ""), ("reading-list", "-m generator ")):
        (places / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" {arguments}"$@"\n', "utf-8")
        (places / name).chmod(0o755)
    (folder / ".venv" / ".installed").touch()


@pytest.fixture(scope="module")
def fork(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The README's lines, run one after the other; the last, `make test`, is left to a sample."""
    folder = tmp_path_factory.mktemp("forks")
    origin = copy_of_repository(folder / "origin", without=("content",))
    shutil.copytree(FROZEN, origin / "content")
    call_it(origin, OLD)
    git(origin, "init", "--quiet")
    git(origin, "add", "--all")
    git(origin, "commit", "--quiet", "--message", "Begin")
    clone, *others, last = readme_lines()
    assert (len(others), last) == (3, "make test")
    mine = folder / "my list"
    mine.mkdir()
    address = re.sub(r"https://\S+", shlex.quote(str(origin)), clone)
    done = shell(address, mine)
    assert done.returncode == 0, done.stderr
    install(mine)
    (mine / "library.bib").write_text(library(), "utf-8")
    for line in others:
        done = shell(line, mine)
        assert done.returncode == 0, line + "\n" + done.stdout + done.stderr
    return mine


def test_every_entry_came_in_and_the_check_has_no_error(fork: Path) -> None:
    catalog = load(fork / "content").catalog

    assert len(catalog.papers) == len(SUBJECTS) * len(PLACES) * len(CENTURIES) + len(ELSEWHERE)
    assert shell("make check", fork).returncode == 0


def test_only_the_new_name_is_left(fork: Path) -> None:
    site = Site(fork / "site")
    files = [path for path in (fork / "site").rglob("*") if path.is_file()]
    named = [fork / "mkdocs.yml", fork / "README.md", *(fork / form for form in FORMS)]

    for path in (*files, *named):
        assert OLD.name.encode() not in path.read_bytes(), path
        assert b"old-zoo.example" not in path.read_bytes(), path
    for path in (*named, *(fork / "site" / name for name in (
        "index.html", "about/index.html", "contribute/index.html", "feeds/all.atom",
        "feeds/all.json", "manifest.webmanifest",
    ))):  # fmt: skip
        assert b"Medieval History" in path.read_bytes(), path
    assert site.broken_links() == []


def test_a_sample_of_the_tests_passes_there(fork: Path) -> None:
    assert not (fork / "tests" / "this_list").exists()
    done = shell(f".venv/bin/python -m pytest -q -p no:cacheprovider {' '.join(SAMPLE)}", fork)

    assert done.returncode == 0, done.stdout[-4000:] + done.stderr
