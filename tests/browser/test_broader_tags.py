"""A broader tag among the filters and in the search."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reader import titles
from tests.support import TOY, build, project

pytestmark = pytest.mark.browser

NARROW = "layer-normalization:\n"
LAYER_NORM = "Layer Normalization"


@pytest.fixture(scope="module")
def toy(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    """The toy list, in which batch normalisation holds layer normalisation."""
    folder = tmp_path_factory.mktemp("broader")
    shutil.copytree(TOY, folder / "content")
    tags = folder / "content" / "tags.yml"
    text = tags.read_text("utf-8")
    assert text.count(NARROW) == 1
    tags.write_text(text.replace(NARROW, f"{NARROW}  broader: batch-normalization\n"), "utf-8")
    done = build(project(folder, folder / "content"))
    assert done.returncode == 0, done.stderr
    return serve(folder / "site")


def test_the_filter_of_the_broader_tag_finds_and_counts_the_paper(page: Page, toy: str) -> None:
    page.goto(f"{toy}explore/?tag=batch-normalization")

    expect(page.locator(".rl-card")).to_have_count(2)
    assert LAYER_NORM in titles(page)
    row = page.locator("[data-group=tag] li", has=page.locator("input:checked"))
    assert row.locator(".rl-options__count").inner_text() == "2"
    card = page.locator(".rl-card", has_text=LAYER_NORM)
    assert "Batch norm" not in card.locator(".rl-chips").inner_text()


def test_leaving_the_broader_tag_out_leaves_the_paper_out(page: Page, toy: str) -> None:
    page.goto(f"{toy}explore/?tag=-batch-normalization")

    expect(page.locator(".rl-card")).to_have_count(4)
    assert LAYER_NORM not in titles(page)
