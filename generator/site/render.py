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

import functools
from collections.abc import Iterable, Iterator
from pathlib import Path

import jinja2
import yaml
from markupsafe import Markup

from generator.model import urls
from generator.model.config import Site
from generator.site.pages.page import Page
from generator.site.views import Card

HEAD_MARK = "<!--rl:head-->"
BODY_MARK = "<!--rl:body-->"
END_MARK = "<!--rl:end-->"
OFFER_START, OFFER_END = "<!--rl:offer-->", "<!--/rl:offer-->"
"""Between these two the hosted page of downloads offers the zip; empty in the zip."""

_TEMPLATES = Path(__file__).parent / "templates"


def render(pages: Iterable[Page], site: Site) -> Iterator[tuple[str, str]]:
    """Render the pages one by one.

    Yields:
        The file's path below `build/docs` and its Markdown, in the order of the pages.
    """
    environment = _environment()
    cards = _Cards(environment)
    for page in pages:
        front_matter = _front_matter(page)
        template = environment.get_template(page.template)
        body = template.render(
            page=page, view=page.view, site=site, root=urls.root(page.path), paper_card=cards
        )
        yield urls.markdown_file(page.path), f"{front_matter}{_as_script(body)}\n"


class _Cards:
    """The macro `paper_card`, each card rendered once for all the lists that show it."""

    def __init__(self, environment: jinja2.Environment) -> None:
        self._macro = getattr(environment.get_template("_macros.html").module, "paper_card")  # noqa: B009
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
    text = yaml.dump(
        {"title": page.title}, Dumper=yaml.CSafeDumper, allow_unicode=True, width=10**6
    )
    return f"---\n{text}---\n\n"


@functools.cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["count"] = count
    environment.filters["longdate"] = long_date
    environment.globals.update(
        urls=urls,
        HEAD_MARK=HEAD_MARK,
        BODY_MARK=BODY_MARK,
        END_MARK=END_MARK,
        OFFER_MARKS=OFFER_START + OFFER_END,
    )
    return environment


def offline_offer(href: str, size: int) -> str:
    """HTML that offers the zip, with its size in bytes said in megabytes."""
    return str(_environment().get_template("_offline.html").render(href=href, size=size))


def count(number: int, singular: str, plural: str = "") -> str:
    """`1 paper`, `337 papers`, `10,000 papers`."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def long_date(iso: str) -> str:
    """`20 November 2026` of `2026-11-20`."""
    year, month, day = iso.split("-")
    return f"{int(day)} {_MONTHS[int(month) - 1]} {year}"
