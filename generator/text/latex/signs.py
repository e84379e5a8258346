"""Signs of LaTeX and of Markdown: dollars, braces, ties, stars, quotes, dashes; and addresses."""

import re
from typing import Final

from generator.text.latex.addresses import trim_url, unescaped
from generator.text.latex.formulas import read_formula
from generator.text.latex.reader import Handler, LatexReader

_SET: Final = re.compile(r"\{[^\s{}\\,]{1,40}(?:,\s?[^\s{}\\,]{1,40}){1,20}\}")
_ATTACHED: Final = re.compile(r"\{(?:[a-z][^{}\\]{0,40}|[^{}\\,]{0,40},[^{}\\]{0,80})\}")


def _url(reader: LatexReader, match: re.Match[str]) -> None:
    found = trim_url(match.group())
    reader.pos = match.start() + len(found)
    reader.add("url", unescaped(found))
    # `\href{address}{address}` that lost its command
    reader.skip("{" + found + "}")


def _dollar(reader: LatexReader, match: re.Match[str]) -> None:
    if not read_formula(reader, match.group()):
        reader.pos = match.start() + 1
        reader.say("$")


def _open(reader: LatexReader, match: re.Match[str]) -> None:
    before, start = reader.before(match), match.start()
    if reader.text.startswith("{", reader.pos):
        reader.enter("group")
        return
    attached = before.isalnum() or before == "-"
    literal = _SET.match(reader.text, start) or (attached and _ATTACHED.match(reader.text, start))
    reader.enter("brace" if literal else "group")


def _close(reader: LatexReader, _match: re.Match[str]) -> None:
    if reader.groups:
        reader.leave()


def _tie(reader: LatexReader, match: re.Match[str]) -> None:
    """A `~` is a space that does not break, or a sign for "about" or "to"."""
    before, after = reader.before(match), reader.text[reader.pos : reader.pos + 1]
    number = after.isdigit() and _starts_with_digit(reader.text, match.start())
    if not before or before.isspace() or before in "([{~" or not after or number or after == "~":
        reader.say("~")
    elif after.isspace():
        return
    else:
        reader.add("tie", " ")


def _starts_with_digit(text: str, end: int) -> bool:
    word = re.search(r"\S{1,12}\Z", text[max(0, end - 12) : end])
    return bool(word and word.group()[0].isdigit())


def _star(reader: LatexReader, match: re.Match[str]) -> None:
    reader.leaf("em", match.group()[1:-1])


def _single(reader: LatexReader, match: re.Match[str]) -> None:
    reader.add("quote", "‘", "`")
    reader.say(match.group()[1:-1])
    reader.add("quote", "’", "'")


def _quote(reader: LatexReader, match: re.Match[str]) -> None:
    """Two straight quotes close what was opened; alone they are seconds or a derivative."""
    if match.group() == "``":
        reader.quotes += 1
        reader.add("quote", "“", "``")
    elif reader.quotes:
        reader.quotes -= 1
        reader.add("quote", "”", "''")
    else:
        reader.say("''")


def _dash(reader: LatexReader, match: re.Match[str]) -> None:
    before, after = reader.before(match), reader.text[reader.pos : reader.pos + 1]
    if (not before or before.isspace() or before in "([") and after.isalnum():
        reader.say(match.group())  # a command-line option
    else:
        shown = "–" if len(match.group()) == 2 else "—"
        reader.add("quote", shown, match.group())


HANDLERS: Final[dict[str, Handler]] = {
    "url": _url,
    "dollar": _dollar,
    "open": _open,
    "close": _close,
    "tie": _tie,
    "star": _star,
    "single": _single,
    "quote": _quote,
    "dash": _dash,
}
"""What reads each kind of token, by the group that `token_finder` tells."""
