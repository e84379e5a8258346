"""The values of one entry, gathered field by field: each is kept, or named as left out.

Every reader puts what it finds in here, so that an id, a date or an address is
understood alike wherever it comes from.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from generator.importers.details import is_arxiv, kept_form
from generator.importers.entry import Entry
from generator.importers.item_types import believed
from generator.importers.people import given_first
from generator.importers.values import (
    arxiv_of,
    clean,
    doi_in_address,
    doi_of,
    scheme_of,
    web_address,
    year_of,
)
from generator.model.models import ItemType
from generator.text.identifiers import ARXIV, arxiv_year
from generator.text.markup import without_markup
from generator.text.paper_address import field_of

_SHOWN = 60
_NOBODY = re.compile(r"\[(?:no author.*|anonymous)\]", re.IGNORECASE)
_OTHERS = re.compile(r"\(?(?:et al|u\. ?a|and others|others|и др|等)\.?\)?", re.IGNORECASE)
_HOMONYM = re.compile(r" 0[0-9]{3}$")
"""By which DBLP tells people of one name apart."""
_ADDRESSES = re.compile(r"[\s;,|]+(?=https?://)")
"""What stands between two addresses."""
_NO_ABSTRACT = re.compile(r"\[?no abstract(?: is)?(?: available)?\.?\]?|n/?a", re.IGNORECASE)


@dataclass(slots=True)
class Gathered:
    """The values of one entry so far; the first of several for one field is kept."""

    line: int
    _title: str = ""
    _authors: list[str] = field(default_factory=list)
    _published: int | None = None
    _venue: str | None = None
    _ids: dict[str, str] = field(default_factory=dict)
    _type: ItemType | None = None
    _type_is_sure: bool = False
    _details: dict[str, str] = field(default_factory=dict)
    _code: list[str] = field(default_factory=list)
    _keywords: list[str] = field(default_factory=list)
    _abstract: str | None = None
    _note: str | None = None
    _extra: dict[str, str] = field(default_factory=dict)
    _warnings: list[str] = field(default_factory=list)

    def title(self, text: str, name: str = "title") -> None:
        """The title; another one is kept aside under the source's name for it."""
        text = clean(without_markup(text))
        if not self._title:
            self._title = text
        elif text and text != self._title:
            self.other(name, text)

    def author(self, name: str) -> None:
        """One more author, given name first."""
        name = _HOMONYM.sub("", clean(without_markup(name)))
        if _OTHERS.fullmatch(name):
            self.warn(f"the list of authors ends in `{name}`: those are not named here")
        elif name and not _NOBODY.fullmatch(name):
            self._authors.append(name)

    def date(self, text: str, name: str = "date") -> None:
        """The date of publication, in any form that holds a year of four digits."""
        text = clean(text)
        year = year_of(text)
        if self._published is None and year is not None:
            self._published = year
        elif text and year is None:
            self.other(name, text)

    def venue(self, text: str, name: str = "venue") -> None:
        """Conference, journal or book that it appeared in; `arXiv:…` names an id instead."""
        text = clean(without_markup(text))
        if text and (arxiv := arxiv_of(text)):
            self.arxiv(arxiv)
        elif text and self._venue is None:
            self._venue = text
        elif text and text != self._venue:
            self.other(name, text)

    def type(self, found: ItemType | None, name: str, sure: bool = False) -> None:
        """What it is, and the source's word for it; None is kept aside as a word of its own."""
        if found is None:
            self.other("type", name)
        elif not self._type_is_sure:
            self._type, self._type_is_sure = found, sure

    def detail(self, field: str, text: str, name: str = "") -> None:
        """A value of one of `DETAILS` in its kept form; a second one is kept aside."""
        text = clean(without_markup(text))
        if field in ("volume", "number") and (arxiv := arxiv_of(text)):
            self.arxiv(arxiv)
            return
        kept = kept_form(field, text)
        if (kept is None or self._details.setdefault(field, kept) != kept) and not is_arxiv(text):
            self.other(name or field, text)

    def arxiv(self, text: str, name: str = "eprint") -> None:
        """An arXiv id, with or without what stands before it."""
        found = arxiv_of(clean(text))
        if found:
            self._id("arxiv", found)
        elif clean(text):
            self._refuse(name, text, "no arXiv id")

    def doi(self, text: str, name: str = "doi") -> None:
        """A DOI, bare or in an address; one of arXiv's gives the arXiv id."""
        doi, arxiv = doi_of(clean(text))
        if doi or arxiv:
            self._id("doi", doi)
            self._id("arxiv", arxiv)
        elif clean(text):
            self._refuse(name, text, "no DOI")

    def address(self, text: str, name: str = "url") -> None:
        """A web address: of arXiv or a DOI, of a repository, or the paper's own page.

        Of several in one text each counts.
        """
        for part in _ADDRESSES.split(clean(text)):
            if part:
                self._address(part, name)

    def _address(self, text: str, name: str) -> None:
        address = web_address(text)
        found = field_of(address) if address else None
        doi = doi_in_address(address) if address and "doi" not in self._ids else None
        if doi:
            self._id("doi", doi)
        elif found is None:
            scheme = scheme_of(text)
            known = scheme in ("", "http", "https")
            why = "no address of a paper" if known else f"addresses with `{scheme}:` are not kept"
            self._refuse(name, text, why)
        elif found[0] == "code":
            self.code(found[1])
        elif found[0] == "doi":
            self.doi(found[1], name)
        else:
            self._id(*found)

    def identifier(self, text: str) -> None:
        """An arXiv id, a DOI or a web address, told by its form."""
        if ARXIV.corrected(text):
            self.arxiv(text)
        elif re.match(r"(?i)(?:doi:\s*)?10\.", text):
            self.doi(text)
        else:
            self.address(text)

    def code(self, address: str) -> None:
        """The address of a repository; another address is the paper's."""
        found = field_of(web_address(clean(address)) or "")
        if found is None or found[0] != "code":
            self.address(address, "code")
        elif found[1] not in self._code:
            self._code.append(found[1])

    def keyword(self, text: str) -> None:
        """One word or phrase that it is filed under."""
        text = clean(text)
        if text and text not in self._keywords:
            self._keywords.append(text)

    def abstract(self, text: str) -> None:
        """The abstract."""
        text = clean(without_markup(text))
        if _NO_ABSTRACT.fullmatch(text):
            return
        if self._abstract is None and text:
            self._abstract = text
        elif text and text != self._abstract:
            self.other("second abstract", text)

    def note(self, text: str) -> None:
        """The curator's own word."""
        self._note = self._note or clean(without_markup(text)) or None

    def other(self, name: str, text: str) -> None:
        """A value that the paper's record has no field for."""
        text = clean(text)
        if text:
            self._extra[name] = f"{self._extra[name]}; {text}" if name in self._extra else text

    def warn(self, message: str) -> None:
        """What was not taken as it stands."""
        self._warnings.append(message)

    def entry(self) -> Entry:
        """The entry. A paper with an arXiv id or a DOI keeps no other address."""
        ids = dict(self._ids)
        arxiv = ids.get("arxiv")
        if (arxiv or "doi" in ids) and "url" in ids:
            self.other("url", ids.pop("url"))
        year = arxiv_year(arxiv) if arxiv else self._published
        of = self._details.get
        return Entry(
            self.line, self._title, given_first(self._authors), year, self._venue, self._published,
            arxiv, ids.get("doi"), ids.get("url"), tuple(self._code),
            keywords=tuple(self._keywords), note=self._note, abstract=self._abstract,
            type=self._kind(arxiv, ids.get("doi")), type_is_sure=self._type_is_sure,
            publisher=of("publisher"), volume=of("volume"), number=of("number"),
            pages=of("pages"), isbn=of("isbn"), language=of("language"),
            extra=self._extra, warnings=tuple(self._warnings),
        )  # fmt: skip

    def _kind(self, arxiv: str | None, doi: str | None) -> ItemType | None:
        told = self._type if self._type is not ItemType.PAPER else None
        return told if self._type_is_sure else believed(told, arxiv, doi)

    def _id(self, kind: str, value: str | None) -> None:
        if value and self._ids.setdefault(kind, value).lower() != value.lower():
            self.other(f"second {kind}", value)

    def _refuse(self, name: str, text: str, why: str) -> None:
        shown = clean(text)
        shown = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"
        self.warn(f"`{name}` is left out: {shown!r}: {why}")
