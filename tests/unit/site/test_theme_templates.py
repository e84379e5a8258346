"""The theme's templates say the same in the engines of all builders.

MkDocs and ProperDocs render them with Jinja2, Zensical with MiniJinja.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import jinja2
import minijinja
import pytest

from generator.site.marks import BODY_MARK, END_MARK, HEAD_MARK
from tests.support import ROOT

THEME = ROOT / "overrides"
CONFIG = {
    "site_name": "A 'List' of <Papers> & \"More\"",
    "site_description": "It's <short>",
    "repo_url": "https://example.org/o/n",
    "theme": {"favicon": "assets/images/favicon.svg"},
}
ENTRIES: list[dict[str, Any]] = [
    {"title": "Home", "url": "", "is_homepage": True, "children": None},
    {"title": "Topics & <more>", "url": "topics/", "is_homepage": False, "children": None},
    {
        "title": "More",
        "children": [{"title": "About", "url": "about/", "is_homepage": False, "children": None}],
    },
]
BODY = "<p>A <\\/script> b</p>"
CONTENT = f'<script type="text/html">{HEAD_MARK}<meta name="x">{BODY_MARK}{BODY}{END_MARK}'
PAGES = {
    "main.html": {"title": "It's a <b>title</b>", "content": CONTENT, "url": "about/",
                  "meta": {"title": "It's a <b>title</b>"}, "canonical_url": "https://l.example/about/"},
    "404.html": {},
}  # fmt: skip


def _values(template: str) -> dict[str, Any]:
    return {"config": CONFIG, "page": PAGES[template] or None, "base_url": ".."}


def _jinja2(template: str) -> str:
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(THEME), autoescape=False)
    entries = [SimpleNamespace(**entry) for entry in ENTRIES]
    for entry in entries:
        entry.children = [SimpleNamespace(**child) for child in entry.children or []]
    return environment.get_template(template).render(
        **_values(template), nav=SimpleNamespace(items=entries)
    )


def _minijinja(template: str) -> str:
    environment = minijinja.Environment(
        loader=lambda name: (THEME / name).read_text("utf-8"),
        auto_escape_callback=lambda _: False,
    )
    values = _values(template)
    return environment.render_template(template, **values, nav={"items": ENTRIES})


@pytest.mark.parametrize("template", PAGES)
def test_both_engines_render_the_same(template: str) -> None:
    assert _lines(_minijinja(template)) == _lines(_jinja2(template))


def test_what_the_page_holds_is_unwrapped_and_text_is_escaped() -> None:
    html = _jinja2("main.html")
    assert '<meta name="x">\n</head>' in html
    assert "<p>A </script> b</p>" in html
    assert "<title>It&#39;s a &lt;b&gt;title&lt;/b&gt; · A &#39;List&#39;" in html
    assert ">Topics &amp; &lt;more&gt;</a>" in html


def _lines(html: str) -> list[str]:
    return [line.strip() for line in html.split("\n") if line.strip()]
