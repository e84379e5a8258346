"""One entry of `authors` that holds several names, or a name with the family name first."""

from __future__ import annotations

import re

from generator.text.people_names import split_name

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
_WORD = re.compile(r"\w")
_LONGEST = 2_000
"""Characters of an entry at most that is looked at."""


def right_names(entry: str) -> tuple[str, ...] | None:
    """The names that an entry should be written as, given name first; None when it may be right.

    `A and B`, `A & B`, `A; B` and `A B, C D` are several people, `Hinton,
    Geoffrey` is one with the family name first. Nothing is said of an entry
    that may be the name of an organisation (`Department of Science and
    Technology`, `Procter & Gamble`, `Google, Inc.`), of a name with a suffix
    (`John Smith, Jr.`) and of a single word.
    """
    entry = entry.strip()
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
