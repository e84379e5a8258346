"""Links, images and raw HTML in introductions and hand-written pages.

What a text links to comes from the conversion that makes its HTML, so that
nothing is looked for in another way than it is shown; the place in the text is
then found by the words of the link.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache, partial

from generator.checks import relations
from generator.checks.context import Check, Context
from generator.content.default_pages import codes, complete, with_defaults
from generator.model import urls
from generator.model.memory import digest_of
from generator.model.problems import Severity
from generator.model.rules import Finding, Group, Rule, Where
from generator.site.introductions import converted, texts_of
from generator.text import markdown, page_links
from generator.text.did_you_mean import nearest
from generator.text.markdown import LINK_TARGETS
from generator.text.prose import WEB, Prose, ProseLink

_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_SCHEMES = (*LINK_TARGETS, *(prefix.partition(":")[0] for prefix in WEB))
_ALLOWED = "a link leads to paper:ID, topic:ID, tag:ID or an https:// address"

_Verdict = tuple[Rule, str, str | None]
"""Rule, message and suggestion."""

UNKNOWN_LINK = Rule("unknown-link", Group.RELATIONS, Severity.ERROR,
    "A link has a scheme that leads nowhere here. Text may link to papers, topics and "
    "tags by their ids, and to other sites.",
    "[words](papr:maps-before-mercator)",
    "Write paper:, topic: or tag: and an id, or an address that begins with https://.")  # fmt: skip
DEAD_LINK = Rule("dead-link", Group.RELATIONS, Severity.ERROR,
    "A link of a hand-written page leads to a page, file or heading that the site does "
    "not have.",
    "[words](../topics/indx.md)",
    "Write the path from the page to the other one, `../topics/index.md`; headings are "
    "named by their anchors, `../about/index.md#keys`.")  # fmt: skip
MISSING_IMAGE = Rule("missing-image", Group.RELATIONS, Severity.ERROR,
    "An image is not in `content/pages/`. The site shows no image from elsewhere, and "
    "SVG files are not taken, since they may hold scripts.",
    "![words](https://example.org/image.png)",
    "Put a PNG, JPEG, WebP or GIF file into `content/pages/` and write its name.")  # fmt: skip
RAW_HTML = Rule("raw-html", Group.RELATIONS, Severity.ERROR,
    "HTML in a hand-written page or an introduction is shown as text.",
    "<img src=image.png>   or   <script>",
    "Say it in Markdown. To show a tag as such, put it between backticks.")  # fmt: skip


@dataclass(frozen=True, slots=True)
class _CuratedText:
    """A curator's Markdown, and where it is."""

    file: str
    where: Where
    text: str
    prose: Prose
    page: str | None = None
    """The page path of a hand-written page."""


def introductions(context: Context) -> Iterator[Finding]:
    """What introductions of topics and of the home page link to, and raw HTML in them."""
    texts = texts_of(context.catalog)
    files = [*(f"topics/{topic}.yml" for topic in context.catalog.topics), "home.yml"]
    found = converted(texts, context.memory).values()
    for file, text, prose in zip(files, texts.values(), found, strict=True):
        yield from _findings(context, _CuratedText(file, ("introduction",), text, prose))


def hand_pages(context: Context) -> Iterator[Finding]:
    """What hand-written pages link to and show, and raw HTML in them."""
    with context.memory.entries("hand-written pages") as known:
        for page in context.catalog.pages:
            path = urls.hand_page(page.id)
            full = complete(page.markdown)
            found = known.recall(digest_of(full, path), partial(markdown.hand_page, full, path))
            text = _CuratedText(f"pages/{page.id}.md", (), page.markdown, found, path)
            yield from _findings(context, text)


def _findings(context: Context, text: _CuratedText) -> Iterator[Finding]:
    seen: Counter[str] = Counter()
    for link in text.prose.links:
        verdict = _judged(context, text, link)
        if verdict is not None:
            words, nth = _place(text.text, link.target, seen[link.target])
            seen[link.target] += 1
            yield Finding(text.file, text.where, *verdict, text=words, nth=nth)
    for tag in text.prose.raw:
        nth = _occurrence(text.text, tag, re.compile(f"({re.escape(tag)})"), seen[tag])
        seen[tag] += 1
        message = f"raw HTML is shown as text: {tag[:60]}; say it in Markdown, or put it in `…`"
        yield Finding(text.file, text.where, RAW_HTML, message, text=tag, nth=nth)


