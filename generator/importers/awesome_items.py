"""One item of an awesome list → an entry: which link is the title, which are buttons, the note."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from markdown_it.token import Token

from generator.importers.entry import Entry
from generator.importers.gathering import Gathered
from generator.importers.people import people_of
from generator.importers.references import reference_in
from generator.importers.values import clean

_BUTTONS = re.compile(
    r"(?:full |official |unofficial )*(?:paper|pdf|arxiv|abs(?:tract)?|html|doi|link|url|code"
    r"|github|repo(?:sitory)?|implementation|project(?: page)?|page|website|homepage|web|demo"
    r"|slides|video|talk|poster|blog(?: post)?|bib(?:tex)?|data(?:set)?|model|weights"
    r"|hugging ?face|colab|supp(?:lementary)?|openreview|review|notes?|tweet|official|here"
    r"|pytorch|tensorflow|jax|keras)s?",
    re.IGNORECASE,
)  # fmt: skip
_PAPER_BUTTON = re.compile(r"paper|pdf|arxiv|abs|html|doi|link|url|openreview", re.IGNORECASE)
_CODE_BUTTON = re.compile(
    r"code|github|repo|implementation|pytorch|tensorflow|jax|keras|official", re.IGNORECASE
)
TOLD_BY_COLUMN = frozenset(["title", "authors", "year", "venue", "note", "abstract"])
"""The fields that a table's header names, where a cell has no link."""
_UNDEFINED = re.compile(r"\[([^\[\]]+)\]\[[^\[\]]*\]")
"""A link whose definition is missing: its text stands for it."""
_SHORTCODE = re.compile(r"(?<!\S):[a-z][a-z0-9_+-]*:(?!\S)")
_CITED = re.compile(r"\s*\((?P<who>[^\W\d_][^()\d]{0,60}?),? (?P<year>(?:1[0-9]|20)[0-9]{2})\)$")
_YEAR = re.compile(r"[(\[]((?:19|20)[0-9]{2})[)\]]")
_LEAD = re.compile(r"[(\[]([^()\[\]]{0,40}?)((?:19|20)[0-9]{2}|['’][0-9]{2})[)\]]\s*(?=\w)")
_ACRONYM = re.compile(r"\[([A-Z][A-Z&-]{1,15})\]\s*(?=\w)")
_PICTURES = re.compile(
    "^[\\s\U0001f000-\U0001faff\u2600-\u27bf\ufe0f]+|[\\s\U0001f000-\U0001faff\u2600-\u27bf\ufe0f]+$"
)
_LEFT_OVER = re.compile(r"\[[\s|/,·:;]*\]|\([\s|/,·:;]*\)|(?<=\s)[|/·](?=\s|$)")
_HTML = re.compile(
    r"</?(?:img|br|a|b|i|em|strong|su[bp]|code|kbd|p|div|span|picture|source|details|summary|!--)"
    r"\b[^>]*>|<!--.*?-->",
    re.IGNORECASE | re.DOTALL,
)
_BARE = re.compile(r"(https?://[^\s<>\[\]()]+)")
_ID = re.compile(
    r"(?:arxiv:\s*)?[0-9]{4}\.[0-9]{4,5}(?:v[0-9]+)?|(?:doi:\s*)?10\.[0-9]{4,9}/\S+", re.IGNORECASE
)
"""An id in the place of a link's text."""
_LATEST = "50"
"""The highest short year that is one of this century."""
BAR = " | "
"""What stands between the cells of a row."""
_EDGE = " \t-–—:·|,;.*：、，。"
_TICKED = re.compile(r"\s*\[[xX ]\]\s*")
"""The box of a task."""


@dataclass(slots=True)
class _Part:
    """A run of an item's text: plain, emphasised, or the text of a link."""

    text: str
    href: str = ""
    strong: bool = False


def entry_of(
    line: int, section: str, children: Sequence[Token], told: Mapping[str, str]
) -> Entry | None:
    """The entry of an item; None for a line of contents, which leads into the list itself.

    `told` are the fields that the header of a table names.
    """
    parts = _with_title_joined(list(_parts(children)))
    links = [part for part in parts if part.href]
    if links and all(part.href.startswith("#") for part in links):
        return None
    got = Gathered(line)
    _authors(got, told.get("authors", ""))
    got.date(told.get("year", ""))
    got.venue(told.get("venue", ""))
    got.abstract(told.get("abstract", ""))
    titled = _Part(told["title"], strong=True) if told.get("title") else _title(parts)
    title = _bare(_told(got, titled)) if titled else ""
    if year := _YEAR.search(title):
        got.date(year[1])
        title = (title[: year.start()] + title[year.end() :]).strip(_EDGE)
    title = _after_lead(got, title)
    if acronym := _ACRONYM.match(title):
        got.venue(acronym[1])
        title = title[acronym.end() :]
    if titled in parts:
        _before(got, parts[: parts.index(titled)])
    if cited := _CITED.search(title):
        title = title[: cited.start()]
        got.date(cited["year"])
        who = cited["who"].strip(" ,")
        got.venue(who) if who.isupper() else _authors(got, who)
    got.title(title)
    for part in links:
        _link(got, part, part is titled or "title" in told)
    words = [part for part in parts if not part.href] if "title" in told else parts
    note = _note(words, titled)
    if year := _YEAR.match(note):
        got.date(year[1])
        note = note[year.end() :].strip(_EDGE)
    got.note(told.get("note", ""))
    got.note(note if re.search(r"\w", note) else "")
    entry = got.entry()
    refused = "" if links else "this item of the list has no link to a paper"
    return replace(entry, section=section, refused=refused)


