"""Listings to drafts: one parser a format, used by `import` alone.

A listing is a text in which titles and abstracts take turns.  `parse` accounts
for every line: it is part of an entry, or dropped for a stated reason.
"""

from generator.importers.listings.listing import Dropped, ListedPaper, Listing, Reason
from generator.importers.listings.parsing import FORMATS, parse

__all__ = ["FORMATS", "Dropped", "ListedPaper", "Listing", "Reason", "parse"]
