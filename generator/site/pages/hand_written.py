"""The hand-written pages."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from generator.content.default_pages import codes, complete, with_defaults
from generator.model import urls
from generator.model.memory import digest_of
from generator.model.models import Catalog, HandPage
from generator.site.pages.page import Content, Later, PageSource
from generator.text import markdown


class HandView(NamedTuple):
    """A hand-written page."""

    content: Markup


class NotKeptView(NamedTuple):
    """What a reader without a network sees in place of a page; a script fills it."""


def hand_written_contents(source: PageSource) -> Iterator[Later]:
    """Each page of `content/pages/`, then those that every list has and this one lacks."""
    for page in with_defaults(source.catalog.pages):
        path = urls.hand_page(page.id)
        text = complete(page.markdown, source.site.suggest_url)
        about = page.title, _first_sentence(page)
        make = partial(_content, *about, text, path, path)
        yield Later(path, digest_of(page, text, source.site), make)


def hand_written_paths(catalog: Catalog) -> Iterator[str]:
    """The pages of `hand_written_contents`."""
    return (urls.hand_page(page.id) for page in with_defaults(catalog.pages))


def codes_contents(source: PageSource) -> Iterator[Later]:
    """All that the check of the files can report."""
    text = codes(source.rules_list)
    about = "What the check can say", "Each message, with an example."
    yield Later("", digest_of(text, source.site), partial(_content, *about, text, urls.CODES, ""))


def not_kept_contents(_source: PageSource) -> Iterator[Content]:
    """What stands in for a page that is not on the reader's device."""
    yield Content("Not on this device", "The pages that are kept on this device.", NotKeptView())


def _content(title: str, description: str, text: str, path: str, below: str) -> Content:
    """A page of Markdown; `below` is its path below that of its kind."""
    html = Markup(markdown.hand_page(text, path).html)
    return Content(title, description, HandView(html), below)


def _first_sentence(page: HandPage) -> str:
    for line in page.markdown.split("\n"):
        if line[:1].isalpha():
            return line.partition(". ")[0].rstrip(".") + "."
    return page.title
