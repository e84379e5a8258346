"""Digests of what papers say: an edit changes those of few papers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from typing import NamedTuple, TypeVar

from generator.analysis.derived import words_of
from generator.citations.citation_keys import cited
from generator.citations.reference import names_in
from generator.model.groups import paper_groups
from generator.model.memory import Memory, digest_of
from generator.model.models import Catalog, Paper
from generator.site.views import TagChip, TopicChip
from generator.text.venues import parse_venue

V = TypeVar("V")


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
    """The digests of what all papers say by themselves.

    Args:
        papers: All papers by id.
        files: Digests of their files, as `Loaded` has them; without one, the paper tells itself.
        memory: What earlier runs told of the same files.
    """
    found = _by_groups("digests of papers", papers, files, _told, memory)
    digests = {id_: digests for told in found for id_, digests in told.papers.items()}
    return Told(
        {id_: digests[id_] for id_ in papers},
        digest_of(*(told.cited for told in found)),
        digest_of(*(told.titled for told in found)),
        digest_of(*(told.written for told in found)),
    )


def card_inputs(
    catalog: Catalog,
    files: Mapping[str, str],
    topics: Mapping[str, TopicChip],
    tags: Mapping[str, TagChip],
    memory: Memory,
) -> Mapping[str, str]:
    """A digest of all that each paper's card and reference are made from, by paper id.

    Args:
        catalog: All papers.
        files: As for `told_by`.
        topics: The topics' chips by id.
        tags: The tags' chips by id.
        memory: What earlier runs told of the same files.
    """
    topic_digests = {id_: digest_of(chip) for id_, chip in topics.items()}
    tag_digests = {id_: digest_of(chip) for id_, chip in tags.items()}
    venue_of = cache(lambda venue: parse_venue(venue, catalog.venues))

    def inputs(paper: Paper) -> str:
        own, venue = files.get(f"papers/{paper.id}.yml") or paper, venue_of(paper.venue)
        of_topics = [topic_digests[topic] for topic in catalog.topics_of(paper)]
        of_tags = [tag_digests.get(tag) for tag in catalog.tags_of(paper)]
        names = sorted(names_in(paper, venue, catalog.names))
        return digest_of(own, venue, of_topics, of_tags, names)

    def all_inputs(papers: Sequence[Paper]) -> dict[str, str]:
        return {paper.id: inputs(paper) for paper in papers}

    vocabulary = topic_digests, tag_digests, catalog.broader, catalog.venues
    beside = digest_of(vocabulary, sorted(catalog.names))
    found = _by_groups("inputs of cards", catalog.papers, files, all_inputs, memory, beside)
    digests = {id_: digest for group in found for id_, digest in group.items()}
    return {id_: digests[id_] for id_ in catalog.papers}


def _by_groups(
    step: str,
    papers: Mapping[str, Paper],
    files: Mapping[str, str],
    make: Callable[[Sequence[Paper]], V],
    memory: Memory,
    beside: str = "",
) -> list[V]:
    """What is made of each group of papers; it follows from their files and what is beside."""
    with memory.entries(step) as known:
        return [
            known.recall(digest_of(beside, told), partial(make, [papers[id_] for id_ in ids]))
            for told, ids in paper_groups(papers, files)
        ]


def _told(some: Sequence[Paper]) -> Told:
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
