"""Views to Markdown files.

Each page becomes one Markdown file: a front matter with its title, then one
block of HTML from a Jinja2 template with autoescaping.  To the Markdown
converter the block is raw, so it leaves every character of a paper's text
alone, whatever it means in Markdown.  The block is wrapped as a script that no
browser runs: converters parse every tag of other raw HTML, twice over, which
took longer than all the rest of the build.  The theme (`overrides/main.html`)
unwraps it: the head's part between `HEAD_MARK` and `BODY_MARK`, the body up to
`END_MARK`, with `<\\/script` for the end of a script within.
"""

from __future__ import annotations

import json
from collections.abc import Callable

import yaml
from markupsafe import Markup

from generator.model import urls
from generator.model.config import Site
from generator.site.environment import environment
from generator.site.head_html import head_html
from generator.site.pages.page import Page

_ONCE = ("paper_card", "mini_card", "tag_chip", "topic_chip")
"""Macros of which a list, or a page, has many that others have too."""


class Renderer:
    """Renders the pages of a site, each card and chip once for all of them."""

    def __init__(self, site: Site) -> None:
        self.site = site
        macros = environment().get_template("_macros.html").module
        self._once = {name: _Once(getattr(macros, name)) for name in _ONCE}

    def render(self, page: Page) -> str:
        """The Markdown of a page."""
        front_matter = _front_matter(page)
        template = environment().get_template(page.template)
        body = template.render(
            page=page,
            view=page.view,
            site=self.site,
            root=urls.root(page.path),
            head=head_html(page.path, page.title, page.description, page.head, self.site),
            **self._once,
        )
        return f"{front_matter}{_as_script(body)}\n"


class _Once:
    """A macro that shows a card or a chip; each is rendered once for all pages that show it."""

    def __init__(self, macro: Callable[..., Markup]) -> None:
        self._macro = macro
        # What is shown is kept beside its HTML, so that its identity is not given again.
        self._made: dict[tuple[object, ...], tuple[object, Markup]] = {}

    def __call__(self, shown: object, root: str, *more: object, **options: object) -> Markup:
        key = id(shown), root, more, tuple(options.items())
        if key not in self._made:
            self._made[key] = shown, self._macro(shown, root, *more, **options)
        return self._made[key][1]


def _as_script(block: str) -> str:
    """The block with no end of a script in it but its own."""
    content, end = block.rsplit("</script>", 1)
    safe = content.replace("</script", "<\\/script")
    return f"{safe}</script>{end}"


def _front_matter(page: Page) -> str:
    if page.title.isprintable():
        text = f"title: {json.dumps(page.title, ensure_ascii=False)}\n"  # which is YAML too
    else:
        text = yaml.dump({"title": page.title}, Dumper=yaml.CSafeDumper, width=10**6)
    return f"---\n{text}---\n\n"
