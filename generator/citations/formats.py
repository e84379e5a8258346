"""A paper's citation in the formats that people and reference managers take.

Every function is pure and takes the paper, or the `Reference` that was made of
it, with the venue table.  Left to others: BibTeX's syntax (`bibtex`), keys
(`keys`), a page's meta tags (`metadata`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from generator.citations import bibtex_writer as bibtex_format
from generator.citations.citation_keys import citation_keys
from generator.citations.reference import Kind, Reference, reference
from generator.model.models import Paper, Venue
from generator.text.people_names import Name

__all__ = [
    "bibtex", "citation_keys", "coins", "csl_json", "plain", "ris", "ris_with_abstract",
]  # fmt: skip

_RIS_TYPES = {
    Kind.PROCEEDINGS: "CONF", Kind.ARTICLE: "JOUR", Kind.BOOK: "BOOK", Kind.PREPRINT: "UNPB",
}  # fmt: skip
_CSL_TYPES = {
    Kind.PROCEEDINGS: "paper-conference", Kind.ARTICLE: "article-journal", Kind.BOOK: "book",
    Kind.PREPRINT: "article",
}  # fmt: skip
_RIS_END = "ER  - \r\n"
_NAMED_AUTHORS = 10


def bibtex(
    paper: Paper | Reference,
    key: str,
    venues: Mapping[str, Venue],
    abstract: bool = False,
    url: str | None = None,
) -> str:
    """The paper as a BibTeX entry; see `bibtex.entry`."""
    return bibtex_format.entry(reference(paper, venues), key, abstract, url)


def ris(paper: Paper | Reference, venues: Mapping[str, Venue], abstract: bool = True) -> str:
    """One RIS record, from `TY` to `ER`, each line ended by CR LF.

    Source: the *RIS Format Specifications* of Reference Manager. A title
    follows the type; `UNPB` (unpublished work) stands for preprints.
    """
    ref = reference(paper, venues)
    lines = [
        ("TY", _RIS_TYPES[ref.kind]),
        ("TI", ref.title),
        *(("AU", author.inverted) for author in ref.authors),
        ("PY", str(ref.year or "")),
        ("PB" if ref.kind is Kind.BOOK else "T2", ref.container),
        ("DB", "arXiv" if ref.arxiv else ""),
        ("AN", ref.arxiv or ""),
        ("DO", ref.doi or ""),
        ("UR", ref.url or ""),
        ("L1", ref.pdf or ""),
    ]
    record = "".join(f"{tag}  - {value}\r\n" for tag, value in lines if value) + _RIS_END
    return ris_with_abstract(record, ref) if abstract else record


def ris_with_abstract(record: str, ref: Reference) -> str:
    """A record that `ris` wrote without abstract, with it."""
    if not ref.abstract:
        return record
    return f"{record.removesuffix(_RIS_END)}AB  - {ref.abstract}\r\n{_RIS_END}"


def csl_json(
    paper: Paper | Reference, key: str, venues: Mapping[str, Venue], abstract: bool = True
) -> dict[str, Any]:
    """One item of CSL-JSON, fields that are not known left out.

    Source: `csl-data.json` of the Citation Style Language, version 1.0.2; a
    preprint is an `article` with arXiv for its publisher.
    """
    ref = reference(paper, venues)
    item: dict[str, Any] = {
        "id": key,
        "type": _CSL_TYPES[ref.kind],
        "title": ref.title,
        "author": [_csl_name(author) for author in ref.authors],
        "issued": {"date-parts": [[ref.year]]} if ref.year else None,
        "publisher" if ref.kind is Kind.BOOK else "container-title": ref.container,
        "archive": "arXiv" if ref.arxiv else None,
        "archive_location": ref.arxiv,
        "DOI": ref.doi,
        "URL": ref.url,
        "abstract": ref.abstract if abstract else None,
    }
    if ref.kind is Kind.PREPRINT and ref.arxiv and not ref.venue:
        item |= {"publisher": "arXiv", "number": f"arXiv:{ref.arxiv}", "genre": "preprint"}
    return {name: value for name, value in item.items() if value}


def plain(paper: Paper | Reference, venues: Mapping[str, Venue]) -> str:
    """The citation as one line of text: authors, title, where and when, where to find it.

    Of more than ten authors the first nine are named, with `et al.`.
    """
    ref = reference(paper, venues)
    names = [author.natural for author in ref.authors]
    if len(names) > _NAMED_AUTHORS:
        names = [*names[: _NAMED_AUTHORS - 1], "et al."]
        authors = ", ".join(names)
    else:
        authors = " and ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)
    where = ", ".join(part for part in (ref.container, str(ref.year or "")) if part)
    number = f"arXiv:{ref.arxiv}" if ref.arxiv else ref.url
    sentences = [authors, ref.title, where]
    line = " ".join(s if s.endswith((".", "?", "!")) else f"{s}." for s in sentences if s)
    return f"{line} {number}" if number else line


def coins(paper: Paper | Reference, venues: Mapping[str, Venue]) -> str:
    """The paper as an OpenURL context object, for the `title` of a `<span class="Z3988">`.

    Source: ANSI/NISO Z39.88-2004, key/encoded-value format. Values are
    percent-encoded, so the text is ASCII; the `&` between pairs still has to
    be escaped as in any attribute. A conference paper uses the book format,
    which is the one that Zotero takes for such.
    """
    ref = reference(paper, venues)
    in_book_format = ref.kind in (Kind.PROCEEDINGS, Kind.BOOK)
    genre = {Kind.PROCEEDINGS: "proceeding", Kind.BOOK: "book", Kind.ARTICLE: "article"}
    container = {Kind.PROCEEDINGS: "rft.btitle", Kind.BOOK: "rft.pub"}.get(ref.kind, "rft.jtitle")
    pairs = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", f"info:ofi/fmt:kev:mtx:{'book' if in_book_format else 'journal'}"),
        ("rft.genre", genre.get(ref.kind, "preprint")),
        ("rft.btitle" if ref.kind is Kind.BOOK else "rft.atitle", ref.title),
        (container, ref.container),
        ("rft.date", str(ref.year or "")),
        *(("rft.au", author.inverted) for author in ref.authors),
        ("rft_id", f"info:doi/{ref.doi}" if ref.doi else ""),
        ("rft_id", ref.url or ""),
    ]
    return "&".join(f"{name}={quote(value, safe='')}" for name, value in pairs if value)


def _csl_name(name: Name) -> dict[str, str]:
    if not name.given and not name.particle:
        return (
            {"literal": name.family}
            if not name.suffix
            else {"family": name.family, "suffix": name.suffix}
        )
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {part: value for part, value in parts.items() if value}
