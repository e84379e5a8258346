"""A paper as an OpenURL context object, which reference managers read from lists of papers."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from generator.citations.kinds import KINDS, ReferenceKind
from generator.citations.reference import Reference

Pairs = tuple[tuple[str, str], ...]


_BOOK, _JOURNAL, _THESIS, _DUBLIN_CORE = (
    f"info:ofi/fmt:kev:mtx:{form}" for form in ("book", "journal", "dissertation", "dc")
)


def coins(ref: Reference) -> str:
    """The context object, for the `title` of a `<span class="Z3988">`.

    Source: ANSI/NISO Z39.88-2004, key/encoded-value format, and what Zotero
    makes of it (`openurl.js`). Values are percent-encoded, so the text is
    ASCII; the `&` between pairs still has to be escaped as in any attribute. A
    conference paper uses the book format, which is the one that Zotero takes
    for such; what the formats for books, journals and theses cannot name uses
    Dublin Core, with Zotero's name for its type.
    """
    pairs = [
        ("ctx_ver", "Z39.88-2004"),
        *_KINDS.get(ref.kind, _other)(ref),
        *_details(ref),
        ("rft.date", str(ref.year or "")),
        *(("rft.au", author.in_two_parts) for author in ref.authors),
        ("rft_id", f"info:doi/{ref.doi}" if ref.doi else ""),
        ("rft_id", ref.url or ""),
        *(("rft.subject", word) for word in ref.keywords),
    ]
    return "&".join(f"{name}={quote(value, safe='')}" for name, value in pairs if value)


def _proceedings(ref: Reference) -> Pairs:
    return (
        ("rft_val_fmt", _BOOK),
        ("rft.genre", "proceeding"),
        ("rft.atitle", ref.title),
        ("rft.btitle", ref.container),
    )


def _book(ref: Reference) -> Pairs:
    return (
        ("rft_val_fmt", _BOOK),
        ("rft.genre", "book"),
        ("rft.btitle", ref.title),
        ("rft.series", ref.container),
    )


def _chapter(ref: Reference) -> Pairs:
    return (
        ("rft_val_fmt", _BOOK),
        ("rft.genre", "bookitem"),
        ("rft.atitle", ref.title),
        ("rft.btitle", ref.container),
    )


def _thesis(ref: Reference) -> Pairs:
    return (
        ("rft_val_fmt", _THESIS),
        ("rft.title", ref.title),
        ("rft.inst", ref.publisher),
    )


def _report(ref: Reference) -> Pairs:
    return (
        ("rft_val_fmt", _BOOK),
        ("rft.genre", "report"),
        ("rft.btitle", ref.title),
        ("rft.series", ref.container),
    )


def _article(ref: Reference) -> Pairs:
    return (
        ("rft_val_fmt", _JOURNAL),
        ("rft.genre", "article"),
        ("rft.atitle", ref.title),
        ("rft.jtitle", ref.container),
    )


def _other(ref: Reference) -> Pairs:
    publisher = ref.publisher or ref.container
    if ref.kind is ReferenceKind.PREPRINT and ref.arxiv:
        publisher = publisher or "arXiv"
    return (
        ("rft_val_fmt", _DUBLIN_CORE),
        ("rft.type", KINDS[ref.kind].zotero[0]),
        ("rft.title", ref.title),
        ("rft.publisher", publisher),
    )


def _details(ref: Reference) -> Pairs:
    """What the formats for books and journals have in common."""
    if ref.kind not in _KINDS or ref.kind is ReferenceKind.THESIS:
        return ()
    first, last = ref.pages
    return (
        ("rft.pub", ref.publisher),
        ("rft.volume", ref.volume),
        ("rft.issue", ref.number),
        ("rft.spage", first),
        ("rft.epage", last),
        ("rft.isbn", ref.isbn),
    )


_KINDS: dict[ReferenceKind, Callable[[Reference], Pairs]] = {
    ReferenceKind.PROCEEDINGS: _proceedings,
    ReferenceKind.BOOK: _book,
    ReferenceKind.ARTICLE: _article,
    ReferenceKind.CHAPTER: _chapter,
    ReferenceKind.THESIS: _thesis,
    ReferenceKind.REPORT: _report,
}
