"""Whether an entry is a paper that the list has: by its ids, else by its title and what agrees."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import fuzz

from generator.edit.paper_files import PaperFile
from generator.importers.values import folded
from generator.model.models import SourceRef
from generator.text.bibliography import well_formed
from generator.text.latex import to_text
from generator.text.people_names import split_name
from generator.text.titles import loose_key, tidy

SAME_TEXT = 90.0
"""From this likeness on (0 to 100) two abstracts, or a title at its place, are one."""
_ONE_TITLE = 85.0
"""From this likeness on two titles under one id are those of one paper."""
_SHORTEST_START = 10
_SHORTEST_NAME = 3
_MOST_NAMESAKES = 100
"""Papers of one title that are compared: `Editorial` may be that of thousands."""
_YEARS_APART = 1
_YEARS_FROM_PREPRINT = 3

Values = dict[str, Any]
"""Field of a paper's record → its value; those without a value are absent."""


@dataclass(slots=True)
class Candidate:
    """A paper while the plan is made: one on the disk, or a new one."""

    id: str
    values: Values
    file: PaperFile | None = None
    known: set[SourceRef] = field(default_factory=set)
    added: list[SourceRef] = field(default_factory=list)
    filled: Values = field(default_factory=dict)
    """What its file does not say and will."""
    where: str = ""
    line: int = 0

    @property
    def title(self) -> str:
        """The tidied title."""
        return tidy(str(self.values.get("title") or ""))

    @property
    def titles(self) -> tuple[str, ...]:
        """All titles that the paper is known by, its own first."""
        return self.file.titles if self.file else (self.title,)

    @property
    def abstract(self) -> str:
        """The tidied abstract, empty without one."""
        return tidy(str(self.values.get("abstract") or ""))


@dataclass(frozen=True, slots=True)
class Match:
    """What the list has for an entry."""

    paper: Candidate | None = None
    """The paper that it is."""
    rival: Candidate | None = None
    """Another paper with an id of it (`reason` says which), or with its very title."""
    reason: str = ""


class Index:
    """The papers by their ids, titles and places in listings."""

    def __init__(self) -> None:
        self.candidates: list[Candidate] = []
        self._by_id: dict[tuple[str, str], Candidate] = {}
        self._by_title: dict[str, list[Candidate]] = defaultdict(list)
        self._by_source: dict[SourceRef, list[Candidate]] = defaultdict(list)

    def add(self, candidate: Candidate) -> None:
        """Take in a paper."""
        self.candidates.append(candidate)
        for key in dict.fromkeys(map(title_key, candidate.titles)):
            self._by_title[key].append(candidate)
        for ref in candidate.known:
            self._by_source[ref].append(candidate)
        self.learn(candidate)

    def learn(self, candidate: Candidate, ref: SourceRef | None = None) -> None:
        """Take in the ids that a paper has by now, and a place where it was found."""
        for name in ("arxiv", "doi"):
            value = well_formed(name, candidate.values.get(name))
            if value is not None:
                self._by_id.setdefault((name, value.lower()), candidate)
        if ref is not None:
            self._by_source[ref].append(candidate)

    def at(self, ref: SourceRef, title: str, abstract: str) -> Candidate | None:
        """The paper that was listed at this very place, if it is still this entry.

        Title or abstract may have been corrected since; both changed beyond
        recognition means that the listing itself has changed.
        """
        found = self._by_source.get(ref, ())
        for candidate in found:
            if candidate.title == title or candidate.abstract == abstract:
                return candidate
        for candidate in found:
            alike = (
                fuzz.ratio(candidate.title, title, score_cutoff=SAME_TEXT),
                fuzz.ratio(candidate.abstract, abstract, score_cutoff=SAME_TEXT),
            )
            if any(alike):
                return candidate
        return None

    def owner(self, arxiv: str | None, doi: str | None) -> Candidate | None:
        """The paper that has one of these ids."""
        ids = (("arxiv", arxiv), ("doi", doi))
        found = (self._by_id.get((name, value.lower())) for name, value in ids if value)
        return next(filter(None, found), None)

    def match(self, values: Values) -> Match:
        """The paper that the values are of, and what speaks against any."""
        for name in ("arxiv", "doi"):
            owner = self._by_id.get((name, str(values.get(name) or "").lower()))
            if owner is None:
                continue
            if _has_title(owner.values, values) or _same_people(owner.values, values):
                return Match(paper=owner)
            reason = f"{name} {values[name]} is that of {owner.id}, whose title is another"
            return Match(rival=owner, reason=reason)
        namesakes = self._by_title.get(title_key(values["title"]), [])
        for candidate in namesakes[:_MOST_NAMESAKES]:
            if _agree(candidate.values, values):
                return Match(paper=candidate)
        return Match(rival=next((c for c in namesakes if c.title == values["title"]), None))


def title_key(title: str) -> str:
    """What titles share that differ in case, punctuation, spacing or LaTeX alone."""
    return loose_key(to_text(title))


def _agree(there: Values, new: Values) -> bool:
    """Whether two works of one title are one: nothing contradicts, as far as both say it."""
    for name in ("arxiv", "doi"):
        if there.get(name) and new.get(name) and str(there[name]).lower() != new[name].lower():
            return False
    if there.get("abstract") and new.get("abstract"):
        texts = [loose_key(to_text(str(values["abstract"]))) for values in (there, new)]
        if fuzz.ratio(*texts, score_cutoff=SAME_TEXT):
            return True
        return bool(_same_people(there, new)) and years_fit(there, new)
    people = _same_people(there, new)
    if people is not None:
        return people and years_fit(there, new)
    same_address = not (there.get("url") and new.get("url")) or there["url"] == new["url"]
    return same_address and years_fit(there, new)


def _has_title(there: Values, new: Values) -> bool:
    return is_one_title(str(there.get("title") or ""), str(new.get("title") or ""))


def is_one_title(there: str, new: str) -> bool:
    """Whether two titles under one id can be of one work: alike, one within the other, or none."""
    keys = [title_key(title) for title in (there, new)]
    short, long = sorted(keys, key=len)
    starts = len(short) >= _SHORTEST_START and long.startswith(short)
    return starts or not new or fuzz.ratio(*keys) >= _ONE_TITLE or _is_short_for(new, there)


def _is_short_for(short: str, title: str) -> bool:
    """Whether a word is the initials of a title, or a name that stands in it."""
    words = re.findall(r"\w+", to_text(title).casefold())
    word = short.casefold()
    initials = "".join(word[0] for word in words)
    return len(word) >= _SHORTEST_NAME and (word in words or initials.startswith(word))


def _same_people(there: Values, new: Values) -> bool | None:
    """Whether the first authors or half of all are the same; None when one side names nobody."""
    names = [
        [folded(split_name(str(name)).family) for name in values.get("authors") or ()]
        for values in (there, new)
    ]
    if not all(names):
        return None
    shared = set(names[0]) & set(names[1])
    return names[0][0] == names[1][0] or 2 * len(shared) >= max(map(len, names))


def years_fit(there: Values, new: Values) -> bool:
    """Whether the years can be of one work: a preprint may be some years older."""
    one, other = there.get("year"), new.get("year")
    if not isinstance(one, int) or not isinstance(other, int):
        return True
    preprint = any(values.get("arxiv") or not values.get("venue") for values in (there, new))
    return abs(one - other) <= (_YEARS_FROM_PREPRINT if preprint else _YEARS_APART)
