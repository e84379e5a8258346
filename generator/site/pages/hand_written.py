"""The hand-written pages, whose Markdown goes to the builder as it is."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import rules
from generator.model.models import HandPage
from generator.site.pages.page import Content, Markdown, Source
from generator.text import markdown

# What the navigation and the footer lead to, where a list has not written its own.
_DEFAULT_PAGES = (
    HandPage("about", "About", "# About\n\nA reading list of research papers.\n"),
    HandPage(
        "contribute",
        "Contribute",
        "# Contribute\n\nEach paper is one YAML file below `content/papers/`; every paper's page"
        " has *Edit tags*, which leads there.\n\n## What the check can say\n\n<!-- codes -->\n",
    ),
)


def hand_written_contents(source: Source) -> Iterator[Content]:
    """Each page of `content/pages/`, then those that every list has and this one lacks."""
    written = {page.id for page in source.catalog.pages}
    defaults = (page for page in _DEFAULT_PAGES if page.id not in written)
    for page in (*source.catalog.pages, *defaults):
        view = Markdown(_markdown(page))
        yield Content(page.title, _first_sentence(page), view, f"{page.id}/")


def _markdown(page: HandPage) -> str:
    text = markdown.resolve_references(page.markdown, "../")
    return text.replace("<!-- codes -->", rules.markdown())


def _first_sentence(page: HandPage) -> str:
    for line in page.markdown.split("\n"):
        if line[:1].isalpha():
            return line.partition(". ")[0].rstrip(".") + "."
    return page.title
