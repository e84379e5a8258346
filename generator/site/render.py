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

import jinja2
import yaml
from markupsafe import Markup

from generator.model import urls
from generator.model.config import Site
from generator.site.environment import environment
from generator.site.head_html import head_html
from generator.site.pages.page import Page
from generator.site.views import Card


class Renderer:
    """Renders the pages of a site, each card once for all of them."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._paper_card = _Cards(environment(), "paper_card")
        self._mini_card = _Cards(environment(), "mini_card")

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
            paper_card=self._paper_card,
            mini_card=self._mini_card,
        )
        return f"{front_matter}{_as_script(body)}\n"


class _Cards:
    """A macro for cards, each rendered once for all the lists that show it."""

    def __init__(self, templates: jinja2.Environment, macro: str) -> None:
        self._macro = getattr(templates.get_template("_macros.html").module, macro)
        # The card itself is kept beside its HTML, so that its identity is not given again.
        self._made: dict[tuple[object, ...], tuple[Card, Markup]] = {}

    def __call__(self, card: Card, root: str, **options: object) -> Markup:
        key = (id(card), root, *sorted(options.items()))
        if key not in self._made:
            self._made[key] = card, self._macro(card, root, **options)
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
