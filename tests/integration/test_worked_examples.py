"""The additions that CONTRIBUTING.md shows, applied to a copy of the project."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import ENVIRONMENT, ROOT, TOY, Site

CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
_BLOCK = re.compile(r"^```\w+\n(?:# |<!-- )([^\n,]+?)(?:, (before|in) (\w+))?(?: -->)?\n(.*?)^```$",
                    re.DOTALL | re.MULTILINE)  # fmt: skip
_STARTS = ("{} = ", "{}: ", "{}:\n")


def _section(title: str) -> str:
    found = re.search(rf"^#### {title}\n(.*?)(?=^##|\Z)", CONTRIBUTING, re.DOTALL | re.MULTILINE)
    assert found, f"CONTRIBUTING.md has no example {title!r}"
    return found[1]


def _start(text: str, name: str) -> int:
    """Where a line declares the name."""
    starts = (text.find("\n" + start.format(name)) for start in _STARTS)
    return next(at for at in starts if at >= 0) + 1


def _apply(project: Path, title: str) -> list[str]:
    """Apply the blocks of an example; returns the files that they touch."""
    touched = []
    for path, where, name, block in _BLOCK.findall(_section(title)):
        file = project / path
        touched.append(path)
        if not where:
            assert not file.exists(), f"{path} is there already"
            file.write_text(block, "utf-8")
            continue
        text = file.read_text("utf-8")
        at = _start(text, name)
        if where == "in":
            at = text.index("\n", at) + 1
        file.write_text(text[:at] + block + text[at:], "utf-8")
    return list(dict.fromkeys(touched))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of everything that the commands and their tests need."""
    for name in ("generator", "tests", "overrides"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("toy"))
    shutil.copytree(TOY, tmp_path / "tests" / "toy" / "content")
    shutil.copytree(TOY, tmp_path / "content")
    for name in ("mkdocs.yml", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def _run(project: Path, *words: str) -> None:
    environment = {**ENVIRONMENT, "PYTHONPATH": str(project)}
    done = subprocess.run(
        [sys.executable, "-m", *words],
        cwd=project, capture_output=True, encoding="utf-8", check=False, env=environment,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_check_touches_one_file_and_has_a_golden_case(project: Path) -> None:
    touched = _apply(project, "A check")

    assert touched == ["generator/checks/titles.py", "tests/golden/check/capital-title.yml"]
    tests = "tests/unit/checks/test_check.py"
    _run(project, "pytest", "-q", "-p", "no:cacheprovider", tests, "-k",
         "capital-title or every_code or two_rules or list_of_rules")  # fmt: skip
    _run(project, "generator", "pages")
    page = (project / "build" / "docs" / "contribute" / "codes.md").read_text("utf-8")
    assert 'id="capital-title"' in page


def test_an_export_format_touches_one_file_and_the_list(project: Path) -> None:
    touched = _apply(project, "An export format")

    assert touched == ["generator/citations/wiki_text.py", "generator/citations/formats.py"]
    _run(project, "generator", "pages")
    docs = project / "build" / "docs"
    papers = sorted(path.stem for path in (TOY / "papers").glob("*.yml"))
    lines = (docs / "exports" / "papers.wiki").read_text("utf-8").splitlines()
    assert len(lines) == len(papers)
    assert all(line.startswith("* ") for line in lines)
    for topic in (TOY / "topics").glob("*.yml"):
        assert (docs / "exports" / f"{topic.stem}.wiki").is_file()
    assert "MediaWiki" in (docs / "exports" / "index.md").read_text("utf-8")


def test_a_page_kind_is_built_linked_and_in_the_navigation(project: Path) -> None:
    touched = _apply(project, "A page kind")

    assert set(touched) == {
        "generator/site/pages/venues.py", "generator/site/templates/venues.html",
        "generator/site/pages/kinds.py",
    }  # fmt: skip
    _run(project, "pytest", "-q", "-p", "no:cacheprovider", "tests/unit/site/test_site_paths.py",
         "tests/unit/site/test_pages.py", "-k", "navigation or site_paths")  # fmt: skip
    _run(project, "generator", "check")
    _run(project, "generator", "build", "--site", "site")
    site = Site(project / "site")
    assert "<h1>Venues</h1>" in (project / "site" / "venues" / "index.html").read_text("utf-8")
    assert site.page("index.html").xpath("//nav//a[@href='./venues/']")
    assert "/venues/" in (project / "site" / "sitemap.xml").read_text("utf-8")
    assert site.broken_links() == []
