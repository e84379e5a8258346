"""The live preview shows an edit without a full rebuild."""

from __future__ import annotations

import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import ENVIRONMENT, TOY, project


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[tuple[Path, str, subprocess.Popen[str]]]:
    project(tmp_path, TOY)
    process = subprocess.Popen(
        [sys.executable, "-m", "generator", "serve", "--port", "0"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=ENVIRONMENT,
    )
    assert process.stdout is not None
    for line in process.stdout:
        found = re.search(r"Serving on (http://127\.0\.0\.1:\d+)/", line)
        if found:
            yield tmp_path, found[1], process
            break
    else:
        pytest.fail("the preview did not start")
    process.terminate()
    process.wait(20)
    process.stdout.close()


def test_an_edit_shows_and_only_its_pages_are_built(
    preview: tuple[Path, str, subprocess.Popen[str]],
) -> None:
    folder, address, process = preview
    assert process.stdout is not None
    paper = folder / "content/papers/poincare-resnet.yml"
    text = paper.read_text("utf-8")
    paper.write_text(re.sub("(?m)^summary: .*$", "summary: A zebra crosses.", text), "utf-8")
    for line in process.stdout:
        built = re.search(r": ([\d,]+) pages built", line)
        if built and built[1] != "0":
            break
    with urllib.request.urlopen(f"{address}/papers/poincare-resnet/", timeout=20) as answer:
        page = answer.read().decode()
    assert "A zebra crosses." in page
    assert built is not None
    pages = len(list((folder / "site").rglob("*.html")))
    assert 0 < int(built[1]) < pages


def test_a_broken_file_does_not_end_the_preview(
    preview: tuple[Path, str, subprocess.Popen[str]],
) -> None:
    folder, address, process = preview
    assert process.stdout is not None
    (folder / "content/papers/poincare-resnet.yml").write_text("title: [\n", "utf-8")
    for line in process.stdout:
        if "poincare-resnet.yml" in line:
            break
    with urllib.request.urlopen(f"{address}/", timeout=20) as answer:
        assert answer.status == 200
