"""The formats that `import` reads, in the order in which a text is tried for them.

A format is one module with a reader, and one line here. A text is told by what
it holds, never by the name of its file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from generator.importers import (
    awesome,
    bibtex_entries,
    csv_header,
    csv_table,
    ids,
    json_records,
    listing_text,
    medline,
    ris,
    zotero,
)
from generator.importers.details import DETAILS
from generator.importers.entry import ReadEntries, Reader
from generator.importers.references import is_list_of_references
from generator.model.problems import Problem, Severity, has_errors

Detector = Callable[[str], bool]

_BIBTEX = re.compile(r"^[ \t]*@[ \t]*[A-Za-z]+[ \t]*[{(]", re.MULTILINE)
_CSL_KEYS = re.compile(r'"(?:type|DOI|container-title|issued|citation-key)"\s*:')
_OTHER_KEYS = re.compile(r'"(?:authorships|paperId|externalIds|abstract_inverted_index|authors)"')
_ARRAY = re.compile(r'\[\s*[{\]]|\{\s*["}]')
_MARKUP = re.compile(r"\s*<(?:\?xml|!doctype|[A-Za-z][\w:.-]*(?:\s[^<>]*)?>)", re.IGNORECASE)
"""The beginning of HTML or XML."""
_HEAD = 20_000
"""Characters that a text is told by."""
MOST_LINES = 600_000
MOST_ENTRIES = 50_000
"""Lines of a file, and entries in it, at most: what a file of 32 MiB has by nature."""
_LONGEST_ID_LINE = 300

_BASICS = (
    "title", "type", "authors", "year", "venue", *DETAILS, "arxiv", "doi", "url", "abstract",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class InputFormat:
    """A format that `import` reads."""

    name: str
    """As `--format` takes it."""
    label: str
    """For readers: `BibTeX`."""
    looks_like: Detector
    """Whether a text is meant to be of this format, be it whole or not."""
    read: Reader
    carries: tuple[str, ...]
    """The fields of a paper's record that it can carry."""


def _head(text: str) -> str:
    """The beginning of the text: what it is told by."""
    return text.removeprefix("\ufeff").lstrip()[:_HEAD]


def _is_json_array(text: str) -> bool:
    return _ARRAY.match(_head(text)) is not None and not _is_json_lines(text)


def _is_csl(text: str) -> bool:
    head = _head(text)
    return _is_json_array(text) and bool(_CSL_KEYS.search(head) and not _OTHER_KEYS.search(head))


def _is_json_lines(text: str) -> bool:
    first = text.removeprefix("\ufeff").lstrip().partition("\n")[0].rstrip()
    return first.startswith("{") and first.endswith("}")


def _is_unknown_table(text: str) -> bool:
    """Whether ids stand in cells of a table: below a header that has none."""
    header = text.lstrip().partition("\n")[0]
    return bool(csv_header.columns_of(text)) and not ids.names_in(header[:_HEAD])


def _is_table(text: str, tab: bool) -> bool:
    found = csv_header.header_of(text)
    return found is not None and (found[0] == "\t") is tab


def _is_ids(text: str) -> bool:
    if _MARKUP.match(text) or _is_unknown_table(text):
        return False
    lines = [line for line in text.split("\n") if line.strip()]
    named = sum(bool(len(line) <= _LONGEST_ID_LINE and ids.names_in(line)) for line in lines)
    return 2 * named >= len(lines) > 0


FORMATS: tuple[InputFormat, ...] = (
    InputFormat("zotero", "the address of a Zotero library", zotero.is_address, zotero.read, ()),
    InputFormat("csl-json", "CSL-JSON", _is_csl, json_records.read_csl, _BASICS),
    InputFormat("jsonl", "JSON Lines", lambda text: _is_json_lines(text) or _is_json_array(text),
                json_records.read_any,
                (*_BASICS, "code", "topics", "tags", "summary", "note", "added")),
    InputFormat("bibtex", "BibTeX", lambda text: _BIBTEX.search(text) is not None,
                bibtex_entries.read, _BASICS),
    InputFormat("nbib", "PubMed's format", lambda text: medline.looks_like(_head(text)),
                medline.read, _BASICS),
    InputFormat("ris", "RIS", lambda text: ris.looks_like(_head(text)), ris.read, _BASICS),
    InputFormat("tsv", "a table with tabs", lambda text: _is_table(text, tab=True), csv_table.read,
                (*_BASICS, "code", "topics", "tags", "summary", "note", "added")),
    InputFormat("csv", "CSV", lambda text: _is_table(text, tab=False), csv_table.read,
                (*_BASICS, "code", "topics", "tags", "summary", "note", "added")),
    InputFormat("awesome", "an awesome list in Markdown", awesome.looks_like, awesome.read,
                ("title", "year", "arxiv", "doi", "url", "code", "note")),
    InputFormat("ids", "arXiv ids, DOIs or addresses", _is_ids, ids.read, ("arxiv", "doi", "url")),
    InputFormat("listing", "a listing of titles and abstracts", listing_text.looks_like,
                listing_text.read, ("title", "authors", "arxiv", "doi", "url", "code", "abstract")),
)  # fmt: skip
"""Every format, the most particular first."""

