"""The hand-written pages of a site: those of `content/pages/`, and what stands in for others."""

from __future__ import annotations

from collections.abc import Iterable

from generator.content.field_reference import fields_as_markdown
from generator.model import rules
from generator.model.models import HandPage

CODES = "<!-- codes -->"
"""Where a page has the list of all that `check` can report."""
FIELDS = "<!-- fields -->"
"""Where a page has the table of the fields of a paper's file."""

# The navigation and the footer lead to them.
_DEFAULTS = (
    HandPage("about", "About", "# About\n\nA reading list of research papers.\n"),
    HandPage(
        "contribute",
        "Contribute",
        "# Contribute\n\nEach paper is one YAML file below `content/papers/`; every paper's page"
        f" has *Edit tags*, which leads there.\n\n{FIELDS}\n\n"
        f"## What the check can say\n\n{CODES}\n",
    ),
)


def with_defaults(pages: Iterable[HandPage]) -> tuple[HandPage, ...]:
    """The pages, and after them a default for each page that every site has and these lack."""
    written = tuple(pages)
    ids = {page.id for page in written}
    return (*written, *(page for page in _DEFAULTS if page.id not in ids))


def complete(markdown: str) -> str:
    """A page's Markdown with the list of codes and the table of fields in their places."""
    return markdown.replace(CODES, rules.markdown()).replace(FIELDS, fields_as_markdown())
