"""A paper as an OpenURL context object, which reference managers read from lists of papers."""

from __future__ import annotations

from urllib.parse import quote

from generator.citations.reference import Reference, ReferenceKind


def coins(ref: Reference) -> str:
    """The context object, for the `title` of a `<span class="Z3988">`.

    Source: ANSI/NISO Z39.88-2004, key/encoded-value format. Values are
    percent-encoded, so the text is ASCII; the `&` between pairs still has to
    be escaped as in any attribute. A conference paper uses the book format,
    which is the one that Zotero takes for such.
    """
    in_book_format = ref.kind in (ReferenceKind.PROCEEDINGS, ReferenceKind.BOOK)
    genre = {
        ReferenceKind.PROCEEDINGS: "proceeding",
        ReferenceKind.BOOK: "book",
        ReferenceKind.ARTICLE: "article",
    }
    container = {ReferenceKind.PROCEEDINGS: "rft.btitle", ReferenceKind.BOOK: "rft.pub"}.get(
        ref.kind, "rft.jtitle"
    )
    pairs = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", f"info:ofi/fmt:kev:mtx:{'book' if in_book_format else 'journal'}"),
        ("rft.genre", genre.get(ref.kind, "preprint")),
        ("rft.btitle" if ref.kind is ReferenceKind.BOOK else "rft.atitle", ref.title),
        (container, ref.container),
        ("rft.date", str(ref.year or "")),
        *(("rft.au", author.inverted) for author in ref.authors),
        ("rft_id", f"info:doi/{ref.doi}" if ref.doi else ""),
        ("rft_id", ref.url or ""),
    ]
    return "&".join(f"{name}={quote(value, safe='')}" for name, value in pairs if value)
