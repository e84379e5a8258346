"""A curator's Markdown to HTML, with links by id and without raw HTML.

Introductions and hand-written pages may be proposed by anybody in a pull
request, so raw HTML is shown as text, links lead to https or http alone, and
images are those that lie beside the hand-written pages.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from html import escape

import markdown
from markdown.extensions import Extension
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.extensions.toc import TocExtension
from markdown.inlinepatterns import HTML_RE, InlineProcessor
from markdown.treeprocessors import Treeprocessor

from generator.model import urls
from generator.text import page_links

LINK_TARGETS: dict[str, Callable[[str], str]] = {
    "paper": urls.paper,
    "topic": urls.topic,
    "tag": urls.tag,
}
"""The schemes that name something on the list, and what makes a page path of the id."""

WEB = ("https://", "http://")
"""What a link out of the site begins with."""

_ALIGNED = re.compile(r"text-align: (left|center|right);")
_ANCHOR = re.compile(r"[a-z0-9_][a-z0-9_-]*")
_ADMONITIONS = frozenset([
    "admonition", "admonition-title", "note", "abstract", "info", "tip", "success", "question",
    "warning", "failure", "danger", "bug", "example", "quote",
])  # fmt: skip
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_WITH_BRACKETS = (
    "reference", "link", "image_link", "image_reference", "short_reference", "short_image_ref",
)  # fmt: skip
_BRACKET = re.compile(r"[\[\]]")
_DEEPEST = 8
"""Brackets within a link's words at most: looking for the end of each of many is quadratic."""

_LONGEST = 2_000
"""Characters of an address and its title at most, for the same reason."""


@dataclass(frozen=True, slots=True)
class ProseLink:
    """A link or an image, as the text names it."""

    target: str
    image: bool = False


@dataclass(frozen=True, slots=True)
class Prose:
    """The HTML of a text, and what it contains."""

    html: str
    """Block-level HTML; empty for an empty text. A text nested too deeply is shown as it is."""
    links: tuple[ProseLink, ...]
    """In the order of the text, those included that are no links in the HTML."""
    anchors: frozenset[str]
    """The ids of the headings; empty for an introduction."""
    raw: tuple[str, ...]
    """The tags of raw HTML, which are shown as text."""


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
    return _convert(text, lambda link: _by_id(link, root), [])


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
    toc = TocExtension(permalink="#", permalink_title="Link to this section", toc_depth="2-3")

    def address(link: ProseLink) -> str | None:
        if link.image:
            image = page_links.image(link.target)
            return root + urls.page_image(image) if image else None
        return _by_id(link, root) or page_links.address(link.target, page)

    return _convert(text, address, [toc])


def _by_id(link: ProseLink, root: str) -> str | None:
    scheme, _, name = link.target.partition(":")
    if link.image:
        return None
    if scheme in LINK_TARGETS:
        return root + LINK_TARGETS[scheme](name)
    return link.target if link.target.startswith(WEB) else None


def _convert(text: str, address: Callable[[ProseLink], str | None], more: list[Extension]) -> Prose:
    safe = _Safe(address)
    converter = markdown.Markdown(
        extensions=["tables", "admonition", "fenced_code", *more, safe], output_format="html"
    )
    try:
        html = converter.convert(text.replace("\0", ""))
    except RecursionError:  # lists within lists, some hundreds deep
        return Prose(f"<pre>{escape(text)}</pre>", (), frozenset(), ())
    return Prose(html, tuple(safe.links), frozenset(safe.anchors), tuple(safe.raw))


class _Safe(Extension):
    def __init__(self, address: Callable[[ProseLink], str | None]) -> None:
        super().__init__()
        self.address = address
        self.links: list[ProseLink] = []
        self.anchors: list[str] = []
        self.raw: list[str] = []

    def extendMarkdown(self, md: markdown.Markdown) -> None:
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.register(_RawHtmlAsText(HTML_RE, md, self.raw), "html", 90)
        # Not as an extension: fenced code would then write any attribute past `_SafeTree`.
        md.treeprocessors.register(AttrListTreeprocessor(md), "attr_list", 8)
        md.inlinePatterns.deregister("automail")  # hides the address in entities
        for name in _WITH_BRACKETS:
            processor = md.inlinePatterns[name]
            setattr(processor, "getText", _bracketed)  # noqa: B010
            if hasattr(processor, "getLink"):
                setattr(processor, "getLink", partial(_near_link, processor.getLink))  # noqa: B010
        md.treeprocessors.register(_SafeTree(md, self), "safe_tree", 0)


class _RawHtmlAsText(InlineProcessor):
    """Takes a tag for text, and remembers it."""

    def __init__(self, pattern: str, md: markdown.Markdown, found: list[str]) -> None:
        super().__init__(pattern, md)
        self._found = found

    def handleMatch(  # type: ignore[override]
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002
    ) -> tuple[str, int, int]:
        self._found.append(m.group(0))
        return m.group(0), m.start(0), m.end(0)


def _bracketed(data: str, index: int) -> tuple[str, int, bool]:
    """The text up to the bracket that closes the one before `index`, and where it ends."""
    depth = 1
    for bracket in _BRACKET.finditer(data, index):
        depth += 1 if bracket[0] == "[" else -1
        if depth == 0:
            return data[index : bracket.start()], bracket.end(), True
        if depth > _DEEPEST:
            break
    return "", index, False


def _near_link(
    find: Callable[[str, int], tuple[str, str | None, int, bool]], data: str, index: int
) -> tuple[str, str | None, int, bool]:
    """What `find` finds in parentheses at `index`, when they end near there."""
    return find(data[: index + _LONGEST], index)


class _SafeTree(Treeprocessor):
    """Leaves no attribute but those that are known to do no harm."""

    def __init__(self, md: markdown.Markdown, safe: _Safe) -> None:
        super().__init__(md)
        self._safe = safe

    def run(self, root: etree.Element) -> None:
        for element in root.iter():
            kept = self._kept(element)
            element.attrib.clear()
            element.attrib.update(kept)

    def _kept(self, element: etree.Element) -> dict[str, str]:
        tag = element.tag
        if tag == "a":
            return self._link(element)
        if tag == "img":
            return self._image(element)
        if tag in _HEADINGS:
            name = element.get("id", "")
            if not _ANCHOR.fullmatch(name):
                return {}
            self._safe.anchors.append(name)
            return {"id": name}
        if tag in ("th", "td"):
            style = element.get("style", "")
            return {"style": style} if _ALIGNED.fullmatch(style) else {}
        words = [word for word in element.get("class", "").split() if word in _ADMONITIONS]
        return {"class": " ".join(words)} if words and tag in ("div", "p") else {}

    def _link(self, link: etree.Element) -> dict[str, str]:
        href = link.get("href", "")
        if link.get("class") == "headerlink":  # made by the table of contents
            return {"class": "headerlink", "href": href, "title": link.get("title", "")}
        self._safe.links.append(ProseLink(href))
        found = self._safe.address(ProseLink(href))
        if found is None:
            link.tag = "span"
            return {}
        return {"href": found, "rel": "nofollow"} if found.startswith(WEB) else {"href": found}

    def _image(self, image: etree.Element) -> dict[str, str]:
        alt = image.get("alt", "")
        link = ProseLink(image.get("src", ""), image=True)
        self._safe.links.append(link)
        found = self._safe.address(link)
        if found is None:
            image.tag, image.text = "span", alt
            return {}
        return {"src": found, "alt": alt, "loading": "lazy"}
