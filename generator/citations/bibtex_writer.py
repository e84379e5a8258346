"""Entries that BibTeX, biblatex and reference managers read alike.

Source of the format: *BibTeXing* (Patashnik 1988) and *The biblatex Package*;
`eprint` and `archivePrefix` as arXiv writes them, `eprinttype` for biblatex and
Zotero.  Braces are balanced in every field, both as BibTeX counts them and as
parsers do that skip escaped ones.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import quote

from generator.citations.capitals import protect
from generator.citations.export_format import CitedPaper, FileKind, Format
from generator.citations.kinds import KINDS, ReferenceKind
from generator.citations.reference import Reference, plain_line, safe_url
from generator.text import latex
from generator.text.people_names import Name

_AND = re.compile(r"(?i)(?<![^\s{])and(?![^\s}])")
_BLOCK_START = re.compile(r"@(?=\s*\w*\s*[{(])")
_APART = re.compile(r"(?<!\\)\$(?:\\.|[^$\\])+\$|[\[\]()]")
_VISIBLE = "".join(map(chr, range(33, 127)))
"""The characters of ASCII that can be seen."""
_ESCAPED_BRACE = re.compile(r"\\[{}]")

Fields = tuple[tuple[str, str], ...]
Write = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Dialect:
    """What BibTeX and biblatex spell differently."""

    write: Write
    """A text as LaTeX."""
    types: dict[ReferenceKind, str]
    containers: dict[ReferenceKind, str]
    """The field of the conference, journal or book; `howpublished` for other kinds."""
    publishers: dict[ReferenceKind, str]
    """The field of the publisher, where it is not `publisher`."""
    genres: dict[ReferenceKind, str]
    """The field `type`, where the type of the entry alone would say too much or too little."""
    year: str
    archive: tuple[tuple[str, str], ...]
    """The fields beside `eprint` that name arXiv."""
    where_in_words: bool
    """Whether `howpublished` says where a preprint is, which styles of BibTeX print alone."""


BIBTEX = Dialect(
    write=latex.to_bibtex,
    types={kind: names.bibtex[0] for kind, names in KINDS.items()},
    containers={
        ReferenceKind.PROCEEDINGS: "booktitle",
        ReferenceKind.ARTICLE: "journal",
        ReferenceKind.BOOK: "series",
        ReferenceKind.CHAPTER: "booktitle",
    },
    publishers={ReferenceKind.THESIS: "school", ReferenceKind.REPORT: "institution"},
    genres={ReferenceKind.THESIS: "Thesis"},
    year="year",
    archive=(("eprinttype", "arxiv"), ("archivePrefix", "arXiv")),
    where_in_words=True,
)  # fmt: skip


def entry(reference: Reference, key: str, abstract: bool = False, form: Dialect = BIBTEX) -> str:
    """One entry, ending in a line break.

    Args:
        reference: The paper.
        key: Its citation key.
        abstract: Whether the abstract is wanted.
        form: What reads it.

    Returns:
        `@inproceedings{key, …}` with one field a line; fields that are not
        known are left out. The type follows the kind of venue: conferences and
        workshops `inproceedings`, publishers `book`, journals and what the table
        does not have `article`, no venue `misc`. What is no paper has the type
        of its kind, and our own word
        for it in `entrysubtype`, which no style prints.
    """
    kind, arxiv, write = reference.kind, reference.arxiv, form.write
    publisher = form.publishers.get(kind, "publisher")
    fields: Fields = (
        ("title", _title(reference, form.write)),
        ("author", " and ".join(_author(name, form.write) for name in reference.authors)),
        (form.containers.get(kind, "howpublished"), _where(reference, form)),
        ("type", form.genres.get(kind, "")),
        (publisher, _container(reference.publisher, write, reference.names)),
        ("volume", _safe(reference.volume, write)),
        ("number", _safe(reference.number, write)),
        ("pages", _safe("--".join(filter(None, reference.pages)), write)),
        ("isbn", _safe(reference.isbn, write)),
        (form.year, str(reference.year or "")),
        ("eprint", arxiv or ""),
        *((name, value if arxiv else "") for name, value in form.archive),
        ("doi", _address(reference.doi)),
        ("url", _address(reference.url)),
        ("language", reference.language),
        ("entrysubtype", reference.paper.type or ""),
        ("keywords", ", ".join(_keyword(word, form.write) for word in reference.keywords)),
    )
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields if value)
    # A paper at no venue is `online` to biblatex where it is at arXiv.
    nowhere = kind is ReferenceKind.PREPRINT and not (arxiv or reference.paper.type)
    named = "misc" if nowhere else form.types[kind]
    written = f"@{named}{{{key},\n{lines}}}\n"
    return with_abstract(written, reference, form) if abstract else written


def with_abstract(written: str, reference: Reference, form: Dialect = BIBTEX) -> str:
    """An entry that `entry` wrote, with the abstract as its last field."""
    abstract = _safe(reference.paper.abstract, form.write)
    return f"{written[:-2]}  abstract = {{{abstract}}},\n}}\n" if abstract else written


def _where(reference: Reference, form: Dialect) -> str:
    if form.types[reference.kind] != "misc" or not form.where_in_words:
        return _container(reference.container, form.write, reference.names)
    number = f"arXiv:{reference.arxiv}" if reference.arxiv else ""
    known = ", ".join(part for part in (reference.container, number) if part)
    return _safe(known or reference.url or "", form.write)


def _title(reference: Reference, write: Write) -> str:
    foreign = reference.text_language.partition("-")[0] not in ("", "en")
    return protect(_safe(reference.paper.display_title, write), reference.names, foreign)


@lru_cache(maxsize=1 << 10)
def _container(name: str, write: Write, names: frozenset[str]) -> str:
    return protect(_safe(name, write), names)


def _keyword(word: str, write: Write) -> str:
    return _safe(re.sub(r"\s*[,;]\s*", " ", word), write)


def _address(address: str | None) -> str:
    """An address or DOI in ASCII: pdfLaTeX sets no other character of a field that it links."""
    return quote(safe_url(address), safe=_VISIBLE) if address else ""


def _safe(text: str, write: Write) -> str:
    """The text as LaTeX that no parser can mistake for the end of the field or a new entry."""
    if not text:
        return ""
    written = plain_line(write(plain_line(text)))
    if "\\" in written or "{" in written or "}" in written:
        written = written.replace("\\\\{", "\\\\ {").replace("\\\\}", "\\\\ }")
        if not (_balanced(written) and _balanced(_ESCAPED_BRACE.sub("", written))):
            written = write(plain_line(re.sub(r"[\\{}$]", " ", text)))
    return _BLOCK_START.sub("{@}", written) if "@" in written else written


def _balanced(text: str) -> bool:
    depth = 0
    for brace in re.findall(r"[{}]", text):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0


@lru_cache(maxsize=1 << 16)
def _author(name: Name, write: Write) -> str:
    """The name as `von Last, Jr, First`, with braces where BibTeX would split it otherwise."""
    # A name of signs alone has no letters to transliterate.
    family = _part(name.family, write) or "--"
    if (
        " " in family
        and not family.startswith("{")
        and (not name.given or any(word[:1].islower() for word in family.split(" ")))
    ):
        family = f"{{{family}}}"
    last = f"{_part(name.particle, write)} {family}" if name.particle else family
    parts = (last, _part(name.suffix, write), _part(name.given, write))
    return ", ".join(part for part in parts if part)


def _part(text: str, write: Write) -> str:
    # A style takes formulas apart for initials, and natbib labels at brackets, unless in braces.
    written = _APART.sub(r"{\g<0>}", _safe(text, write)) if text else ""
    return f"{{{written}}}" if "," in written or _AND.search(written) else written


_PREAMBLE = r"""@preamble{"\ifx\url\undefined \def\url{\begingroup \catcode`\%=12 \catcode`\#=12
  \catcode`\_=12 \catcode`\&=12 \catcode`\~=12 \catcode`\^=12 \printurl}
  \def\printurl#1{\texttt{#1}\endgroup}\fi
  \ifx\doi\undefined \def\doi{doi: \url}\fi"}

"""
"""Where no package defines `\\url`, natbib's styles do, and stop at the signs of an address."""

_FILE = FileKind(
    "BibTeX",
    ".bib",
    head=_PREAMBLE,
    head_for=r"\n  (?:url|doi) = \{[^\n]*[%#_&~^]",
    separator="\n",
)


def _record(item: CitedPaper) -> str:
    return item.bibtex or entry(item.reference, item.key)


FORMAT = Format(
    "bib",
    record=_record,
    files=(
        _FILE,
        replace(
            _FILE,
            label="BibTeX with abstracts",
            suffix="-abstracts.bib",
            finish=lambda record, item: with_abstract(record, item.reference),
        ),
    ),
    tag_files=(_FILE,),
    selection=_FILE,
    media_type="application/x-bibtex",
    quoted=("BibTeX", lambda item: _record(item).strip()),
)
