"""What can stand out in a text: one expression with a group for each kind of token."""

import re
from typing import Final

from generator.text.latex.addresses import URL
from generator.text.latex.characters import BREAKS, UNWANTED
from generator.text.latex.words import GREEK, MARKS, STRIPPED

_NAMES: Final = "|".join(sorted({**GREEK, **MARKS, **STRIPPED}, key=len, reverse=True))

# `16times` can only be the sign; `T5times` may be a name of its own.
_TIMES: Final = (
    r"(?<=[0-9])times(?=[0-9])|(?<=[0-9])"
    r"(?<![A-Za-z_][0-9])(?<![A-Za-z_][0-9]{2})(?<![A-Za-z_][0-9]{3})times(?![A-Za-z_])"
)

TOKEN: Final = re.compile(
    rf"""
      (?P<url>{URL})
    | (?P<command>\\(?:[A-Za-z]+(?:\*(?=\{{))?|.|\Z))
    | (?P<dollar>\$\$?)
    | (?P<bullet>\{{\\?cdot\}}?)
    | (?P<open>\{{)
    | (?P<close>\}})
    | (?P<script>[_^])
    | (?P<tie>~)
    | (?P<star>(?<![\w*\\])\*(?=[A-Za-z])[^*\n\\${{}}^_~`]{{0,199}}[^\s*\n\\${{}}^_~`]\*(?![\w*]))
    | (?P<single>(?<![\w`])`(?=\w)[^`'\n\\${{}}^_~*]{{1,80}}'(?![\w']))
    | (?P<quote>``|'')
    | (?P<dash>(?<!-)-{{2,3}}(?![->]))
    | (?P<times>{_TIMES})
    | (?P<glued>(?:(?<=[}}*])(?:approx|right|circ|ge|le|ln)|(?<=[0-9])circ)(?![A-Za-z]))
    | (?P<font>(?<![A-Za-z\\])math(?:cal|bb|rm|bf|scr|frak)(?=\{{|[ ][A-Z](?![a-z])))
    | (?P<name>(?<![A-Za-z\\])(?:{_NAMES})(?=left[(\[]|[^A-Za-z]|\Z))
    """.replace("[ ]", r"\x20"),
    re.VERBOSE | re.DOTALL,
)
"""The next token; `lastgroup` is its kind, and what lies before it is text."""

_SPECIAL: Final = re.compile(rf"[\\$^_{{}}~*`{UNWANTED}{BREAKS}]")
_STRIPPED_HINTS: Final = ("times", "/", "arrow", "leq", "geq", "infty", "math", "left(")
_STRIPPED_RE: Final = re.compile(
    rf"{_TIMES}|[0-9]/(?:{'|'.join(GREEK)})(?![A-Za-z])|(?:right|left)arrow|[lg]eq|infty|math(?:cal|bb|rm|bf|scr|frak)|left\("
)


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
        and not (any(hint in text for hint in _STRIPPED_HINTS) and _STRIPPED_RE.search(text))
    )
