"""A valid paper is added to `content/` of a copy of the project, and nothing there fails."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

from generator.content.load import load
from generator.model.models import Catalog, TagKind
from tests.support import copy_of_repository, file_name, run

NAME = "zymurgys-l1-unicode-paper-b-lodz-b-shen-du-braces-of-nothing-else.yml"
PAPER = """\
# yaml-language-server: $schema=../schema/paper.schema.json
title: "Zymurgy's $\\\\ell_1$ Ünïcode Paper: <b>Łódź</b> & 深度 {{Braces}} of Nothing Else"
authors: {authors}
year: 2019
topics: [{topic}]
tags: [{tags}]
summary: Brews a title of every script and says that it can be read.
added: 2026-11-20
abstract: |
  We brew a title of many scripts, {words}.
"""


def _paper(catalog: Catalog) -> str:
    """A paper with as many tags as one may have, and a hundred authors."""
    uses = Counter(tag for paper in catalog.papers.values() for tag in paper.tags)
    carried = {tag: uses[tag] for tag in catalog.tags}
    seldom = sorted(carried, key=lambda tag: carried[tag])
    of_type = [tag for tag in seldom if catalog.tags[tag].kind is TagKind.PAPER_TYPE][-1:]
    others = [tag for tag in seldom if catalog.tags[tag].kind is not TagKind.PAPER_TYPE][:3]
    homes = Counter(catalog.home_of(paper) for paper in catalog.papers.values())
    at_home = {topic: homes[topic] for topic in catalog.topics}
    return PAPER.format(
        authors=[f"Ann Author{n}" for n in range(100)],
        topic=min(at_home, key=lambda topic: at_home[topic]),
        tags=", ".join([*others, *of_type]),
        words=" ".join(f"hop{n}" for n in range(60)),
    )


def test_the_tests_that_read_the_content_stay_green(tmp_path: Path) -> None:
    """No other test reads it: `conftest.py` fails those that do."""
    folder = copy_of_repository(tmp_path / file_name("ein Ort für alles"))
    paper = folder / "content" / "papers" / NAME
    paper.write_text(_paper(load(folder / "content").catalog), "utf-8")
    checked = run("check", cwd=folder)
    assert (checked.returncode, NAME in checked.stdout) == (0, False), checked.stdout
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "tests/this_list",
         "--ignore", "tests/this_list/test_adding_a_paper.py"],
        cwd=folder, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr
