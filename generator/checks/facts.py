"""Authors, years, venues, sources, and ids that two papers claim."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from generator.checks.context import Check, Context
from generator.checks.each_paper import of_each_paper
from generator.content.paper_yaml import flow
from generator.model.models import Paper, Venue
from generator.model.problems import Severity
from generator.model.rules import Finding, Group, Rule, Where
from generator.text.author_lists import right_names
from generator.text.identifiers import arxiv_year
from generator.text.venues import in_house_style, parse_venue

VENUE_LAG = 3
"""Years from the first version at arXiv to the venue that raise no doubt."""
_LISTED_WHOLE = 12
"""Authors at most of a list that a message shows as it should be; of a longer one, the entry."""

UNKNOWN_VENUE = Rule("unknown-venue", Group.RELATIONS, Severity.WARNING,
    "The venue is not in venues.yml, which keeps one spelling of each; `import` keeps such a "
    "venue as it is.",
    "venue: NIPS 2017",
    "Write it as the message says, or add it to venues.yml.", fixed=True, in_schema=True,
    where="where the table names the spelling among its aliases")  # fmt: skip
UNKNOWN_SOURCE = Rule("unknown-source", Group.RELATIONS, Severity.ERROR,
    "There is no such file in sources/.",
    "sources: [{file: list.txt, line: 3}]",
    "Name the file as it is, or leave it out.")  # fmt: skip
SOURCE_LINE = Rule("source-line", Group.RELATIONS, Severity.ERROR,
    "The file in sources/ has fewer lines than that.",
    "sources: [{file: 003_d331fffb18e585e2.txt, line: 99999}]",
    "Name the title's line.")  # fmt: skip
AUTHOR_ENTRY = Rule("author-entry", Group.RELATIONS, Severity.WARNING,
    "An entry of `authors` holds more than one name, or has the family name first. "
    "Citations and the index of authors would be wrong.",
    'authors: [Jimmy Lei Ba and Geoffrey E. Hinton]   or   authors: ["Hinton, '
    'Geoffrey"]',
    "Write the list as the message shows it.")  # fmt: skip
FUTURE_YEAR = Rule("future-year", Group.RELATIONS, Severity.ERROR,
    "The year is in the future.",
    "year: 2062",
    "Correct it.")  # fmt: skip
YEAR_BEFORE_ARXIV = Rule("year-before-arxiv", Group.RELATIONS, Severity.ERROR,
    "The paper would be older than its arXiv id, whose first two digits are the year.",
    'year: 2015 with arxiv: "1607.06450"',
    "One of the two belongs to another paper, or the year is mistyped.")  # fmt: skip
VENUE_YEAR = Rule("venue-year", Group.RELATIONS, Severity.WARNING,
    "The year of the venue lies before that of the paper, or long after it.",
    "year: 2021 with venue: ICC 2016",
    "Look up both. Leave them if the paper did appear so early or so late.")  # fmt: skip
DUPLICATE_ARXIV = Rule("duplicate-arxiv", Group.RELATIONS, Severity.ERROR,
    "Two papers have one arXiv id.",
    'arxiv: "1607.06450" in two files',
    "One of them is another paper's, or both files are the same paper: keep one.")  # fmt: skip
DUPLICATE_DOI = Rule("duplicate-doi", Group.RELATIONS, Severity.ERROR,
    "Two papers have one DOI.",
    "the same doi: in two files",
    "As for `duplicate-arxiv`.")  # fmt: skip
DUPLICATE_CODE = Rule("duplicate-code", Group.RELATIONS, Severity.WARNING,
    "Two papers name one repository. That may be right: some hold the code of several "
    "papers.",
    "the same address below code: in two files",
    "Look whether it belongs to both. To say so, name the other paper in "
    "`distinct_from`.")  # fmt: skip

_DUPLICATE = {"arxiv": DUPLICATE_ARXIV, "doi": DUPLICATE_DOI, "code": DUPLICATE_CODE}


def years(context: Context) -> Iterator[Finding]:
    """Years that are still to come, or before the arXiv id's."""
    return of_each_paper(context, "years", _year, context.today.year)


def _year(paper: Paper, today: int) -> Iterator[Finding]:
    if paper.year is None:
        return
    if paper.year > max(today, paper.added.year if paper.added else 0):
        message = f"the year {paper.year} is in the future"
        yield Finding(_file(paper), ("year",), FUTURE_YEAR, message)
    elif paper.arxiv is not None and paper.year < arxiv_year(paper.arxiv):
        message = (
            f"the year {paper.year} lies before the arXiv id {paper.arxiv},"
            f" which is of {arxiv_year(paper.arxiv)}"
        )
        yield Finding(_file(paper), ("year",), YEAR_BEFORE_ARXIV, message)


