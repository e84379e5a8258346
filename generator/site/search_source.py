"""What the search finds: papers, topics, tags, authors, and the hand-written pages."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from generator.content.hand_pages import CODES
from generator.model import urls
from generator.model.models import HandPage, Paper, Tag, Topic
from generator.search import Document
from generator.site.cards import Deck
from generator.text import latex, markdown

_ELEMENT = re.compile(r"<[^>]*>")


def documents(deck: Deck) -> list[Document]:
    """One record a page, in the order papers, topics, tags, hand-written pages."""
    return list(_documents(deck))


def _documents(deck: Deck) -> Iterator[Document]:
    catalog = deck.catalog
    for paper in catalog.papers.values():
        yield _paper(paper, deck)
    for topic in catalog.topics.values():
        yield _topic(topic)
    for tag in catalog.tags.values():
        if not tag.deprecated_for:
            yield _tag(tag)
    for page in catalog.pages:
        yield _hand_page(page)


def _paper(paper: Paper, deck: Deck) -> Document:
    tags = deck.paper_tags(paper)
    topics = deck.paper_topics(paper)
    aliases = (a for chip in tags for a in deck.catalog.tags[chip.id].aliases)
    return Document(
        id=paper.id,
        path=urls.paper(paper.id),
        kind="paper",
        title=deck.cards[paper.id].plain_title,
        authors=paper.authors,
        tags=tuple(chip.name for chip in tags),
        aliases=tuple(aliases),
        topics=tuple(chip.title for chip in topics),
        venue=paper.venue or "",
        summary=paper.summary or "",
        abstract=latex.to_text(paper.abstract),
        year=paper.year,
        arxiv=paper.arxiv,
        tag_ids=tuple(chip.id for chip in tags),
        topic_ids=tuple(chip.id for chip in topics),
    )


def _topic(topic: Topic) -> Document:
    return Document(
        id=topic.id,
        path=urls.topic(topic.id),
        kind="topic",
        title=topic.title,
        summary=topic.description,
        abstract=_words(markdown.to_html(topic.introduction, "../../")),
        topic_ids=(topic.id,),
    )


def _tag(tag: Tag) -> Document:
    return Document(
        id=tag.id,
        path=urls.tag(tag.id),
        kind="tag",
        title=tag.name,
        aliases=tag.aliases,
        summary=tag.description,
        tag_ids=(tag.id,),
    )


def _hand_page(page: HandPage) -> Document:
    return Document(
        id=page.id,
        path=urls.hand_page(page.id),
        kind="page",
        title=page.title,
        abstract=_words(markdown.to_html(page.markdown.replace(CODES, ""), "../")),
    )


def _words(markup: str) -> str:
    return " ".join(html.unescape(_ELEMENT.sub(" ", markup)).split())
