"""What a converted text of a curator contains."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

WEB = ("https://", "http://")
"""What a link out of the site begins with."""


@dataclass(frozen=True, slots=True)
class ProseLink:
    """A link or an image, as the text names it."""

    target: str
    image: bool = False


@dataclass(frozen=True, slots=True)
class Prose:
    """The HTML of a text, and what it contains."""

    html: str
    """Block-level HTML; empty for an empty text. A text nested too deeply is shown as it is."""
    links: tuple[ProseLink, ...]
    """In the order of the text, those included that are no links in the HTML."""
    anchors: frozenset[str]
    """The ids of the headings; empty for an introduction."""
    raw: tuple[str, ...]
    """The tags of raw HTML, which are shown as text."""


Address = Callable[[ProseLink], str | None]
"""Where a link of the text leads to; None where it is shown as its words."""
