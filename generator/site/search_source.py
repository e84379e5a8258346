"""What the search finds: papers, topics, tags, and the hand-written pages."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

from generator.content.default_pages import CODES, FIELDS
from generator.model import urls
from generator.model.models import HandPage, Paper, Tag, Topic
from generator.search import Document
from generator.site.cards import PageParts
from generator.site.text_attributes import foreign
from generator.text import latex, markdown

_ELEMENT = re.compile(r"<[^>]*>")


def papers(parts: PageParts, ids: Iterable[str] | None = None) -> Iterator[Document]:
    """One record for each of these papers, or for all by id."""
    known = parts.catalog.papers
    return (_paper(known[id_], parts) for id_ in (known if ids is None else ids))


def topics(parts: PageParts) -> Iterator[Document]:
    """One record a topic, in the site's order."""
    return map(_topic, parts.catalog.topics.values())


def tags(parts: PageParts) -> Iterator[Document]:
    """One record a tag that is not deprecated, by id."""
    return (_tag(tag) for tag in parts.catalog.tags.values() if not tag.deprecated_for)


def hand_pages(parts: PageParts) -> Iterator[Document]:
    """One record a hand-written page."""
    return map(_hand_page, parts.catalog.pages)


def _paper(paper: Paper, parts: PageParts) -> Document:
    tag_chips = parts.found_under(paper)
    topic_chips = parts.paper_topics(paper)
    names = (a for chip in tag_chips for a in parts.catalog.tags[chip.id].aliases)
    kind = paper.type.label if paper.type else None
    return Document(
        id=paper.id,
        path=urls.paper(paper.id),
        kind="paper",
        title=parts.titles[paper.id],
        later_title=latex.to_text(paper.published_as or ""),
        status=parts.status(paper),
        language=parts.title_language(paper),
        summary_language=foreign(paper.summary or ""),
        authors=paper.authors,
        tags=tuple(chip.name for chip in tag_chips),
        aliases=(*names, *filter(None, (kind, paper.publisher, paper.isbn))),
        topics=tuple(chip.title for chip in topic_chips),
        venue=paper.venue or "",
        summary=paper.summary or "",
        abstract="\n".join(filter(None, (parts.texts[paper.id].abstract, paper.note))),
        year=paper.year,
        arxiv=paper.arxiv,
        tag_ids=tuple(chip.id for chip in tag_chips),
        topic_ids=tuple(chip.id for chip in topic_chips),
    )


def _topic(topic: Topic) -> Document:
    return Document(
        id=topic.id,
        path=urls.topic(topic.id),
        kind="topic",
        title=topic.title,
        language=foreign(topic.title),
        summary=topic.description,
        summary_language=foreign(topic.description),
        abstract=_words(markdown.to_html(topic.introduction, "../../")),
        topic_ids=(topic.id,),
    )


def _tag(tag: Tag) -> Document:
    return Document(
        id=tag.id,
        path=urls.tag(tag.id),
        kind="tag",
        title=tag.name,
        language=foreign(tag.name),
        aliases=tag.aliases,
        summary=tag.description,
        summary_language=foreign(tag.description),
        tag_ids=(tag.id,),
    )


def _hand_page(page: HandPage) -> Document:
    without_lists = page.markdown.replace(CODES, "").replace(FIELDS, "")
    return Document(
        id=page.id,
        path=urls.hand_page(page.id),
        kind="page",
        title=page.title,
        language=foreign(page.title),
        abstract=_words(markdown.to_html(without_lists, "../")),
    )


def _words(markup: str) -> str:
    return " ".join(html.unescape(_ELEMENT.sub(" ", markup)).split())
