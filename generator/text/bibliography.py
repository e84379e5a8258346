"""Bibliographic values: what is well-formed, and in which form it is kept."""

from __future__ import annotations

import re
from typing import Any

from generator.text.titles import tidy

YEARS = range(1900, 2101)
"""The years that are believed."""

# Source: info.arxiv.org/help/arxiv_identifier.html (since April 2007; before it)
_ARXIV = re.compile(r"\d{2}(?:0[1-9]|1[0-2])\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7}")
_DOI = re.compile(r"10\.\d{4,9}/\S+")


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
    if key == "arxiv":
        text = re.sub(
            r"^(?:https?://(?:www\.)?arxiv\.org/(?:abs|pdf)/|arxiv:\s*)", "", text, flags=re.I
        )
        text = re.sub(r"(?:v\d+)?(?:\.pdf)?$", "", text)
        return text if _ARXIV.fullmatch(text) else None
    if key == "doi":
        text = re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", text, flags=re.I)
        return text if _DOI.fullmatch(text) else None
    if key == "url":
        return text if re.fullmatch(r"https?://[^\s<>\"]+", text) else None
    return text
