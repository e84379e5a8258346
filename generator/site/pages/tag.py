"""A tag's page, and the index of tags."""

from __future__ import annotations

from collections import Counter

from generator.model import urls
from generator.model.config import Site
from generator.model.models import Tag, TagKind
from generator.site.cards import LONGEST_LIST, Deck, year_span
from generator.site.exports import MOST_IN_TAG
from generator.site.head_html import list_head
from generator.site.pages.downloads import feed_downloads, tag_downloads
from generator.site.views import Page, TagGroup, TagSummary, TagsView, TagView

_TOGETHER_SHOWN = 10

KIND_TITLES = {
    TagKind.METHOD: "Methods",
    TagKind.ARCHITECTURE: "Architectures",
    TagKind.TASK: "Tasks",
    TagKind.DOMAIN: "Domains",
    TagKind.PROPERTY: "Properties and questions",
    TagKind.PAPER_TYPE: "Kinds of paper",
}
"""The headings of the index of tags, in its order."""


def tag_page(tag: Tag, deck: Deck, site: Site) -> Page:
    """The page of one tag."""
    papers = deck.by_tag[tag.id]
    chip = deck.tags[tag.id]
    topics = Counter(topic for paper in papers for topic in paper.topics if topic in deck.topics)
    ordered = sorted(topics.items(), key=lambda item: (-item[1], item[0]))
    view = TagView(
        chip=chip,
        description=tag.description,
        aliases=tag.aliases,
        cards=deck.newest_first(papers)[:LONGEST_LIST],
        count=len(papers),
        related=tuple(deck.tags[other] for other in tag.related if other in deck.tags),
        together=deck.common_tags(papers, _TOGETHER_SHOWN, without=tag.id),
        topics=tuple((deck.topics[topic], count) for topic, count in ordered),
        years=year_span(papers),
        downloads=tag_downloads(tag.id) if len(papers) <= MOST_IN_TAG else (),
        feeds=feed_downloads(f"tags/{tag.id}"),
        edit_url=site.edit_url("content/tags.yml"),
        head=list_head(tag.name, tag.description, chip.path, papers, deck, site),
    )
    return Page(chip.path, tag.name, tag.description, "tag.html", view, "tag")


def tags_page(deck: Deck) -> Page:
    """The index of tags, by kind; deprecated tags are left out."""
    groups = []
    for kind, title in KIND_TITLES.items():
        tags = sorted(
            (t for t in deck.catalog.tags.values() if t.kind is kind and not t.deprecated_for),
            key=lambda tag: tag.name.lower(),
        )
        rows = tuple(
            TagSummary(deck.tags[tag.id], len(deck.by_tag[tag.id]), tag.aliases) for tag in tags
        )
        if rows:
            groups.append(TagGroup(kind.value, title, rows))
    return Page(
        path=urls.TAGS,
        title="Tags",
        description="The controlled vocabulary: what each tag means, and how many papers carry it.",
        template="tags.html",
        view=TagsView(tuple(groups)),
        kind="index",
    )
