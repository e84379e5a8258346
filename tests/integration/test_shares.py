"""A site that several machines build: its shares, joined, are what one machine builds."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.build.output_paths import MARK
from generator.build.shares import NOTE
from generator.cli import group
from generator.model.problems import BrokenEnvironment
from tests.support import TOY, project, tree

SHARES = 8


def build(folder: Path, *arguments: str | Path) -> Result:
    options = ("--content", folder / "content", "--config", folder / "mkdocs.yml", "build")
    return CliRunner().invoke(group, [str(word) for word in (*options, *arguments)])


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A project with its site in `site`, and the shares in `1` to `8`."""
    folder = project(tmp_path_factory.mktemp("a list"), TOY)
    assert build(folder, "--site", folder / "site").exit_code == 0
    for n in range(1, SHARES + 1):
        done = build(folder, "--site", folder / str(n), "--shard", f"{n}/{SHARES}")
        assert done.exit_code == 0, done.output
    yield folder
    shutil.rmtree(folder)


def shares(folder: Path) -> list[Path]:
    return [folder / str(n) for n in range(1, SHARES + 1)]


def test_the_shares_together_are_the_site(sites: Path) -> None:
    done = build(sites, "--site", sites / "joined", "--assemble", *shares(sites))

    assert done.exit_code == 0, done.output
    assert tree(sites / "joined") == tree(sites / "site")


def test_a_share_holds_a_part_and_no_file_is_in_two(sites: Path) -> None:
    beside = {MARK, NOTE, "404.html", "sw.js", "offline/files.json"}
    files = [tree(share).keys() - beside for share in shares(sites)]

    assert all(files)
    assert sum(map(len, files)) == len(frozenset[str]().union(*files))


def test_shares_that_are_not_all_are_refused(sites: Path, tmp_path: Path) -> None:
    first, *rest = shares(sites)
    for some, words in (
        (rest, "missing: 1/8"),
        ([first, first, *rest], "given twice"),
        ([*rest, sites / "site"], "is no share"),
    ):
        done = build(sites, "--site", tmp_path / "joined", "--assemble", *some)
        assert isinstance(done.exception, BrokenEnvironment)
        assert words in str(done.exception)
    assert not (tmp_path / "joined").exists()


def test_shares_of_other_content_are_refused(sites: Path, tmp_path: Path) -> None:
    other = shutil.copytree(sites / "1", tmp_path / "1")
    note = (other / NOTE).read_text("utf-8")
    (other / NOTE).write_text(note.replace('"site": "', '"site": "0'), "utf-8")

    done = build(sites, "--site", tmp_path / "joined", "--assemble", other, *shares(sites)[1:])

    assert isinstance(done.exception, BrokenEnvironment)
    assert "different content" in str(done.exception)


@pytest.mark.parametrize(
    "words",
    [
        ("--shard", "0/8"), ("--shard", "9/8"), ("--shard", "3"), ("--shard", "a/b"),
        ("--assemble",), (".",), ("--assemble", "--shard", "1/2", "."),
        ("--builder", "zensical", "--shard", "1/2"),
    ],
)  # fmt: skip
def test_wrong_usage(tmp_path: Path, words: tuple[str, ...]) -> None:
    assert build(tmp_path, *words).exit_code == 2
