"""What the list is made of: frozen records that name each other by id.

Nothing here reads, checks or renders; `loading` makes these records and
everything after it only reads them.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from generator.model import urls

_SPACED_COLON = re.compile(r"(?<=[^\W\d]) +:(?= )")

FieldValue = str | int | float | tuple[str | Mapping[str, str | int], ...]
"""The value of a field that has no attribute of its own."""


class _Pickled:
    """Unpickled by its constructor, in less time than by one field after the other."""

    __slots__ = ()

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        fields: tuple[str, ...] = self.__slots__
        return type(self), tuple(getattr(self, name) for name in fields)


class TagKind(StrEnum):
    """What a tag speaks of."""

    METHOD = "method"
    ARCHITECTURE = "architecture"
    TASK = "task"
    DOMAIN = "domain"
    PROPERTY = "property"
    PAPER_TYPE = "paper-type"


class ItemType(StrEnum):
    """What stands on the list."""

    PAPER = "paper"
    PREPRINT = "preprint"
    BOOK = "book"
    CHAPTER = "chapter"
    THESIS = "thesis"
    REPORT = "report"
    ARTICLE = "article"
    COURSE = "course"
    TALK = "talk"
    VIDEO = "video"
    SOFTWARE = "software"
    DATASET = "dataset"

    @property
    def label(self) -> str:
        """For readers: `Book`."""
        return self.value.capitalize()


@dataclass(frozen=True, slots=True, order=True)
class SourceRef(_Pickled):
    """Where a paper was listed."""

    file: str
    """Name of the file in `content/sources/`."""
    line: int
    """Line of the title in that file, counted from 1."""


@dataclass(frozen=True, slots=True)
class Paper(_Pickled):
    """One paper. `title` and `abstract` are kept as received, LaTeX and all."""

    id: str
    """The file's name without `.yml`; never changes by itself."""
    title: str
    abstract: str = ""
    """Empty where the paper has none."""
    authors: tuple[str, ...] = ()
    """Full names in the paper's order, given name first."""
    year: int | None = None
    """Year of the first arXiv version where there is one, else of publication."""
    venue: str | None = None
    """In house style: `ICC 2024`, `ICC 2023 (workshop)`, `Imago Mundi`."""
    arxiv: str | None = None
    """The arXiv id without version: `1607.06450` or `cs/0112017`."""
    doi: str | None = None
    url: str | None = None
    """The paper's own page, where it has neither arXiv id nor DOI."""
    code: tuple[str, ...] = ()
    """Addresses of repositories, https."""
    topics: tuple[str, ...] = ()
    """Topic ids, the first is the paper's home."""
    tags: tuple[str, ...] = ()
    summary: str | None = None
    """One sentence of at most 200 characters in the curators' words."""
    note: str | None = None
    """The curator's own word: why it is here."""
    added: date | None = None
    aliases: tuple[str, ...] = ()
    """Ids this paper had before; each leaves a redirect."""
    distinct_from: tuple[str, ...] = ()
    """Ids of papers that look like this one (title, repository) and are others."""
    sources: tuple[SourceRef, ...] = ()
    type: ItemType | None = None
    """What it is, None for a paper."""
    publisher: str | None = None
    """Who published it: a publisher, the university of a thesis, the site of an article."""
    isbn: str | None = None
    volume: str | None = None
    number: str | None = None
    """The issue of a journal, or the number of a report."""
    pages: str | None = None
    """`436-444`, or the number of pages."""
    language: str | None = None
    """The language that it is written or held in, as a tag of BCP 47: `fr`, `zh-Hant`."""
    shown_title: str | None = None
    """Shown, sorted and searched in place of a title whose formulas were lost."""
    published_as: str | None = None
    """The title that it was published under later, where that is another one."""
    status: str | None = None
    """What became of it since: `withdrawn`, `retracted`, `superseded` or `published-as`."""
    notice: str | None = None
    """The address of the notice, or of the work that replaces it."""
    extra: Mapping[str, FieldValue] = field(default_factory=dict, hash=False)
    """The fields of the definition that have no attribute here, by name, in the file's order."""

    @property
    def display_title(self) -> str:
        """The title as readers see it, with LaTeX: `shown_title`, else `title`.

        A title without LaTeX is shown without spaces before its colons.
        """
        if self.shown_title or "$" in self.title or "\\" in self.title:
            return self.shown_title or self.title
        return _SPACED_COLON.sub(":", self.title) if " : " in self.title else self.title

    @property
    def titles(self) -> tuple[str, ...]:
        """All titles that it is known by, with LaTeX: as received, as shown, as published later."""
        known = (self.title, self.shown_title, self.published_as)
        return tuple(dict.fromkeys(filter(None, known)))

    @property
    def home(self) -> str | None:
        """The id of the first topic as the file names it, whether that topic exists or not."""
        return self.topics[0] if self.topics else None


