"""What several templates see: typed, finished values, no look-ups left to do.

The view of one kind of page is declared with its builder in `pages`.  Addresses are
page paths (see `urls`); a template puts `root` before them.  `Markup` values
are HTML already; every other string is text that the template escapes.
"""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup

from generator.site.escaping import html
from generator.site.text_attributes import isolated


class Link(NamedTuple):
    """Words that lead somewhere."""

    label: str
    href: str
    """A page path, or an https address where the template says so."""
    note: str = ""
    """A word of explanation: a description, a count, a reason."""


class TopicChip(NamedTuple):
    """A topic in one word, with its colour."""

    id: str
    title: str
    path: str
    hue: int
    """Degrees on the colour wheel."""


class TagChip(NamedTuple):
    """A tag in one word."""

    id: str
    name: str
    path: str
    kind: str
    description: str


class Card(NamedTuple):
    """A paper in a list."""

    id: str
    path: str
    title: Markup
    plain_title: str
    attributes: Markup
    """Direction and language of the title, as HTML attributes."""
    authors: str
    """`A. Author`, `A and B`, or `A et al.`; empty when unknown."""
    year: int | None
    venue: str
    summary: str
    home: TopicChip | None
    tags: tuple[TagChip, ...]
    added: str
    """ISO date, empty when unknown."""
    coins: Markup
    """The COinS title attribute's value, empty when the paper cannot be cited."""
    note: str = ""
    """The curator's own word on it."""
    type: str = ""
    """`Book` and the like, empty for a paper."""
    status: str = ""
    """`Retracted` and the like, empty for most."""
    later: Markup | None = None
    """The title that it was published under later, None for most."""

    @property
    def facts(self) -> Markup:
        """Kind, authors, year and venue, as far as they are known."""
        found = (self.type, isolated(self.authors), self.year, self.venue)
        return Markup(" · ".join([html(fact) for fact in found if fact]))


class AuthorLink(NamedTuple):
    """An author of a paper."""

    name: str
    path: str
    """Empty where it would lead to the same paper alone."""


class Download(NamedTuple):
    """The same papers as files."""

    label: str
    path: str


class Files(NamedTuple):
    """What a page offers of its papers."""

    links: tuple[Download, ...]
    made: tuple[tuple[str, str], ...]
    """Id and label of each format that a script makes."""
    of: str
    """The papers as the page of filters says it: `topic=maps`; empty for all."""
