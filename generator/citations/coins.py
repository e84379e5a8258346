"""A paper as an OpenURL context object, which reference managers read from lists of papers."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from generator.citations.reference import Kind, Reference

Pairs = tuple[tuple[str, str], ...]


_BOOK, _JOURNAL, _DUBLIN_CORE = (
    f"info:ofi/fmt:kev:mtx:{form}" for form in ("book", "journal", "dc")
)


def coins(ref: Reference) -> str:
    """The context object, for the `title` of a `<span class="Z3988">`.

    Source: ANSI/NISO Z39.88-2004, key/encoded-value format, and what Zotero
    makes of it (`openurl.js`). Values are percent-encoded, so the text is
    ASCII; the `&` between pairs still has to be escaped as in any attribute. A
    conference paper uses the book format, which is the one that Zotero takes
    for such, and a preprint Dublin Core, which alone can name its type.
    """
    pairs = [
        ("ctx_ver", "Z39.88-2004"),
        *_KINDS[ref.kind](ref),
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
        ("rft.pub", ref.container),
    )


def _article(ref: Reference) -> Pairs:
    return (
        ("rft_val_fmt", _JOURNAL),
        ("rft.genre", "article"),
        ("rft.atitle", ref.title),
        ("rft.jtitle", ref.container),
    )


def _preprint(ref: Reference) -> Pairs:
    return (
        ("rft_val_fmt", _DUBLIN_CORE),
        ("rft.type", "preprint"),
        ("rft.title", ref.title),
        ("rft.publisher", ref.container or ("arXiv" if ref.arxiv else "")),
    )


_KINDS: dict[Kind, Callable[[Reference], Pairs]] = {
    Kind.PROCEEDINGS: _proceedings,
    Kind.BOOK: _book,
    Kind.ARTICLE: _article,
    Kind.PREPRINT: _preprint,
}
