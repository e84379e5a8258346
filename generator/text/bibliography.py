"""Values of bibliographic fields from outside, in the form in which they are kept."""

from __future__ import annotations

from typing import Any

from generator.text.identifiers import ARXIV, DOI, URL
from generator.text.titles import tidy

YEARS = range(1000, 2101)
"""The years that are believed: those of four digits, up to the end of the century."""

_FORMS = {"arxiv": ARXIV, "doi": DOI}


def well_formed(key: str, value: Any) -> Any | None:
    """The value of a field in its kept form, None if it is malformed.

    An arXiv id loses its prefix, address and version, a DOI its address.
    """
    if key == "authors":
        names = value if isinstance(value, list) else []
        tidied = [tidy(name) for name in names if isinstance(name, str)]
        return tidied if names and len(tidied) == len(names) and all(tidied) else None
    if key == "year":
        number = int(value) if isinstance(value, str) and value.isdecimal() else value
        return number if type(number) is int and number in YEARS else None
    if not isinstance(value, str):
        return None
    text = tidy(value)
    if key in _FORMS:
        return _FORMS[key].corrected(text)
    if key == "url":
        return text if URL.fits(text) else None
    return text
