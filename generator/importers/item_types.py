"""What other programs call an entry → the type that it has on this list."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from generator.citations.kinds import KINDS, KindNames
from generator.importers.values import folded
from generator.model.models import ItemType


def bibtex_type(name: str) -> ItemType | None:
    """The type for an entry type of BibTeX or biblatex, None for one that is not known."""
    return _types("bibtex", "biblatex").get(folded(name))


def ris_type(name: str, genre: str = "") -> ItemType | None:
    """The type for a `TY` of RIS; `genre` is what `M3` says."""
    return _of_genre("ris", name, genre) or _types("ris").get(folded(name))


def csl_type(name: str, genre: str = "") -> ItemType | None:
    """The type for a type of CSL; `genre` is what the item says."""
    return _of_genre("csl", name, genre) or _types("csl").get(folded(name))


def named_type(name: str) -> ItemType | None:
    """The type for a word of Zotero, OpenAlex, Crossref, Scopus or Semantic Scholar."""
    return _types("zotero", "openalex").get(folded(name))


def believed(
    kind: ItemType | None, arxiv: str | None = None, doi: str | None = None
) -> ItemType | None:
    """What an entry is that another program calls so; None for a paper.

    A preprint is a paper of the list. So is a report or a web page with an arXiv id, and
    a web page with a DOI.
    """
    has_id = arxiv or (doi and kind is ItemType.ARTICLE)
    doubtful = has_id and kind in (ItemType.REPORT, ItemType.ARTICLE)
    return None if doubtful or kind in (ItemType.PAPER, ItemType.PREPRINT) else kind


@cache
def _types(*columns: str) -> dict[str, ItemType]:
    """Name, folded → type.

    A name of several kinds is that of the one that needs no genre beside it; where
    there is no such one, or several, it says nothing: the entry is taken for a paper.
    """
    found: dict[str, set[ItemType]] = {}
    for names in KINDS.values():
        for name in _names(names, columns):
            types = found.setdefault(folded(name), set())
            types.update(() if names.genre else (names.type,))
    return {
        name: next(iter(types)) if len(types) == 1 else ItemType.PAPER
        for name, types in found.items()
    }


def _of_genre(column: str, name: str, genre: str) -> ItemType | None:
    for names in KINDS.values():
        if genre and names.genre.casefold() == genre.casefold() and name in _names(names, [column]):
            return names.type
    return None


def _names(names: KindNames, columns: Iterable[str]) -> list[str]:
    return [name for column in columns for name in getattr(names, column)]
