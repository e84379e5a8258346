"""BibTeX and BibLaTeX → entries, as Zotero, Better BibTeX, Scholar, DBLP and arXiv write it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.importers.bibtex import BibEntry, BibFile, read_bibtex
from generator.importers.bibtex_names import unprotected
from generator.importers.entry import Entry, ReadEntries
from generator.importers.gathering import Gathered
from generator.importers.item_types import bibtex_type
from generator.importers.journal_macros import JOURNALS
from generator.importers.values import arxiv_of
from generator.model.models import ItemType
from generator.model.problems import Problem, Severity
from generator.text.latex import to_text
from generator.text.titles import tidy

MOST_ENTRIES = 50_000
"""Entries of a file at most: those that are broken cost the parser the more, the more there are."""
_ENTRY = re.compile(r"@[ \t]*[A-Za-z]+[ \t]*[{(]")
_MOST_ABOVE = 6
_CONTAINERS = ("booktitle", "journaltitle", "journal", "eventtitle")
_MACRO = re.compile(r"\\([a-z]+)\s*")
_DETAILS = {
    "publisher": ("publisher", "school", "institution", "organization"),
    "pages": ("pages", "pagetotal", "numpages"),
    "language": ("langid", "language"),
}
_ADDRESSES = ("url", "howpublished", "ee", "link", "bdsk-url-1", "bdsk-url-2", "pdf")
_TAKEN = frozenset([
    "title", "author", "year", "date", "eprint", "eprinttype", "archiveprefix", "eprintclass",
    "primaryclass", "doi", "abstract", "keywords", "number", "note", "subtitle",
    "month", "volume", "entrysubtype", "isbn", "series", "type", *_CONTAINERS, *_ADDRESSES,
    *(name for names in _DETAILS.values() for name in names),
])  # fmt: skip
_URL = re.compile(r"\\url\s*\{([^{}]*)\}|\\href\s*\{([^{}]*)\}\s*\{[^{}]*\}")
_MATH = re.compile(r"(\$\$?[^$]*\$\$?|\\\(.*?\\\))")
_INDEX = re.compile(r"\\textsubscript\s*\{([0-9+-]+)\}")
_LOWERED = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")
_ESCAPED = re.compile(r"\\([_%&#~$])|\{\\_\}|\\textunderscore\s?|\{\\textasciitilde\}")
_ABBREVIATED = re.compile(r"(?:,\s*|\s+and\s+)others\s*$")


def read(text: str, path: str) -> ReadEntries:
    """The works of a BibTeX file in order; volumes that others only refer to are none of them.

    A file that has entries which cannot be read whole gives their problems
    (`bad-bibtex`), as does one without any entry.
    """
    if sum(1 for _ in _ENTRY.finditer(text)) > MOST_ENTRIES:
        message = f"the file has more than {MOST_ENTRIES:,} entries; divide it"
        return ReadEntries(problems=(Problem(path, 0, 0, "too-large", message),))
    found = read_bibtex(text, path)
    problems = [*found.problems, *_outside(found, text, path)]
    if not found.works and not problems:
        message = "there is no BibTeX entry in this text"
        problems.append(Problem(path, 0, 0, "bad-bibtex", message))
    return ReadEntries(tuple(map(entry_of, found.works)), tuple(problems))


def entry_of(entry: BibEntry) -> Entry:
    """The entry's values. What stands in no usual place is named, not lost."""
    got = Gathered(entry.line)
    fields = entry.fields
    got.title(_title(fields))
    for author in entry.authors:
        got.author(author)
    if _ABBREVIATED.search(fields.get("author", "")):
        got.warn("the list of authors ends in `others`: those are not named here")
    got.date(entry.plain("date") or entry.plain("year"))
    _ids(got, entry)
    for name in _CONTAINERS:
        got.venue(_container(fields.get(name, "")), name)
    got.abstract(_prose(fields.get("abstract", "")))
    for word in re.split(r"[,;]", entry.plain("keywords")):
        got.keyword(word)
    _kind(got, entry)
    for name in sorted(fields.keys() - _TAKEN):
        got.other(name, entry.plain(name))
    return got.entry()


