"""What reference managers and citation processors read, as records that can be compared.

Each client reads what the site offers for it. A field that a client cannot take is None.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware, SeparateCoAuthors, SplitNameParts

PREPRINT = "preprint"
PAPER, ARTICLE, BOOK = "conference paper", "article", "book"


@dataclass(frozen=True, slots=True)
class Record:
    """One paper as a client keeps it."""

    title: str
    authors: tuple[tuple[str, str], ...]
    """Given names and family name, in order; suffixes stand with either."""
    year: str
    kind: str
    venue: str | None
    arxiv: str
    """Whatever holds the arXiv id."""
    address: str
    abstract: str | None
    keywords: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Offer:
    """What the site offers: files of export by name, and pages by the paper's id."""

    files: Mapping[str, str]
    pages: Mapping[str, str]
    objects: str
    """A page of all papers' context objects."""


Read = Callable[[Offer], list[Record]]

_BIBTEX_KINDS = {"inproceedings": PAPER, "article": ARTICLE, "book": BOOK, "misc": PREPRINT}
_RIS_KINDS = {"CONF": PAPER, "JOUR": ARTICLE, "BOOK": BOOK, "RPRT": PREPRINT}
_CSL_KINDS = {
    "paper-conference": PAPER, "article-journal": ARTICLE, "book": BOOK, "article": PREPRINT,
    "webpage": PREPRINT, "": PREPRINT,
}  # fmt: skip
_ZOTERO_KINDS = {
    "conferencePaper": PAPER, "journalArticle": ARTICLE, "book": BOOK, "preprint": PREPRINT,
    "report": PREPRINT, "document": PREPRINT,
}  # fmt: skip


def read_with_bibtexparser(offer: Offer) -> list[Record]:
    """`papers-abstracts.bib`, LaTeX decoded by pylatexenc."""
    names = [SeparateCoAuthors(), LatexDecodingMiddleware(), SplitNameParts()]
    library = parse_string(offer.files["papers-abstracts.bib"], append_middleware=names)
    assert not library.failed_blocks
    return [_of_bibtex(entry) for entry in library.entries]


def _of_bibtex(entry: Any) -> Record:
    fields = {field.key: field.value for field in entry.fields}
    where = next((fields[f] for f in ("booktitle", "journal", "publisher") if f in fields), "")
    return Record(
        title=fields["title"],
        authors=tuple(
            (" ".join(n.first + n.jr), " ".join(n.von + n.last)) for n in fields["author"]
        ),
        year=fields["year"],
        kind=_BIBTEX_KINDS[entry.entry_type],
        venue=where,
        arxiv=fields.get("eprint", ""),
        address=fields.get("url", ""),
        abstract=fields.get("abstract", ""),
        keywords=tuple(filter(None, fields.get("keywords", "").split(", "))),
    )


def read_with_rispy(offer: Offer) -> list[Record]:
    """`papers.ris`."""
    return [
        Record(
            title=item["title"],
            authors=tuple(_inverted(name) for name in item.get("authors", [])),
            year=item.get("year", ""),
            kind=_RIS_KINDS[item["type_of_reference"]],
            venue=item.get("secondary_title") or item.get("publisher", ""),
            arxiv=item.get("accession_number", ""),
            address=item.get("urls", [""])[0],
            abstract=item.get("abstract", ""),
            keywords=tuple(item.get("keywords", [])),
        )
        for item in rispy.loads(offer.files["papers.ris"])
    ]


def _inverted(name: str) -> tuple[str, str]:
    family, *rest = name.split(", ")
    return " ".join(rest), family


def read_with_pandoc(form: str, name: str) -> Read:
    """A file of export as pandoc hands it to citeproc."""

    def read(offer: Offer) -> list[Record]:
        command = ["pandoc", "-f", form, "-t", "csljson"]
        text = subprocess.run(
            command, input=offer.files[name].encode(), capture_output=True, check=True, timeout=120
        ).stdout
        return [
            _of_csl(item, "abstracts" in name or form == "csljson") for item in json.loads(text)
        ]

    return read


