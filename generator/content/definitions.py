"""The one definition of what each kind of file in `content/` holds.

`validate` reads the files by it and `json_schema` writes the editors' schemas
from it, so that the two cannot say different things.  What depends on more
than one file (does this paper exist?) is left to `checks`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.model.models import TagKind
from generator.text.identifiers import ARXIV, DATE, DOI, SLUG, URL, Form


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


Type = Text | Choice | Whole | Share | Pair | Items | Record | Table


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


WORD = "[!-\\u009f\\u00a1-\\u0dff]"
"""A character of a word: one of the scripts that put spaces between words.

Thai, Chinese and the like have none, so that a whole sentence looks like one word.
"""

# The bounds are far above what any paper has. They keep every command fast whatever a pull
# request holds; what a list of its own taste allows is for `limits.yml`.
_TITLE = 1_000
_SENTENCES = 5_000
_LONG_WORD = URL.longest  # in running text, where addresses may stand
_MARKDOWN = Text(lines=True, longest=20_000, word=_LONG_WORD, links=1_000)

HAND_PAGE = Text(lines=True, longest=32_768, word=_LONG_WORD, links=2_000)
"""The Markdown of a hand-written page."""

_IDS_BEFORE = "Ids this had before, newest last; each leaves a redirect from the old page."

PAPER = File("paper", "A paper of the reading list", Record((
    Field("title", Text(longest=_TITLE), "The title as the authors wrote it, LaTeX and all.", True,
          '"Layer Normalization"'),
    Field("authors", Items(Text(names="author"), 20_000, unique=False),  # a study has 15,025
          "Full names in the paper's order, given name first.", example="[Jimmy Lei Ba]"),
    Field("year", Whole(1900, 2100),
          "Year of the first arXiv version, else of publication.", example="2016"),
    Field("venue", Text(names="venue"),
          "Where it was published, in house style: a name of venues.yml, the year, and "
          "`(workshop)` where it was one.", example="ICLR 2024"),
    Field("arxiv", Text(ARXIV), "The arXiv id, in quotes and without a version.",
          example='"1607.06450"'),
    Field("doi", Text(DOI), "The DOI without https://doi.org/ before it.",
          example='"10.1162/neco.1997.9.8.1735"'),
    Field("url", Text(URL), "The paper's own page, where it has neither arXiv id nor DOI."),
    Field("code", Items(Text(URL), 100), "Addresses of repositories.",
          example="[https://github.com/owner/name]"),
    Field("topics", Items(Text(names="topic"), 100), "Topic ids. The first is the paper's home.",
          example="[normalization]"),
    Field("tags", Items(Text(names="tag"), 200), "Tag ids from tags.yml: what the paper is about.",
          example="[layer-normalization, method]"),
    Field("summary", Text(longest=_SENTENCES),
          "One sentence in your own words: what it shows or does, and why one would read it."),
    Field("why", Text(longest=_SENTENCES), "Why it was added; shown on the page of new papers."),
    Field("added", Text(DATE), "The day it came to the list.", example="2026-11-20"),
    Field("aliases", Items(Text(SLUG), 1_000), _IDS_BEFORE),
    Field("distinct_from", Items(Text(names="paper"), 1_000),
          "Ids of papers that look like this one (title, repository) and are others."),
    Field("sources", Items(Record((
        Field("file", Text(names="source"), "A file of content/sources/.", True),
        Field("line", Whole(1, 10_000_000), "The line of the title in it, from 1.", True),
    )), 1_000), "Where it was listed.", example="[{file: 003_d331fffb18e585e2.txt, line: 17}]"),
    Field("abstract", Text(lines=True, longest=50_000, word=_LONG_WORD),
          "The abstract as received.", True),
)), ordered=True)  # fmt: skip

TOPIC = File("topic", "A topic of the reading list", Record((
    Field("title", Text(), "The topic's name.", True, "Normalisation"),
    Field("description", Text(longest=_SENTENCES), "What it is about, on one line.", True),
    Field("order", Whole(0, 1_000_000), "Its place among the topics; ties by id.",
          example="1"),
    Field("introduction", _MARKDOWN,
          "Markdown, a few paragraphs. `[words](paper:ID)` links to a paper; `topic:ID` and "
          "`tag:ID` likewise."),
    Field("start_here", Items(Record((
        Field("paper", Text(names="paper"), "The paper's id: its file name without .yml.", True),
        Field("why", Text(longest=_SENTENCES), "Why it is at this point, one sentence.", True),
    )), 1_000), "The reading path, in order."),
    Field("sections", Items(Record((
        Field("title", Text(), "The group's heading.", True),
        Field("papers", Items(Text(names="paper"), 10_000), "Ids of papers of this topic.", True),
    )), 1_000), "Named groups of papers."),
    Field("related", Items(Text(names="topic"), 1_000), "Neighbouring topics."),
    Field("aliases", Items(Text(SLUG), 1_000), _IDS_BEFORE),
)), ordered=True)  # fmt: skip

_KINDS = {
    TagKind.METHOD: "a technique",
    TagKind.ARCHITECTURE: "a kind of network",
    TagKind.TASK: "what the network is to do",
    TagKind.DOMAIN: "where it is applied",
    TagKind.PROPERTY: "a quality that is studied or sought",
    TagKind.PAPER_TYPE: "what kind of paper it is",
}

TAGS = File("tags", "The controlled vocabulary of tags", Table(Text(SLUG), Record((
    Field("name", Text(), "As it is shown.", True, "Layer normalisation"),
    Field("description", Text(longest=_SENTENCES),
          "What papers with this tag are about, one sentence.", True),
    Field("kind", Choice({str(kind): about for kind, about in _KINDS.items()}),
          "What the tag speaks of.", True, "method"),
    Field("aliases", Items(Text(), 1_000), "Other words for it, and ids it had before.",
          example="[LayerNorm, LN]"),
    Field("related", Items(Text(names="tag"), 1_000), "Tags that a reader of this one may want."),
    Field("deprecated_for", Text(names="tag"), "The tag to use in its place."),
)), 3_000), most_bytes=2 * 1024 * 1024)  # fmt: skip

VENUES = File("venues", "The table of venues", Table(Text(), Record((
    Field("name", Text(longest=_TITLE), "The name in full, for citations.", True),
    Field("kind", Choice({
        "conference": "a conference or workshop", "journal": "a journal", "book": "a book",
    }), "Decides the type of the citation.", True),
    Field("aliases", Items(Text(), 1_000), "Other spellings that `enrich` brings to this one."),
)), 3_000), most_bytes=2 * 1024 * 1024)  # fmt: skip

LIMITS = File("limits", "The numbers that `check` holds the content to", Record((
    Field("topics", Pair(), "Topics, at least and at most.", example="[12, 24]"),
    Field("topics_per_paper", Pair(), "Topics of one paper, its home among them."),
    Field("papers_per_home", Pair(), "Papers that have one topic for their home."),
    Field("tags", Pair(), "Tags, without deprecated ones."),
    Field("tags_per_paper", Pair(), "Tags of one paper."),
    Field("papers_per_tag", Pair(), "Papers that carry one tag."),
    Field("tag_share", Share(), "The largest share of all papers that may carry one tag."),
    Field("paper_types_per_paper", Pair(), "Tags of the kind `paper-type` on one paper."),
    Field("summary_length", Whole(1, _SENTENCES), "Characters of a summary, at most."),
    Field("summary_overlap", Whole(2, 1_000),
          "A run of this many words in common with the abstract counts as copied."),
    Field("introduction_words", Pair(), "Words of a topic's introduction."),
    Field("reading_path", Pair(), "Stations of a topic's reading path."),
)))  # fmt: skip

HOME = File("home", "What the home page says", Record((
    Field("tagline", Text(longest=_TITLE), "One line below the list's name."),
    Field("introduction", _MARKDOWN, "Markdown; links as in a topic's introduction."),
    Field("doors", Items(Record((
        Field("title", Text(), "For whom: `New to the field`.", True),
        Field("text", Text(longest=_SENTENCES), "What to do, one or two sentences.", True),
        Field("papers", Items(Text(names="paper"), 1_000), "Where to start, in order."),
        Field("topics", Items(Text(names="topic"), 1_000), "Where to start, in order."),
    )), 100), "The entries of 'Where to start'."),
)))  # fmt: skip

LEFT_OUT = File("left-out", "Titles that were left out on purpose", Table(
    Text(longest=_TITLE), Text(longest=_SENTENCES), 100_000,
), most_bytes=8 * 1024 * 1024)  # fmt: skip

FILES = (PAPER, TOPIC, TAGS, VENUES, LIMITS, HOME, LEFT_OUT)
"""Every kind of file that has a schema."""
