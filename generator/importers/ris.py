"""RIS → entries, as Zotero, EndNote, Mendeley and publishers write it.

rispy reads the tags of each record; where a record begins and ends is found
here, so that each has its line and a missing `ER` takes no other record along.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import rispy
from rispy.config import LIST_TYPE_TAGS, TAG_KEY_MAPPING

from generator.importers.entry import Entry, ReadEntries
from generator.importers.gathering import Gathered
from generator.importers.item_types import ris_type
from generator.importers.people import WITH_INITIALS, is_person, people_of
from generator.importers.values import arxiv_of, natural_name
from generator.model.models import ItemType
from generator.model.problems import Problem, Severity

TAG = re.compile(r"\ufeff?\s?([A-Z][A-Z0-9]) {1,2}-(?: +|$)(.*)")
_MOST_ABOVE = 3
"""Lines before the first record, blank ones aside: Scopus writes its name and the day of the
export, JSTOR three lines."""
_MAPPING = {tag: tag for tag in TAG_KEY_MAPPING} | {"UK": "unknown"}
_LISTS = sorted({*LIST_TYPE_TAGS, *TAG_KEY_MAPPING} - {"TY", "ER", "UK"})
_TITLES = ("TI", "T1", "CT", "BT")
_AUTHORS = ("AU", "A1")
_VENUES = ("T2", "C3", "JF", "JO", "JA", "J2")
_DATES = ("PY", "Y1", "DA")
_ADDRESSES = ("UR", "LK", "L2", "L1", "L3")
_FILE = re.compile(r"(?i)\s*(?:[/~.]|[a-z]:[\\/]|file:|internal-pdf:|[^:/]*\.pdf\s*$)")
"""A file of the person's own, which managers put beside the addresses."""
_DETAILS = {"PB": "publisher", "VL": "volume", "IS": "number", "SN": "isbn", "LA": "language"}
_MAY_NAME_ARXIV = ("M1", "M3", "IS", "VL", "C7", "AN", "N1")
_NAMES = {
    "TY": "type", "PB": "publisher", "SP": "pages", "EP": "pages", "VL": "volume", "IS": "number",
    "SN": "issn/isbn", "LA": "language", "N1": "note", "KW": "keywords", "DB": "database",
    "DP": "database provider", "M1": "number", "CY": "place", "ET": "edition", "Y2": "accessed",
    "A2": "editor", "ED": "editor",
    "AN": "accession number", "M3": "type of work", "ID": "id", "ST": "short title",
}  # fmt: skip
"""What the report calls a tag; the tag itself where it has no name here."""


def looks_like(text: str) -> bool:
    """Whether a record begins in the first lines of the text."""
    top = _top(text.split("\n"))
    return any(found[1] == "TY" for _, line in top if (found := TAG.match(line)))


def read(text: str, path: str) -> ReadEntries:
    """The records in order. A text outside of them, or a record that is cut off, is an error."""
    records, problems = _records(text, path)
    entries = tuple(_entry(line, rows) for line, rows in records)
    if not entries and not problems:
        problems.append(_error(path, 0, "there is no record that begins with `TY  - `"))
    return ReadEntries(entries, tuple(problems))


def _records(text: str, path: str) -> tuple[list[tuple[int, list[str]]], list[Problem]]:
    """Each record's first line and its lines, `TY` to `ER`, in the form that rispy reads."""
    records: list[tuple[int, list[str]]] = []
    problems: list[Problem] = []
    open_ = False
    ended = 0
    lines = text.split("\n")
    begin = _first_record(lines)
    if any(line.strip() for line in lines[:begin]):
        problems.append(_above(path, lines[:begin]))
    for number, line in enumerate(lines[begin:], begin + 1):
        found = TAG.match(line)
        tag = found[1] if found else None
        if tag == "TY":
            if open_:
                problems.append(_missing_end(path, records[-1][0]))
            records.append((number, []))
            open_ = True
        if tag == "ER" and open_:
            open_ = False
            ended += 1
        elif open_ and line.strip():
            records[-1][1].append(f"{found[1]}  - {found[2]}" if found else line)
        elif line.strip() and tag != "ER":
            problems.append(_error(path, number, f"this line is in no record: {_short(line)}"))
            break
    if open_ and ended and not text.endswith("\n"):
        message = "the file ends within the record that begins here"
        problems.append(_error(path, records[-1][0], message))
    elif open_:
        problems.append(_missing_end(path, records[-1][0]))
    return records, problems


def _first_record(lines: Sequence[str]) -> int:
    """How many lines stand above the first record; 0 where there are more than a few, or tags."""
    for number, line in _top(lines):
        if found := TAG.match(line):
            return number if found[1] == "TY" else 0
    return 0


