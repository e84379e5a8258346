"""arXiv ids, DOIs and addresses, one a line or amid prose → entries that a look-up must fill."""

from __future__ import annotations

import re

from generator.importers.entry import Entry, ReadEntries
from generator.importers.gathering import Gathered
from generator.model.problems import Problem, Severity
from generator.text.identifiers import ARXIV

# Some DOIs hold an angle: 10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O
_NAMED = re.compile(
    r"https?://[^\s<>\"\]]+|www\.[^\s<>\"\]]+"
    r"|(?i:doi:\s*)?\b10\.[0-9]{4,9}(?:\.[0-9]+)*/(?:[^\s\"<>{}|\\^`]|<[0-9][^\s<>/]*>)+"
    r"|(?i:arxiv:\s*)?(?<![\w./])(?:[0-9]{4}\.[0-9]{4,5}(?:v[0-9]+)?(?![\w])"
    r"|[a-z-]+(?:\.[A-Z]{2})?/[0-9]{7}(?:v[0-9]+)?)"
    r"|\b[a-zA-Z][a-zA-Z0-9+.-]*:(?://|(?=alert|text/))[^\s]*"
)
_END = ".,;:!?)]}>\"'"


def names_in(line: str) -> list[str]:
    """The ids and addresses of a line, in order, without the punctuation after them."""
    found = []
    for match in _NAMED.finditer(line):
        name = match[0].rstrip(_END)
        if match[0].count("(") > name.count(")") and match[0].startswith(name + ")"):
            name += ")"
        if not re.match(r"[0-9]{4}\.|[a-z-]+(\.[A-Z]{2})?/", name) or ARXIV.corrected(name):
            found.append(name)
    return found


def read(text: str, path: str) -> ReadEntries:
    """An entry for each id or address, in order; lines without one are named in a warning."""
    entries: list[Entry] = []
    prose: list[int] = []
    for number, line in enumerate(text.split("\n"), 1):
        names = names_in(line)
        entries += [_entry(number, name) for name in names]
        if line.strip() and not names:
            prose.append(number)
    problems = []
    if not entries:
        message = "there is no arXiv id, DOI or web address in this text"
        problems.append(Problem(path, 0, 0, "no-ids", message))
    elif prose:
        shown = ", ".join(map(str, prose[:10])) + (", …" if len(prose) > 10 else "")
        count = "1 line names" if len(prose) == 1 else f"{len(prose)} lines name"
        message = f"{count} no paper, and no entry is made of it: {shown}"
        problems.append(
            Problem(path, prose[0], 0, "no-id-in-line", message, severity=Severity.WARNING)
        )
    return ReadEntries(tuple(entries), tuple(problems))


def _entry(line: int, name: str) -> Entry:
    got = Gathered(line)
    got.identifier(name)
    return got.entry()
