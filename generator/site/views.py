"""What the templates see: typed, finished values, no look-ups left to do.

Addresses are page paths (see `urls`); a template puts `root` before them.
`Markup` values are HTML already; every other string is text that the template
escapes.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere."""

    label: str
    href: str
    """A page path, or an https address where the template says so."""
    note: str = ""
    """A word of explanation: a description, a count, a reason."""


@dataclass(frozen=True, slots=True)
class TopicChip:
    """A topic in one word, with its colour."""

    id: str
    title: str
    path: str
    hue: int
    """Degrees on the colour wheel."""


@dataclass(frozen=True, slots=True)
class TagChip:
    """A tag in one word."""

    id: str
    name: str
    path: str
    kind: str
    description: str


@dataclass(frozen=True, slots=True)
class Card:
    """A paper in a list."""

    id: str
    path: str
    title: Markup
    plain_title: str
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
    """Why it stands in this list."""


@dataclass(frozen=True, slots=True)
class AuthorLink:
    """An author of a paper."""

    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Related:
    """A near paper and the reason."""

    card: Card
    tags: tuple[TagChip, ...]
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StationView:
    """A place in a reading path."""

    topic: TopicChip
    position: int
    length: int
    previous: Card | None
    following: Card | None
    why: str


@dataclass(frozen=True, slots=True)
class Citation:
    """One form of citation, ready to copy."""

    id: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class PaperView:
    """A paper's page."""

    card: Card
    authors: tuple[AuthorLink, ...]
    abstract: Markup
    topics: tuple[TopicChip, ...]
    links: tuple[Link, ...]
    searches: tuple[Link, ...]
    sources: tuple[Link, ...]
    edit_url: str
    report_url: str
    related: tuple[Related, ...]
    also_near: tuple[Card, ...]
    names: tuple[Card, ...]
    """Papers that the abstract names."""
    named_by: tuple[Card, ...]
    stations: tuple[StationView, ...]
    citations: tuple[Citation, ...]
    head: Markup
    """What goes into the page's head: meta tags, JSON-LD."""


@dataclass(frozen=True, slots=True)
class Step:
    """A station of a reading path, on the topic's page."""

    card: Card
    why: str


@dataclass(frozen=True, slots=True)
class SectionView:
    """A named group of papers."""

    title: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Download:
    """The same papers as files."""

    label: str
    path: str


@dataclass(frozen=True, slots=True)
class TopicView:
    """A topic's page."""

    chip: TopicChip
    description: str
    introduction: Markup
    steps: tuple[Step, ...]
    sections: tuple[SectionView, ...]
    cards: tuple[Card, ...]
    """Its papers, newest first, as many as one page takes."""
    count: int
    """How many papers it has."""
    at_home: int
    """How many of them have their home here."""
    neighbours: tuple[tuple[TopicChip, str], ...]
    """With their descriptions."""
    tags: tuple[tuple[TagChip, int], ...]
    """The tags that its papers carry most, with their number."""
    years: str
    downloads: tuple[Download, ...]
    feeds: tuple[Download, ...]
    edit_url: str
    head: Markup


@dataclass(frozen=True, slots=True)
class TagView:
    """A tag's page."""

    chip: TagChip
    description: str
    aliases: tuple[str, ...]
    cards: tuple[Card, ...]
    """Newest first, as many as one page takes."""
    count: int
    """How many papers carry it."""
    related: tuple[TagChip, ...]
    together: tuple[tuple[TagChip, int], ...]
    """The tags that stand most often beside it, with the number of papers."""
    topics: tuple[tuple[TopicChip, int], ...]
    years: str
    downloads: tuple[Download, ...]
    feeds: tuple[Download, ...]
    edit_url: str
    head: Markup


@dataclass(frozen=True, slots=True)
class TopicSummary:
    """A topic among the topics."""

    chip: TopicChip
    description: str
    count: int
    """Papers at home there."""
    visiting: int
    years: str
    first: Card | None
    """The first station of its reading path."""


@dataclass(frozen=True, slots=True)
class TagSummary:
    """A tag among the tags."""

    chip: TagChip
    count: int
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TagGroup:
    """The tags of one kind, by name."""

    kind: str
    title: str
    tags: tuple[TagSummary, ...]


