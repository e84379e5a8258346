"""A text to events: one pass over its tokens, whatever they are."""

from typing import Final

from generator.text.latex import commands, scripts, signs, stripped
from generator.text.latex.characters import clean
from generator.text.latex.events import Event
from generator.text.latex.reader import Handler, LatexReader
from generator.text.latex.tokens import token_finder

_HANDLERS: Final[dict[str, Handler]] = {
    **signs.HANDLERS,
    **scripts.HANDLERS,
    **stripped.HANDLERS,
    **commands.HANDLERS,
}


def parse(text: str) -> list[Event]:
    """Reads a text.

    Args:
        text: Any text, LaTeX and all.

    Returns:
        Its events in the order of the text. `open` and `close` pair, also where the text's braces
        do not; no event holds a character that `clean` drops, and no word is lost: an unknown
        command shows its name or its argument. The time is linear in the text's length.
    """
    text = clean(text)
    reader = LatexReader(text)
    find = token_finder(text)
    while match := find(reader.pos):
        if match.start() > reader.pos:
            reader.say(text[reader.pos : match.start()])
        reader.pos = match.end()
        _HANDLERS[match.lastgroup or ""](reader, match)
    if reader.pos < len(text):
        reader.say(text[reader.pos :])
    while reader.groups:
        reader.leave()
    return reader.events
