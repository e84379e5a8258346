"""`import`: it writes nothing or whole, valid papers, and a second run writes nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

from click.testing import CliRunner

from generator.cli import group
from generator.content.content_layout import RECORDS
from generator.content.validate import read
from generator.content.yaml_documents import compose
from generator.model.problems import Severity
from generator.text.slugs import is_slug
from tests.support import TOY, tree

_KEPT = "layer-normalization.yml"


def run(seed_text: bytes, workdir: Path) -> None:
    """Raise AssertionError when importing the text as a listing does harm. Empties `workdir`."""
    shutil.rmtree(workdir, ignore_errors=True)
    content = workdir / "content"
    (content / "papers").mkdir(parents=True)
    (content / "sources").mkdir()
    shutil.copy(TOY / "papers" / _KEPT, content / "papers")
    listing = workdir / "listing.txt"
    listing.write_bytes(seed_text)

    _import(content, listing)
    once = tree(content)
    for path, data in once.items():
        if path.startswith("papers/"):
            _is_a_paper(path, data)
    assert once.get("sources/listing.txt", seed_text) == seed_text, "the copy differs"
    _import(content, listing)
    assert tree(content) == once, "a second run changes something"


def _import(content: Path, listing: Path) -> None:
    options = ["--content", str(content), "import", "--added", "2026-11-20", str(listing)]
    done = CliRunner().invoke(group, options)
    broken = done.exception is not None and not isinstance(done.exception, SystemExit)
    assert not broken, f"{type(done.exception).__name__}: {done.exception}"
    assert done.exit_code in (0, 1), done.output


def _is_a_paper(path: str, data: bytes) -> None:
    name = path.removeprefix("papers/")
    assert name.endswith(".yml") and is_slug(name.removesuffix(".yml")), name
    document = compose(path, data)
    reading = read(document, RECORDS["papers"])
    assert reading.values is not None, f"{path}: {document.problems or reading.problems}"
    errors = [
        problem
        for problem in (*document.problems, *reading.problems)
        if problem.severity is Severity.ERROR
    ]
    assert not errors, f"{path}: {errors}"
