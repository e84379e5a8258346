"""The one definition of what each kind of file in `content/` holds.

Reading (`validate`, `build_records`), writing (`paper_yaml`), the editors'
schemas (`json_schema`), the exports in JSON Lines and CSV, and the table of
fields for contributors (`field_reference`) follow from it.  What depends on
more than one file (does this paper exist?) is left to `checks`.
"""

from __future__ import annotations

from generator.content.field_types import (
    Choice,
    Field,
    File,
    Items,
    Layout,
    Pair,
    Record,
    Share,
    Table,
    Text,
    Truth,
    Whole,
)
from generator.model.models import ItemType, TagKind
from generator.text.bibliography import YEARS
from generator.text.identifiers import ARXIV, DATE, DOI, ISBN, LANGUAGE, SLUG, URL

# The bounds are far above what any paper has. They keep every command fast whatever a pull
# request holds; what a list of its own taste allows is for `limits.yml`.
_TITLE = 1_000
_SENTENCES = 5_000
_LONG_WORD = URL.longest  # in running text, where addresses may stand
_MARKDOWN = Text(lines=True, longest=20_000, word=_LONG_WORD, links=1_000)

HAND_PAGE = Text(lines=True, longest=32_768, word=_LONG_WORD, links=2_000)
"""The Markdown of a hand-written page."""

_IDS_BEFORE = "Ids this had before, newest last; each leaves a redirect from the old page."

STATUSES = {
    "withdrawn": "its authors withdrew it",
    "retracted": "its publisher retracted it",
    "superseded": "a later work replaces it",
    "published-as": "it was published later, as `published_as` says",
}
"""What may have become of a paper since it was written."""

_TYPES = {
    ItemType.PAPER: "a paper, published or on arXiv: what an entry without a type is",
    ItemType.PREPRINT: "a paper that is not published, where the list says so",
    ItemType.BOOK: "a book; it needs no abstract, and so do all that follow",
    ItemType.CHAPTER: "a chapter of a book, which is its venue",
    ItemType.THESIS: "a thesis; the university is its publisher",
    ItemType.REPORT: "a technical report",
    ItemType.ARTICLE: "a blog post or a news piece",
    ItemType.COURSE: "a course",
    ItemType.TALK: "a talk; the event is its venue",
    ItemType.VIDEO: "a video",
    ItemType.SOFTWARE: "a program or a library",
    ItemType.DATASET: "a dataset",
}

PAPER = File("paper", "A paper of the reading list", Record((
    Field("title", Text(longest=_TITLE), "The title as the authors wrote it, LaTeX and all.", True,
          '"Maps Before Mercator"'),
    Field("shown_title", Text(longest=_TITLE),
          "What is shown, sorted and searched in place of a title whose formulas were lost.",
          example="Coasts and their ℓ₁ distance", sparse=True, csv=None),
    Field("published_as", Text(longest=_TITLE), "The title it was published under later, where "
          "that is another one.", example='"Maps Before Mercator, and After"', sparse=True),
    Field("status", Choice(STATUSES), "What became of it since, where that is bad news or another "
          "title.", example="retracted", sparse=True, rare=True),
    Field("notice", Text(URL), "Where it says so: the address of the notice, or of the work that "
          "replaces it.", example="https://doi.org/10.1000/notice", sparse=True,
          rare=True),
    Field("type", Choice({str(kind): about for kind, about in _TYPES.items()}), "What it is, where "
          "it is no paper.", example="book", sparse=True, rare=True),
    Field("authors", Items(Text(names="author"), 20_000, unique=False),  # a study has 15,025
          "Full names in the paper's order, given name first.", example="[Ada M. Lovelace]",
          layout=Layout.BLOCK),
    Field("year", Whole(YEARS[0], YEARS[-1]),
          "Year of the first arXiv version, else of publication.", example="2016"),
    Field("venue", Text(names="venue"),
          "Where it was published, in house style: a name of venues.yml, the year, and "
          "`(workshop)` where it was one.", example="ICC 2024"),
    Field("publisher", Text(longest=_TITLE), "Who published it: a publisher, the university of a "
          "thesis, the site of an article.", example="MIT Press", sparse=True, rare=True),
    Field("volume", Text(), "The volume of a journal or a series, in quotes.", example='"521"',
          layout=Layout.QUOTED, sparse=True, rare=True),
    Field("number", Text(), "The issue of a journal, or the number of a report, in quotes.",
          example='"7553"', layout=Layout.QUOTED, sparse=True, rare=True),
    Field("pages", Text(), "First and last page, or the number of pages, in quotes.",
          example='"436-444"', layout=Layout.QUOTED, sparse=True, rare=True),
    Field("isbn", Text(ISBN), "The ISBN, in quotes.", example='"978-0-262-03561-3"',
          layout=Layout.QUOTED, sparse=True, rare=True),
    Field("arxiv", Text(ARXIV), "The arXiv id, in quotes and without a version.",
          example='"1607.06450"', layout=Layout.QUOTED),
    Field("doi", Text(DOI), "The DOI without https://doi.org/ before it.",
          example='"10.1162/neco.1997.9.8.1735"', layout=Layout.QUOTED),
    Field("url", Text(URL), "Its own page, where it has neither arXiv id nor DOI.",
          example="https://example.org/maps"),
    Field("language", Text(LANGUAGE), "The language that it is in, where that is not the list's.",
          example="fr", layout=Layout.QUOTED, sparse=True, rare=True),
    Field("code", Items(Text(URL), 100), "Addresses of repositories.",
          example="[https://github.com/owner/name]", layout=Layout.BLOCK),
    Field("topics", Items(Text(names="topic"), 100),
          "Topic ids. The first is the paper's main topic.",
          example="[geography]", always=True),
    Field("tags", Items(Text(names="tag"), 200), "Tag ids from tags.yml: what the paper is about.",
          example="[maps, method]", always=True),
    Field("summary", Text(longest=_SENTENCES),
          "One sentence in your own words: what it shows or does, and why one would read it."),
    Field("note", Text(longest=_SENTENCES), "The curator's own word: why it is here. Shown on its "
          "page, in lists and in feeds.", sparse=True, rare=True, formerly=("why",)),
    Field("added", Text(DATE), "The day it came to the list.", example="2026-11-20"),
    Field("aliases", Items(Text(SLUG), 1_000), _IDS_BEFORE, csv=None),
    Field("distinct_from", Items(Text(names="paper"), 1_000),
          "Ids of papers that look like this one (title, repository) and are others.",
          json=None, csv=None),
    Field("sources", Items(Record((
        Field("file", Text(names="source"), "A file of content/sources/.", True),
        Field("line", Whole(1, 10_000_000), "The line of the title in it, from 1.", True),
    )), 1_000), "Where it was listed.", example="[{file: 003_d331fffb18e585e2.txt, line: 17}]",
          layout=Layout.BLOCK, csv=None),
    Field("abstract", Text(lines=True, longest=50_000, word=_LONG_WORD),
          "The abstract as received.", layout=Layout.LONG),
)), ordered=True)  # fmt: skip

