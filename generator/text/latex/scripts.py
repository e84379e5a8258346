"""Super- and subscripts outside mathematics: `l_1-norm`, `BT^2`, but not `snake_case`."""

import re
from typing import Final

from generator.text.latex.reader import Handler, LatexReader
from generator.text.latex.words import GREEK, MARKS

_SCRIPT_WORD: Final = "|".join(sorted({**GREEK, **MARKS}, key=len, reverse=True))
_SCRIPT_AHEAD: Final = re.compile(
    rf"(?P<word>{_SCRIPT_WORD})(?![a-z])|(?P<number>[-+−]?[0-9]+)|(?P<letter>[^\W\d_])|(?P<star>\*)"
)
_SUB_BASE: Final = re.compile(rf"(?:^|\W)(?:[A-Za-z]_[A-Za-z0-9])*(?:[A-Za-z]|{_SCRIPT_WORD})\Z")
_CHAINED: Final = re.compile(r"[A-Za-z]_[A-Za-z0-9](?!\w)|circ\b")


def stands_alone(text: str, pos: int, subscript: bool) -> bool:
    """Tells whether one name, number or letter follows, and no longer word.

    Args:
        text: The whole text.
        pos: Where the script would begin, after its sign.
        subscript: Whether its sign is `_`; after `^` only a letter must stand alone.

    Returns:
        True if what follows can be a script of its own.
    """
    ahead = _SCRIPT_AHEAD.match(text, pos)
    if not ahead:
        return False
    follower = text[ahead.end() : ahead.end() + 1]
    if not subscript and ahead.lastgroup != "letter":
        return True
    return not (follower.isalnum() or follower == "_")


def _script(reader: LatexReader, match: re.Match[str]) -> None:
    """A `_` or `^` outside mathematics: a script if what is around it says so."""
    sign, before = match.group(), reader.before(match)
    style = "sup" if sign == "^" else "sub"
    if before.isspace() or not before:
        reader.say(sign)
    elif reader.skip("{"):
        reader.enter(style)
    else:
        content = _script_content(reader, sign, match.start())
        if content:
            reader.leaf(style, content)
        else:
            reader.say(sign)


def _script_content(reader: LatexReader, sign: str, start: int) -> str:
    """The one name, number or letter after a bare `_` or `^`; moves after it if it counts."""
    text = reader.text
    ahead = _SCRIPT_AHEAD.match(text, reader.pos)
    if not ahead or (sign == "_" and ahead.lastgroup == "star"):
        return ""
    follower = text[ahead.end() : ahead.end() + 1]
    if sign == "_":
        if text[start - 1] != "}" and not _SUB_BASE.search(text[max(0, start - 24) : start]):
            return ""
        if (follower.isalnum() or follower == "_") and not _CHAINED.match(text, ahead.end()):
            return ""
    elif ahead.lastgroup == "letter" and follower.isalnum():
        return ""
    if text[start - 1] not in ")]}|_*∞" and not text[start - 1].isalnum():
        return ""
    reader.pos = ahead.end()
    word = ahead.group()
    return GREEK.get(word) or MARKS.get(word) or word


HANDLERS: Final[dict[str, Handler]] = {
    "script": _script,
}
"""What reads each kind of token, by the group that `token_finder` tells."""
