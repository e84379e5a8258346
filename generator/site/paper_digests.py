"""Digests of what papers say by themselves: an edit changes those of few papers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import NamedTuple

from generator.analysis.derived import words_of
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


def paper_digests(
    papers: Mapping[str, Paper], files: Mapping[str, str], memory: Memory
) -> Mapping[str, PaperDigests]:
    """The digests by paper id.

    Args:
        papers: All papers by id.
        files: Digests of their files, as `Loaded` has them; without one, the paper tells itself.
        memory: What earlier runs told of the same files.
    """
    found: dict[str, PaperDigests] = {}
    with memory.entries("digests of papers") as known:
        for ids in groups(papers, _AT_ONCE):
            told_by = digest_of([files.get(f"papers/{id_}.yml") or papers[id_] for id_ in ids])
            found |= known.recall(told_by, partial(_digests, [papers[id_] for id_ in ids]))
    return found


def _digests(papers: Iterable[Paper]) -> dict[str, PaperDigests]:
    return {paper.id: PaperDigests(_line(paper), words_of(paper)) for paper in papers}


def _line(paper: Paper) -> str:
    # The language of the title's words is told by the abstract too.
    told = paper.language or paper.abstract
    about = (paper.display_title, paper.published_as, paper.year, paper.venue, paper.authors)
    return digest_of(paper.id, about, paper.summary, paper.note, told)
