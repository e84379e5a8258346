"""Markdown to HTML that holds nothing but what is known to do no harm."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Callable
from functools import partial
from html import escape

import markdown
from markdown.extensions import Extension
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.extensions.toc import TocExtension
from markdown.inlinepatterns import HTML_RE, InlineProcessor
from markdown.treeprocessors import Treeprocessor

from generator.text.prose import WEB, Address, Prose, ProseLink

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


def convert(text: str, address: Address, headings: bool) -> Prose:
    """The Markdown of a curator as HTML.

    Args:
        text: Markdown. What is nested too deeply is shown as it is.
        address: Where its links lead to.
        headings: Whether the headings have ids and links to themselves.
    """
    safe = _Safe(address)
    toc = TocExtension(permalink="#", permalink_title="Link to this section", toc_depth="2-3")
    converter = markdown.Markdown(
        extensions=["tables", "admonition", "fenced_code", *([toc] if headings else []), safe],
        output_format="html",
    )
    try:
        html = converter.convert(text.replace("\0", ""))
    except RecursionError:  # lists within lists, some hundreds deep
        return Prose(f"<pre>{escape(text)}</pre>", (), frozenset(), ())
    return Prose(html, tuple(safe.links), frozenset(safe.anchors), tuple(safe.raw))


class _Safe(Extension):
    def __init__(self, address: Address) -> None:
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
