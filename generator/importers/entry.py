"""The record that every importer makes: what is known of a paper before it has a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date

from generator.importers.listings import Listing
from generator.model.models import ItemType
from generator.model.problems import Problem


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a file, or what a person or a service says of a paper.

    The values have the forms that a paper's record keeps; None and () are for the rest.
    """

    line: int = 0
    """Where it begins in its file, counted from 1; 0 when it is from no file."""
    title: str = ""
    authors: tuple[str, ...] = ()
    """Full names in order, given name first."""
    year: int | None = None
    """Year of the first arXiv version where there is one, else of publication."""
    venue: str | None = None
    """As cited; the planner brings it to the house style."""
    published: int | None = None
    """Year of publication, which the edition of a conference is named by."""
    arxiv: str | None = None
    doi: str | None = None
    url: str | None = None
    code: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    """Topic ids, as our own exports have them."""
    tags: tuple[str, ...] = ()
    """Tag ids, as our own exports have them."""
    keywords: tuple[str, ...] = ()
    """Words that become tags where the list has a tag of that name."""
    summary: str | None = None
    note: str | None = None
    """The curator's own word: what follows the dash on an awesome list."""
    added: date | None = None
    abstract: str | None = None
    type: ItemType | None = None
    """What it is; None for a paper, and where nobody says."""
    type_is_sure: bool = False
    """Whether the type is a word of ours, out of an export of ours."""
    publisher: str | None = None
    volume: str | None = None
    number: str | None = None
    pages: str | None = None
    isbn: str | None = None
    language: str | None = None
    id: str = ""
    """The paper's id in an export of ours; empty elsewhere."""
    published_as: str | None = None
    """The title of a later publication, where that is another one."""
    status: str | None = None
    """What became of the work since: a word of the field `status`."""
    notice: str | None = None
    """The address that says so."""
    exact: bool = False
    """Whether the values are those of a paper's record, out of an export of ours."""
    section: str = ""
    """The heading that it stands below: a topic to propose."""
    extra: Mapping[str, str] = field(default_factory=dict)
    """Values that a paper's record has no field for, by the name that the report gives them."""
    warnings: tuple[str, ...] = ()
    """What was not taken as it stands, one sentence each without a full stop."""
    refused: str = ""
    """Why it cannot become a paper, as the rest of a sentence; empty when it can."""

    @property
    def name(self) -> str:
        """What a person recognises the entry by: title, id or address."""
        return self.title or self.arxiv or self.doi or self.url or "(no title)"

    def over(self, other: Entry) -> Entry:
        """This entry, with the other's values where it has none."""
        gaps = {f.name: getattr(other, f.name) for f in fields(self) if not getattr(self, f.name)}
        return replace(self, **gaps)


@dataclass(frozen=True, slots=True)
class ReadEntries:
    """What a reader makes of one text."""

    entries: tuple[Entry, ...] = ()
    """In the order of the text."""
    problems: tuple[Problem, ...] = ()
    """An error means that the text is not whole, and that none of it is to be written."""
    listing: Listing | None = None
    """The account of every line, where the text is a listing."""


Reader = Callable[[str, str], ReadEntries]
"""The whole text and how problems name its file → what is in it. Pure."""
