"""Commands with their backslash: styles, words, symbols, and macros that nobody knows."""

import re
from typing import Final

from generator.text.latex.accents import read_accent
from generator.text.latex.addresses import URL_RE, unescaped
from generator.text.latex.formulas import read_formula
from generator.text.latex.reader import Handler, LatexReader
from generator.text.latex.symbols import double_struck, symbol
from generator.text.latex.words import (
    ACCENTS,
    DROPPED,
    LETTERS,
    OPENING_QUOTES,
    STYLES,
    SWITCHES,
    TEXT_SYMBOLS,
    WITHOUT_ARGUMENT,
    WORDS,
)

_HREF: Final = re.compile(r"\s?\{([^{}]{0,2000})\}\s?\{")
_ARGUMENT: Final = re.compile(r"\{[^{}]{0,200}\}")
_CAPITAL: Final = re.compile(r"\s?\{([A-Z])\}|\s?([A-Z])(?![A-Za-z])")


def read_blackboard(reader: LatexReader) -> None:
    """Reads the argument of `\\mathbb`: a capital letter, or a group that stays as it is.

    Args:
        reader: Is after the command, and then after the letter or the opening brace.
    """
    letter = _CAPITAL.match(reader.text, reader.pos)
    if letter:
        reader.pos = letter.end()
        name = letter[1] or letter[2]
        reader.add("symbol", double_struck(name), rf"\mathbb{{{name}}}")
    elif reader.skip("{"):
        reader.enter("group")


def _command(reader: LatexReader, match: re.Match[str]) -> None:
    name = match.group()[1:].rstrip("*") or match.group()[1:]
    if not name:
        reader.say("\\")
    elif name in ACCENTS and read_accent(reader, name):
        return
    elif name.isascii() and name.isalpha():
        _named_command(reader, name)
    else:
        _signed_command(reader, name)


def _signed_command(reader: LatexReader, sign: str) -> None:
    if sign in "([":
        if not read_formula(reader, sign):
            reader.say(sign)
    elif sign in "%&#_${})]|":
        reader.say(sign)
    elif sign in "\\ ,;:\n\t~":
        reader.say(" ")
    elif sign in ACCENTS:
        reader.say(sign)
    elif sign not in "!/-@":
        reader.say("\\" + sign)


def _named_command(reader: LatexReader, name: str) -> None:
    if name in ("mathbb", "mathds"):
        read_blackboard(reader)
    elif name in STYLES:
        _style(reader, STYLES[name])
    elif name in SWITCHES:
        _switch(reader, SWITCHES[name])
    elif name in WORDS:
        _word(reader, WORDS[name])
    elif name in DROPPED:
        reader.skip("{}")
    elif name in OPENING_QUOTES:
        reader.say(OPENING_QUOTES[name])
        reader.skip("{}") or reader.skip(" ")
    elif name in ("begin", "end", "label") or name in WITHOUT_ARGUMENT:
        argument = _ARGUMENT.match(reader.text, reader.pos)
        reader.pos = argument.end() if argument else reader.pos
    elif name == "href":
        _href(reader)
    elif name in LETTERS:
        reader.add("accent", LETTERS[name], f"{{\\{name}}}")
        reader.skip(" ") or reader.skip("{}")
    else:
        _symbol(reader, name)


def _style(reader: LatexReader, style: str) -> None:
    reader.skip(" ")
    if reader.skip("{"):
        reader.enter(style)


def _switch(reader: LatexReader, style: str) -> None:
    reader.skip(" ")
    if style and reader.groups:
        reader.start_style(style)


def _word(reader: LatexReader, shown: str) -> None:
    reader.skip("{}")
    if shown.endswith("."):
        reader.skip(".")
    reader.say(shown)
    if shown == "m×":
        reader.skip(" ")


def _href(reader: LatexReader) -> None:
    """`\\href{address}{words}` reads as "words (address)"."""
    found = _HREF.match(reader.text, reader.pos)
    if not found:
        return
    address = unescaped(found[1]).strip()
    reader.pos = found.end()
    same = reader.text.startswith(found[1] + "}", reader.pos)
    reader.groups.append([])
    reader.start_style("group")
    if not same and address:
        linked = URL_RE.fullmatch(address)
        reader.add("url" if linked else "text", address)
        reader.say(": ")


def _symbol(reader: LatexReader, name: str) -> None:
    """A symbol, or a macro nobody knows: its argument, and without one its name."""
    if shown := TEXT_SYMBOLS.get(name):
        reader.add("accent", shown, f"{{\\{name}}}")
    elif shown := symbol(name):
        upright = name.startswith("text")
        source = f"{{\\{name}}}" if upright else f"\\{name}"
        reader.add("accent" if upright else "symbol", shown, source)
    elif reader.skip("{}") or not reader.skip("{"):
        reader.say(name)
        return
    else:
        reader.enter("group")
        return
    reader.skip("{}")


HANDLERS: Final[dict[str, Handler]] = {
    "command": _command,
}
"""What reads each kind of token, by the group that `token_finder` tells."""
