"""Everything that follows from the catalogue, computed once and handed to the pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING

from generator.analysis.map_region import Region
from generator.analysis.mentions import Mention, find_mentions
from generator.analysis.neighbours import Relations
from generator.citations.citation_keys import citation_keys
from generator.model.memory import NOTHING, Memory, digest_of
from generator.model.models import Catalog, Paper, Tag, Topic

if TYPE_CHECKING:
    from generator.analysis.term_vectors import Vectors

Mentions = Mapping[str, tuple[Mention, ...]]
"""By the id of the naming paper."""


@dataclass(frozen=True, slots=True)
class Station:
    """The place of a paper in a reading path."""

    topic: str
    position: int
    """Counted from 1."""
    length: int
    previous: str | None
    """The paper before, by id."""
    following: str | None
    """The following paper, by id."""
    why: str


@dataclass(frozen=True, slots=True)
class Derived:
    """What the pages show beside the content itself. All mappings are by paper id."""

    related: Mapping[str, Relations]
    mentions: Mentions
    mentioned_by: Mapping[str, tuple[str, ...]]
    """The papers whose abstract names the paper, by id."""
    stations: Mapping[str, tuple[Station, ...]]
    """In the order of the topics."""
    keys: Mapping[str, str]
    """Citation keys."""
    places: Mapping[str, tuple[int, int]]
    """The places of the papers on the map."""
    regions: tuple[Region, ...]
    """The labels of the map, in the order of the topics."""


def derive(
    catalog: Catalog,
    memory: Memory = NOTHING,
    keys: Mapping[str, str] | None = None,
    wait_for_mentions: Callable[[], Mentions] | None = None,
    words: str = "",
) -> Derived:
    """Compute all of it, or recall what is known; papers without any have no entry.

    Args:
        catalog: All papers.
        memory: What earlier runs worked out.
        keys: The citation keys, for a caller who has them.
        wait_for_mentions: Gives those of `mentions_in`, for a caller who has them made meanwhile.
        words: That of `all_words`, for a caller who has it.
    """
    papers = catalog.papers.values()
    words = words or _words(catalog)
    texts = digest_of(words, [paper.summary for paper in papers])
    vectors = cache(lambda: memory.recall("vectors", texts, lambda: _vectors(catalog)))
    topics = digest_of(texts, [paper.topics for paper in papers], list(catalog.topics))
    places = memory.recall("map", topics, lambda: _places(catalog, vectors()))
    related = _relations(catalog, vectors, memory, texts)
    regions = memory.recall(
        "regions",
        digest_of(places, [(t.id, t.title) for t in catalog.topics.values()], _homes(catalog)),
        lambda: _regions(catalog, places),
    )
    mentions = (wait_for_mentions or partial(mentions_in, catalog, memory, words))()
    return Derived(
        related=related,
        mentions=mentions,
        mentioned_by=_reverse(mentions),
        stations=_stations(catalog),
        keys=citation_keys(catalog.papers, memory) if keys is None else keys,
        places=places,
        regions=regions,
    )


def mentions_in(catalog: Catalog, memory: Memory = NOTHING, words: str = "") -> Mentions:
    """The mentions of `find_mentions`, computed or recalled; `words` is known to `derive`."""
    years = [paper.year for paper in catalog.papers.values()]
    inputs = digest_of(words or _words(catalog), years)
    return memory.recall("mentions", inputs, lambda: _mentions(catalog))


def words_of(paper: Paper) -> str:
    """A digest of the paper's title and abstract as received."""
    return digest_of(paper.id, paper.title, paper.abstract)


def all_words(words: Iterable[str]) -> str:
    """A digest of all titles and abstracts, from `words_of` of each paper in their order."""
    return digest_of(*words)


def _words(catalog: Catalog) -> str:
    return all_words(map(words_of, catalog.papers.values()))


# Below, only what is looked at is handed on, so that nothing else can matter.


def _mentions(catalog: Catalog) -> Mentions:
    return find_mentions({
        paper.id: Paper(paper.id, paper.title, paper.abstract, year=paper.year)
        for paper in catalog.papers.values()
    })  # fmt: skip


def _homes(catalog: Catalog) -> list[str | None]:
    return [catalog.home_of(paper) for paper in catalog.papers.values()]


def _regions(catalog: Catalog, places: Mapping[str, tuple[int, int]]) -> tuple[Region, ...]:
    from generator.analysis.map_labels import regions

    return regions(catalog, places)


def _what_makes_alike(catalog: Catalog) -> Catalog:
    """The catalogue with nothing but what relations are made from."""
    return Catalog(
        papers={
            paper.id: Paper(
                paper.id, paper.title, paper.abstract,
                topics=paper.topics, tags=paper.tags, summary=paper.summary,
            )
            for paper in catalog.papers.values()
        },
        topics=_bare_topics(catalog),
        tags={tag.id: Tag(tag.id, "", "", tag.kind) for tag in catalog.tags.values()},
    )  # fmt: skip


def _bare_topics(catalog: Catalog) -> dict[str, Topic]:
    return {topic: Topic(topic, "", "") for topic in catalog.topics}


# numpy and scipy take long to import, and most runs recall what is made with them.


def _vectors(catalog: Catalog) -> Vectors:
    from generator.analysis.term_vectors import vectors_of

    return vectors_of({
        paper.id: Paper(paper.id, paper.title, paper.abstract, summary=paper.summary)
        for paper in catalog.papers.values()
    })  # fmt: skip


def _places(catalog: Catalog, vectors: Vectors) -> Mapping[str, tuple[int, int]]:
    from generator.analysis.map_layout import place

    papers = {
        paper.id: Paper(paper.id, "", "", topics=paper.topics) for paper in catalog.papers.values()
    }
    return place(Catalog(papers, _bare_topics(catalog), {}), vectors)


def _relations(
    catalog: Catalog, vectors: Callable[[], Vectors], memory: Memory, texts: str
) -> Mapping[str, Relations]:
    """The relations; `texts` is a digest of the papers' texts, of which the vectors are."""
    from generator.analysis.nearness import nearness
    from generator.analysis.related import relate

    alike = _what_makes_alike(catalog)
    papers = alike.papers.values()
    marks = digest_of([(paper.topics, paper.tags) for paper in papers], list(alike.tags.values()))
    near = memory.recall(
        "nearness",
        f"{texts}-{marks}",
        lambda: nearness(alike, vectors(), memory.latest("nearness", texts)),
    )
    with memory.entries("shared terms") as known:
        return relate(
            alike,
            vectors,
            near.nearest,
            lambda pairs, make: known.recall(digest_of(texts, pairs), make),
        )


def _reverse(mentions: Mentions) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for naming, named in mentions.items():
        for mention in named:
            found.setdefault(mention.paper, set()).add(naming)
    return {paper: tuple(sorted(by)) for paper, by in found.items()}


def _stations(catalog: Catalog) -> dict[str, tuple[Station, ...]]:
    found: dict[str, list[Station]] = {}
    for topic in catalog.topics.values():
        steps = [step for step in topic.start_here if step.paper in catalog.papers]
        for index, step in enumerate(steps):
            station = Station(
                topic=topic.id,
                position=index + 1,
                length=len(steps),
                previous=steps[index - 1].paper if index else None,
                following=steps[index + 1].paper if index + 1 < len(steps) else None,
                why=step.why,
            )
            found.setdefault(step.paper, []).append(station)
    return {paper: tuple(stations) for paper, stations in found.items()}
