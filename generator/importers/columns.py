"""The names that the columns of tables have for the fields of a paper."""

from __future__ import annotations

from collections.abc import Mapping

from generator.importers.values import folded

FIELDS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "displayname", "articletitle", "documenttitle", "papertitle", "ti",
              "paper", "work", "name"),
    "authors": ("authorfullnames", "authors", "author", "authorshipsauthordisplayname",
                "authorshipsrawauthorname", "authornames", "authorshipsauthorname", "af", "au"),
    "year": ("publicationyear", "year", "pubyear", "date", "publicationdate", "issued", "py",
             "datepublished", "yearpublished"),
    "venue": ("publicationtitle", "proceedingstitle", "conferencename", "sourcetitle",
              "primarylocationsourcedisplayname", "journal", "journalname", "venue", "booktitle",
              "hostvenuedisplayname", "containertitle", "conference", "publication",
              "journalbook", "publishedin", "so"),
    "doi": ("doi", "idsdoi", "di"),
    "arxiv": ("arxiv", "arxivid", "eprint"),
    "url": ("url", "link", "primarylocationlandingpageurl", "bestoalocationlandingpageurl",
            "landingpageurl", "address", "articleurl", "sourceurls", "externalurl", "pdf",
            "pdflink", "fulltexturl"),
    "code": ("code", "github", "repository"),
    "abstract": ("abstractnote", "abstract", "summaryabstract", "ab"),
    "keywords": ("manualtags", "automatictags", "authorkeywords", "keywords", "tags",
                 "keywordsdisplayname", "indexkeywords", "de"),
    "note": ("note", "why"),
    "type": ("itemtype", "documenttype", "publicationtype", "type"),
    "publisher": ("publisher", "institution"),
    "volume": ("volume", "bibliovolume", "vl"),
    "number": ("issue", "number", "issuenumber", "biblioissue", "is"),
    "pages": ("pages", "page", "pagerange", "pagination", "numpages", "numberofpages"),
    "isbn": ("isbn13", "isbn", "isbns"),
    "language": ("language", "lang", "languageoforiginaldocument", "la"),
}  # fmt: skip
"""Field → the columns that fill it, folded, the one that is preferred first."""

ENDS = (
    ("pagestart", "pageend"), ("startpage", "endpage"),
    ("bibliofirstpage", "bibliolastpage"), ("bp", "ep"),
)  # fmt: skip
"""Columns of the first and the last page, where one column has not both."""


def field_of_column(name: str) -> str | None:
    """The field that a column of this name fills; None for an unknown one."""
    column = folded(name)
    return next((field for field, names in FIELDS.items() if column in names), None)
