"""Which documents a query of the site's search finds, for commands that change what is found.

The query language is that of the search in the browser: words, `"phrases"`, `-exclusion`,
`title:`, `author:`, `venue:`, `tag:`, `topic:`, `year:2019..2021`, `type:`, `arxiv:`.  Two things
differ, since nobody looks at a ranking here: every word must be in a document, and no word is
completed or corrected.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.search.documents import Document, ResultKind
from generator.search.fields import FIELDS, values
from generator.text.tokens import (
    LITTLE,
    MAX_JOINED_PARTS,
    MAX_WORD,
    chunks,
    is_cjk,
    parts,
    squeeze,
    stem,
    words,
)

_OPERATORS = ("tag", "topic", "author", "venue", "title", "year", "type", "arxiv")
_IN_FIELD = {"author": "authors", "venue": "venue", "title": "title"}
_CLAUSE = re.compile(r'(-?)(?:([a-z]+):)?(?:"([^"]*)("?)|(\S+))', re.IGNORECASE)
_SPACED_OPERATOR = re.compile(r"(^|\s)(-?(?:author|venue|tag|year):)\s+(?=\S)", re.IGNORECASE)
_MINUS_SIGN = re.compile(r"(^|\s)\u2212(?=\S)")
_QUOTES = re.compile("[“”„]")
_BOUND = re.compile(r"([<>]=?)([0-9]{4})")
_RANGE = re.compile(r"([0-9]{4})?(\.\.|-)([0-9]{4})?")
_LATEST = 9999


class WrongQuery(ValueError):
    """The query cannot be understood; the message says which part of it."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One part of a query; a document must fit all of them."""

    value: str
    field: str | None = None
    """The operator before the colon; None for words and phrases."""
    phrase: bool = False
    """Whether the words stand one after the other."""
    no: bool = False
    """Whether a document must not fit."""


def clauses(query: str) -> list[Clause]:
    """The parts of a query, in their order.

    Raises `WrongQuery` for a year that is none, a kind that is none, an
    operator without a value, and a query that asks for nothing.
    """
    text = _MINUS_SIGN.sub(r"\1-", _SPACED_OPERATOR.sub(r"\1\2", _QUOTES.sub('"', query)))
    found = [clause for match in _CLAUSE.finditer(text) for clause in _clause(match)]
    if not found:
        raise WrongQuery(f"the query {query!r} asks for nothing")
    return found


def matching(documents: Sequence[Document], query: str) -> list[Document]:
    """The documents that fit every part of the query, in the order given.

    `tag:` and `topic:` take ids, names and aliases from the documents about
    tags and topics among them.  Raises `WrongQuery` as `clauses` does.
    """
    asked = clauses(query)
    words_asked = [clause for clause in asked if not (clause.no or clause.field or clause.phrase)]
    if any(not _little(clause) for clause in words_asked):
        asked = [clause for clause in asked if clause not in words_asked or not _little(clause)]
    return _fitting(documents, asked)


def _little(clause: Clause) -> bool:
    return all(chunk in LITTLE for chunk in chunks(clause.value))


def _clause(match: re.Match[str]) -> Iterator[Clause]:
    minus, operator, quote, closed, plain = match.groups()
    field = operator.lower() if operator else None
    if field and field not in _OPERATORS:
        plain = match[0] if quote is None else f"{field} {quote}"
        minus, field, quote = "", None, None
    if (
        plain is not None
        and field is None
        and plain.lower().rstrip(":") in _OPERATORS
        and (plain.endswith(":"))
    ):
        raise WrongQuery(f"{plain} has no value")
    value = plain if quote is None else quote
    if not chunks(value):
        return
    if field == "year" and year_range(value) is None:
        raise WrongQuery(
            f"year:{value} is no year; write year:2020, year:2019..2021 or year:>=2019"
        )
    if field == "type" and _kind(value) is None:
        raise WrongQuery(f"type:{value} is no kind of page; there are {', '.join(ResultKind)}")
    phrase = quote is not None and closed == '"' and (field is None or field in _IN_FIELD)
    yield Clause(value, field, phrase, minus == "-")


def year_range(value: str) -> tuple[int, int] | None:
    """The first and the last year of `2020`, `2019..2021`, `..2019`, `2019-` or `>=2019`."""
    text = re.sub(r"\.\.+", "..", re.sub("[–—]", "-", value))
    if bound := _BOUND.fullmatch(text):
        year = int(bound[2])
        return {
            ">": (year + 1, _LATEST), ">=": (year, _LATEST), "<": (0, year - 1), "<=": (0, year)
        }[bound[1]]  # fmt: skip
    if re.fullmatch("[0-9]{4}", text):
        return int(text), int(text)
    if len(text) > 2 and (ends := _RANGE.fullmatch(text)):
        first, last = sorted((int(ends[1] or 0), int(ends[3] or _LATEST)))
        return first, last
    return None


