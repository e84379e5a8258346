"""BibTeX entries that BibTeX, biber and reference managers read alike.

Source of the format: *BibTeXing* (Patashnik 1988); `eprint` and
`archivePrefix` as arXiv writes them.  Braces are balanced in every field, both
as BibTeX counts them and as parsers do that skip escaped ones.
"""

from __future__ import annotations

import re
from functools import lru_cache

from generator.citations.capitals import protect
from generator.citations.export_format import FileKind, Format
from generator.citations.reference import Reference, ReferenceKind, plain_line, safe_url
from generator.text import latex
from generator.text.people_names import Name

_CONTAINER = {
    ReferenceKind.PROCEEDINGS: "booktitle",
    ReferenceKind.ARTICLE: "journal",
    ReferenceKind.BOOK: "publisher",
}
_AND = re.compile(r"(?i)(?<![^\s{])and(?![^\s}])")
_BLOCK_START = re.compile(r"@(?=\s*\w*\s*[{(])")
_ESCAPED_BRACE = re.compile(r"\\[{}]")


def entry(reference: Reference, key: str, abstract: bool = False, url: str | None = None) -> str:
    """One entry, ending in a line break.

    Args:
        reference: The paper.
        key: Its citation key.
        abstract: Whether the abstract is wanted.
        url: An address in place of the reference's own.

    Returns:
        `@inproceedings{key, …}` with one field a line; fields that are not
        known are left out. The type follows the kind of venue: conferences and
        workshops `inproceedings`, journals `article`, publishers `book`, all
        else `misc`.
    """
    fields = [
        ("title", protect(_safe(reference.paper.title))),
        ("author", " and ".join(map(_author, reference.authors))),
        (_CONTAINER.get(reference.kind, "howpublished"), _container(reference.container)),
        ("year", str(reference.year or "")),
        ("eprint", reference.arxiv or ""),
        ("archivePrefix", "arXiv" if reference.arxiv else ""),
        ("doi", safe_url(reference.doi or "")),
        ("url", safe_url(url or reference.url or "")),
    ]
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields if value)
    written = f"@{reference.kind.value}{{{key},\n{lines}}}\n"
    return with_abstract(written, reference) if abstract else written


def with_abstract(written: str, reference: Reference) -> str:
    """An entry that `entry` wrote, with the abstract as its last field."""
    abstract = _safe(reference.paper.abstract)
    return f"{written[:-2]}  abstract = {{{abstract}}},\n}}\n" if abstract else written


@lru_cache(maxsize=1 << 10)
def _container(name: str) -> str:
    return protect(_safe(name))


def _safe(text: str) -> str:
    """The text as LaTeX that no parser can mistake for the end of the field or a new entry."""
    written = plain_line(latex.to_bibtex(text))
    if "\\" in written or "{" in written or "}" in written:
        written = written.replace("\\\\{", "\\\\ {").replace("\\\\}", "\\\\ }")
        if not (_balanced(written) and _balanced(_ESCAPED_BRACE.sub("", written))):
            written = latex.to_bibtex(re.sub(r"[\\{}$]", " ", text))
            written = re.sub(r"[{}]|\\(?=\s|$)", "", plain_line(written))
    return _BLOCK_START.sub("{@}", written) if "@" in written else written


def _balanced(text: str) -> bool:
    depth = 0
    for brace in re.findall(r"[{}]", text):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0


@lru_cache(maxsize=1 << 16)
def _author(name: Name) -> str:
    """The name as `von Last, Jr, First`, with braces where BibTeX would split it otherwise."""
    family = _part(name.family)
    if (
        " " in family
        and not family.startswith("{")
        and (not name.given or any(word[:1].islower() for word in family.split(" ")))
    ):
        family = f"{{{family}}}"
    last = f"{_part(name.particle)} {family}" if name.particle else family
    return ", ".join(part for part in (last, _part(name.suffix), _part(name.given)) if part)


def _part(text: str) -> str:
    written = _safe(text) if text else ""
    return f"{{{written}}}" if "," in written or _AND.search(written) else written


_FILE = FileKind("BibTeX", ".bib", separator="\n")

FORMAT = Format(
    "bib",
    record=lambda item: entry(item.reference, item.key),
    files=(
        _FILE,
        FileKind(
            "BibTeX with abstracts",
            "-abstracts.bib",
            lambda record, item: with_abstract(record, item.reference),
            separator="\n",
        ),
    ),
    tag_files=(_FILE,),
    selection=_FILE,
    media_type="application/x-bibtex",
    quoted=("BibTeX", lambda item: entry(item.reference, item.key).strip()),
)
