"""One new paper from an arXiv id, a DOI, a BibTeX entry or a title.

Pure but for the fetcher, which is handed in: what the two services answer is
read here, what a person says on the command line goes before it.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import quote, urlencode
from xml.etree import ElementTree

from rapidfuzz import fuzz

from generator.edit.paper_files import PaperFile
from generator.importers.entry import Entry
from generator.importers.outcomes import Source, Terms
from generator.importers.plan_import import plan_import
from generator.importers.record_values import Words
from generator.model.problems import BrokenEnvironment, Problem
from generator.text.bibliography import well_formed
from generator.text.latex import to_text
from generator.text.titles import loose_key, tidy
from generator.text.venue_spellings import VenueTable

Fetcher = Callable[[str], bytes]
"""Address → bytes of the answer; raises `BrokenEnvironment` without a network."""

_NO_TITLE = "the new paper has no title; give --title"
_ARXIV_API = "https://export.arxiv.org/api/query"
_CROSSREF_API = "https://api.crossref.org/works/"
_ATOM = "{http://www.w3.org/2005/Atom}"
_ARXIV_NS = "{http://arxiv.org/schemas/atom}"


@dataclass(frozen=True, slots=True)
class NewPaper:
    """The file of a new paper."""

    id: str
    data: bytes
    problems: tuple[Problem, ...] = ()
    """Warnings: a title nearly the same as another, a venue that the table does not have."""


def facts_from_arxiv(arxiv: str, fetch: Fetcher) -> Entry | None:
    """What arXiv says of an id, None if it has no such paper.

    The year is that of the first version. Source: the arXiv API user's manual
    (info.arxiv.org/help/api/user-manual.html).
    """
    query = urlencode({"id_list": arxiv, "max_results": 1})
    found = read_arxiv(fetch(f"{_ARXIV_API}?{query}"))
    return found[0] if found else None


def facts_from_title(title: str, fetch: Fetcher) -> tuple[Entry | None, tuple[str, ...]]:
    """The paper at arXiv with this title, and, when there is none, the nearest titles there."""
    words = " ".join(re.findall(r"\w+", to_text(title)))
    query = urlencode({"search_query": f'ti:"{words}"', "max_results": 5})
    found = read_arxiv(fetch(f"{_ARXIV_API}?{query}"))
    for facts in found:
        if loose_key(to_text(facts.title)) == loose_key(to_text(title)):
            return facts, ()
    titles = [facts.title for facts in found]
    return None, tuple(sorted(titles, key=lambda other: -fuzz.ratio(other, title)))


def facts_from_doi(doi: str, fetch: Fetcher) -> Entry | None:
    """What Crossref says of a DOI, None if its answer holds no title.

    Source: the Crossref REST API (api.crossref.org), `works`.
    """
    answer = fetch(f"{_CROSSREF_API}{quote(doi, safe='/')}")
    try:
        work = json.loads(answer)["message"]
        title = " ".join(work.get("title") or ())
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BrokenEnvironment("Crossref gave an answer that cannot be read") from error
    if not tidy(title):
        return None
    containers = work.get("container-title") or [None]
    year = _crossref_year(work)
    return Entry(
        title=tidy(_without_tags(title)),
        abstract=tidy(_without_tags(work.get("abstract") or "")) or None,
        authors=tuple(_crossref_names(work.get("author") or ())),
        year=year,
        venue=f"{containers[0]} {year or ''}".strip() if containers[0] else None,
        doi=well_formed("doi", work.get("DOI") or doi),
    )


def plan_new(
    facts: Entry,
    papers: Mapping[str, PaperFile],
    venues: VenueTable,
    added: date,
    papers_path: str = "content/papers",
) -> tuple[NewPaper | None, tuple[Problem, ...]]:
    """The new paper's file, or the errors that keep it from being made.

    It is planned as an import of one entry. Errors: `title-missing`, and
    `already-listed` when a paper has this title (in any case and punctuation),
    arXiv id or DOI.
    """
    title = tidy(facts.title)
    problems = [] if title else [_error(papers_path, "title-missing", _NO_TITLE)]
    problems += _listed(facts, title, papers, papers_path)
    if problems:
        return None, tuple(problems)
    has_id = facts.arxiv or facts.doi
    url, published = None if has_id else facts.url, facts.published or facts.year
    entry = replace(facts, title=title, url=url, published=published)
    terms = Terms(added, words=Words(venues), papers_path=papers_path)
    plan = plan_import([Source(papers_path, [entry])], papers, terms)
    paper_id, data = next(iter(plan.files.items()), ("", b""))
    if not data:
        return None, plan.problems
    path = f"{papers_path}/{paper_id}.yml"
    doubts = (replace(problem, path=path) for problem in plan.problems)
    return NewPaper(paper_id, data, tuple(doubts)), ()


def _error(path: str, code: str, message: str) -> Problem:
    return Problem(path, 0, 0, code, message)


def read_arxiv(answer: bytes) -> list[Entry]:
    """The papers of an answer of the arXiv API, in its order; an error entry counts as none."""
    try:
        feed = ElementTree.fromstring(answer)
    except ElementTree.ParseError as error:
        raise BrokenEnvironment("arXiv gave an answer that cannot be read") from error
    found = []
    for entry in feed.findall(f"{_ATOM}entry"):
        address = entry.findtext(f"{_ATOM}id", "")
        arxiv = well_formed("arxiv", re.sub(r"^.*/abs/", "", address))
        if arxiv is None:
            continue
        published = entry.findtext(f"{_ATOM}published", "")
        names = (name.text or "" for name in entry.iterfind(f"{_ATOM}author/{_ATOM}name"))
        found.append(
            Entry(
                title=tidy(entry.findtext(f"{_ATOM}title", "")),
                abstract=tidy(entry.findtext(f"{_ATOM}summary", "")),
                authors=tuple(filter(None, map(tidy, names))),
                year=well_formed("year", published[:4]),
                venue=entry.findtext(f"{_ARXIV_NS}journal_ref"),
                arxiv=arxiv,
                doi=well_formed("doi", entry.findtext(f"{_ARXIV_NS}doi", "")),
            )
        )
    return found


def _listed(
    facts: Entry, title: str, papers: Mapping[str, PaperFile], papers_path: str
) -> list[Problem]:
    key = loose_key(to_text(title))
    problems = []
    for paper in papers.values():
        same = [
            name
            for name, mine in (("arxiv", facts.arxiv), ("doi", facts.doi))
            if mine and str(paper.fields.get(name) or "").lower() == mine.lower()
        ]
        if title and key in (loose_key(to_text(known)) for known in paper.titles):
            same.append("title")
        if same:
            message = f"the list has this paper already, by its {' and '.join(same)}"
            path = f"{papers_path}/{paper.id}.yml"
            problems.append(Problem(path, 0, 0, "already-listed", message))
    return problems


def _crossref_year(work: Mapping[str, object]) -> int | None:
    for key in ("published", "issued", "published-print", "published-online"):
        match work.get(key):
            case {"date-parts": [[int(year), *_], *_]}:
                return well_formed("year", year)
    return None


def _crossref_names(authors: Sequence[Mapping[str, str]]) -> list[str]:
    names = (
        tidy(f"{row.get('given') or ''} {row.get('family') or row.get('name') or ''}")
        for row in authors
    )
    return [name for name in names if name]


def _without_tags(text: str) -> str:
    """JATS or HTML as plain text; a heading that only says "Abstract" goes."""
    text = re.sub(r"<(jats:)?title>\s*abstract\s*</\1?title>", " ", text, flags=re.IGNORECASE)
    return html.unescape(re.sub(r"</?[A-Za-z][^<>]*>", " ", text))
