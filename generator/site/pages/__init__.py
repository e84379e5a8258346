"""The pages of the site as typed views: what stands on each, before it is rendered."""

from generator.site.pages.assembly import Source, all_pages, other_pages, paper_pages

__all__ = ["Source", "all_pages", "other_pages", "paper_pages"]
