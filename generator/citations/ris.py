"""RIS records.

Source: the *RIS Format Specifications* of Reference Manager.
"""

from __future__ import annotations

from dataclasses import replace

from generator.citations.export_format import FileKind, Format
from generator.citations.reference import Reference, ReferenceKind

_TYPES = {
    ReferenceKind.PROCEEDINGS: "CONF",
    ReferenceKind.ARTICLE: "JOUR",
    ReferenceKind.BOOK: "BOOK",
    ReferenceKind.PREPRINT: "UNPB",
}
_END = "ER  - \r\n"


def ris(ref: Reference, abstract: bool = True) -> str:
    """One RIS record, from `TY` to `ER`, each line ended by CR LF.

    A title follows the type; `UNPB` (unpublished work) stands for preprints.
    """
    lines = [
        ("TY", _TYPES[ref.kind]),
        ("TI", ref.title),
        *(("AU", author.inverted) for author in ref.authors),
        ("PY", str(ref.year or "")),
        ("PB" if ref.kind is ReferenceKind.BOOK else "T2", ref.container),
        ("DB", "arXiv" if ref.arxiv else ""),
        ("AN", ref.arxiv or ""),
        ("DO", ref.doi or ""),
        ("UR", ref.url or ""),
        ("L1", ref.pdf or ""),
    ]
    record = "".join(f"{tag}  - {value}\r\n" for tag, value in lines if value) + _END
    return with_abstract(record, ref) if abstract else record


def with_abstract(record: str, ref: Reference) -> str:
    """A record that `ris` wrote without abstract, with it."""
    if not ref.abstract:
        return record
    return f"{record.removesuffix(_END)}AB  - {ref.abstract}\r\n{_END}"


_FILE = FileKind("RIS", ".ris", separator="\r\n")

FORMAT = Format(
    "ris",
    record=lambda item: ris(item.reference, abstract=False),
    files=(replace(_FILE, finish=lambda record, item: with_abstract(record, item.reference)),),
    tag_files=(_FILE,),
    selection=_FILE,
    media_type="application/x-research-info-systems",
    quoted=("RIS", lambda item: ris(item.reference, abstract=False).strip()),
)