@dataclass(frozen=True, slots=True)
class PathStep:
    """One station of a reading path."""

    paper: str
    why: str
    """Why it is at this point, one sentence."""


@dataclass(frozen=True, slots=True)
class Section:
    """A named group of papers within a topic."""

    title: str
    papers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What is open among the papers of a topic."""

    question: str
    """One sentence."""
    papers: tuple[str, ...]
    """The papers that disagree, by id."""


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic; every paper has one for its home."""

    id: str
    title: str
    description: str
    """One line."""
    introduction: str = ""
    """Markdown; `[words](paper:ID)` links to a paper, `topic:ID` and `tag:ID` likewise."""
    start_here: tuple[PathStep, ...] = ()
    """The reading path, in order."""
    sections: tuple[Section, ...] = ()
    related: tuple[str, ...] = ()
    """Neighbouring topics by id."""
    order: int = 0
    """Its place among the topics; ties by id."""
    aliases: tuple[str, ...] = ()
    """Ids this topic had before; each leaves a redirect."""
    group: str = ""
    """The heading that it is below among the topics."""
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class Tag:
    """One word of the controlled vocabulary."""

    id: str
    name: str
    description: str
    kind: TagKind
    aliases: tuple[str, ...] = ()
    """Other words for it; an alias that is a former id leaves a redirect."""
    related: tuple[str, ...] = ()
    deprecated_for: str | None = None
    """The tag to use in its place."""
    broader: str | None = None
    """The tag that holds this one: its papers are found under that one too."""


@dataclass(frozen=True, slots=True)
class Venue:
    """One row of the venue table `content/venues.yml`."""

    id: str
    """The house style's name without a year: `ICC`, `Imago Mundi`, `The Cartographic Journal`."""
    name: str
    """The name in full, for citations."""
    kind: str
    """`conference`, `journal` or `book`: decides the type of citation."""
    aliases: tuple[str, ...] = ()
    """Other spellings that `enrich` brings to this one."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The numbers that `check` holds the content to, from `content/limits.yml`."""

    topics: tuple[int, int] = (0, 1_000)
    topics_per_paper: tuple[int, int] = (0, 3)
    papers_per_home: tuple[int, int] = (0, 100_000)
    tags: tuple[int, int] = (0, 10_000)
    tags_per_paper: tuple[int, int] = (0, 12)
    papers_per_tag: tuple[int, int] = (0, 100_000)
    tag_share: float = 1.0
    """The largest share of all papers that may carry one tag."""
    paper_types_per_paper: tuple[int, int] = (0, 7)
    summary_length: int = 200
    """Characters at most."""
    summary_overlap: int = 8
    """A run of this many words in common with the abstract counts as copied."""
    introduction_words: tuple[int, int] = (0, 100_000)
    reading_path: tuple[int, int] = (0, 100)
    """Stations of a topic's reading path."""
    topic_questions: tuple[int, int] = (2, 4)
    """Open questions of a topic that has any."""
    summary_results: bool = True
    """Whether a summary says a result where the abstract has one."""


@dataclass(frozen=True, slots=True)
class Door:
    """One entry of the home page's 'Where to start'."""

    title: str
    """For whom: `New to the field`."""
    text: str
    papers: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Home:
    """What the home page says, from `content/home.yml`."""

    tagline: str = ""
    introduction: str = ""
    """Markdown."""
    doors: tuple[Door, ...] = ()


