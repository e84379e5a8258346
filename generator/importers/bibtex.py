"""BibTeX files to entries: bibtexparser splits the text, this gives the fields their values.

An entry is either read whole or not at all: what cannot be read is a problem
with its line, and never half an entry.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares.names import InvalidNameError
from bibtexparser.model import (
    Block,
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    Entry,
    Field,
    ImplicitComment,
    ParsingFailedBlock,
    String,
)

from generator.importers.bibtex_names import people_in, unprotected
from generator.importers.bibtex_values import Unreadable, value_of
from generator.model.problems import Problem
from generator.text.latex import to_text
from generator.text.titles import tidy

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_FIELD_NAME = re.compile(r"[A-Za-z_][\w:.+/-]*")
_NO_KEY = re.compile(
    r"^[ \t]*@(?!(?i:string|comment|preamble)\b)[A-Za-z]+[ \t]*\{"
    r"(?=[ \t]*\n\s*[A-Za-z][\w-]*\s*=\s*[{\"])",
    re.MULTILINE,
)
"""The beginning of an entry whose first field stands in the place of the key, as EndNote has it."""
_LOST_ENTRY = re.compile(r"(?<!\S)@\s*[A-Za-z]+")
_MOST_WHOLES = 8
"""Entries that one inherits from in turn; BibTeX knows one."""
_IN_A_BOOK = frozenset(["inproceedings", "conference", "incollection", "inbook"])
_NO_WORKS = frozenset(["xdata", "set", "control", "ieeetranbstctl"])
"""Entries that hold fields for others, name others, or set up a style."""

logging.getLogger("bibtexparser").addHandler(
    logging.NullHandler()
)  # its warnings are problems here


@dataclass(frozen=True, slots=True)
class BibEntry:
    """An entry with its fields as they stand, LaTeX and all."""

    kind: str
    """`article`, `inproceedings`, …, in lower case."""
    key: str
    """As written; may be empty."""
    line: int
    """The line of its `@`, from 1."""
    fields: Mapping[str, str]
    """By name in lower case, tidied, delimiters off, with what `crossref` inherits."""
    authors: tuple[str, ...] = ()
    """Full names as plain text, given name first; `others` is nobody."""

    def plain(self, name: str) -> str:
        """The field as plain text, empty when absent."""
        return tidy(to_text(self.fields.get(name, "")))

    @property
    def title(self) -> str:
        """The title with its LaTeX, without the braces that only protect capitals."""
        return unprotected(self.fields.get("title", ""))


@dataclass(frozen=True, slots=True)
class BibFile:
    """What a BibTeX file holds."""

    entries: tuple[BibEntry, ...]
    """The entries that could be read whole, in the order of the file."""
    problems: tuple[Problem, ...]
    """One error with its line for each that could not (`bad-bibtex`), in that order."""
    outside: tuple[tuple[int, str], ...] = ()
    """The lines between entries that hold words, with their numbers; `%` begins a comment."""

    @property
    def first_line(self) -> int:
        """The line of the first entry; 0 without any."""
        return self.entries[0].line if self.entries else 0

    @property
    def works(self) -> tuple[BibEntry, ...]:
        """The entries but those that others refer to by `crossref`, as to a volume of proceedings,
        and those of biblatex that are no work."""
        referred = {entry.fields.get("crossref", "").lower() for entry in self.entries}
        return tuple(
            entry for entry in self.entries
            if entry.kind not in _NO_WORKS and (not entry.key or entry.key.lower() not in referred)
        )  # fmt: skip


def read_bibtex(text: str, path: str) -> BibFile:
    """Every entry of the text, without `@comment` and `@preamble`; `@string` is put in.

    Refused with the line are entries that are cut off, that give a field twice
    or without a value, or whose `crossref` leads back to themselves.

    Args:
        text: The whole file.
        path: How problems name it.
    """
    text = _NO_KEY.sub(r"\g<0>,", text.replace("\r\n", "\n").replace("\r", "\n"))
    macros = {month: month.capitalize() for month in _MONTHS}
    entries: list[BibEntry] = []
    refused: list[Unreadable] = []
    outside: list[tuple[int, str]] = []
    for block in parse_string(text, parse_stack=[]).blocks:
        outside += _words_outside(block)
        try:
            entries += _entries(block, macros)
        except Unreadable as error:
            refused.append(error)
    whole: list[BibEntry] = []
    by_key = {entry.key.lower(): entry for entry in reversed(entries)}
    for entry in entries:
        try:
            whole.append(_with_authors(_inherited(entry, by_key)))
        except Unreadable as error:
            refused.append(error)
    refused.sort(key=lambda error: error.line)
    problems = (Problem(path, error.line, 0, "bad-bibtex", str(error)) for error in refused)
    return BibFile(tuple(whole), tuple(problems), tuple(outside))


def _words_outside(block: Block) -> Iterator[tuple[int, str]]:
    if isinstance(block, ImplicitComment):
        for number, line in enumerate(block.comment.split("\n"), (block.start_line or 0) + 1):
            if re.match(r"\s*[^\s%}]", line):
                yield number, tidy(line)


def _entries(block: Block, macros: dict[str, str]) -> Iterator[BibEntry]:
    """The entry of a block, if it is one; a `@string` is put among the macros."""
    line = (block.start_line or 0) + 1
    if isinstance(block, DuplicateBlockKeyBlock) and block.ignore_error_block is not None:
        # Of strings the later one counts from there on; of entries both are papers.
        block = block.ignore_error_block
    match block:
        case String():
            macros[block.key.lower()] = value_of(str(block.value), macros, line, block.key)
        case Entry():
            yield BibEntry(
                block.entry_type.lower(), block.key, line, _fields(block.fields, macros, line)
            )
        case DuplicateFieldKeyBlock():
            names = ", ".join(sorted(f"`{name}`" for name in block.duplicate_keys))
            raise Unreadable(line, f"the entry gives {names} more than once")
        case ParsingFailedBlock():
            why = getattr(block.error, "abort_reason", "") or "it cannot be read"
            raise Unreadable(line, f"the entry is broken: {tidy(str(why)).rstrip('.')}")
        case ImplicitComment():
            lost = _LOST_ENTRY.search(block.comment)
            if lost:
                line += block.comment.count("\n", 0, lost.start())
                raise Unreadable(line, f"no brace follows `{tidy(lost.group())}`")


def _fields(found: Sequence[Field], macros: Mapping[str, str], line: int) -> dict[str, str]:
    fields: dict[str, str] = {}
    for field in found:
        at = line if field.start_line is None else field.start_line + 1
        name = field.key.strip().lower()
        if not _FIELD_NAME.fullmatch(name):
            raise Unreadable(at, f"{field.key.strip()[:40]!r} is no name of a field")
        if name in fields:
            raise Unreadable(at, f"the entry gives `{name}` more than once")
        fields[name] = value_of(str(field.value), macros, at, name)
    return fields


def _inherited(entry: BibEntry, by_key: Mapping[str, BibEntry]) -> BibEntry:
    """The entry with the fields that it lacks and its `xdata` or its `crossref` has.

    As biblatex has it, the title of the whole is the book title of a part.
    """
    fields = _with_xdata(entry.fields, by_key)
    part, seen = replace(entry, fields=fields), {entry.key.lower()}
    while name := part.fields.get("crossref", "").lower():
        if name not in by_key:
            break  # the whole is in another file; the part has what it says itself
        if name in seen or len(seen) > _MOST_WHOLES:
            message = f"`crossref` leads from {name[:40]!r} back to it"
            raise Unreadable(entry.line, message)
        whole = by_key[name]
        for key, value in _with_xdata(whole.fields, by_key).items():
            in_book = key == "title" and entry.kind in _IN_A_BOOK
            if not in_book:
                fields.setdefault(key, value)
        if entry.kind in _IN_A_BOOK and "title" in whole.fields:
            fields.setdefault("booktitle", whole.fields["title"])
        part = whole
        seen.add(name)
    return replace(entry, fields=fields)


def _with_xdata(fields: Mapping[str, str], by_key: Mapping[str, BibEntry]) -> dict[str, str]:
    """The fields, then those of the entries that `xdata` names, one level deep.

    A name that no entry has stays, so that it is named as not kept.
    """
    names = [name.strip().lower() for name in fields.get("xdata", "").split(",")]
    found = dict(fields)
    if any(names) and all(name in by_key for name in names):
        del found["xdata"]
        for name in names:
            found = {**by_key[name].fields, **found}
    return found


def _with_authors(entry: BibEntry) -> BibEntry:
    try:
        names = people_in(entry.fields.get("author", ""))
    except InvalidNameError as error:
        raise Unreadable(entry.line, tidy(str(error))) from error
    kept = tuple(name for name in names if name and name.lower() != "others")
    return replace(entry, authors=kept)
