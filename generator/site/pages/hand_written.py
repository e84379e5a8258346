"""The hand-written pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator.content.default_pages import complete, with_defaults
from generator.model import urls
from generator.model.models import HandPage
from generator.site.pages.page import Content, Source
from generator.text import markdown


@dataclass(frozen=True, slots=True)
class HandView:
    """A hand-written page."""

    content: Markup


def hand_written_contents(source: Source) -> Iterator[Content]:
    """Each page of `content/pages/`, then those that every list has and this one lacks."""
    for page in with_defaults(source.catalog.pages):
        path = urls.hand_page(page.id)
        html = Markup(markdown.hand_page(complete(page.markdown, source.rules_list), path).html)
        yield Content(page.title, _first_sentence(page), HandView(html), path)


def _first_sentence(page: HandPage) -> str:
    for line in page.markdown.split("\n"):
        if line[:1].isalpha():
            return line.partition(". ")[0].rstrip(".") + "."
    return page.title