def _fitting(documents: Sequence[Document], asked: Sequence[Clause]) -> list[Document]:
    found = list(documents)
    for clause in asked:
        if clause.field in ("tag", "topic"):
            ids = _called(documents, clause.field, clause.value)
            found = [d for d in found if _has(d, clause.field, ids) != clause.no]
        elif clause.field in ("year", "type", "arxiv"):
            found = [d for d in found if _fits_facts(d, clause) != clause.no]
        else:
            keep = _by_words(documents, clause)
            found = [d for d in found if (d.path in keep) != clause.no]
    return found


def _by_words(documents: Sequence[Document], clause: Clause) -> set[str]:
    """The paths of the documents that say the words.

    An author's name in quotes is a phrase where somebody is called so, and else
    words that all stand among the authors, as initials do.
    """
    if clause.field != "author" or not clause.phrase:
        return {d.path for d in documents if _fits_words(d, clause)}
    last, _, first = clause.value.partition(",")
    called = replace(clause, value=f"{first} {last}")
    keep = {d.path for d in documents if _fits_words(d, called)}
    if keep and all(len(word) > 1 for word in _sequence(clause.value)):
        return keep
    return _by_words(documents, replace(clause, phrase=False))


def _has(document: Document, field: str, ids: set[str]) -> bool:
    return bool(ids.intersection(document.topic_ids if field == "topic" else document.tag_ids))


def _called(documents: Sequence[Document], kind: str, value: str) -> set[str]:
    """The ids of tags or topics of this name, or else of names that begin with it."""
    names: dict[str, list[str]] = {}
    for document in documents:
        topic = kind == "topic"
        ids = document.topic_ids if topic else document.tag_ids
        titles = document.topics if topic else document.tags
        for number, id_ in enumerate(ids):
            names.setdefault(id_, [id_, titles[number] if number < len(titles) else id_])
    for document in documents:
        if document.kind == kind:
            names[document.id] = [document.id, document.title, *document.aliases]
    wanted, start = _key(value), squeeze(value)
    exact = {id_ for id_, forms in names.items() if any(_key(form) == wanted for form in forms)}
    return exact or {
        id_
        for id_, forms in names.items()
        if any(squeeze(form).startswith(start) for form in forms)
    }


def _key(name: str) -> str:
    return "".join(stem(part) for chunk in chunks(name) for part in parts(chunk))


def _fits_facts(document: Document, clause: Clause) -> bool:
    if clause.field == "year":
        first, last = year_range(clause.value) or (1, 0)
        return document.year is not None and first <= document.year <= last
    if clause.field == "type":
        return document.kind == _kind(clause.value)
    return (document.arxiv or "").lower() == re.sub(r"v\d+$", "", clause.value.lower())


def _kind(value: str) -> str | None:
    word = value.lower()
    return next((str(kind) for kind in ResultKind if word in (kind, f"{kind}s")), None)


def _fits_words(document: Document, clause: Clause) -> bool:
    field = _IN_FIELD.get(clause.field or "")
    places = _places(document, field)
    if clause.phrase:
        return _stands(places, [stem(word) for word in _sequence(clause.value)])
    if field is not None:
        sequence = _sequence(clause.value)
        told = [word for word in sequence if len(word) > 1 or is_cjk(word)] or sequence
        return all(stem(word) in places for word in told)
    return all(_holds(places, chunk) for chunk in chunks(clause.value))


def _places(document: Document, field: str | None) -> dict[str, set[int]]:
    """By stem: the positions in the document, with gaps between fields and between names."""
    places: dict[str, set[int]] = {}
    start = 0
    for number, text in values(document):
        if field is not None and FIELDS[number].name != field:
            continue
        end = start
        for position, word in words(text):
            places.setdefault(stem(word), set()).add(start + position)
            end = max(end, start + position + 1)
        start = end + 1
    return places


def _stands(places: dict[str, set[int]], stems: Sequence[str]) -> bool:
    starts = places.get(stems[0], set())
    return any(
        all(first + n in places.get(one, ()) for n, one in enumerate(stems)) for first in starts
    )


def _holds(places: dict[str, set[int]], chunk: str) -> bool:
    pieces = parts(chunk)
    compound = 1 < len(pieces) <= MAX_JOINED_PARTS and not any(map(is_cjk, pieces))
    if compound and stem("".join(pieces)[:MAX_WORD]) in places:
        return True
    return all(stem(word) in places for word in _sequence(chunk))


def _sequence(text: str) -> list[str]:
    """The words one after the other, Chinese and Japanese by character."""
    found: list[str] = []
    for chunk in chunks(text):
        for part in parts(chunk):
            found.extend(part if is_cjk(part) else [part[:MAX_WORD]])
    return found
