"""What can stand out in a text: an expression with a group for each kind of token."""

import re
from collections.abc import Callable
from functools import partial
from typing import Final

from generator.text.latex.addresses import URL, URL_RE, may_hold_url
from generator.text.latex.characters import BREAKS, UNWANTED
from generator.text.latex.words import GREEK, MARKS, STRIPPED

_NAMES: Final = sorted({**GREEK, **MARKS, **STRIPPED}, key=len, reverse=True)
_FONTS: Final = ("cal", "bb", "rm", "bf", "scr", "frak")

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
    | (?P<font>(?<![A-Za-z\\])math(?:{"|".join(_FONTS)})(?=\{{|[ ][A-Z](?![a-z])))
    | (?P<name>(?<![A-Za-z\\])(?:{"|".join(_NAMES)})(?=left[(\[]|[^A-Za-z]|\Z))
    """.replace("[ ]", r"\x20")
TOKEN: Final = re.compile(rf"(?P<url>{URL})|{_SIGNS}|{_WORDS}", re.VERBOSE | re.DOTALL)
"""Any token; `lastgroup` is its kind."""
_BESIDE_A_SIGN: Final = re.compile(r"[0-9}*](?:times|approx|right|circ|ge|le|ln)")
_RUN: Final = re.compile(r"\\?[A-Za-z]+")
_RUNS: Final = frozenset(
    (*_NAMES, *(f"{name}left" for name in _NAMES), *(f"math{font}" for font in _FONTS))
)
"""One of these is each run of letters with which another token of `_WORDS` begins."""
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
        What returns the first `TOKEN` that begins at a place or after it. It is called for
        places in their order.
    """
    if _BESIDE_A_SIGN.search(text) or not _RUNS.isdisjoint(_RUN.findall(text)):
        return partial(TOKEN.search, text)
    # A fifth of the time, and enough for most texts.
    sign = partial(_at_sign, text)
    return _first_of(sign, partial(_at_address, text)) if may_hold_url(text) else sign


def _first_of(
    *finders: Callable[[int], re.Match[str] | None],
) -> Callable[[int], re.Match[str] | None]:
    """What finds the first of what several find, each of which looks at no character twice."""
    found = [finder(0) for finder in finders]

    def first(place: int) -> re.Match[str] | None:
        for n, match in enumerate(found):
            if match and match.start() < place:
                found[n] = finders[n](place)
        return min(filter(None, found), key=re.Match.start, default=None)

    return first


def _at_address(text: str, place: int) -> re.Match[str] | None:
    address = URL_RE.search(text, place)
    return address and TOKEN.match(text, address.start())


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
        and not (any(map(text.__contains__, _STRIPPED_HINTS)) and _STRIPPED_RE.search(text))
    )