@dataclass(frozen=True, slots=True)
class AuthorEntry:
    """An author and the papers, newest first."""

    id: str
    name: str
    """Family name first."""
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class AuthorsView:
    """A letter of the index of authors."""

    letter: str
    letters: tuple[Link, ...]
    authors: tuple[AuthorEntry, ...]


@dataclass(frozen=True, slots=True)
class AuthorIndexView:
    """The index of authors."""

    letters: tuple[Link, ...]
    frequent: tuple[tuple[AuthorLink, int], ...]
    """Those with more than one paper, most first."""
    count: int


@dataclass(frozen=True, slots=True)
class DoorView:
    """One way into the list."""

    title: str
    text: str
    cards: tuple[Card, ...]
    topics: tuple[TopicChip, ...]


@dataclass(frozen=True, slots=True)
class HomeView:
    """The home page."""

    tagline: str
    introduction: Markup
    papers: int
    topics: tuple[TopicSummary, ...]
    tags: int
    authors: int
    years: str
    doors: tuple[DoorView, ...]
    newest: tuple[Card, ...]
    latest: str
    """The date of the latest addition."""
    top_tags: tuple[tuple[TagChip, int], ...]
    unsorted: int
    head: Markup


@dataclass(frozen=True, slots=True)
class Day:
    """The papers added on one day."""

    date: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class ExploreView:
    """The page of filters: what it offers where no script runs."""

    papers: int
    topics: tuple[TopicChip, ...]
    tags: tuple[tuple[TagChip, int], ...]
    """The most frequent ones, with their number of papers."""


@dataclass(frozen=True, slots=True)
class MyListView:
    """The reader's own list; what is on it stands in the reader's browser."""

    papers: int


@dataclass(frozen=True, slots=True)
class MapPoint:
    """A paper on the map; 0 to 1000 from the left and from the top."""

    card: Card
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class MapGroup:
    """The papers of one colour."""

    topic: TopicChip | None
    """Their home; None for papers without a topic."""
    points: tuple[MapPoint, ...]
    """In the order of the reader's data, see `reader_data`."""


@dataclass(frozen=True, slots=True)
class MapLabel:
    """Words on the map that lead to a topic."""

    lines: tuple[str, ...]
    x: int
    y: int
    """The middle of the lines."""
    topic: TopicChip


@dataclass(frozen=True, slots=True)
class MapView:
    """The map."""

    groups: tuple[MapGroup, ...]
    labels: tuple[MapLabel, ...]
    linked: bool
    """Whether each point is a link of its own; on a large map the topics are."""


@dataclass(frozen=True, slots=True)
class ChartView:
    """A plot with its data as a table."""

    id: str
    title: str
    text: str
    """What to see in it."""
    svg: Markup
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """The first cell is the row's heading."""


@dataclass(frozen=True, slots=True)
class NumbersView:
    """The list in numbers."""

    charts: tuple[ChartView, ...]


@dataclass(frozen=True, slots=True)
class TopicsView:
    """The index of topics."""

    topics: tuple[TopicSummary, ...]
    unsorted: int


@dataclass(frozen=True, slots=True)
class UnsortedView:
    """The papers that no topic holds."""

    cards: tuple[Card, ...]
    downloads: tuple[Download, ...]
    """Empty, like the feeds, while every paper has a topic."""
    feeds: tuple[Download, ...]


@dataclass(frozen=True, slots=True)
class TagsView:
    """The index of tags."""

    groups: tuple[TagGroup, ...]


@dataclass(frozen=True, slots=True)
class NewView:
    """What was added when, newest day first."""

    days: tuple[Day, ...]


@dataclass(frozen=True, slots=True)
class ExportRow:
    """The files of one collection."""

    title: str
    path: str
    count: int
    files: tuple[Download, ...]


@dataclass(frozen=True, slots=True)
class ExportsView:
    """The index of the files to take along."""

    rows: tuple[ExportRow, ...]


@dataclass(frozen=True, slots=True)
class RedirectView:
    """A page that has moved."""

    target: str


@dataclass(frozen=True, slots=True)
class HandView:
    """A hand-written page."""

    content: Markup


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site before it is rendered."""

    path: str
    """The page path."""
    title: str
    """Plain text, for the browser's tab and the search."""
    description: str
    """Plain text, one or two sentences."""
    template: str
    """Name of the template in `generator/templates/`."""
    view: object
    """One of the views above."""
    kind: str = ""
    """What the page is of, for the theme: `paper`, `topic`, …"""
