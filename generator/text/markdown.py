"""A curator's Markdown to HTML, with links by id and without raw HTML.

Introductions and hand-written pages may be proposed by anybody in a pull
request, so raw HTML is shown as text, links lead to https or http alone, and
images are those that lie beside the hand-written pages.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from generator.model import urls
from generator.text import page_links
from generator.text.prose import WEB, Address, Prose, ProseLink

LINK_TARGETS: dict[str, Callable[[str], str]] = {
    "paper": urls.paper,
    "topic": urls.topic,
    "tag": urls.tag,
}
"""The schemes that name something on the list, and what makes a page path of the id."""


def to_html(text: str, root: str) -> str:
    """HTML of an introduction; `introduction` says more."""
    return introduction(text, root).html


@lru_cache(maxsize=1 << 10)
def introduction(text: str, root: str) -> Prose:
    """An introduction's Markdown.

    Args:
        text: Markdown; `[words](paper:ID)` links to a paper's page.
        root: The relative link from the page to the site's root, `../../`.

    Returns:
        Its HTML, in which links lead to pages of papers, topics and tags, or
        to https and http addresses; every other link is left as its words, and
        an image as its description.
    """
    return _converted(text, lambda link: _by_id(link, root))


@lru_cache(maxsize=1 << 7)
def hand_page(text: str, page: str) -> Prose:
    """A hand-written page's Markdown.

    Args:
        text: Markdown as in an introduction.
        page: The page path, `about/`.

    Returns:
        Its HTML, in which headings have ids and links to themselves. Beside
        the links of an introduction, `../topics/index.md` leads to another
        page, `#keys` to a heading, and images lie in `content/pages/`.
    """
    root = urls.root(page)

    def address(link: ProseLink) -> str | None:
        if link.image:
            image = page_links.image(link.target)
            return root + urls.page_image(image) if image else None
        return _by_id(link, root) or page_links.address(link.target, page)

    return _converted(text, address, headings=True)


def _by_id(link: ProseLink, root: str) -> str | None:
    scheme, _, name = link.target.partition(":")
    if link.image:
        return None
    if scheme in LINK_TARGETS:
        return root + LINK_TARGETS[scheme](name)
    return link.target if link.target.startswith(WEB) else None


def _converted(text: str, address: Address, headings: bool = False) -> Prose:
    # The converter takes long to import, and most runs of `check` recall what it made.
    from generator.text.markdown_converter import convert

    return convert(text, address, headings)
