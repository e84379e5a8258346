"""Entries for biblatex with biber, in Unicode."""

from __future__ import annotations

from generator.citations.bibtex_writer import Dialect, entry
from generator.citations.export_format import FileKind, Format
from generator.citations.reference import Kind
from generator.text import latex

BIBLATEX = Dialect(
    write=latex.to_biblatex,
    types={kind: kind.value for kind in Kind} | {Kind.PREPRINT: "online"},
    containers={
        Kind.PROCEEDINGS: "booktitle", Kind.ARTICLE: "journaltitle", Kind.BOOK: "publisher",
        Kind.PREPRINT: "organization",
    },
    year="date",
    archive=(("eprinttype", "arxiv"),),
    where_in_words=False,
)  # fmt: skip

FORMAT = Format(
    "biblatex",
    record=lambda item: entry(item.reference, item.key, form=BIBLATEX),
    files=(FileKind("biblatex", ".biblatex.bib", separator="\n"),),
    media_type="application/x-bibtex",
)
