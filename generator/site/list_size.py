"""What the pages and files of a list hold by its size, so that the site grows no faster than it.

A paper of a large list is under many topics and tags, and each of these has a page, a feed and
files of citations: without limits they would be most of the site.
"""

from __future__ import annotations

from dataclasses import dataclass

LARGEST_SMALL = 1_000
"""Papers of a small list at most: its largest file, JSON Lines, has 1.9 kB a paper, and none shall
have more than 2 MB."""

LONGEST_LIST = 1_000
"""Papers on one page at most where no other limit holds: 3,000 cards would have more than 2 MB."""


@dataclass(frozen=True, slots=True)
class Extent:
    """How much the page, the feed and the files of a topic or tag hold."""

    cards: int
    """Papers on a page at most; the page of filters shows the rest."""
    coins: bool
    """Whether these cards hold context objects; the page of filters adds them in any case."""
    announced: int
    """Papers in a page's JSON-LD at most."""
    feed_entries: int
    feed_abstracts: bool
    summaries: bool
    """Whether the lists of titles and of authors have the summaries of their papers."""
    every_format: bool
    """Whether there are files in every format and two feeds; else BibTeX and Atom alone."""
    topic_papers: float
    tag_papers: float
    """A topic or tag of more papers has no files of citations: the browser makes them."""


_SMALL = Extent(300, True, 50, 50, True, True, True, float("inf"), 400)
_LARGE = Extent(16, False, 10, 10, False, False, False, 50, 50)


def extent(papers: int) -> Extent:
    """What goes for a list of so many papers."""
    return _SMALL if papers <= LARGEST_SMALL else _LARGE
