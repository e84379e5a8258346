"""Authors, years, venues, sources, and ids that two papers claim."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from generator.checks.context import Context
from generator.content.paper_yaml import flow
from generator.model.findings import Finding, Where
from generator.model.models import Paper
from generator.text.author_names import right_names
from generator.text.identifiers import arxiv_year
from generator.text.venues import in_house_style, parse_venue

VENUE_LAG = 3
"""Years from the first version at arXiv to the venue that raise no doubt."""
_LISTED_WHOLE = 12
"""Authors at most of a list that a message shows as it should be; of a longer one, the entry."""


def years(context: Context) -> Iterator[Finding]:
    """Years that are still to come, or before the arXiv id's."""
    for paper in context.catalog.papers.values():
        if paper.year is None:
            continue
        now = max(context.today.year, paper.added.year if paper.added else 0)
        if paper.year > now:
            message = f"the year {paper.year} is in the future"
            yield Finding(_file(paper), ("year",), "future-year", message)
        elif paper.arxiv is not None and paper.year < arxiv_year(paper.arxiv):
            message = (
                f"the year {paper.year} lies before the arXiv id {paper.arxiv},"
                f" which is of {arxiv_year(paper.arxiv)}"
            )
            yield Finding(_file(paper), ("year",), "year-before-arxiv", message)


def venue_years(context: Context) -> Iterator[Finding]:
    """Venues whose own year lies long before the paper's, or long after it.

    A paper with an arXiv id has the year of its first version there: up to
    `VENUE_LAG` years from it to the venue are usual, and some authors put a
    paper there a year after its venue. Without an arXiv id the year is that of
    the publication, and may differ by one.
    """
    for paper in context.catalog.papers.values():
        venue = parse_venue(paper.venue, context.catalog.venues)
        if venue is None or venue.year is None or paper.year is None:
            continue
        late = VENUE_LAG if paper.arxiv else 1
        if paper.year - 1 <= venue.year <= paper.year + late:
            continue
        side = "long before" if venue.year < paper.year else "long after"
        message = (
            f"the venue is of {venue.year}, {side} the paper's year {paper.year};"
            " one of the two is likely wrong"
        )
        yield Finding(_file(paper), ("venue",), "venue-year", message)


def authors(context: Context) -> Iterator[Finding]:
    """Entries of `authors` that hold several names, or one with the family name first."""
    for paper in context.catalog.papers.values():
        for index, entry in enumerate(paper.authors):
            names = right_names(entry)
            if names is None:
                continue
            what = "is more than one name" if len(names) > 1 else "has the family name first"
            if len(paper.authors) <= _LISTED_WHOLE:
                right = tuple(n for other in paper.authors for n in right_names(other) or (other,))
                written = f"authors: {flow(right)}"
            else:
                written = flow(names)[1:-1]
            message = f"{entry[:100]!r} {what}; write `{written}`"
            yield Finding(_file(paper), ("authors", index), "author-entry", message)


def venues(context: Context) -> Iterator[Finding]:
    """Venues that the table does not have; nothing when there is no table."""
    table = context.catalog.venues
    if "venues.yml" not in context.loaded.tables or context.unread("venue"):
        return
    others = context.venue_words
    for paper in context.catalog.papers.values():
        if paper.venue is None or in_house_style(paper.venue, table):
            continue
        name, rest = _name_and_rest(paper.venue)
        if context.unread("venue", name):
            continue
        near = others.get(name) or context.spellings["venue"].nearest(name)
        near = others.get(near, near) if near else None
        message = f"the venue {name[:80]!r} is not in venues.yml"
        suggestion = f"{near}{rest}" if near else None
        yield Finding(_file(paper), ("venue",), "unknown-venue", message, suggestion)


def right_venue(context: Context, venue: str) -> str | None:
    """The house style of a venue that the table knows by another spelling, else None."""
    name, rest = _name_and_rest(venue)
    right = context.venue_words.get(name)
    return f"{right}{rest}" if right else None


def sources(context: Context) -> Iterator[Finding]:
    """References to listings or lines that are not there; nothing when no listing is kept."""
    lines = context.loaded.source_lines
    if not lines:
        return
    for paper in context.catalog.papers.values():
        for index, source in enumerate(paper.sources):
            if source.file not in lines:
                if context.unread("source", source.file.partition(".")[0]):
                    continue
                message = f"there is no file {source.file[:100]!r} in sources/"
                at: Where = ("sources", index, "file")
                near = context.spellings["source"].nearest(source.file)
                yield Finding(_file(paper), at, "unknown-source", message, near)
            elif source.line > lines[source.file]:
                message = f"{source.file} has {lines[source.file]} lines, not {source.line}"
                yield Finding(_file(paper), ("sources", index, "line"), "source-line", message)


def shared_ids(context: Context) -> Iterator[Finding]:
    """An arXiv id, DOI or code address on two papers, shown at each paper but the first."""
    owners: dict[tuple[str, str], list[Paper]] = defaultdict(list)
    for paper in context.catalog.papers.values():
        claims: list[tuple[str, str, Where]] = []
        if paper.arxiv:
            claims.append(("arxiv", paper.arxiv, ("arxiv",)))
        if paper.doi:
            claims.append(("doi", paper.doi.lower(), ("doi",)))
        claims += [("code", _address(url), ("code", i)) for i, url in enumerate(paper.code)]
        for kind, value, where in claims:
            before = [
                other.id for other in owners[kind, value]
                if kind != "code" or not _distinct(paper, other)
            ]  # fmt: skip
            owners[kind, value].append(paper)
            if before and before[0] != paper.id:
                message = f"{value!r} is also that of {before[0]}"
                yield Finding(_file(paper), where, f"duplicate-{kind}", message)


def _address(url: str) -> str:
    return re.sub(r"^https?://(www\.)?", "", url).removesuffix("/").removesuffix(".git").lower()


def _distinct(one: Paper, other: Paper) -> bool:
    return one.id in other.distinct_from or other.id in one.distinct_from


def _name_and_rest(venue: str) -> tuple[str, str]:
    match = re.fullmatch(r"(.+?)((?:,? (?:19|20)[0-9]{2})?(?: \([^()]+\))?)", venue)
    return (match[1], match[2]) if match else (venue, "")


def _file(paper: Paper) -> str:
    return f"papers/{paper.id}.yml"
