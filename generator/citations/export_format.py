"""What a format of citations says of itself; `formats` lists all of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from generator.citations.reference import Reference


@dataclass(frozen=True, slots=True)
class CitedPaper:
    """A paper with all that any format needs."""

    reference: Reference
    key: str
    page: str
    """The address of its page, empty without a site address."""
    rare: tuple[str, ...] = ()
    """The rare fields that any paper of the list has: the columns of its tables."""
    bibtex: str = ""
    """Its entry in BibTeX, for a caller who has it."""


RecordWriter = Callable[[CitedPaper], str]


def as_it_is(record: str, _: CitedPaper) -> str:
    """The record unchanged."""
    return record


@dataclass(frozen=True, slots=True)
class FileKind:
    """A file of one format: head, records joined by the separator, tail."""

    label: str
    """For readers: `BibTeX with abstracts`."""
    suffix: str
    """It follows the collection's name: `-abstracts.bib`."""
    finish: Callable[[str, CitedPaper], str] = as_it_is
    """From the format's record to the record of this file."""
    head: str | Callable[[tuple[str, ...]], str] = ""
    """The text, or what makes it of the rare fields in use on the list."""
    head_for: str = ""
    """A regular expression, the same in Python and JavaScript: the head is left out where it does
    not match the joined records."""
    separator: str = ""
    tail: str = ""

    def heading(self, rare: tuple[str, ...]) -> str:
        """The head of a file on a list with these rare fields in use."""
        return self.head if isinstance(self.head, str) else self.head(rare)

    def join(self, records: Sequence[bytes], rare: tuple[str, ...] = ()) -> bytes:
        """The file of these records, all in UTF-8."""
        body = self.separator.encode().join(records)
        head = self.heading(rare) if re.search(self.head_for.encode(), body) else ""
        return b"".join((head.encode(), body, self.tail.encode()))


@dataclass(frozen=True, slots=True)
class Format:
    """A format of citations, with every place where it is offered."""

    id: str
    """A name for HTML and scripts: `bib`."""
    record: RecordWriter
    """One paper without its abstract; what the files below share is made once."""
    files: tuple[FileKind, ...] = ()
    """For all papers and for each topic."""
    tag_files: tuple[FileKind, ...] = ()
    """For each tag: without abstracts, since a paper has many tags."""
    selection: FileKind | None = None
    """What a script joins the records of a selection to; None where it is not offered."""
    media_type: str = "text/plain"
    """Of its files, for links in a page's head and for what a script saves."""
    quoted: tuple[str, RecordWriter] | None = None
    """Label and text for *Cite* on a paper's page; None where it is not shown there."""
    from_tags: bool = False
    """Whether `cite.js` makes that text of the page's citation tags, where it has them."""