def _before(got: Gathered, parts: Sequence[_Part]) -> None:
    """What stands before the title: `(Lancet 2020)` is a venue and a year."""
    text = _TICKED.sub("", "".join(part.text for part in parts if not part.href), count=1)
    text = _after_lead(got, f"{text.strip()} x")[:-2]
    got.other("words before the title", text if re.search(r"\w", text) else "")


def _after_lead(got: Gathered, text: str) -> str:
    """The text without the venue and the year before it: `(ICLR 2019)`, `[ICLR'19]`."""
    lead = _LEAD.match(text)
    if lead is None:
        return text
    year = _full_year(lead[2])
    got.date(year)
    got.venue(f"{lead[1].strip()} {year}" if lead[1].strip() else "")
    return text[lead.end() :]


def _full_year(text: str) -> str:
    """`2019` for itself and for `'19`."""
    short = text[1:] if text[0] in "'’" else ""
    return f"{'19' if short > _LATEST else '20'}{short}" if short else text


def _authors(got: Gathered, text: str) -> None:
    for person in people_of(text) if text else ():
        got.author(person)


def _told(got: Gathered, titled: _Part) -> str:
    """The title as it stands; out of a reference or the cells of a row, which say more."""
    if titled.href or titled.strong:
        return titled.text
    if cited := reference_in(titled.text):
        for author in cited.authors:
            got.author(author)
        got.date(cited.year)
        got.venue(cited.venue)
        got.other("words beside the title", cited.rest)
        return cited.title
    first, *cells = filter(str.strip, titled.text.split(BAR))
    for cell in cells:
        got.date(cell) if re.fullmatch(r"\s*[0-9]{4}\s*", cell) else got.note(cell)
    return first


def _bare(title: str) -> str:
    """The title without what stands around it: brackets of buttons, dashes, pictures."""
    text = _UNDEFINED.sub(r"\1", _SHORTCODE.sub(" ", clean(title)))
    previous = ""
    while previous != text:
        previous, text = text, _PICTURES.sub("", text.rstrip("[( ").lstrip("]) ").strip(_EDGE))
    return text


def _parts(children: Sequence[Token]) -> Iterator[_Part]:
    href, strong, text, first = "", 0, "", True
    for child in children:
        edge = child.type in ("strong_open", "strong_close", "em_open", "em_close")
        if child.type in ("link_open", "link_close") or (edge and not href):
            if text:
                yield _Part(text, href, strong > 0)
            first = first and not text.strip()
            text = ""
        if child.type in ("link_open", "link_close"):
            href = str(child.attrGet("href") or "#") if child.type == "link_open" else ""
        elif child.type == "strong_open" or (child.type == "em_open" and first):
            strong += 1
        elif edge and child.type.endswith("close"):
            strong = max(0, strong - 1)
        elif child.type in ("softbreak", "hardbreak"):
            text += " "
        elif child.type == "text" and not href:
            *before, text = _BARE.split(text + child.content)
            for words, address in zip(before[::2], before[1::2], strict=True):
                yield from (_Part(words, "", strong > 0), _Part(address, address.rstrip(".,;:")))
        elif child.type in ("text", "text_special", "code_inline"):
            text += child.content
        elif child.type == "html_inline":
            text += _HTML.sub(" ", child.content)
    if text:
        yield _Part(text, "", strong > 0)


def _with_title_joined(parts: list[_Part]) -> list[_Part]:
    """The parts with the plain words before the first link as one."""
    end = next((at for at, part in enumerate(parts) if part.href), len(parts))
    if not any(part.strong for part in parts[:end]):
        return [_Part("".join(part.text for part in parts[:end])), *parts[end:]]
    return parts


def _title(parts: Sequence[_Part]) -> _Part | None:
    """The link that is no button; else what is bold; else the words before the first button."""
    named = next((part for part in parts if part.href and not _is_button(part)), None)
    bold = next((p for p in parts if p.strong and not _is_button(p) and len(p.text) > 3), None)
    if bold and not (named and parts.index(named) <= parts.index(bold)):
        return bold
    words = (part for part in parts if not part.href and re.search(r"\w", part.text))
    return named or next(words, None)


def _is_button(part: _Part) -> bool:
    text = clean(part.text).strip(" []()*:|.")
    return not text or bool(_BARE.match(text) or _ID.fullmatch(text) or _BUTTONS.fullmatch(text))


def _link(got: Gathered, part: _Part, is_title: bool) -> None:
    label = clean(part.text).strip(" []()*:|.")
    if part.href.startswith("#"):
        return
    if not is_title and _CODE_BUTTON.search(label) and not _PAPER_BUTTON.search(label):
        got.code(part.href)
    elif is_title or _PAPER_BUTTON.search(label) or _BARE.match(label) or _ID.fullmatch(label):
        got.address(part.href, "link")
    else:
        got.other(f"link to {label.lower() or 'elsewhere'}", part.href)


def _note(parts: Sequence[_Part], titled: _Part | None) -> str:
    """What stands after the title, without buttons and the brackets that they leave."""
    start = next((at for at, part in enumerate(parts) if part is titled), -1) + 1
    words = "".join(part.text for part in parts[start:] if not (part.href and _is_button(part)))
    words = re.sub(r"\[[^\]]*$", "", words) if words.count("[") > words.count("]") else words
    previous = ""
    while previous != words:
        previous, words = words, _LEFT_OVER.sub(" ", words)
    return clean(_SHORTCODE.sub(" ", words)).lstrip(_EDGE + "])").rstrip(" \t-–—:·|,;[(")


def plain(children: Sequence[Token]) -> str:
    """The text of a heading."""
    words = "".join(part.text for part in _parts(children))
    return _PICTURES.sub("", clean(_SHORTCODE.sub(" ", words))).strip(" :#")
