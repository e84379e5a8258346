"""The pages of the site as typed views: what each shows, before it is rendered."""

from generator.site.pages.kinds import (
    PAGE_KINDS,
    all_pages,
    documents,
    is_listed,
    other_pages,
    paper_pages,
)
from generator.site.pages.page import Page, PageKind, Source

__all__ = [
    "PAGE_KINDS", "Page", "PageKind", "Source", "all_pages", "documents",
    "is_listed", "other_pages", "paper_pages",
]  # fmt: skip
