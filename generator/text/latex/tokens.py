"""What can stand out in a text: an expression with a group for each kind of token."""

import re
from collections.abc import Callable
from functools import partial
from typing import Final

from generator.text.latex.addresses import URL, may_hold_url
from generator.text.latex.characters import BREAKS, UNWANTED
from generator.text.latex.words import GREEK, MARKS, STRIPPED

_NAMES: Final = "|".join(sorted({**GREEK, **MARKS, **STRIPPED}, key=len, reverse=True))

# `16times` can only be the sign; `T5times` may be a name of its own.
_TIMES: Final = (
    r"(?<=[0-9])times(?=[0-9])|(?<=[0-9])"
    r"(?<![A-Za-z_][0-9])(?<![A-Za-z_][0-9]{2})(?<![A-Za-z_][0-9]{3})times(?![A-Za-z_])"
)

_SIGNS: Final = r"""
      (?P<command>\\(?:[A-Za-z]+(?:\*(?=\{))?|.|\Z))
    | (?P<dollar>\$\$?)
    | (?P<bullet>\{\\?cdot\}?)
    | (?P<open>\{)
    | (?P<close>\})
    | (?P<script>[_^])
    | (?P<tie>~)
    | (?P<star>(?<![\w*\\])\*(?=[A-Za-z])[^*\n\\${}^_~`]{0,199}[^\s*\n\\${}^_~`]\*(?![\w*]))
    | (?P<single>(?<![\w`])`(?=\w)[^`'\n\\${}^_~*]{1,80}'(?![\w']))
    | (?P<quote>``|'')
    | (?P<dash>(?<!-)-{2,3}(?![->]))
    """
_WORDS: Final = rf"""
      (?P<times>{_TIMES})
    | (?P<glued>(?:(?<=[}}*])(?:approx|right|circ|ge|le|ln)|(?<=[0-9])circ)(?![A-Za-z]))
    | (?P<font>(?<![A-Za-z\\])math(?:cal|bb|rm|bf|scr|frak)(?=\{{|[ ][A-Z](?![a-z])))
    | (?P<name>(?<![A-Za-z\\])(?:{_NAMES})(?=left[(\[]|[^A-Za-z]|\Z))
    """.replace("[ ]", r"\x20")
TOKEN: Final = re.compile(rf"(?P<url>{URL})|{_SIGNS}|{_WORDS}", re.VERBOSE | re.DOTALL)
"""Any token; `lastgroup` is its kind."""
_WORD: Final = re.compile(_WORDS, re.VERBOSE)
_SIGN: Final = re.compile(r"[\\${}_^~*`'-]")
"""With one of these each token of `_SIGNS` begins."""

_SPECIAL: Final = re.compile(rf"[\\$^_{{}}~*`{UNWANTED}{BREAKS}]")
_AFTER_DIGIT: Final = re.compile(rf"[0-9](?:{_TIMES}|/(?:{'|'.join(GREEK)})(?![A-Za-z]))")
_STRIPPED_HINTS: Final = ("arrow", "leq", "geq", "infty", "math", "left(")
_STRIPPED_RE: Final = re.compile(
    r"(?:right|left)arrow|[lg]eq|infty|math(?:cal|bb|rm|bf|scr|frak)|left\("
)


def token_finder(text: str) -> Callable[[int], re.Match[str] | None]:
    """Finds the tokens of a text.

    Args:
        text: Raw text without unwanted characters.

    Returns:
        What returns the first `TOKEN` that begins at a place or after it.
    """
    if may_hold_url(text) or _WORD.search(text):
        return partial(TOKEN.search, text)
    return partial(_at_sign, text)  # a fifth of the time, and enough for most texts


def _at_sign(text: str, place: int) -> re.Match[str] | None:
    for sign in _SIGN.finditer(text, place):
        if token := TOKEN.match(text, sign.start()):
            return token
    return None


def is_plain(text: str) -> bool:
    """Tells whether a text needs no more than escaping; most are of this kind.

    Args:
        text: Raw text.

    Returns:
        True if the text holds no unwanted character and nothing of LaTeX; it may still hold a web
        address, more than one line, and signs that mean something in HTML or BibTeX.
    """
    return (
        not _SPECIAL.search(text)
        and "--" not in text
        and "''" not in text
        and not _AFTER_DIGIT.search(text)
        and not (any(hint in text for hint in _STRIPPED_HINTS) and _STRIPPED_RE.search(text))
    )