def _top(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """The lines in which the first record begins, with their places, blank ones left out."""
    return islice(((at, line) for at, line in enumerate(lines) if line.strip()), _MOST_ABOVE + 1)


def _above(path: str, lines: Sequence[str]) -> Problem:
    shown = ", ".join(_short(line) for line in lines if line.strip())
    message = f"what stands above the first record is in none: {shown}"
    return Problem(path, 1, 0, "outside-records", message, severity=Severity.WARNING)


def _entry(line: int, rows: Sequence[str]) -> Entry:
    tags = _tags(rows)
    got = Gathered(line)
    kind = ris_type(tags["TY"][0])
    for tag in _TITLES[:-1] if kind is ItemType.CHAPTER else _TITLES:
        for text in tags.pop(tag, ()):
            got.title(text, _NAMES.get(tag, tag))
    lists = [tags.pop(tag, []) for tag in _AUTHORS]
    for text in next((names for names in lists if names), []):
        for name in _people(text):
            got.author(name)
    for text in _several(tags, _DATES):
        got.date(text)
    for text in _several(tags, ("DO",)):
        got.doi(text)
    if "arxiv" in " ".join(tags.get("DB", ())).lower():
        for text in tags.pop("AN", ()):
            got.arxiv(text, "AN")
        tags.pop("DB")
    for tag in _MAY_NAME_ARXIV:
        named = [t for t in tags.get(tag, ()) if "arxiv" in t.lower() and arxiv_of(t)]
        for text in named:
            got.arxiv(text, tag)
            tags[tag].remove(text)
    for text in _several(tags, _ADDRESSES):
        if _FILE.match(text):
            got.other("file", text)
        else:
            got.address(text)
    for text in _several(tags, ("BT", *_VENUES)):
        got.venue(text, "other names of the venue")
    for text in _several(tags, ("AB", "N2")):
        got.abstract(text)
    for text in _several(tags, ("KW",)):
        for word in re.split(r";|\n", text):
            got.keyword(word)
    _kind(got, tags)
    for tag, texts in tags.items():
        for text in texts:
            got.other(_NAMES.get(tag, tag), text)
    return got.entry()


def _kind(got: Gathered, tags: dict[str, list[str]]) -> None:
    """The type of the record, and the tags that belong to it."""
    name, genre = tags.pop("TY")[0], "; ".join(tags.get("M3", ()))
    # As our own export has it: `Preprint` is a paper, `preprint` what the list calls so.
    got.type(ris_type(name, genre), name, sure=genre == ItemType.PREPRINT)
    if ris_type(name, genre) is not ris_type(name):
        tags.pop("M3")
    ends = ["-".join(tags.pop(tag, ())) for tag in ("SP", "EP")]
    got.detail("pages", "-".join(filter(None, ends)))
    for tag, field in _DETAILS.items():
        for text in tags.pop(tag, ()):
            got.detail(field, text, _NAMES.get(tag, tag))


def _tags(rows: Sequence[str]) -> dict[str, list[str]]:
    """Tag → its texts, each with the lines that continue it."""
    whole: list[str] = []
    for row in rows:
        if TAG.match(row):
            # rispy keeps unknown tags below `UK`, which is no tag of its own then.
            whole.append(row if not row.startswith("UK") else f"U0{row[2:]}")
        else:
            whole[-1] += f" {row.strip()}"
    lines = iter([*whole, "ER  - "])
    parser = rispy.RisParser(mapping=_MAPPING, list_tags=_LISTS, delimiter_tags_mapping={})
    record: Mapping[str, Any] = parser.parse_lines(lines)[0]
    tags = {tag: texts for tag, texts in record.items() if tag not in ("unknown", "TY")}
    return {"TY": [record["TY"]], **tags, **record.get("unknown", {})}


def _several(tags: dict[str, list[str]], names: Sequence[str]) -> Iterator[str]:
    for name in names:
        yield from tags.pop(name, ())


def _people(text: str) -> list[str]:
    """The names of one tag: one, or several with `;` or `and` between them."""
    if WITH_INITIALS.fullmatch(text):
        return people_of(text)
    parts = text.split(";")
    among = text.split(" and ")
    if len(parts) == 1 and (text.count(",") > 1 or all(map(is_person, among))):
        parts = among
    return [natural_name(part) for part in parts if part.strip()]


def _missing_end(path: str, line: int) -> Problem:
    message = "the record that begins here has no `ER`; it ends where the next one begins"
    return Problem(path, line, 0, "record-without-end", message, severity=Severity.WARNING)


def _error(path: str, line: int, message: str) -> Problem:
    return Problem(path, line, 0, "bad-ris", message)


def _short(line: str) -> str:
    text = line.strip()
    return repr(text if len(text) <= 60 else f"{text[:60]}…")
