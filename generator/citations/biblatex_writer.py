"""Entries for biblatex with biber, in Unicode."""

from __future__ import annotations

from generator.citations.bibtex_writer import Dialect, entry
from generator.citations.export_format import FileKind, Format
from generator.citations.kinds import KINDS, ReferenceKind
from generator.text import latex

BIBLATEX = Dialect(
    write=latex.to_biblatex,
    types={kind: names.biblatex[0] for kind, names in KINDS.items()},
    containers={
        ReferenceKind.PROCEEDINGS: "booktitle",
        ReferenceKind.ARTICLE: "journaltitle",
        ReferenceKind.BOOK: "series",
        ReferenceKind.CHAPTER: "booktitle",
        ReferenceKind.PREPRINT: "organization",
    },
    publishers=dict.fromkeys((ReferenceKind.THESIS, ReferenceKind.REPORT), "institution"),
    genres={ReferenceKind.THESIS: "Thesis", ReferenceKind.REPORT: "techreport"},
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
