"""The titles of all papers, in the orders that pages show them in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from generator.model.models import Paper
from generator.text.collation import collation_key
from generator.text.filing import IndexLetter, filed_title, letter_of_title


class TitleIndex(NamedTuple):
    """The ids of all papers, in two orders."""

    by_year: Sequence[str]
    """Newest year first, then by title; those without a year last."""
    by_letter: Mapping[IndexLetter, Sequence[str]]
    """By the letter of the title, both in the order of the index."""


def title_index(papers: Iterable[Paper], titles: Mapping[str, str]) -> TitleIndex:
    """The index of these papers; their titles, as plain text, are given by id."""
    by_year = sorted(papers, key=lambda p: (-(p.year or 0), collation_key(titles[p.id]), p.id))
    found: dict[IndexLetter, list[str]] = defaultdict(list)
    for id_ in sorted(titles, key=lambda id_: (collation_key(filed_title(titles[id_])), id_)):
        found[letter_of_title(titles[id_])].append(id_)
    return TitleIndex(
        [paper.id for paper in by_year], {letter: found[letter] for letter in sorted(found)}
    )
