"""The pages of the site as typed views: what each shows, before it is rendered."""

from generator.site.pages.kinds import (
    PAGE_KINDS,
    all_drafts,
    all_pages,
    documents,
    drafts_at,
    is_listed,
    navigation,
    other_documents,
    other_drafts,
    paper_drafts,
)
from generator.site.pages.page import Page, PageDraft, PageKind, PageSource

__all__ = [
    "PAGE_KINDS", "Page", "PageDraft", "PageKind", "PageSource", "all_drafts", "all_pages",
    "documents", "drafts_at", "is_listed", "navigation", "other_documents", "other_drafts",
    "paper_drafts",
]  # fmt: skip
