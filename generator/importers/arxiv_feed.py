"""Answers of the arXiv API → entries.

Source: the API's user manual (info.arxiv.org/help/api/user-manual.html).
"""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

from generator.importers.entry import Entry
from generator.importers.values import clean
from generator.text.bibliography import well_formed
from generator.text.identifiers import ARXIV, arxiv_year

_ATOM = "{http://www.w3.org/2005/Atom}"
_ARXIV = "{http://arxiv.org/schemas/atom}"
_WITHDRAWN = re.compile(
    r"(?:\b(?:has been|have been|is|was|are) |^)withdrawn\b(?! from)", re.IGNORECASE
)
_SUPERSEDED = re.compile(
    r"\b(?:superseded|replaced|subsumed) by:? +(?:arxiv:? ?|https?://arxiv\.org/abs/)"
    r"([a-z-]+(?:\.[A-Z]{2})?/[0-9]{7}|[0-9]{4}\.[0-9]{4,5})",
    re.IGNORECASE,
)
_LONGEST_NOTICE = 400
"""Characters: an abstract that only says that the paper is withdrawn is short."""


def read(answer: bytes) -> list[Entry]:
    """The papers of an answer, in its order; an entry that reports an error counts as none.

    The year is that of the first version. Raises `ValueError` for what is no Atom feed.
    """
    if b"<!DOCTYPE" in answer or b"<!ENTITY" in answer:
        raise ValueError("an answer of arXiv declares no entities")
    try:
        feed = ElementTree.fromstring(answer)
    except ElementTree.ParseError as error:
        raise ValueError(str(error)) from error
    if feed.tag != f"{_ATOM}feed":
        raise ValueError("no Atom feed")
    return [entry for row in feed.findall(f"{_ATOM}entry") if (entry := _entry(row))]


def _entry(row: ElementTree.Element) -> Entry | None:
    address = row.findtext(f"{_ATOM}id", "")
    arxiv = ARXIV.corrected(re.sub(r"^.*/abs/", "", address))
    if arxiv is None:
        return None
    names = (clean(name.text or "") for name in row.iterfind(f"{_ATOM}author/{_ATOM}name"))
    entry = Entry(
        title=clean(row.findtext(f"{_ATOM}title", "")),
        abstract=clean(row.findtext(f"{_ATOM}summary", "")) or None,
        authors=tuple(filter(None, names)),
        year=arxiv_year(arxiv),
        venue=clean(row.findtext(f"{_ARXIV}journal_ref", "")) or None,
        arxiv=arxiv,
        doi=well_formed("doi", row.findtext(f"{_ARXIV}doi", "")),
    )
    return _with_status(entry, clean(row.findtext(f"{_ARXIV}comment", "")))


def _with_status(entry: Entry, comment: str) -> Entry:
    """The entry with what the comment, or an abstract that only says so, says became of it."""
    abstract = entry.abstract or ""
    is_notice = len(abstract) <= _LONGEST_NOTICE and _WITHDRAWN.search(abstract) is not None
    later = _SUPERSEDED.search(comment) or (_SUPERSEDED.search(abstract) if is_notice else None)
    if is_notice:
        entry = replace(entry, abstract=None)
    if later and later[1] != entry.arxiv:
        return replace(entry, status="superseded", notice=f"https://arxiv.org/abs/{later[1]}")
    if is_notice or _WITHDRAWN.search(comment):
        notice = f"https://arxiv.org/abs/{entry.arxiv}"
        return replace(entry, status="withdrawn", notice=notice)
    return entry
