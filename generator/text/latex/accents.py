"""Accents on letters: `\\'e`, `\\c{c}`, `\\"{\\i}`."""

import re
import unicodedata
from typing import Final

from generator.text.latex.reader import Reader
from generator.text.latex.words import ACCENTS

_ACCENTED: Final = re.compile(r"\s?\{\s?(\\[ij](?![A-Za-z])|[^\W\d_]?)\s?\}|(\\[ij](?![A-Za-z]))")
_LETTER_AFTER: Final = re.compile(r"[^\W\d_]")
_LETTER_APART: Final = re.compile(r"\s([^\W\d_])(?!\w)")


def read_accent(reader: Reader, name: str) -> bool:
    """Puts an accent on the letter that follows; an accent on nothing shows its sign.

    Args:
        reader: Stands behind the command, and then behind the letter.
        name: A key of `ACCENTS`.

    Returns:
        False, and nothing is read, if no letter follows.
    """
    text, pos = reader.text, reader.pos
    found = _ACCENTED.match(text, pos)
    if found:
        letter = (found[1] if found[1] is not None else found[2]).lstrip("\\")
    else:
        found = (_LETTER_APART if name.isalpha() else _LETTER_AFTER).match(text, pos)
        letter = found.group().strip() if found else ""
    if not found or (name.isalpha() and not letter):
        return False
    reader.pos = found.end()
    if not letter:
        reader.say(name)
        return True
    shown = unicodedata.normalize("NFC", letter + ACCENTS[name])
    source = f"{{\\{name}{{{letter}}}}}" if name.isalpha() else f"{{\\{name}{letter}}}"
    reader.add("accent", shown, source)
    return True
