"""Who wrote what: the authors of all papers, as the index of authors shows them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from generator.model import urls
from generator.model.models import Paper
from generator.text.filing import IndexLetter, letter_of
from generator.text.people_names import author_id, distinct_authors, sort_key


class AuthorIndex(NamedTuple):
    """The authors of all papers."""

    names: Mapping[str, str]
    """Their names by their ids, in the order of the papers."""
    papers: Mapping[str, Sequence[str]]
    """The ids of each author's papers, by the author's id."""
    by_letter: Mapping[IndexLetter, Sequence[str]]
    """Their ids by the letter of the family name, both in the order of the index."""
    frequent: Sequence[str]
    """The ids of those with more than one paper, most papers first."""
    addresses: Mapping[str, str]
    """Page path and anchor of the same, by every spelling of their names."""


def author_index(papers: Iterable[Paper]) -> AuthorIndex:
    """The index of these papers; it follows from their ids and authors alone."""
    some = list(papers)
    names = distinct_authors(paper.authors for paper in some)
    found: dict[str, list[str]] = {id_: [] for id_ in names}
    for paper in some:
        for id_ in dict.fromkeys(map(author_id, paper.authors)):
            found[id_].append(paper.id)
    in_order = sorted(names, key=lambda id_: (sort_key(names[id_]), id_))
    frequent = [id_ for id_ in in_order if len(found[id_]) > 1]
    spelled = {name for paper in some for name in paper.authors}
    return AuthorIndex(
        names,
        found,
        _by_letter(in_order, names),
        sorted(frequent, key=lambda id_: -len(found[id_])),
        {name: author_path(name) for name in spelled if len(found[author_id(name)]) > 1},
    )


def author_path(name: str) -> str:
    """The address of an author, page path and anchor."""
    return f"{urls.AUTHORS}{letter_of(name).key}/#{author_id(name)}"


def _by_letter(
    authors: Iterable[str], names: Mapping[str, str]
) -> dict[IndexLetter, Sequence[str]]:
    found: dict[IndexLetter, list[str]] = defaultdict(list)
    for id_ in authors:
        found[letter_of(names[id_])].append(id_)
    return {letter: found[letter] for letter in sorted(found)}
