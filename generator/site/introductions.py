"""The introductions of topics and of the home page, each converted once for checks and pages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from generator.model import urls
from generator.model.memory import Memory, digest_of
from generator.model.models import Catalog
from generator.text.markdown import introduction
from generator.text.prose import Prose


def texts_of(catalog: Catalog) -> dict[str, str]:
    """The Markdown by the path of its page: the topics in the site's order, then the home page."""
    found = {urls.topic(topic.id): topic.introduction for topic in catalog.topics.values()}
    return found | {urls.HOME: catalog.home.introduction}


def converted(texts: Mapping[str, str], memory: Memory) -> dict[str, Prose]:
    """What became of the introductions, in their order, as earlier runs told or made now."""
    with memory.entries("introductions") as known:
        return {
            page: known.recall(
                digest_of(text, urls.root(page)), partial(introduction, text, urls.root(page))
            )
            for page, text in texts.items()
        }
