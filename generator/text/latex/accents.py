"""Accents on letters: `\\'e`, `\\c{c}`, `\\"{\\i}`, `\\'{\\^e}`, `\\t{oo}`."""

import re
import unicodedata
from typing import Final, NamedTuple

from generator.text.latex.reader import LatexReader
from generator.text.latex.words import ACCENTS, LETTERS, RARE_ACCENTS, TIE

_COMMAND: Final = re.compile(r"\\([A-Za-z]+|[^A-Za-z\s])")
_BRACES: Final = re.compile(r"(?:\s?\{){1,4}\s?")
_LETTERS: Final = re.compile(r"[^\W\d_][\u0300-\u036f]*")
_CLOSING: Final = [re.compile(r"(?:\s?\})" * count) for count in range(5)]
_EMPTY: Final = re.compile(r"\s?\{\s?\}")
_REST: Final = re.compile(r"[^\W\d_]{0,8}")
_AFTER_COMMAND: Final = re.compile(r"[ \n]?")
_MAX_ACCENTS: Final = 3
"""Accents on one letter; Vietnamese has two."""


class _AccentedLetter(NamedTuple):
    """A letter with its accents, and where the text goes on."""

    shown: str
    source: str
    """LaTeX that stands for it as the argument of another accent."""
    end: int


def read_accent(reader: LatexReader, name: str) -> bool:
    """Puts an accent on the letter that follows; an accent on nothing shows its sign.

    Args:
        reader: Is after the command, and then after the letter.
        name: A key of `ACCENTS`.

    Returns:
        False, and nothing is read, if no letter follows.
    """
    found = _accented(reader.text, reader.pos, name, 1)
    if found:
        reader.pos = found.end
        reader.add("accent", found.shown, found.source)
        return True
    empty = _EMPTY.match(reader.text, reader.pos)
    if name.isalpha() or not empty:
        return False
    reader.pos = empty.end()
    reader.say(name)
    return True


def _accented(text: str, pos: int, name: str, depth: int) -> _AccentedLetter | None:
    """The letter with the accent `name`, whose argument begins at `pos`; None if none does."""
    braces = _BRACES.match(text, pos)
    letter = _letter(text, braces.end(), depth) if braces else _unbraced(text, pos, name, depth)
    if letter is None:
        return None
    rest, end = "", letter.end
    if braces:
        followers = _REST.match(text, end)
        rest = followers.group() if followers else ""
        closed = _CLOSING[braces.group().count("{")].match(text, end + len(rest))
        if not closed:
            return None
        end = closed.end()
    shown = _composed(letter.shown, name, rest)
    if name in RARE_ACCENTS and not (braces and len(shown) == 1):
        return None
    argument = letter.source + rest
    bare = not name.isalpha() and len(argument) == 1
    source = f"{{\\{name}{argument}}}" if bare else f"{{\\{name}{{{argument}}}}}"
    return _AccentedLetter(shown, source, end)


def _unbraced(text: str, pos: int, name: str, depth: int) -> _AccentedLetter | None:
    """The argument without braces: a space after a name makes it uncertain."""
    if not name.isalpha():
        return _letter(text, pos, depth)
    if text[pos : pos + 1] not in (" ", "\n"):
        return _letter(text, pos, depth) if text[pos : pos + 1] == "\\" else None
    letter = _letter(text, pos + 1, depth)
    if letter is None or text[pos + 1] == "\\":
        return letter
    if name == TIE:
        return None
    alone = not text[letter.end : letter.end + 1].isalnum()
    # `\v Cech` has a letter of some alphabet, a macro of the paper's own before a word hardly
    return letter if alone or len(_composed(letter.shown, name)) == 1 else None


def _letter(text: str, pos: int, depth: int) -> _AccentedLetter | None:
    """One letter: as it is, by the command of its name, or with an accent of its own."""
    found = _COMMAND.match(text, pos)
    if not found:
        plain = _LETTERS.match(text, pos)
        return _AccentedLetter(plain.group(), plain.group(), plain.end()) if plain else None
    name = found[1]
    if name in ACCENTS:
        return _accented(text, found.end(), name, depth + 1) if depth < _MAX_ACCENTS else None
    if name not in LETTERS:
        return None
    space = _AFTER_COMMAND.match(text, found.end())
    end = space.end() if space else found.end()
    return _AccentedLetter(LETTERS[name], name if name in "ij" else f"{{\\{name}}}", end)


def _composed(letter: str, name: str, rest: str = "") -> str:
    if letter in "ıȷ":
        if name == ".":
            return ("i" if letter == "ı" else "j") + rest
        letter = "i" if letter == "ı" else "j"
    return unicodedata.normalize("NFC", letter + ACCENTS[name] + rest)
