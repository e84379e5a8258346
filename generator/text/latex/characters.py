"""Characters that no writer may let through, and line breaks of every kind."""

import re
from typing import Final

# Controls, bidirectional overrides and isolates, lone surrogates, noncharacters: XML forbids most
# of them, and the rest can make a text read as something else.

UNWANTED: Final = (
    r"\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff"
)
"""Characters that are dropped, as written inside a regular expression's brackets."""

BREAKS: Final = r"\r\x0b\x0c\x85\u2028\u2029"
"""Characters that count as a line feed, likewise."""

_UNWANTED_RE: Final = re.compile(f"[{UNWANTED}]")
_BREAKS_RE: Final = re.compile(f"\r\n|[{BREAKS}]")
_LINES_RE: Final = re.compile(r"[\n\t]+")


def clean(text: str) -> str:
    """Drops the characters that no text may hold.

    Args:
        text: Raw text.

    Returns:
        The text with a line feed for every line break, whatever it was.
    """
    return _UNWANTED_RE.sub("", _BREAKS_RE.sub("\n", text))


def one_line(text: str) -> str:
    """Joins the lines of a text.

    Args:
        text: Text without other breaks than line feeds.

    Returns:
        The text with one space for every run of line feeds and tabs.
    """
    return _LINES_RE.sub(" ", text) if "\n" in text or "\t" in text else text