LAYOUTS: Mapping[str, Reader] = {
    "paragraphs": listing_text.read_paragraphs,
    "lines": listing_text.read_lines,
}
"""Layouts of a listing, for a text in which they are told wrongly."""

NAMES: tuple[str, ...] = (*(format_.name for format_ in FORMATS), *LAYOUTS)
"""What `--format` takes."""

_OTHERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("an HTML page", re.compile(r"\s*<(?:!doctype|html|head|body)", re.IGNORECASE)),
    ("XML", re.compile(r"\s*<\?xml|\s*<[A-Za-z][\w:.-]*(?:\s[^<>]*)?>")),
    ("EndNote's own format (export it as RIS or BibTeX)", re.compile(r"\s*%0 ")),
    ("the Web of Science's own format (export it as RIS, BibTeX or a table with tabs)",
     re.compile(r"\s*FN (?:Clarivate|Thomson|ISI)")),
    ("a LaTeX document", re.compile(r"(?s).{0,2000}?\\(?:documentclass|begin\{|bibitem)")),
    ("YAML", re.compile(r"(?!(?:Title|Authors?|Abstract)\s*:)\s*(?:---\s*\n|#[^\n]*\n)*"
                        r"[A-Za-z_][\w-]*:(?: [^\n]*)?\n(?:[ \-#][^\n]*\n)*[A-Za-z_][\w-]*:")),
    ("program code", re.compile(r"(?m)\s*(?:#!/|(?:from [\w.]+ )?import \w|#include|def \w+\()")),
)  # fmt: skip


def detect(text: str) -> InputFormat | None:
    """The first format that the text is meant to be of; None for a text of no known one."""
    return next((format_ for format_ in FORMATS if format_.looks_like(text)), None)


def read(
    text: str, path: str, name: str | None = None, columns: Mapping[str, str] | None = None
) -> tuple[str, ReadEntries]:
    """The name of the format, told by the text unless given, and what its reader makes of it.

    `columns` is the map of a table's columns. A text of no known format has one
    error (`unknown-format`) that says what it looks like; errors of a text that is
    read as a format which it is not name the `--format` that would take it.
    """
    if name is not None and name in LAYOUTS:
        return name, LAYOUTS[name](text, path)
    told = next((format_ for format_ in FORMATS if format_.name == name), None)
    if told is None and columns:
        table = "tsv" if "\t" in text.partition("\n")[0] else "csv"
        told = next(format_ for format_ in FORMATS if format_.name == table)
    if text.count("\n") > MOST_LINES:
        message = f"the file has more than {MOST_LINES:,} lines; divide it"
        return "none", ReadEntries(problems=(Problem(path, 0, 0, "too-large", message),))
    format_ = told or detect(text)
    if format_ is None:
        return "none", ReadEntries(problems=(_unknown(text, path),))
    if format_.read is csv_table.read:
        reading = csv_table.read(text, path, columns)
    else:
        reading = format_.read(text, path)
    if not reading.entries and not has_errors(reading.problems):
        message = f"this is {format_.label}, and there is no entry in it"
        reading = ReadEntries(
            problems=(*reading.problems, Problem(path, 0, 0, "no-entries", message))
        )
    if len(reading.entries) > MOST_ENTRIES:
        message = f"the file has more than {MOST_ENTRIES:,} entries; divide it"
        reading = ReadEntries(problems=(Problem(path, 0, 0, "too-large", message),))
    if told and has_errors(reading.problems):
        other = detect(text)
        if other and other is not told:
            return told.name, _with_hint(reading, told, other)
    return format_.name, reading


def _with_hint(reading: ReadEntries, told: InputFormat, other: InputFormat) -> ReadEntries:
    first, *rest = reading.problems
    message = f"{first.message}; this is not {told.label}, it looks like {other.label}"
    hinted = first._replace(message=message, suggestion=f"--format {other.name}")
    return replace(reading, problems=(hinted, *rest))


def _unknown(text: str, path: str) -> Problem:
    head = _head(text)
    what = next((what for what, pattern in _OTHERS if pattern.match(head)), "")
    line = next((n for n, row in enumerate(text.split("\n"), 1) if row.strip()), 1)
    if what:
        message = f"this looks like {what}, which is no format that import reads"
        return Problem(path, line, 0, "unknown-format", message)
    if is_list_of_references(head):
        message = (
            "this looks like references in words, whose parts cannot be told apart; name their"
        )
        message += " DOIs, one a line, or export them as BibTeX or RIS"
        return Problem(path, line, 0, "unknown-format", message)
    if columns := csv_header.columns_of(text):
        message = f"this looks like a table, and no column is known for the title ({columns})"
        return Problem(path, line, 0, "unknown-format", f"{message}; name it: --column title=NAME")
    rows = (row for row in text.split("\n") if len(row) <= _HEAD)
    named = sum(bool(ids.names_in(row)) for row in rows)
    listing = listing_text.listing_of(text[:_HEAD], path)
    doubt = next((p for p in listing.problems if p.severity is Severity.ERROR and p.line), None)
    line = doubt.line if doubt else line
    why = f" ({doubt.message})" if doubt else ""
    hint = "--format listing reads titles and abstracts"
    if named:
        hint = f"--format ids takes the ids and addresses on {named} of its lines"
    message = f"this looks like running text, and like none of the formats{why}; {hint}"
    return Problem(path, line, 0, "unknown-format", message)
