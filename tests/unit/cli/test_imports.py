"""What a command imports that finds nothing changed: numpy alone takes longer than all its work."""

from __future__ import annotations

import subprocess
import sys

from generator.analysis.map_region import Region
from tests.support import ENVIRONMENT

SLOW = ("numpy", "jinja2", "scipy", "pyuca", "markdown", "PIL")


def test_build_imports_nothing_slow_before_it_knows_what_changed() -> None:
    assert not _imported_by("generator.cli.build") & set(SLOW)


def test_what_is_recalled_of_relations_and_the_map_is_read_without_numpy() -> None:
    records = _imported_by("generator.analysis.derived")

    assert Region.__module__ in records
    assert not records & {"numpy", "scipy"}


def test_the_pages_are_made_without_what_asks_other_hosts() -> None:
    assert "urllib.request" not in _imported_by("generator.cli.page_making")


def test_what_few_texts_need_is_imported_when_one_is_met() -> None:
    seldom = {"anyascii", "importlib.metadata", "latex2mathml", "markdown", "pylatexenc", "zipfile"}
    assert not _imported_by("generator.cli.page_making") & seldom


def _imported_by(module: str) -> set[str]:
    program = f"import sys, {module}; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True, encoding="utf-8", check=True, env=ENVIRONMENT,
    )  # fmt: skip
    return set(done.stdout.split())
