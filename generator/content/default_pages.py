"""The hand-written pages of a site: those of `content/pages/`, and the defaults for others."""

from __future__ import annotations

from collections.abc import Iterable

from generator.content.field_reference import fields_as_markdown
from generator.model.models import HandPage

CODES = "<!-- codes -->"
"""Where a page links to the page of all that `check` can report."""
FIELDS = "<!-- fields -->"
"""Where a page has the table of the fields of a paper's file."""
FORM = "<!-- suggest -->"
"""Where a page links to the form "Suggest a paper" of the repository."""
_LINK_TO_CODES = "[Every message, with an example and what to do](codes.md)"

# The navigation and the footer lead to them.
_DEFAULTS = (
    HandPage("about", "About", "# About\n\nA reading list of research papers.\n"),
    HandPage(
        "contribute",
        "Contribute",
        "# Contribute\n\nEach paper is one YAML file below `content/papers/`; every paper's page"
        f" has *Edit tags*, which leads there. {FORM}\n\n{FIELDS}\n\n"
        f"## What the check can say\n\n{CODES}\n",
    ),
)


def with_defaults(pages: Iterable[HandPage]) -> tuple[HandPage, ...]:
    """The pages, and after them a default for each page that every site has and these lack."""
    written = tuple(pages)
    ids = {page.id for page in written}
    return (*written, *(page for page in _DEFAULTS if page.id not in ids))


def complete(markdown: str, form: str = "") -> str:
    """A page's Markdown with what its marks stand for; `form` is the form's address, if any."""
    link = f"[Open the form “Suggest a paper”]({form})." if form else ""
    return (
        markdown.replace(CODES, _LINK_TO_CODES)
        .replace(FIELDS, fields_as_markdown())
        .replace(FORM, link)
    )


def codes(rules_list: str) -> str:
    """The Markdown of all that `check` can report, from the list of its rules."""
    head = "# What the check can say\n\nEach message ends in its code, in brackets.\n\n## Codes"
    return f"{head}\n\n{rules_list}"
