"""Titles and abstracts as they are kept and compared.

What is kept is what was received, normalised in white space and Unicode (NFC)
alone; what is compared is a key made from it.
"""

from __future__ import annotations

import re
import unicodedata

_PASSED_OVER = re.compile(r"[^\w+*]|_")
"""What is neither a letter nor a digit nor a sign that means something."""


def tidy(text: str) -> str:
    """The text in NFC on one line, one space between words, none at the ends."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def loose_key(title: str) -> str:
    """A key that titles share which differ in case, punctuation or spacing alone.

    Lower-case letters, digits and signs that carry meaning (`+`, `*`), in
    the compatibility form; a title without any of them is its own key.
    """
    folded = unicodedata.normalize("NFKC", title).casefold()
    key = _PASSED_OVER.sub("", folded)
    return key or tidy(title)
