"""What a reference is, in the words of every format: one table.

The writers of citations take their words from it, and the importers read them
by it. A paper is of the kind of its venue; any other entry is of that of its type.

Sources: *BibTeXing* (Patashnik 1988), *The biblatex Package*, the *RIS Format
Specifications* and Zotero's `RIS.js`, `csl-data.json` 1.0.2, schema.org, and the
item types of Zotero's `schema.json`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from generator.model.models import ItemType


class ReferenceKind(StrEnum):
    """What a reference is; the first four are those of papers."""

    PROCEEDINGS = "proceedings"
    ARTICLE = "journal article"
    BOOK = "book"
    PREPRINT = "preprint"
    """At no venue."""
    CHAPTER = "chapter"
    THESIS = "thesis"
    REPORT = "report"
    POST = "article"
    COURSE = "course"
    TALK = "talk"
    VIDEO = "video"
    SOFTWARE = "software"
    DATASET = "dataset"


@dataclass(frozen=True, slots=True)
class KindNames:
    """The names of one kind. Of several the first is written, and all are read."""

    type: ItemType
    bibtex: tuple[str, ...]
    biblatex: tuple[str, ...]
    ris: tuple[str, ...]
    csl: tuple[str, ...]
    schema: str
    """schema.org's."""
    zotero: tuple[str, ...]
    openalex: tuple[str, ...] = ()
    """OpenAlex' and Crossref's."""
    genre: str = ""
    """What RIS and CSL-JSON say beside it, where two kinds have one name there."""


_PAPER, _ONLINE = ItemType.PAPER, ("online", "electronic", "www")

KINDS: Mapping[ReferenceKind, KindNames] = {
    ReferenceKind.PROCEEDINGS: KindNames(
        _PAPER, ("inproceedings", "conference"), ("inproceedings",), ("CONF", "CPAPER"),
        ("paper-conference",), "ScholarlyArticle", ("conferencePaper",),
        ("proceedings-article", "conference")),
    ReferenceKind.ARTICLE: KindNames(
        _PAPER, ("article",), ("article", "unpublished"), ("JOUR", "EJOUR", "MGZN"),
        ("article-journal", "article-magazine"), "ScholarlyArticle",
        ("journalArticle", "magazineArticle"), ("article", "journal-article", "review", "letter")),
    ReferenceKind.BOOK: KindNames(
        ItemType.BOOK, ("book", "booklet", "proceedings"),
        ("book", "mvbook", "collection", "mvcollection", "mvproceedings", "reference"),
        ("BOOK", "EBOOK", "EDBOOK"), ("book",), "Book", ("book",),
        ("book", "monograph", "edited-book", "reference-book")),
    ReferenceKind.PREPRINT: KindNames(
        ItemType.PREPRINT, ("misc",), ("online",), ("RPRT", "PREP", "UNPB", "UNPD", "GEN"),
        ("article", "manuscript"), "ScholarlyArticle",
        ("preprint",), ("posted-content",), genre="Preprint"),
    ReferenceKind.CHAPTER: KindNames(
        ItemType.CHAPTER, ("incollection", "inbook"),
        ("incollection", "inbook", "bookinbook", "inreference"),
        ("CHAP", "ECHAP", "ENCYC", "DICT"),
        ("chapter", "entry-encyclopedia", "entry-dictionary", "entry"), "Chapter",
        ("bookSection", "encyclopediaArticle", "dictionaryEntry"), ("book-chapter",)),
    ReferenceKind.THESIS: KindNames(
        ItemType.THESIS, ("phdthesis", "mastersthesis"), ("thesis",), ("THES",), ("thesis",),
        "Thesis", ("thesis",), ("dissertation",)),
    ReferenceKind.REPORT: KindNames(
        ItemType.REPORT, ("techreport",), ("report",), ("RPRT",), ("report",), "Report",
        ("report",), ("report",)),
    ReferenceKind.POST: KindNames(
        ItemType.ARTICLE, ("misc", *_ONLINE), _ONLINE, ("BLOG", "ELEC", "NEWS", "WEB"),
        ("post-weblog", "webpage", "post", "article-newspaper"), "Article",
        ("blogPost", "webpage", "forumPost", "newspaperArticle")),
    ReferenceKind.COURSE: KindNames(
        ItemType.COURSE, ("misc",), ("online",), ("ELEC",), ("webpage",), "Course", ("webpage",),
        genre="Course"),
    ReferenceKind.TALK: KindNames(
        ItemType.TALK, ("misc",), ("misc",), ("SLIDE",), ("speech",),
        "PresentationDigitalDocument", ("presentation",)),
    ReferenceKind.VIDEO: KindNames(
        ItemType.VIDEO, ("misc", "video", "movie"), ("video", "movie"), ("VIDEO", "MPCT", "ADVS"),
        ("motion_picture", "broadcast"), "VideoObject",
        ("videoRecording", "film", "tvBroadcast")),
    ReferenceKind.SOFTWARE: KindNames(
        ItemType.SOFTWARE, ("misc", "software"), ("software",), ("COMP",), ("software",),
        "SoftwareApplication", ("computerProgram",), ("software",)),
    ReferenceKind.DATASET: KindNames(
        ItemType.DATASET, ("misc", "dataset"), ("dataset",), ("DATA", "AGGR"), ("dataset",),
        "Dataset", ("dataset",), ("dataset",)),
}  # fmt: skip

OF_TYPE: Mapping[ItemType, ReferenceKind] = {
    names.type: kind for kind, names in KINDS.items() if names.type is not _PAPER
}
"""The kind of what is no paper."""
