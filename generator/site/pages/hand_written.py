"""The hand-written pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator.content.default_pages import codes, complete, with_defaults
from generator.model import urls
from generator.model.models import Catalog, HandPage
from generator.site.pages.page import Content, PageSource
from generator.text import markdown


@dataclass(frozen=True, slots=True)
class HandView:
    """A hand-written page."""

    content: Markup


@dataclass(frozen=True, slots=True)
class NotKeptView:
    """What a reader without a network sees in place of a page; a script fills it."""


def hand_written_contents(source: PageSource) -> Iterator[Content]:
    """Each page of `content/pages/`, then those that every list has and this one lacks."""
    for page in with_defaults(source.catalog.pages):
        path = urls.hand_page(page.id)
        form = source.site.suggest_url
        html = Markup(markdown.hand_page(complete(page.markdown, form), path).html)
        yield Content(page.title, _first_sentence(page), HandView(html), path)


def hand_written_paths(catalog: Catalog) -> Iterator[str]:
    """The pages of `hand_written_contents`."""
    return (urls.hand_page(page.id) for page in with_defaults(catalog.pages))


def codes_contents(source: PageSource) -> Iterator[Content]:
    """All that the check of the files can report."""
    html = Markup(markdown.hand_page(codes(source.rules_list), urls.CODES).html)
    yield Content("What the check can say", "Each message, with an example.", HandView(html))


def not_kept_contents(_source: PageSource) -> Iterator[Content]:
    """What stands in for a page that is not on the reader's device."""
    yield Content("Not on this device", "The pages that are kept on this device.", NotKeptView())


def _first_sentence(page: HandPage) -> str:
    for line in page.markdown.split("\n"):
        if line[:1].isalpha():
            return line.partition(". ")[0].rstrip(".") + "."
    return page.title
