"""The tags that a web page has for reference managers → an entry.

Source: scholar.google.com/intl/en/scholar/inclusion.html, `citation_title` and the like.
"""

from __future__ import annotations

from html.parser import HTMLParser

from generator.importers.entry import Entry
from generator.importers.gathering import Gathered
from generator.importers.values import natural_name

_MOST_TAGS = 2_000
_VENUES = ("citation_journal_title", "citation_conference_title", "citation_inbook_title",
           "citation_book_title")  # fmt: skip
_DATES = ("citation_publication_date", "citation_date", "citation_year",
          "citation_online_date")  # fmt: skip


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        name = (values.get("name") or values.get("property") or "").lower()
        content = values.get("content")
        wanted = tag == "meta" and name.startswith("citation_") and len(self.found) < _MOST_TAGS
        if wanted and content:
            self.found.append((name, content))


def is_about_a_work(page: bytes) -> bool:
    """Whether the page says the title of a work."""
    try:
        return bool(read(page).title)
    except ValueError:
        return False


def read(page: bytes) -> Entry:
    """What the page says of its work; raises `ValueError` when it says no title."""
    tags = _Tags()
    tags.feed(page.decode("utf-8", "replace"))
    got = Gathered(0)
    for name, value in tags.found:
        if name == "citation_title":
            got.title(value)
        elif name == "citation_author":
            got.author(natural_name(value))
        elif name in _DATES:
            got.date(value)
        elif name in _VENUES:
            got.venue(value)
        elif name == "citation_doi":
            got.doi(value)
        elif name == "citation_arxiv_id":
            got.arxiv(value)
        elif name == "citation_abstract":
            got.abstract(value)
    entry = got.entry()
    if not entry.title:
        raise ValueError("the page says no title")
    return entry
