"""The parts that pages share: papers as cards, topics and tags as chips, each made once."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from types import MappingProxyType
from typing import TypeVar, cast

from markupsafe import Markup

from generator.analysis.derived import all_words
from generator.citations.bibtex_writer import entry
from generator.citations.citation_keys import citation_keys
from generator.citations.coins import coins
from generator.citations.reference import PlainTexts, Reference, plain_texts, reference
from generator.model import urls
from generator.model.kept import kept
from generator.model.lazy import Lazy
from generator.model.memory import NOTHING, Memory, digest_of
from generator.model.models import Catalog, Paper
from generator.site.author_index import AuthorIndex, author_index
from generator.site.chips import tag_chip, topic_chip
from generator.site.introductions import converted, texts_of
from generator.site.list_size import extent
from generator.site.paper_digests import Told, card_inputs, told_by
from generator.site.tag_lists import tag_order
from generator.site.text_attributes import attributes, foreign
from generator.site.title_index import TitleIndex, title_index
from generator.site.views import Card, TagChip, TopicChip
from generator.text import latex
from generator.text.collation import CollationKey
from generator.text.people_names import short_authors

V = TypeVar("V")
_WARNED = ("withdrawn", "retracted", "superseded")
"""The states of a paper that lists say too."""


class PageParts:
    """The catalogue's papers, topics and tags as cards and chips."""

    def __init__(
        self,
        catalog: Catalog,
        digests: Mapping[str, str] = MappingProxyType({}),
        memory: Memory = NOTHING,
    ) -> None:
        """Papers become cards when somebody asks for them; `digests` are those of `Loaded`."""
        self.catalog = catalog
        self._digests, self._memory = digests, memory
        papers = catalog.papers
        self.extent = extent(len(papers))
        """How much the page of a topic or tag holds."""
        self.topics: Mapping[str, TopicChip] = {
            topic.id: topic_chip(topic, place)
            for place, topic in enumerate(catalog.topics.values())
        }
        """By topic id, in the site's order."""
        self.tags: Mapping[str, TagChip] = {tag.id: tag_chip(tag) for tag in catalog.tags.values()}
        """By tag id."""
        self.by_topic = self._grouped(catalog.by_topic)
        """The papers of each topic, home or not, by paper id."""
        self.by_tag = self._grouped(catalog.by_tag)
        """The papers of each tag that is not deprecated, by paper id."""
        self.texts: Mapping[str, PlainTexts] = self.kept(
            "texts",
            lambda id_: digest_of(self._told.papers[id_]),
            lambda id_: plain_texts(papers[id_]),
        )
        """The papers' texts without LaTeX, by paper id."""
        self.references: Mapping[str, Reference] = Lazy(
            papers,
            lambda id_: reference(papers[id_], catalog.venues, catalog.names, self.texts[id_]),
        )
        """What a citation says, by paper id."""
        self.bibtex: Mapping[str, str] = Lazy(papers, self._bibtex)
        """The papers' entries in BibTeX, by paper id."""
        self.titles: Mapping[str, str] = Lazy(
            papers, lambda id_: latex.to_text(papers[id_].display_title)
        )
        """The papers' titles as plain text, by paper id."""
        self.cards: Mapping[str, Card] = self.kept(
            "cards", lambda id_: self.inputs[id_], self._card
        )
        """By paper id."""

    def fill(self, cards: bool) -> None:
        """Make now what processes would each make for themselves: all citations with `cards`."""
        _ = self.keys, self.words, self.inputs
        for paper in self.catalog.papers if cards else ():
            _ = self.cards[paper], self.bibtex[paper]

    def kept(
        self, step: str, inputs: Callable[[str], str], make: Callable[[str], V]
    ) -> Mapping[str, V]:
        """What is made of each paper, by its id, when it is asked for.

        A small list keeps it, since some of its files hold all papers; see `kept`.
        """
        papers = self.catalog.papers
        if self.extent.every_format and self._memory.file:
            return kept(step, papers, inputs, make, self._memory)
        return Lazy(papers, make)

    def unmade(self) -> PageParts:
        """The same with `inputs` for cards, and texts of introductions: what tells pages apart."""
        _ = self.papers, self._homes  # made for both
        found = copy(self)
        found.cards = cast("Mapping[str, Card]", self.inputs)
        found.introductions = texts_of(self.catalog)
        return found

    def _grouped(self, ids: Mapping[str, Sequence[str]]) -> Mapping[str, Sequence[Paper]]:
        return Lazy(ids, lambda key: [self.catalog.papers[id_] for id_ in ids[key]])

    def in_order(self, papers: Iterable[Paper]) -> list[Paper]:
        """The papers by year, newest first, then by title; those without a year last."""
        return sorted(papers, key=lambda paper: self._places[paper.id])

    @functools.cached_property
    def _places(self) -> Mapping[str, int]:
        return {id_: place for place, id_ in enumerate(self.title_index.by_year)}

    @functools.cached_property
    def tag_order(self) -> Mapping[str, CollationKey]:
        """What the tags are sorted by where their names are listed, by tag id."""
        return tag_order(self.catalog.tags, self._memory)

    @functools.cached_property
    def keys(self) -> Mapping[str, str]:
        """The papers' citation keys, by paper id."""
        return citation_keys(self.catalog.papers, self._memory, self._told.cited)

    @functools.cached_property
    def words(self) -> str:
        """As `all_words` of `derived` has it."""
        return all_words(self._told.papers[paper].words for paper in self.catalog.papers)

    @functools.cached_property
    def inputs(self) -> Mapping[str, str]:
        """A digest of all that a card and a reference are made from, by paper id."""
        return card_inputs(self.catalog, self._digests, self.topics, self.tags, self._memory)

    @functools.cached_property
    def line_inputs(self) -> Mapping[str, str]:
        """A digest of what is said of a paper beside tags, topics and links, by paper id."""
        return {id_: told.line for id_, told in self._told.papers.items()}

    @functools.cached_property
    def _told(self) -> Told:
        return told_by(self.catalog.papers, self._digests, self._memory)

    @functools.cached_property
    def papers(self) -> Sequence[Paper]:
        """All papers in that order."""
        return [self.catalog.papers[id_] for id_ in self.title_index.by_year]

    @functools.cached_property
    def introductions(self) -> Mapping[str, str]:
        """The HTML of the topics' and the home page's introductions, by page path."""
        found = converted(texts_of(self.catalog), self._memory)
        return {page: prose.html for page, prose in found.items()}

    @functools.cached_property
    def title_index(self) -> TitleIndex:
        """All papers by their titles."""
        papers, told = self.catalog.papers.values(), self._told.titled
        return self._memory.recall("titles", told, lambda: title_index(papers, self.titles))

    @functools.cached_property
    def author_index(self) -> AuthorIndex:
        """Who wrote what."""
        papers, told = self.catalog.papers.values(), self._told.written
        return self._memory.recall("authors", told, lambda: author_index(papers))

    def newest_first(self, papers: Iterable[Paper], most: int | None = None) -> tuple[Card, ...]:
        """The cards of the first `most` papers in the order of `in_order`."""
        return tuple(self.cards[paper.id] for paper in self.in_order(papers)[:most])

    def at_home(self, topic: str) -> int:
        """How many of the topic's papers have it as their main topic."""
        return self._homes[topic]

    @functools.cached_property
    def _homes(self) -> Mapping[str | None, int]:
        return Counter(map(self.catalog.home_of, self.catalog.papers.values()))

    def known(self, ids: Iterable[str]) -> tuple[Card, ...]:
        """The cards of those ids that name a paper, in the given order."""
        return tuple(self.cards[id_] for id_ in ids if id_ in self.cards)

    def paper_tags(self, paper: Paper) -> tuple[TagChip, ...]:
        """The paper's tags in its own order, unknown ones left out."""
        return tuple(self.tags[tag] for tag in paper.tags if tag in self.tags)

    def found_under(self, paper: Paper) -> tuple[TagChip, ...]:
        """The paper's tags, then the broader ones of these; unknown ones left out."""
        return tuple(self.tags[tag] for tag in self.catalog.tags_of(paper) if tag in self.tags)

    def paper_topics(self, paper: Paper) -> tuple[TopicChip, ...]:
        """The paper's topics, home first, unknown ones left out."""
        return tuple(self.topics[topic] for topic in self.catalog.topics_of(paper))

    def title_attributes(self, paper: Paper) -> Markup:
        """The language and direction of the paper's title, where they are not the page's."""
        return attributes(self.titles[paper.id], self.references[paper.id].text_language)

    def title_language(self, paper: Paper) -> str:
        """The language of the paper's title and abstract where it is known and not the page's."""
        return foreign("", self.references[paper.id].text_language)

    def status(self, paper: Paper) -> str:
        """What a list says before the paper's authors: `Retracted` and the like, or nothing."""
        return paper.status.capitalize() if paper.status in _WARNED else ""

    def _card(self, id_: str) -> Card:
        paper = self.catalog.papers[id_]
        topics = self.paper_topics(paper)
        return Card(
            id=paper.id,
            path=urls.paper(paper.id),
            title=Markup(latex.to_html(paper.display_title)),
            plain_title=self.titles[paper.id],
            attributes=self.title_attributes(paper),
            authors=short_authors(paper.authors),
            year=paper.year,
            venue=paper.venue or "",
            summary=paper.summary or "",
            note=paper.note or "",
            type=paper.type.label if paper.type else "",
            home=topics[0] if topics else None,
            tags=self.paper_tags(paper),
            added=paper.added.isoformat() if paper.added else "",
            coins=Markup(coins(self.references[id_]) if paper.authors and paper.year else ""),
            status=self.status(paper),
            later=Markup(latex.to_html(paper.published_as)) if paper.published_as else None,
        )

    def _bibtex(self, id_: str) -> str:
        return entry(self.references[id_], self.keys[id_])
