"""A curator's Markdown to HTML, with links by id and without raw HTML.

Introductions stand in YAML that anybody may propose in a pull request, so raw
HTML is shown as text, links lead to https or http alone, and images are
dropped.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Callable

import markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from generator.model import urls

LINK_TARGETS: dict[str, Callable[[str], str]] = {
    "paper": urls.paper,
    "topic": urls.topic,
    "tag": urls.tag,
}
"""The schemes that name something on the list, and what makes a page path of the id."""

REFERENCE = re.compile(r"\]\((paper|topic|tag):([^)\s]*)\)")
"""`](paper:ID)` and the like, as they stand in Markdown."""


def to_html(text: str, root: str) -> str:
    """HTML of a curator's Markdown.

    Args:
        text: Markdown; `[words](paper:ID)` links to a paper's page.
        root: The relative link from the page to the site's root, `../../`.

    Returns:
        Block-level HTML in one string; empty for an empty text.
    """
    converter = markdown.Markdown(extensions=["tables", _Safe(root)], output_format="html")
    return converter.convert(text.replace("\0", ""))


def resolve_references(text: str, root: str) -> str:
    """A hand-written page's Markdown with `](paper:ID)` turned into relative links."""
    return REFERENCE.sub(lambda m: f"]({root}{LINK_TARGETS[m[1]](m[2])})", text)


class _Safe(Extension):
    def __init__(self, root: str) -> None:
        super().__init__()
        self._root = root

    def extendMarkdown(self, md: markdown.Markdown) -> None:
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.treeprocessors.register(_SafeLinks(md, self._root), "safe_links", 0)


class _SafeLinks(Treeprocessor):
    def __init__(self, md: markdown.Markdown, root: str) -> None:
        super().__init__(md)
        self._root = root

    def run(self, root: etree.Element) -> None:
        for element in root.iter():
            if element.tag == "a":
                self._mend(element)
            elif element.tag == "img":
                element.tag, element.text = "span", element.get("alt", "")
                element.attrib.clear()

    def _mend(self, link: etree.Element) -> None:
        href = link.get("href", "")
        scheme, _, name = href.partition(":")
        link.attrib.clear()
        if scheme in LINK_TARGETS:
            link.set("href", self._root + LINK_TARGETS[scheme](name))
        elif href.startswith(("https://", "http://")):
            link.set("href", href)
            link.set("rel", "nofollow")
        else:
            link.tag = "span"