@dataclass(frozen=True, slots=True)
class HandPage:
    """A hand-written page of `content/pages/`."""

    id: str
    """File name without `.md`; the page is at `/<id>/`."""
    title: str
    markdown: str


@dataclass(frozen=True)
class Catalog:
    """Everything that was loaded. Mappings are in their order on the site."""

    papers: Mapping[str, Paper]
    """By id, sorted by id."""
    topics: Mapping[str, Topic]
    """By id, sorted by `order`, then id."""
    tags: Mapping[str, Tag]
    """By id, sorted by id; deprecated ones included."""
    venues: Mapping[str, Venue] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)
    home: Home = field(default_factory=Home)
    pages: tuple[HandPage, ...] = ()
    images: Mapping[str, bytes] = field(default_factory=dict)
    """What the hand-written pages show: the path below `content/pages/` → the file."""
    names: frozenset[str] = frozenset()
    """Names of people, places and things, whose capitals citations keep."""

    def topics_of(self, paper: Paper) -> tuple[str, ...]:
        """The ids of the paper's topics that exist, its home first, each once."""
        return tuple(dict.fromkeys(topic for topic in paper.topics if topic in self.topics))

    def home_of(self, paper: Paper) -> str | None:
        """The id of the first of the paper's topics that exists; None for an unsorted paper."""
        for topic in paper.topics:  # asked of all papers several times: no generator each time
            if topic in self.topics:
                return topic
        return None

    def unsorted(self) -> list[Paper]:
        """The papers that have no topic that exists, by id."""
        return [paper for paper in self.papers.values() if self.home_of(paper) is None]

    def tags_of(self, paper: Paper) -> tuple[str, ...]:
        """The tags that the paper is found under: its own, then the broader ones of these.

        Each once; its own as the file names them, whether they exist or not.
        """
        own = paper.tags
        if own not in self._found_under:  # asked of all papers several times
            broader = [self.broader[tag] for tag in own if tag in self.broader]
            self._found_under[own] = tuple(dict.fromkeys((*own, *broader)))
        return self._found_under[own]

    @functools.cached_property
    def _found_under(self) -> dict[tuple[str, ...], tuple[str, ...]]:
        """What `tags_of` says, by a paper's own tags."""
        return {}

    @functools.cached_property
    def by_topic(self) -> Mapping[str, Sequence[str]]:
        """Paper ids by topic, in the order of the topics; `unsorted` last, if any paper is.

        A paper is in each topic that it names; topics that do not exist are passed over.
        """
        found: dict[str, list[str]] = {topic: [] for topic in self.topics}
        for paper in self.papers.values():
            for topic in self.topics_of(paper):
                found[topic].append(paper.id)
        unsorted = [paper.id for paper in self.unsorted()]
        return found | {urls.UNSORTED: unsorted} if unsorted else found

    @functools.cached_property
    def by_tag(self) -> Mapping[str, Sequence[str]]:
        """Paper ids by tag, in the order of the tags; deprecated tags and unknown ones left out.

        A paper is under the broader tags of its own too.
        """
        found: dict[str, list[str]] = {
            tag.id: [] for tag in self.tags.values() if tag.deprecated_for is None
        }
        for paper in self.papers.values():
            for tag in self.tags_of(paper):
                if tag in found:
                    found[tag].append(paper.id)
        return found

    def broader_of(self, tag: str) -> str | None:
        """The tag that holds this one; None where there is none, or it cannot hold any.

        A deprecated tag holds none, nor one that has a broader tag itself, as in a circle.
        """
        return self.broader.get(tag)

    @functools.cached_property
    def broader(self) -> Mapping[str, str]:
        """The tag that holds a tag, by the id of the latter, where there is one."""
        holders = {t.id for t in self.tags.values() if not t.deprecated_for and not t.broader}
        broader = ((tag.id, tag.broader) for tag in self.tags.values())
        return {tag: holder for tag, holder in broader if holder and holder in holders}

    def narrower_than(self, tag: str) -> list[Tag]:
        """The tags in use that this one holds, by id."""
        held = (t for t in self.tags.values() if t.broader == tag and not t.deprecated_for)
        return [t for t in held if self.broader_of(t.id) == tag]