def _kind(got: Gathered, entry: BibEntry) -> None:
    """The type of the entry, and the fields that belong to it."""
    own = entry.plain("entrysubtype")
    if own in {str(kind) for kind in ItemType}:
        got.type(ItemType(own), own, sure=True)
    got.type(bibtex_type(entry.kind), entry.kind)
    for field, names in _DETAILS.items():
        for name in names:
            got.detail(field, entry.plain(name), name)
    got.detail("isbn", entry.plain("isbn"))
    if own == ItemType.BOOK:
        got.venue(entry.plain("series"), "series")
    else:
        got.other("series", entry.plain("series"))
    if not own:
        got.other("type of work", entry.plain("type"))


def _title(fields: Mapping[str, str]) -> str:
    parts = (fields.get("title", ""), fields.get("subtitle", ""))
    return ": ".join(text for part in parts if (text := _prose(part)))


def _container(text: str) -> str:
    macro = _MACRO.fullmatch(text)
    return (JOURNALS.get(macro[1]) if macro else None) or _prose(text)


def _prose(text: str) -> str:
    """The text with accents and signs as characters; formulas stay as LaTeX."""
    pieces = _MATH.split(_INDEX.sub(_as_sign, unprotected(text)))
    return "".join(
        piece if index % 2 else _spaced(piece, to_text(piece)) for index, piece in enumerate(pieces)
    )


def _as_sign(match: re.Match[str]) -> str:
    return match[1].translate(_LOWERED)


def _spaced(before: str, after: str) -> str:
    """The converted text with the spaces at its ends that it had."""
    start = " " if before[:1].isspace() else ""
    end = " " if before[-1:].isspace() and after else ""
    return f"{start}{after.strip()}{end}"


def _ids(got: Gathered, entry: BibEntry) -> None:
    fields = entry.fields
    kind = (entry.plain("archiveprefix") or entry.plain("eprinttype") or "arxiv").lower()
    eprint = entry.plain("eprint")
    if eprint and kind == "arxiv":
        got.arxiv(eprint)
    elif eprint:
        got.other(f"eprint ({kind})", eprint)
    got.doi(_raw(fields.get("doi", "")))
    for name in ("number", "note", "volume"):
        text = entry.plain(name)
        if re.search(r"arxiv|\babs/", text, re.IGNORECASE) and arxiv_of(text):
            got.arxiv(text)
        elif name == "note" and (found := _URL.search(fields.get("note", ""))):
            got.address(_raw(found[1] or found[2]), "note")
            rest = tidy(to_text(_URL.sub(" ", fields["note"], count=1)))
            got.other(name, rest if re.search(r"\w{3}", rest) else "")
        elif name == "note":
            got.other(name, text)
        else:
            got.detail(name, text)
    for name in _ADDRESSES:
        raw = fields.get(name, "")
        found = _URL.search(raw)
        address = _raw(found[1] or found[2]) if found else _raw(raw)
        if name == "howpublished" and arxiv_of(address):
            got.arxiv(address)
        elif name == "howpublished" and not re.match(r"\S+:\S|www\.", address):
            got.venue(_prose(raw), name)
        else:
            got.address(address, name)


def _raw(text: str) -> str:
    """An id or address without LaTeX's escapes and braces."""

    def sign(match: re.Match[str]) -> str:
        return match[1] or ("~" if "tilde" in match[0] else "_")

    return re.sub(r"(?<!\\)[{}]", "", _ESCAPED.sub(sign, text)).strip()


def _outside(found: BibFile, text: str, path: str) -> list[Problem]:
    """Lines between entries, which BibTeX takes for comments: a warning, or an error for many."""
    if not found.outside:
        return []
    number, first = found.outside[0]
    count = len(found.outside)
    whole = sum(1 for line in text.splitlines() if line.strip())
    above = sum(number < found.first_line for number, _ in found.outside)
    # Managers write a few lines on top of what they export.
    told = count - (above if above <= _MOST_ABOVE else 0)
    severity = Severity.ERROR if told > 2 and 5 * told > whole else Severity.WARNING
    shown = first if len(first) <= 60 else f"{first[:60]}…"
    lines = "1 line stands" if count == 1 else f"{count} lines stand"
    message = f"{lines} outside the entries, the first is {shown!r}; no paper is read from there"
    return [Problem(path, number, 0, "outside-entries", message, severity=severity)]