TOPIC = File("topic", "A topic of the reading list", Record((
    Field("title", Text(), "The topic's name.", True, "Cartography"),
    Field("description", Text(longest=_SENTENCES), "What it is about, on one line.", True),
    Field("order", Whole(0, 1_000_000), "Its place among the topics; ties by id.",
          example="1"),
    Field("group", Text(), "The heading that it is below on the home page and among the "
          "topics; groups are in the order of their first topic.", example="Theory"),
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
    Field("questions", Items(Record((
        Field("question", Text(), "What is open, one sentence.", True),
        Field("papers", Items(Text(names="paper"), 100), "Ids of papers that disagree.", True),
    )), 100), "Open questions of the topic, each with the papers that disagree."),
    Field("related", Items(Text(names="topic"), 1_000), "Neighbouring topics."),
    Field("aliases", Items(Text(SLUG), 1_000), _IDS_BEFORE),
)), ordered=True)  # fmt: skip

_KINDS = {
    TagKind.METHOD: "a technique",
    TagKind.ARCHITECTURE: "how something is built",
    TagKind.TASK: "what is to be done",
    TagKind.DOMAIN: "where it is applied",
    TagKind.PROPERTY: "a quality that is studied or sought",
    TagKind.PAPER_TYPE: "what kind of paper it is",
}

TAGS = File("tags", "The controlled vocabulary of tags", Table(Text(SLUG), Record((
    Field("name", Text(), "As it is shown.", True, "Maps"),
    Field("description", Text(longest=_SENTENCES),
          "What papers with this tag are about, one sentence.", True),
    Field("kind", Choice({str(kind): about for kind, about in _KINDS.items()}),
          "What the tag speaks of.", True, "method"),
    Field("aliases", Items(Text(), 1_000), "Other words for it, and ids it had before.",
          example="[cartography, plans]"),
    Field("related", Items(Text(names="tag"), 1_000), "Tags that a reader of this one may want."),
    Field("broader", Text(names="tag"),
          "The tag that holds this one: its papers are found under that one too. One level.",
          example="geography"),
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
    Field("topics_per_paper", Pair(), "Topics of one paper, its main topic included."),
    Field("papers_per_home", Pair(), "Papers that have the same main topic."),
    Field("tags", Pair(), "Tags, without deprecated ones."),
    Field("tags_per_paper", Pair(), "Tags of one paper."),
    Field("papers_per_tag", Pair(), "Papers that carry one tag."),
    Field("tag_share", Share(), "The largest share of all papers that may carry one tag."),
    Field("paper_types_per_paper", Pair(), "Tags of the kind `paper-type` on one paper."),
    Field("summary_length", Whole(1, _SENTENCES), "Characters of a summary, at most."),
    Field("summary_overlap", Whole(2, 1_000),
          "A run of this many words in common with the abstract counts as copied."),
    Field("summary_results", Truth(), "Whether a summary says a result, where the abstract has "
          "one: false switches the warning off."),
    Field("introduction_words", Pair(), "Words of a topic's introduction."),
    Field("reading_path", Pair(), "Stations of a topic's reading path."),
    Field("topic_questions", Pair(), "Open questions of a topic that has any."),
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

NAMES = File("names", "Names in titles, whose capitals a bibliography keeps", Table(
    Text(longest=_TITLE), Text(longest=_SENTENCES), 10_000,
))  # fmt: skip

FILES = (PAPER, TOPIC, TAGS, VENUES, LIMITS, HOME, LEFT_OUT, NAMES)
"""Every kind of file that has a schema."""
