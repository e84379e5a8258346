"""Digests of what papers say by themselves: an edit changes those of few papers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import NamedTuple

from generator.analysis.derived import words_of
from generator.citations.citation_keys import cited
from generator.model.groups import groups
from generator.model.memory import Memory, digest_of
from generator.model.models import Paper

_AT_ONCE = 128
"""Papers on average, at most, whose digests are made again when one of them changes."""


class PaperDigests(NamedTuple):
    """Those of one paper."""

    line: str
    """Of what is said of it in a list, beside tags, topics and links."""
    words: str
    """As `words_of` has it."""


class Told(NamedTuple):
    """What papers say, as digests."""

    papers: Mapping[str, PaperDigests]
    """By paper id."""
    cited: str
    """Of what citation keys are made from."""
    titled: str
    """Of what the index of titles is made from."""
    written: str
    """Of what the index of authors is made from."""


def told_by(papers: Mapping[str, Paper], files: Mapping[str, str], memory: Memory) -> Told:
    """The digests of all papers.

    Args:
        papers: All papers by id.
        files: Digests of their files, as `Loaded` has them; without one, the paper tells itself.
        memory: What earlier runs told of the same files.
    """
    with memory.entries("digests of papers") as known:
        found: list[Told] = [
            known.recall(
                digest_of([files.get(f"papers/{id_}.yml") or papers[id_] for id_ in ids]),
                partial(_told, [papers[id_] for id_ in ids]),
            )
            for ids in groups(papers, _AT_ONCE)
        ]
    return Told(
        {id_: digests for told in found for id_, digests in told.papers.items()},
        digest_of(*(told.cited for told in found)),
        digest_of(*(told.titled for told in found)),
        digest_of(*(told.written for told in found)),
    )


def _told(papers: Iterable[Paper]) -> Told:
    some = list(papers)
    return Told(
        {paper.id: PaperDigests(_line(paper), words_of(paper)) for paper in some},
        digest_of([cited(paper) for paper in some]),
        digest_of([(paper.id, paper.year, paper.display_title) for paper in some]),
        digest_of([(paper.id, paper.authors) for paper in some]),
    )


def _line(paper: Paper) -> str:
    # The language of the title's words is told by the abstract too.
    told = paper.language or paper.abstract
    about = (paper.display_title, paper.published_as, paper.year, paper.venue, paper.authors)
    return digest_of(paper.id, about, paper.summary, paper.note, told)
