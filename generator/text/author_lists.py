"""Several authors written as one text, and names with the family name first.

`split_authors` and `readings` read a whole list (`Max van Spengler and Erwin
Berkhout`), `right_names` one entry of a list that should hold one name.
"""

from __future__ import annotations

import re

from generator.text.people_names import names_organisation, split_name

_BETWEEN = re.compile(r" ?; ?| (?:and|&) ", re.IGNORECASE)
_OTHERS = re.compile(r"\b(?:and|&) others\b|\bet\.? al\b\.?|\band$|^and\b", re.IGNORECASE)
_SUFFIX_AT_END = re.compile(r",\s*(?:jr|sr|ii|iii|iv)\.?$", re.IGNORECASE)
_JOINED = re.compile(r"\s+(?:and|und|et|&)\s+|\s*[;；、]\s*")
_COMMA = re.compile(r"\s*[,，]\s*")
_SUFFIX = re.compile(r"(?i)(jr|sr|phd|md)\.?|II|III|IV|2nd|3rd")
_ORGANISATION = re.compile(
    r"(?i)\b(academy|agency|alliance|association|bureau|cent(?:er|re)|college|colleagues|committee"
    r"|companies|company|consortium|collaboration|contributors|corp|corporation|council"
    r"|departments?|division|faculty|foundation|gmbh|groups?|inc|initiative|institut\w*|labs?"
    r"|laborator\w+|llc|ltd|ministry|network|office|organi[sz]ation|partners|press|project"
    r"|research|school|science|society|sons|team|technolog\w+|trust|union|universit\w+|working)\b"
)
_FUNCTION_WORD = re.compile(r"(?:^|\s)(?:for|of|on|the|at|The)(?:\s|$)")
_DIVIDED = re.compile(r"[,，;；、&]|\s(?:and|und|et)\s", re.IGNORECASE)
"""What an entry has that may not be one name as it should be written."""
_WORD = re.compile(r"\w")
_LONGEST = 2_000
"""Characters of an entry at most that is looked at."""


def split_authors(text: str) -> list[str] | None:
    """The names in one text, in its order; None when it can be read in more than one way.

    Names are divided by ` and `, ` & ` and `;`. A comma may divide two names or
    the parts of one, an organisation may have `and` in its name, and `and others`
    is no name: none of these has one answer.
    """
    text = " ".join(text.split())
    names = names_between(text)
    unsure = len(names) > 1 and ("{" in text or any(map(names_organisation, names)))
    if not names or unsure or _OTHERS.search(text):
        return None
    return None if any("," in _SUFFIX_AT_END.sub("", name) for name in names) else names


def readings(text: str) -> list[list[str]]:
    """The lists that an unclear text may stand for, the likeliest last; at most two."""
    names = names_between(_OTHERS.sub("", " ".join(text.split())))
    one_each = [_given_first(name) for name in names]
    if all("," not in name for name in names):
        return [names] if len(names) < 2 else [[" ".join(text.split())], names]
    apart = [part.strip() for name in names for part in name.split(",") if part.strip()]
    return [apart] if any(name.count(",") > 1 for name in names) else [apart, one_each]


def names_between(text: str) -> list[str]:
    """The parts of the text between ` and `, ` & ` and `;`, without empty ones."""
    parts = _BETWEEN.split(" ".join(text.split()))
    return [name for part in parts if (name := part.strip())]


def _given_first(name: str) -> str:
    family, _, given = name.partition(",")
    return f"{given.strip()} {family.strip()}".strip()


def right_names(entry: str) -> tuple[str, ...] | None:
    """The names that an entry should be written as, given name first; None when it may be right.

    `A and B`, `A & B`, `A; B` and `A B, C D` are several people, `Hinton,
    Geoffrey` is one with the family name first. Nothing is said of an entry
    that may be the name of an organisation (`Department of Science and
    Technology`, `Procter & Gamble`, `Google, Inc.`), of a name with a suffix
    (`John Smith, Jr.`) and of a single word.
    """
    entry = entry.strip()
    if not _DIVIDED.search(entry):
        return None
    if len(entry) > _LONGEST or _ORGANISATION.search(entry) or _FUNCTION_WORD.search(entry):
        return None
    parts = [part for part in _JOINED.split(entry) if _WORD.search(part)]
    if not parts:
        return None
    if len(parts) > 1:
        if "&" in entry and not all(" " in part for part in parts):
            return None
        return _several(parts)
    names = _by_commas(entry)
    return None if names == (entry,) else names


def _several(parts: list[str]) -> tuple[str, ...] | None:
    """`A, B and C` once more divided at its commas; None when a part does not look like a name."""
    names = tuple(name for part in parts for name in _by_commas(part))
    alike = len(set(names)) < len(names)
    return None if alike or not all(map(_may_be_a_name, names)) else names


def _by_commas(entry: str) -> tuple[str, ...]:
    parts = [part for part in _COMMA.split(entry) if _WORD.search(part)]
    if len(parts) == 1 or any(_SUFFIX.fullmatch(part) for part in parts):
        return (entry.strip(" ,"),) if len(parts) == 1 else (entry,)
    inverted = len(parts) == 2 and (parts[0][0].islower() or " " not in parts[0])
    if inverted or (len(parts) == 2 and not _is_full(parts[1])):
        return (split_name(entry).natural,)
    return tuple(parts) if all(" " in part for part in parts) else (entry,)


def _is_full(name: str) -> bool:
    """Whether the text may be given and family name: `Jamie Kiros`, not `Jamie` or `G. E.`."""
    words = name.split()
    return len(words) > 1 and len(words[-1].strip(".")) > 1


def _may_be_a_name(name: str) -> bool:
    first = next((char for char in name if char.isalpha()), "")
    last = name.split()[-1]
    return bool(first) and len(name.split()) <= 6 and not last[:1].islower()