def venue_years(context: Context) -> Iterator[Finding]:
    """Venues whose own year lies long before the paper's, or long after it.

    A paper with an arXiv id has the year of its first version there: up to
    `VENUE_LAG` years from it to the venue are usual, and some authors put a
    paper there a year after its venue. Without an arXiv id the year is that of
    the publication, and may differ by one.
    """
    return of_each_paper(context, "venue years", _venue_year, dict(context.catalog.venues))


def _venue_year(paper: Paper, venues: Mapping[str, Venue]) -> Iterator[Finding]:
    venue = parse_venue(paper.venue, venues)
    if venue is None or venue.year is None or paper.year is None:
        return
    late = VENUE_LAG if paper.arxiv else 1
    if paper.year - 1 <= venue.year <= paper.year + late:
        return
    side = "long before" if venue.year < paper.year else "long after"
    message = (
        f"the venue is of {venue.year}, {side} the paper's year {paper.year};"
        " one of the two is likely wrong"
    )
    yield Finding(_file(paper), ("venue",), VENUE_YEAR, message)


def authors(context: Context) -> Iterator[Finding]:
    """Entries of `authors` that hold several names, or one with the family name first."""
    return of_each_paper(context, "authors", _authors, None)


def _authors(paper: Paper, _: None) -> Iterator[Finding]:
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
        yield Finding(_file(paper), ("authors", index), AUTHOR_ENTRY, message)


def venues(context: Context) -> Iterator[Finding]:
    """Venues that the table does not have; nothing when there is no table."""
    table = context.catalog.venues
    if "venues.yml" not in context.loaded.tables or context.unread("venue"):
        return
    others = context.venue_words
    papers = context.catalog.papers.values()
    right = {venue for venue in {p.venue for p in papers} if venue and in_house_style(venue, table)}
    for paper in papers:
        if paper.venue is None or paper.venue in right:
            continue
        name, rest = _name_and_rest(paper.venue)
        if context.unread("venue", name):
            continue
        near = others.get(name) or context.spellings["venue"].nearest(name)
        near = others.get(near, near) if near else None
        message = f"the venue {name[:80]!r} is not in venues.yml"
        suggestion = f"{near}{rest}" if near else None
        yield Finding(_file(paper), ("venue",), UNKNOWN_VENUE, message, suggestion)


def house_style(context: Context, names: str, value: str) -> str | None:
    """The house style of a venue that the table knows by another spelling, else None."""
    if names != "venue":
        return None
    name, rest = _name_and_rest(value)
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
                yield Finding(_file(paper), at, UNKNOWN_SOURCE, message, near)
            elif source.line > lines[source.file]:
                message = f"{source.file} has {lines[source.file]} lines, not {source.line}"
                yield Finding(_file(paper), ("sources", index, "line"), SOURCE_LINE, message)


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
                yield Finding(_file(paper), where, _DUPLICATE[kind], message)


def _address(url: str) -> str:
    return re.sub(r"^https?://(www\.)?", "", url).removesuffix("/").removesuffix(".git").lower()


def _distinct(one: Paper, other: Paper) -> bool:
    return one.id in other.distinct_from or other.id in one.distinct_from


def _name_and_rest(venue: str) -> tuple[str, str]:
    match = re.fullmatch(r"(.+?)((?:,? (?:1[6-9]|20)[0-9]{2})?(?: \([^()]+\))?)", venue)
    return (match[1], match[2]) if match else (venue, "")


def _file(paper: Paper) -> str:
    return f"papers/{paper.id}.yml"


CHECKS = (
    Check("years are possible", years, (FUTURE_YEAR, YEAR_BEFORE_ARXIV)),
    Check("each author is one name", authors, (AUTHOR_ENTRY,)),
    Check("venues are in the table", venues, (UNKNOWN_VENUE,), correct=house_style),
    Check("venues and papers are of the same time", venue_years, (VENUE_YEAR,)),
    Check("sources exist", sources, (UNKNOWN_SOURCE, SOURCE_LINE)),
    Check("ids belong to one paper", shared_ids, (DUPLICATE_ARXIV, DUPLICATE_DOI, DUPLICATE_CODE)),
)
