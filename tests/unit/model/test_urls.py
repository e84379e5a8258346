from __future__ import annotations

from urllib.parse import urljoin

import pytest

from generator.model import urls

PAGES = ["", "topics/", "topics/a/", "papers/x/", "authors/b/"]


@pytest.mark.parametrize("start", PAGES)
@pytest.mark.parametrize("target", [*PAGES, "assets/a.js", "authors/b/#ann"])
def test_relative_links_lead_where_a_browser_goes(start: str, target: str) -> None:
    base = "https://x.example/list/"
    assert urljoin(base + start, urls.relative(target, start)) == base + target


@pytest.mark.parametrize(
    ("page", "markdown"),
    [("", "index.md"), ("topics/", "topics/index.md"), ("papers/x/", "papers/x.md")],
)
def test_where_markdown_stands(page: str, markdown: str) -> None:
    assert urls.markdown_file(page) == markdown
