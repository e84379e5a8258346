"""Lists of authors that were written as one text: `Max van Spengler and Erwin Berkhout`."""

from __future__ import annotations

import re

from generator.text.people_names import names_organisation

_BETWEEN = re.compile(r" ?; ?| (?:and|&) ", re.IGNORECASE)
_OTHERS = re.compile(r"\b(?:and|&) others\b|\bet\.? al\b\.?|\band$|^and\b", re.IGNORECASE)
_SUFFIX = re.compile(r",\s*(?:jr|sr|ii|iii|iv)\.?$", re.IGNORECASE)


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
    return None if any("," in _SUFFIX.sub("", name) for name in names) else names


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
