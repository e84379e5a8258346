"""The state of reading one text, and the steps that every kind of token is made of."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from generator.text.latex.events import Event, Kind
from generator.text.latex.limits import MAX_SCRIPTS, MAX_STYLES


@dataclass(slots=True)
class LatexReader:
    """A text that is read once, left to right, into a balanced list of events."""

    text: str
    pos: int = 0
    """Where the text goes on, in characters."""
    events: list[Event] = field(default_factory=list)
    """What has been read; every open style is in `groups`."""
    groups: list[list[str]] = field(default_factory=list)
    """The styles of each open group, the innermost last."""
    styles: int = 0
    """How many tags are open."""
    scripts: int = 0
    """How many super- and subscripts are open."""
    quotes: int = 0
    """How many double quotes are open."""
    closers: dict[str, int] = field(default_factory=dict)
    """Where the next closing delimiter of each kind of formula is, once looked for."""

    def add(self, kind: Kind, shown: str, source: str = "") -> None:
        """Adds an event; see `Event` for the arguments."""
        self.events.append(Event(kind, shown, source))

    def say(self, shown: str) -> None:
        """Adds plain text."""
        self.events.append(Event("text", shown))

    def before(self, match: re.Match[str]) -> str:
        """Returns the character in front of a token; "" at the beginning of the text."""
        return self.text[match.start() - 1] if match.start() else ""

    def behind_script(self) -> bool:
        """Returns whether a super- or subscript has just ended."""
        return bool(self.events) and self.events[-1][:2] in (("close", "sup"), ("close", "sub"))

    def behind_accent(self) -> bool:
        """Returns whether a letter with an accent is right before, braces around it or not."""
        last = next((e for e in reversed(self.events) if e[:2] != ("close", "group")), None)
        return last is not None and last.kind == "accent"

    def skip(self, prefix: str) -> bool:
        """Steps over `prefix` if it comes next; returns whether it did."""
        if not self.text.startswith(prefix, self.pos):
            return False
        self.pos += len(prefix)
        return True

    def start_style(self, style: str) -> None:
        """Opens a style in the innermost group, unless too many are open already.

        A tag too many is left out, a script too many becomes its sign and a group.
        """
        if style in ("strong", "em", "code"):
            if self.styles >= MAX_STYLES:
                return
            self.styles += 1
        elif style in ("sup", "sub"):
            if self.scripts >= MAX_SCRIPTS:
                self.say("^" if style == "sup" else "_")
                style = "group"
            else:
                self.scripts += 1
        self.groups[-1].append(style)
        self.events.append(Event("open", style))

    def enter(self, style: str) -> None:
        """Opens a group with a style; `leave` closes both."""
        self.groups.append([])
        self.start_style(style)

    def leave(self) -> None:
        """Closes the innermost group and all its styles."""
        for style in reversed(self.groups.pop()):
            self.styles -= style in ("strong", "em", "code")
            self.scripts -= style in ("sup", "sub")
            self.events.append(Event("close", style))

    def leaf(self, style: str, shown: str) -> None:
        """Adds plain text in a style of its own."""
        self.enter(style)
        self.say(shown)
        self.leave()


Handler = Callable[[LatexReader, re.Match[str]], None]
"""Reads one token: `pos` is after it and may be moved further on."""
