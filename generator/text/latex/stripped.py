"""Commands that lost their backslash on the way into a listing."""

import re
from typing import Final

from generator.text.latex.commands import read_blackboard
from generator.text.latex.reader import Handler, LatexReader
from generator.text.latex.scripts import stands_alone
from generator.text.latex.words import GLUED, GREEK, MARKS, STRIPPED

# `2/eta` can only be a fraction.
_DIVIDED: Final = re.compile(r"(?<![\w/])[0-9]{1,3}/\Z")


def _times(reader: LatexReader, _match: re.Match[str]) -> None:
    reader.add("symbol", "×", r"\times")


def _bullet(reader: LatexReader, _match: re.Match[str]) -> None:
    reader.add("symbol", "·", r"\cdot")


def _glued(reader: LatexReader, match: re.Match[str]) -> None:
    shown, source = GLUED[match.group()]
    if not (reader.behind_script() or reader.before(match).isdigit()):
        reader.say(match.group())
    elif shown:
        reader.add("symbol", shown, source)


def _font(reader: LatexReader, match: re.Match[str]) -> None:
    command = match.group()
    reader.skip(" ")
    if command == "mathbb":
        read_blackboard(reader)
    elif reader.skip("{"):
        reader.enter("group")


def _name(reader: LatexReader, match: re.Match[str]) -> None:
    word = match.group()
    after = reader.text[reader.pos : reader.pos + 2]
    symbol = STRIPPED.get(word)
    if not symbol and reader.scripts:
        symbol = GREEK.get(word) or MARKS.get(word)
    if not symbol and word in GREEK and reader.before(match) not in ("_", "-"):
        follows = after[:1] in ("_", "^") and (
            after[1:] in ("{", "*") or stands_alone(reader.text, reader.pos + 1, after[:1] == "_")
        )
        symbol = GREEK[word] if follows else None
    if word in GREEK and _DIVIDED.search(reader.text[max(0, match.start() - 5) : match.start()]):
        symbol = GREEK[word]
    if reader.text.startswith(("left(", "left["), reader.pos):
        symbol = GREEK.get(word)
        reader.pos += len("left") if symbol else 0
    if symbol and not reader.behind_accent():
        reader.add("symbol", symbol, "\\" + word)
    else:
        reader.say(word)


HANDLERS: Final[dict[str, Handler]] = {
    "times": _times,
    "bullet": _bullet,
    "glued": _glued,
    "font": _font,
    "name": _name,
}
"""What reads each kind of token, by the group that `token_finder` tells."""