def _of_csl(item: Mapping[str, Any], with_abstract: bool) -> Record:
    places = ("number", "archive_location", "publisher", "URL")
    return Record(
        # Formulas come as TeX without their dollars, and commands run into words.
        title=item["title"].replace("\\varepsilon", "ε"),
        authors=tuple(
            (
                " ".join(filter(None, (a.get("given", ""), a.get("suffix", "")))),
                " ".join(
                    a[part]
                    for part in ("dropping-particle", "non-dropping-particle", "family", "literal")
                    if part in a
                ),
            )
            for a in item.get("author", [])
        ),
        year=str(item["issued"]["date-parts"][0][0]) if "issued" in item else "",
        kind=_CSL_KINDS[item["type"]],
        venue=item.get("container-title") or item.get("publisher", ""),
        arxiv=" ".join(str(item.get(place, "")) for place in places),
        address=item.get("URL", ""),
        abstract=item.get("abstract", "") if with_abstract else None,
        keywords=tuple(item.get("keyword", "").split(", ")) if "keyword" in item else (),
    )


def read_with_zotero(home: Path, translator: str, name: str = "") -> Read:
    """A file of export, all papers' pages, or a page of context objects, as Zotero saves them.

    Args:
        home: Holds Zotero's translators; see `zotero.js`.
        translator: The name of one of them.
        name: The file of export; none for pages.
    """

    def read(offer: Offer) -> list[Record]:
        if name:
            jobs = [[translator, offer.files[name]]]
        elif translator == "COinS":
            jobs = [[translator, offer.objects, "https://lists.example/"]]
        else:
            jobs = [
                [translator, page, f"https://lists.example/papers/{paper}/"]
                for paper, page in offer.pages.items()
            ]
        node = shutil.which("node") or "node"
        command = [node, str(Path(__file__).with_name("zotero.js")), str(home)]
        done = subprocess.run(
            command, input=json.dumps(jobs).encode(), capture_output=True, check=True, timeout=900
        )
        found = [item for items in json.loads(done.stdout) for item in items]
        return [_of_zotero(item, translator) for item in found]

    return read


def _of_zotero(item: Mapping[str, Any], translator: str) -> Record:
    venues = ("conferenceName", "publicationTitle", "publisher", "institution", "repository")
    numbers = ("archiveID", "number", "archiveLocation", "extra", "archive_location", "url")
    return Record(
        title=item["title"],
        authors=tuple((c.get("firstName", ""), c["lastName"]) for c in item["creators"]),
        year=item.get("date") or "",
        kind=_ZOTERO_KINDS[item["itemType"]],
        venue=next((item[field] for field in venues if item.get(field)), ""),
        arxiv=" ".join(str(item.get(field) or "") for field in numbers),
        address=item.get("url", ""),
        abstract=None if translator == "COinS" else item.get("abstractNote", ""),
        # Zotero takes no keywords from CSL-JSON, nor from a page of no known publisher.
        keywords=None
        if translator in ("CSL JSON", "Embedded Metadata")
        else tuple(tag if isinstance(tag, str) else tag["tag"] for tag in item["tags"]),
    )


def clients(zotero: Path | None = None) -> dict[str, Read]:
    """Readers by the names of client and file, in the table's order.

    Args:
        zotero: Where Zotero's translators are; without it those clients are left out.
    """
    found: dict[str, Read] = {
        "bibtexparser, BibTeX": read_with_bibtexparser,
        "rispy, RIS": read_with_rispy,
    }
    if shutil.which("pandoc"):
        found |= {
            "pandoc, BibTeX": read_with_pandoc("bibtex", "papers-abstracts.bib"),
            "pandoc, biblatex": read_with_pandoc("biblatex", "papers.biblatex.bib"),
            "pandoc, CSL-JSON": read_with_pandoc("csljson", "papers.csl.json"),
        }
    if zotero:
        found |= {
            "Zotero, BibTeX": read_with_zotero(zotero, "BibTeX", "papers-abstracts.bib"),
            "Zotero, RIS": read_with_zotero(zotero, "RIS", "papers.ris"),
            "Zotero, CSL-JSON": read_with_zotero(zotero, "CSL JSON", "papers.csl.json"),
            "Zotero, a paper's page": read_with_zotero(zotero, "Embedded Metadata"),
            "Zotero, a list's page": read_with_zotero(zotero, "COinS"),
        }
    return found
