"""What clients have read, field by field against the papers themselves."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping

from anyascii import anyascii
from markupsafe import escape

from generator.citations.coins import coins
from generator.citations.kinds import ReferenceKind
from generator.citations.page_metadata import citation_meta
from generator.citations.reference import Reference, references
from generator.model.models import Catalog
from generator.site.exports import exports
from generator.text import latex
from tests.clients.readers import ARTICLE, BOOK, PAPER, PREPRINT, Offer, Record
from tests.support import contents

FIELDS = (
    "title", "authors", "year", "kind", "venue", "arXiv id", "address", "abstract", "keywords",
)  # fmt: skip

_KINDS = {
    ReferenceKind.PROCEEDINGS: PAPER, ReferenceKind.ARTICLE: ARTICLE, ReferenceKind.BOOK: BOOK,
    ReferenceKind.PREPRINT: PREPRINT,
}  # fmt: skip
_SITE = "https://lists.example/"


def offer(catalog: Catalog) -> Offer:
    """What the site offers of these papers."""
    refs = references(catalog)
    files = {
        path.removeprefix("exports/"): content.decode()
        for path, content in contents(exports(catalog, _SITE)).items()
        if path.startswith("exports/papers")
    }
    spans = "".join(
        f'<span class="Z3988" title="{escape(coins(r))}"></span>' for r in refs.values()
    )
    return Offer(files, {key: _page(ref) for key, ref in refs.items()}, _html("", spans))


def _page(ref: Reference) -> str:
    tags = citation_meta(ref, {}, _page_url(ref))
    head = "".join(f'<meta name="{name}" content="{escape(value)}">' for name, value in tags)
    return _html(head, "")


def _page_url(ref: Reference) -> str:
    return f"{_SITE}papers/{ref.paper.id}/"


def _html(head: str, body: str) -> str:
    return f"<!doctype html><html lang=en><head><title>x</title>{head}</head><body>{body}</body>"


def compared(records: Iterable[Record], catalog: Catalog) -> dict[str, list[str] | None]:
    """Field by field the ids of the papers that came out otherwise; None where nothing is read."""
    refs = references(catalog)
    found = {_letters(record.title): record for record in records}
    wrong: dict[str, list[str] | None] = {}
    for field in FIELDS:
        same, taken = _SAME[field]
        if all(taken(record) is None for record in found.values()):
            wrong[field] = None
            continue
        wrong[field] = [
            key
            for key, ref in refs.items()
            if (record := found.get(_letters(latex.to_text(ref.paper.display_title)))) is None
            or not same(record, ref)
        ]
    return wrong


def _letters(text: str) -> str:
    """Letters and digits in ASCII; styles, formulas and scripts do not count."""
    plain = re.sub(r"</?[a-z]+(?: [^<>]*)?>|\\[A-Za-z]+", "", latex.to_text(text))
    decomposed = unicodedata.normalize("NFKD", plain.casefold())
    ascii_text = anyascii("".join(c for c in decomposed if not unicodedata.combining(c)))
    return re.sub(r"[^a-z0-9]", "", ascii_text.casefold())


def _words(text: str) -> list[str]:
    return sorted(filter(None, map(_letters, re.split(r"[\s.,]+", text))))


def _same_authors(record: Record, ref: Reference) -> bool:
    if len(record.authors) != len(ref.paper.authors):
        return False
    return all(
        _words(f"{given} {family}") == _words(name.natural)
        and set(_words(name.last)) <= set(_words(family) if name.given else _words(given + family))
        for (given, family), name in zip(record.authors, ref.authors, strict=True)
    )


def _same_address(record: Record, ref: Reference) -> bool:
    # Zotero takes a page's own address where there is no other.
    return record.address == ref.url or (not ref.url and record.address in ("", _page_url(ref)))


def _same_venue(record: Record, ref: Reference) -> bool:
    return not ref.venue or _letters(ref.container or ref.publisher) in _letters(record.venue or "")


def _same_keywords(record: Record, ref: Reference) -> bool:
    # BibTeX separates keywords by commas, so a comma within one is lost.
    return _letters("".join(record.keywords or ())) == _letters("".join(ref.keywords))


def _same_abstract(record: Record, ref: Reference) -> bool:
    read, own = _letters(record.abstract or ""), _letters(ref.abstract)
    # Formulas are spelled in many ways; words are not.
    return read == own or "$" in latex.to_bibtex(ref.paper.abstract)


_SAME: Mapping[str, tuple[Callable[[Record, Reference], bool], Callable[[Record], object]]] = {
    # Records are found by their titles.
    "title": (lambda _, __: True, lambda r: r.title),
    "authors": (_same_authors, lambda r: r.authors),
    "year": (lambda r, ref: r.year == str(ref.year or ""), lambda r: r.year),
    "kind": (lambda r, ref: r.kind == _KINDS[ref.kind], lambda r: r.kind),
    "venue": (_same_venue, lambda r: r.venue),
    "arXiv id": (lambda r, ref: (ref.arxiv or "") in r.arxiv, lambda r: r.arxiv),
    "address": (_same_address, lambda r: r.address),
    "abstract": (_same_abstract, lambda r: r.abstract),
    "keywords": (_same_keywords, lambda r: r.keywords),
}


def table(results: Mapping[str, Mapping[str, list[str] | None]], papers: int) -> str:
    """Client by field, in Markdown: `all`, how many of the papers, or a dash."""
    lines = [f"| client, what it reads | {' | '.join(FIELDS)} |", "|---" * (len(FIELDS) + 1) + "|"]
    for client, wrong in results.items():
        cells = [_cell(wrong[field], papers) for field in FIELDS]
        lines.append(f"| {client} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _cell(wrong: list[str] | None, papers: int) -> str:
    if wrong is None:
        return "–"
    return "all" if not wrong else f"{papers - len(wrong)} of {papers}"