def _judged(context: Context, text: _CuratedText, link: ProseLink) -> _Verdict | None:
    scheme, _, id_ = link.target.partition(":")
    if link.image:
        return _judged_image(context, text, link.target)
    if scheme in LINK_TARGETS:
        found = relations.judge(context, scheme, id_)
        if found is None:
            return None
        rule, message, right = found
        return rule, message, f"{scheme}:{right}" if right else None
    if link.target.startswith(WEB):
        return None
    if text.page is None or _SCHEME.match(link.target) or link.target.startswith("//"):
        return _unknown(link.target)
    return _judged_path(context, text, text.page, link.target)


def _unknown(target: str) -> _Verdict:
    match = _SCHEME.match(target)
    near = nearest(match[1], _SCHEMES) if match else None
    rest = target.partition(":")[2]
    right = None
    if near is not None:
        right = f"{near}:{rest}" if near in LINK_TARGETS else f"{near}://{rest.lstrip('/')}"
    return UNKNOWN_LINK, f"{target[:100]!r} is no link that works here; {_ALLOWED}", right


def _judged_path(context: Context, text: _CuratedText, page: str, target: str) -> _Verdict | None:
    if not target:
        return DEAD_LINK, "the link names nothing", None
    found = page_links.resolve(target, page)
    if found is None or not context.site_paths.has(found[0]):
        return DEAD_LINK, f"there is no page at {target[:100]!r}", _near(context, target, page)
    file, anchor = found
    if not anchor:
        return None
    if file == urls.markdown_file(page):
        anchors = text.prose.anchors
    else:
        other = _hand_page(context, file)
        if other is None:
            message = f"{target[:100]!r} leads to a part of a generated page; link to the page"
            return DEAD_LINK, message, target.partition("#")[0]
        anchors = other.anchors
    if anchor in anchors:
        return None
    near = nearest(anchor, sorted(anchors))
    right = f"{target.partition('#')[0]}#{near}" if near else None
    return DEAD_LINK, f"no heading of the page has the anchor {anchor[:80]!r}", right


def _hand_page(context: Context, file: str) -> Prose | None:
    if file == urls.markdown_file(urls.CODES):
        return markdown.hand_page(codes(context.rules_list), urls.CODES)
    for page in with_defaults(context.catalog.pages):
        path = urls.hand_page(page.id)
        if urls.markdown_file(path) == file:
            return markdown.hand_page(complete(page.markdown), path)
    return None


def _near(context: Context, target: str, page: str) -> str | None:
    """The right way to write the link, when the site has something of a similar name."""
    path = target.partition("#")[0].removesuffix("index.html").strip("/").removeprefix("../")
    if path.endswith(".md") or "." not in path:
        wanted = path if path.endswith(".md") else f"{path}/index.md"
        near = nearest(wanted, sorted(context.site_paths.pages))
    else:
        near = nearest(path, sorted(context.site_paths.data))
    return urls.relative(near, page) if near else None


def _judged_image(context: Context, text: _CuratedText, target: str) -> _Verdict | None:
    if text.page is None:
        message = "an introduction has no images; put them on a hand-written page"
        return MISSING_IMAGE, message, None
    images = context.catalog.images
    path = page_links.image(target)
    if path is not None and path in images:
        return None
    if _SCHEME.match(target) or target.startswith("//"):
        message = f"{target[:100]!r} lies elsewhere; put the image into content/pages/"
        return MISSING_IMAGE, message, None
    message = f"there is no image {target[:100]!r} in content/pages/"
    return MISSING_IMAGE, message, nearest(target, sorted(images))


def _place(text: str, target: str, index: int) -> tuple[str, int]:
    """The words to look for, and which occurrence of them is that of a link."""
    if not target:
        return "]()", _occurrence(text, "]()", re.compile(r"(\]\(\))"), index)
    link = re.compile(rf"(?:\]\(\s*<?|\]:\s*<?|<)({re.escape(target)})(?=[\s)>\"']|$)")
    return target, _occurrence(text, target, link, index)


def _occurrence(text: str, words: str, pattern: re.Pattern[str], index: int) -> int:
    """How often the text has the words before the pattern matches for the `index`-th time."""
    offsets = [match.start(1) for match in pattern.finditer(_without_code(text))]
    offset = offsets[min(index, len(offsets) - 1)] if offsets else max(text.find(words), 0)
    return text.count(words, 0, offset)


@lru_cache(maxsize=4)
def _without_code(text: str) -> str:
    """The text with blanks in place of code, in which nothing is a link."""
    return _CODE.sub(lambda code: " " * len(code[0]), text)


_RULES = (UNKNOWN_LINK, DEAD_LINK, MISSING_IMAGE, RAW_HTML, *relations.NAMES)
CHECKS = (
    Check("links of introductions lead somewhere", introductions, _RULES),
    Check("links of hand-written pages lead somewhere", hand_pages, _RULES),
)
