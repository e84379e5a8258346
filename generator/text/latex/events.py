"""What a text consists of once it is read: a flat, balanced list that writers fold."""

from typing import Literal, NamedTuple

Kind = Literal["text", "url", "tie", "quote", "math", "symbol", "accent", "open", "close"]
"""What an event is; `open` and `close` pair like brackets."""


class Event(NamedTuple):
    """A piece of text, or the start or end of a style.

    A tuple, not a dataclass: a long text makes a hundred thousand of them.
    """

    kind: Kind
    shown: str
    """Plain text; of `open` and `close` the style's name, of `math` the formula's LaTeX."""
    source: str = ""
    """The LaTeX that an accent, quote or symbol came from."""
