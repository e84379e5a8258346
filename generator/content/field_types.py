"""The types that fields of a file in `content/` can have, and what a field says of itself.

`definitions` declares the fields of each kind of file with them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from generator.text.identifiers import Form


@dataclass(frozen=True, slots=True)
class Text:
    """Text that is not blank."""

    form: Form | None = None
    names: str | None = None
    """What the text names: a `paper`, `topic`, `tag`, `venue`, `source` or `author`, or a
    `word` of a few."""
    lines: bool = False
    """Whether it may have several lines."""
    longest: int = 300
    """Characters at most; a form has its own bound."""
    word: int = 300
    """Characters of a word (see `WORD`) at most; a value with a form is one word."""
    links: int | None = None
    """Opening square brackets at most, in Markdown: reading them takes quadratic time."""

    @property
    def most(self) -> int:
        """Characters at most."""
        return self.form.longest if self.form else self.longest

    @property
    def most_of_word(self) -> int:
        """Characters of a word at most: a value with a form is one word."""
        return self.form.longest if self.form else self.word

    @property
    def is_free(self) -> bool:
        """Whether it may be any text: it has no form and names nothing of the list."""
        return self.form is None and self.names in (None, "author")


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    words: Mapping[str, str]
    """Word → what it means."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Share:
    """A number above 0 and up to 1."""


@dataclass(frozen=True, slots=True)
class Truth:
    """`true` or `false`."""


@dataclass(frozen=True, slots=True)
class Pair:
    """`[least, most]`, two whole numbers of which the first is not the greater."""


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    of: Text | Record
    most: int
    """Entries at most."""
    unique: bool = True


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping with named fields."""

    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping from ids to values that are alike."""

    key: Text
    of: Text | Record
    most: int
    """Entries at most."""


Type = Text | Choice | Whole | Share | Truth | Pair | Items | Record | Table


class Layout(Enum):
    """How a field is written in YAML."""

    LINE = auto()
    """`key: value` or `key: [one, two]`, in quotes only where it must be."""
    QUOTED = auto()
    """`key: "value"`: an id that YAML would take for a number."""
    BLOCK = auto()
    """A list with one entry a line."""
    LONG = auto()
    """Text on lines of its own, below `key: |`."""


OWN_NAME = ""
"""An export calls the field by its own name."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a record. One that is not required may be left out or be `null`."""

    name: str
    type: Type
    about: str
    """What it is for, as the editor shows it."""
    required: bool = False
    example: str | None = None
    """As the file would write it."""
    layout: Layout = Layout.LINE
    """How a paper's file is written."""
    always: bool = False
    """Whether a paper's file has it even where it is empty, as it has required fields."""
    json: str | None = OWN_NAME
    """Its key in the JSON Lines of papers; None where it is left out."""
    sparse: bool = False
    """Whether JSON Lines leave it out of the papers that lack it, where others have `null`."""
    csv: str | None = OWN_NAME
    """Its column in the CSV of papers; None where it is left out."""
    rare: bool = False
    """Whether that column is there only where a paper of the list has a value for it."""
    formerly: tuple[str, ...] = ()
    """Names that it had before: they are read, reported, and corrected by `check --fix`."""


@dataclass(frozen=True, slots=True)
class File:
    """A kind of file."""

    name: str
    """`paper`, `topic`, …: its schema is `content/schema/<name>.schema.json`."""
    title: str
    type: Record | Table
    ordered: bool = False
    """Whether its fields must be in the order of the definition."""
    most_bytes: int = 1024 * 1024
    """Bytes of a file at most."""

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields of its record, in their order; none for a table."""
        return self.type.fields if isinstance(self.type, Record) else ()


WORD = "[!-\\u009f\\u00a1-\\u0dff]"
"""A character of a word: one of the scripts that put spaces between words.

Thai, Chinese and the like have none, so that a whole sentence looks like one word.
"""
