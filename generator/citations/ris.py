"""RIS records.

Source: the *RIS Format Specifications* of Reference Manager, and what the
importers of Zotero (`RIS.js`) and JabRef (`RisImporter.java`) make of a tag.
"""

from __future__ import annotations

from dataclasses import replace

from generator.citations.export_format import FileKind, Format
from generator.citations.kinds import KINDS, ReferenceKind
from generator.citations.reference import Reference
from generator.model.models import ItemType

_NUMBERED = frozenset({ReferenceKind.PROCEEDINGS, ReferenceKind.PREPRINT})
"""Kinds whose `M1` is no issue or volume."""
_END = "ER  - \r\n"


def ris(ref: Reference, key: str, abstract: bool = True) -> str:
    """One RIS record, from `TY` to `ER`, each line ended by CR LF.

    A preprint is a report (`RPRT`) of the kind `Preprint`: Zotero and JabRef
    know no type of unpublished work in common. `AN` is the arXiv id to Zotero,
    `M1` the number to JabRef and a line of *Extra* to Zotero.
    """
    preprint = ref.kind is ReferenceKind.PREPRINT
    container, publisher = ref.container, ref.publisher
    if preprint:
        container, publisher = "", publisher or container or ("arXiv" if ref.arxiv else "")
    first, last = ref.pages
    lines = [
        ("TY", KINDS[ref.kind].ris[0]),
        ("ID", key),
        ("TI", ref.title),
        *(("AU", author.inverted) for author in ref.authors),
        ("PY", str(ref.year or "")),
        ("T2", container),
        ("PB", publisher),
        ("VL", ref.volume),
        ("IS", ref.number),
        ("SP", first),
        ("EP", last),
        ("SN", ref.isbn),
        ("LA", ref.language),
        ("M3", _genre(ref)),
        ("DB", "arXiv" if ref.arxiv else ""),
        ("AN", ref.arxiv or ""),
        ("M1", f"arXiv:{ref.arxiv}" if ref.arxiv and ref.kind in _NUMBERED else ""),
        ("DO", ref.doi or ""),
        ("UR", ref.url or ""),
        ("L1", ref.pdf or ""),
        *(("KW", word) for word in ref.keywords),
    ]
    record = "".join(f"{tag}  - {value}\r\n" for tag, value in lines if value) + _END
    return with_abstract(record, ref) if abstract else record


def _genre(ref: Reference) -> str:
    """`Preprint` of a paper, and `preprint` where this is the type of its record."""
    own = ref.paper.type is ItemType.PREPRINT
    return str(ItemType.PREPRINT) if own else KINDS[ref.kind].genre


def with_abstract(record: str, ref: Reference) -> str:
    """A record that `ris` wrote without abstract, with it."""
    if not ref.abstract:
        return record
    return f"{record.removesuffix(_END)}AB  - {ref.abstract}\r\n{_END}"


_FILE = FileKind("RIS", ".ris", separator="\r\n")

FORMAT = Format(
    "ris",
    record=lambda item: ris(item.reference, item.key, abstract=False),
    files=(replace(_FILE, finish=lambda record, item: with_abstract(record, item.reference)),),
    tag_files=(_FILE,),
    selection=_FILE,
    media_type="application/x-research-info-systems",
    quoted=("RIS", lambda item: ris(item.reference, item.key, abstract=False).strip()),
    from_tags=True,
)
