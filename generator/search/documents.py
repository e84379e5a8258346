"""What can be found: one record for every page that the search knows.

Everything here is plain text; LaTeX and Markdown have been turned into words
before.  Who makes these records from the catalogue decides what a page's words
are, the index only counts them.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class ResultKind(StrEnum):
    """What a page is about; also the words that `type:` takes."""

    PAPER = "paper"
    TOPIC = "topic"
    TAG = "tag"
    PAGE = "page"


class Document(NamedTuple):
    """One page that can be found. Two pages may share an `id`, never a `path`."""

    id: str
    """The id of the paper, topic, tag or page; orders equal results."""
    path: str
    """The page path: `papers/x/`, the home page is the empty string."""
    kind: str
    """One of `ResultKind`."""
    title: str
    later_title: str = ""
    """Another title of a paper: a query that is this title finds it as by its own."""
    status: str = ""
    """What a result says before the authors: `Retracted` and the like."""
    language: str = ""
    """The code of the language of title and abstract, where it is not the page's."""
    summary_language: str = ""
    """The same of the summary."""
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    """The names of the tags."""
    aliases: tuple[str, ...] = ()
    """Of a paper: its tags' other names; of a tag, topic or author page: its own."""
    topics: tuple[str, ...] = ()
    """The titles of the topics."""
    venue: str = ""
    summary: str = ""
    abstract: str = ""
    """The abstract, or the text of a hand-written page."""
    year: int | None = None
    arxiv: str | None = None
    """The arXiv id without version."""
    tag_ids: tuple[str, ...] = ()
    """Ids of its tags; a tag's own page carries its own id."""
    topic_ids: tuple[str, ...] = ()
    """Ids of its topics; a topic's own page carries its own id."""

    @property
    def titles(self) -> tuple[str, ...]:
        """The title, and the later one where there is one."""
        return (self.title, self.later_title) if self.later_title else (self.title,)
