"""Lines of a listing that are neither title nor abstract: authors, buttons, labels, numbers.

They are taken out before titles and abstracts are told apart, and given back to
the entry that they stand in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from generator.importers.listings.decoding import Hint, Line
from generator.importers.listings.pairing import reads_like_title

_BUTTON = (
    r"(?:view |download |read |official |source )?(?:pdf|html|code|paper|abs|abstract page|arxiv"
    r"(?: page)?|github|project(?: page)?|website|video|slides|poster|demo|dataset|data|model"
    r"|bibtex|bib|cite|supplementary|supp|openreview|doi|link|blog|tweet|share|tldr"
    r"|https?://\S+|arxiv:\s?\S+|10\.\d{4,9}/\S+)"
)
_BUTTONS = re.compile(
    rf"[\[(]?{_BUTTON}[\])]?(?:\s*(?:[|·•/,&]|:(?=\s*https?://)|\s)\s*[\[(]?{_BUTTON}[\])]?)*",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://|arxiv:|10\.\d{4,9}/|[|·•]", re.IGNORECASE)
_LABEL = re.compile(r"(?:Abstract|ABSTRACT|Summary|Résumé|Zusammenfassung)\s*(?:[:.—–-]\s*|$)")
_TITLE_LABEL = re.compile(r"(?:Title|TITLE)\s*:\s*(?=\S)")
_AUTHOR_LABEL = re.compile(r"(?:Authors?|AUTHORS?|By)\s*:\s*(?=\S)|by (?=[A-Z])")
_NUMBER = re.compile(r"(?:\[(\d{1,4})\]|\(?(\d{1,4})[.)])\s+(?=\S)")
_WORD = r"(?:[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’.-]*)"
_PARTICLE = r"(?:van|von|der|den|de|del|della|di|da|dos|du|la|le|ten|ter|bin|ibn|al|el|y|zu)"
_NAME = rf"{_WORD}(?:\s+(?:{_WORD}|{_PARTICLE})){{0,3}}\s+{_WORD}[\d*†‡§,¹²³]*"
_NAMES = re.compile(
    rf"{_NAME}(?:(?:\s*[,;]\s*(?:and\s+|&\s+)?|\s+and\s+|\s+&\s+){_NAME})+(?:,?\s+et al\.?)?"
    rf"|{_NAME},?\s+et al\.?"
)
_ONE_NAME = re.compile(_NAME)
_MARKS = re.compile(r"(?<=[^\W\d_.])[\d*†‡§¹²³]+(?=,|;|\s|$)")

_LONGEST = 2_000
"""Characters of an author line at most."""


@dataclass(frozen=True, slots=True)
class Annotation:
    """A line that was taken out."""

    line: int
    authors: str = ""
    """The names as they stand; empty for another line."""
    addresses: str = ""
    """The line itself when it names addresses or ids."""


def take_out(lines: Sequence[Line]) -> tuple[list[Line], list[Annotation]]:
    """The lines without labels, numbers, author lines and buttons; and what was taken out.

    The lines keep their numbers; what a label or number said of one is its hint.
    """
    rest = _without_numbers(lines)
    kept: list[Line] = []
    found: list[Annotation] = []
    labelled = False
    for at, line in enumerate(rest):
        without = _LABEL.sub("", line.text, count=1)
        if not line.text:
            kept.append(line)
        elif not without:
            found.append(Annotation(line.number))
            labelled = True
        elif _BUTTONS.fullmatch(line.text) and _is_no_title(line, kept):
            addresses = line.text if _ADDRESS.search(line.text) else ""
            found.append(Annotation(line.number, addresses=addresses))
        elif authors := _authors(line, kept, map(rest.__getitem__, range(at + 1, len(rest)))):
            found.append(Annotation(line.number, authors=authors))
        else:
            kept.append(_hinted(line, without, labelled))
            labelled = False
    return kept, found


def _hinted(line: Line, without: str, labelled: bool) -> Line:
    if labelled or without != line.text:
        return replace(line, text=without, hint=Hint.ABSTRACT)
    title = _TITLE_LABEL.sub("", line.text, count=1)
    return line if title == line.text else replace(line, text=title, hint=Hint.TITLE)


def _is_no_title(line: Line, before: Sequence[Line]) -> bool:
    """Buttons follow a title or abstract; a first line is the title, whatever it says."""
    following = any(other.text for other in before) or _ADDRESS.search(line.text) is not None
    return following and line.hint is not Hint.TITLE


def _authors(line: Line, before: Sequence[Line], after: Iterable[Line]) -> str:
    """The names when the line stands between a title and an abstract and holds nothing else."""
    previous = next((other for other in reversed(before) if other.text), None)
    is_label = _AUTHOR_LABEL.match(line.text)
    names = _MARKS.sub("", line.text[is_label.end() :] if is_label else line.text)
    if previous is None or line.hint is Hint.TITLE or len(names) > _LONGEST:
        return ""
    if previous.hint is not Hint.TITLE and not reads_like_title(previous.text):
        return ""
    if is_label:
        return names
    following = next((other for other in after if other.text and not _is_button(other)), None)
    if following is None:
        return ""
    is_abstract = _LABEL.match(following.text) or following.hint is Hint.NO_TITLE
    # One name alone reads like a title, unless what follows is known to be the abstract.
    if not _NAMES.fullmatch(names) and not (is_abstract and _ONE_NAME.fullmatch(names)):
        return ""
    return names if is_abstract or not reads_like_title(following.text) else ""


def _is_button(line: Line) -> bool:
    return _BUTTONS.fullmatch(line.text) is not None


def _without_numbers(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines without the numbers of a list that counts 1, 2, 3 from its first line on."""
    matches = [(at, found) for at, line in enumerate(lines) if (found := _NUMBER.match(line.text))]
    first = next((at for at, line in enumerate(lines) if line.text), -1)
    counted = [int(found[1] or found[2]) for _, found in matches]
    if len(counted) < 2 or matches[0][0] != first:
        return lines
    if counted != list(range(counted[0], counted[0] + len(counted))):
        return lines
    rest = [replace(line, hint=Hint.NO_TITLE) for line in lines]
    for at, found in matches:
        rest[at] = replace(lines[at], text=lines[at].text[found.end() :], hint=Hint.TITLE)
    return rest
