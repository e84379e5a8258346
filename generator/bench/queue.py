"""Which papers are to be curated, and why: the queue of the bench and its filters."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from generator.analysis.propose_tags import Suggestion, suggest
from generator.analysis.todo import by_links
from generator.model.models import Catalog, Paper
from generator.text.latex import to_text
from generator.text.similar_titles import near_pairs

DOUBT = 0.6
"""The confidence of a tag that a curated paper lacks from which on the model disagrees."""
_FOLDS = 5

FILTERS: Mapping[str, tuple[str, Callable[[Catalog, Paper], bool]]] = {
    "uncurated": (
        "Not curated",
        lambda catalog, paper: not (paper.tags and paper.summary and catalog.home_of(paper)),
    ),
    "untagged": ("No tags", lambda _, paper: not paper.tags),
    "few": ("Few tags", lambda catalog, paper: 0 < len(paper.tags) < _least(catalog)),
    "topics": ("No topic", lambda catalog, paper: catalog.home_of(paper) is None),
    "summary": ("No summary", lambda _, paper: not paper.summary),
    "all": ("All", lambda *_: True),
}
"""The filters that one paper alone answers: the name, and whether it passes."""
COMPARED = {"twins": "Nearly the same title", "doubt": "The model disagrees"}
"""The filters that all papers together answer."""


def _least(catalog: Catalog) -> int:
    return catalog.limits.tags_per_paper[0] + 1


def rows(catalog: Catalog, name: str) -> list[dict[str, Any]]:
    """The papers that pass a filter: id, title, and what they lack or resemble.

    Those that readers are led to come first; where the model disagrees, the
    surest disagreement. An unknown name passes nothing.
    """
    if name == "doubt":
        found = [(paper, f"{score:.0%}: {tag}") for paper, tag, score in disagreements(catalog)]
    elif name == "twins":
        found = [(paper, other) for paper, other in twins(catalog).items()]
    elif name in FILTERS:
        passes = FILTERS[name][1]
        ids = [paper.id for paper in catalog.papers.values() if passes(catalog, paper)]
        found = [(id_, lacking(catalog, catalog.papers[id_])) for id_ in by_links(catalog, ids)]
    else:
        found = []
    return [
        {"id": id_, "title": to_text(catalog.papers[id_].display_title), "note": note}
        for id_, note in found
    ]


def lacking(catalog: Catalog, paper: Paper) -> str:
    """What the paper lacks, in a few words."""
    lacks = {
        "topic": catalog.home_of(paper) is None,
        "tags": not paper.tags,
        "summary": not paper.summary,
    }
    return ", ".join(name for name, is_lacking in lacks.items() if is_lacking)


def twins(catalog: Catalog) -> dict[str, str]:
    """Papers with nearly the title of another one, which is given by id; none said to be apart."""
    papers = list(catalog.papers.values())
    found: dict[str, str] = {}
    for later, earlier in near_pairs([p.title for p in papers], range(len(papers))):
        one, other = papers[earlier], papers[later]
        if one.id not in other.distinct_from and other.id not in one.distinct_from:
            found.setdefault(other.id, one.id)
            found.setdefault(one.id, other.id)
    return dict(sorted(found.items()))


def proposals(catalog: Catalog) -> dict[str, Suggestion]:
    """Proposals for the papers that lack a topic or tags, or have few."""
    asked = [
        paper.id
        for paper in catalog.papers.values()
        if len(paper.tags) < _least(catalog) or catalog.home_of(paper) is None
    ]
    return {found.paper: found for found in suggest(catalog, asked)} if asked else {}


def disagreements(catalog: Catalog) -> list[tuple[str, str, float]]:
    """Tagged papers with the surest tag that the others teach and they lack, surest first."""
    tagged = [paper.id for paper in catalog.papers.values() if paper.tags]
    found = [
        (suggestion.paper, suggestion.tags[0].id, suggestion.tags[0].confidence)
        for part in _folds(tagged)
        for suggestion in suggest(catalog, part)
        if suggestion.tags and suggestion.tags[0].confidence >= DOUBT
    ]
    return sorted(found, key=lambda row: (-row[2], row[0]))


def _folds(papers: list[str]) -> Iterator[Collection[str]]:
    yield from filter(None, (frozenset(papers[n::_FOLDS]) for n in range(_FOLDS)))
