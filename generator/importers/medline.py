"""PubMed's own format (MEDLINE, files in `.nbib`) → entries.

Source: nlm.nih.gov/bsd/mms/medlineelements.html.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from generator.importers.entry import Entry, ReadEntries
from generator.importers.gathering import Gathered
from generator.importers.item_types import named_type
from generator.importers.values import natural_name
from generator.model.problems import Problem

_FIELD = re.compile(r"([A-Z][A-Z0-9]{1,3}) *- ?(.*)")
_MORE = re.compile(r" {5,}(\S.*)")
_RECORD = re.compile(r"\s*PMID- ?\d")
_DETAILS = {
    "VI": "volume", "IP": "number", "PG": "pages", "LA": "language", "PB": "publisher",
    "ISBN": "isbn",
}  # fmt: skip
_NAMES = {
    "AD": "affiliation", "AID": "article id", "CRDT": "created", "CY": "place", "DCOM": "completed",
    "DEP": "published online", "EDAT": "entered", "FED": "editor", "GR": "grant", "IS": "issn",
    "JID": "journal id", "LID": "article id", "LR": "revised", "MHDA": "indexed", "OWN": "owner",
    "PHST": "history", "PL": "place", "PMC": "PMC id", "PST": "state", "RN": "substance",
    "SB": "subset", "SO": "source", "STAT": "state", "TA": "short name of the venue",
}  # fmt: skip
"""What the report calls a field; the field itself where it has no name here."""
_LAST = "SO"
"""The field that ends a record."""

_RETRACTED = "retracted publication"

_Row = tuple[str, list[str]]
"""A field's name, and its text line by line."""
Fields = dict[str, list[str]]
"""Name → the texts of the fields of that name."""


def looks_like(text: str) -> bool:
    """Whether the text begins with the number of a record."""
    return _RECORD.match(text) is not None


def read(text: str, path: str) -> ReadEntries:
    """The records in order. A line in no record, or a record that is cut off, is an error."""
    records: list[tuple[int, list[_Row]]] = []
    for number, line in enumerate(text.split("\n"), 1):
        found = _FIELD.fullmatch(line)
        more = None if found else _MORE.fullmatch(line)
        if found and found[1] == "PMID":
            records.append((number, []))
        rows = records[-1][1] if records else []
        if found and records:
            rows.append((found[1], [found[2].strip()]))
        elif more and rows:
            rows[-1][1].append(more[1].strip())
        elif line.strip():
            return _broken(path, number, "this line is in no record")
    ended = not records or any(name == _LAST for name, _ in records[-1][1])
    if not (ended or text.endswith("\n")):
        return _broken(path, records[-1][0], "the file ends within the record that begins here")
    return ReadEntries(tuple(_entry(line, _fields(rows)) for line, rows in records))


def _fields(rows: Sequence[_Row]) -> Fields:
    fields: Fields = {}
    for name, parts in rows:
        fields.setdefault(name, []).append(" ".join(parts))
    return fields


def _entry(line: int, fields: Fields) -> Entry:
    got = Gathered(line)
    for name in ("TT", "TI", "BTI"):  # of a work in another language TI is a translation
        for text in fields.pop(name, ()):
            got.title(_bare(text), "translated title")
    short = fields.pop("AU", [])
    for person in fields.pop("FAU", short):
        got.author(natural_name(person))
    for body in fields.pop("CN", ()):
        got.author(body)
    for text in fields.pop("DP", ()):
        got.date(text)
    for name in ("JT", "TA"):
        for text in fields.pop(name, ()):
            got.venue(text, _NAMES.get(name, name))
    for text in fields.pop("AB", ()):
        got.abstract(text)
    for name in ("OT", "MH"):
        for text in fields.pop(name, ()):
            got.keyword(text.strip("*"))
    _ids(got, fields)
    for name, field in _DETAILS.items():
        for text in fields.pop(name, ()):
            got.detail(field, text, field)
    retracted = _RETRACTED in [*_types(got, fields)] or "RIN" in fields
    for name, texts in fields.items():
        for text in texts:
            got.other(_NAMES.get(name, name), text)
    return replace(got.entry(), status="retracted" if retracted else None)


def _types(got: Gathered, fields: Fields) -> Iterator[str]:
    """The types of publication, in small letters; those of a kind of work are put into it."""
    for text in fields.pop("PT", ()):
        if (kind := named_type(text)) is not None:
            got.type(kind, text)
        yield text.lower()


def _ids(got: Gathered, fields: Fields) -> None:
    """DOI or, without one, PubMed's page."""
    ids: Mapping[str, Sequence[str]] = {name: fields.pop(name, []) for name in ("LID", "AID")}
    for name, texts in ids.items():
        for text in texts:
            if text.endswith("[doi]"):
                got.doi(text.removesuffix("[doi]"))
            else:
                got.other(_NAMES[name], text)
    for number in fields.pop("PMID", ()):
        got.address(f"https://pubmed.ncbi.nlm.nih.gov/{number}/")


def _bare(title: str) -> str:
    """The title without the full stop after it, and the brackets around a translation."""
    text = title.removesuffix(".") if not title.endswith("..") else title
    return text[1:-1].removesuffix(".") if text.startswith("[") and text.endswith("]") else text


def _broken(path: str, line: int, message: str) -> ReadEntries:
    return ReadEntries(problems=(Problem(path, line, 0, "bad-nbib", message),))
