"""One new paper, from what a person and services say of it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from generator.edit.paper_files import PaperFile
from generator.importers.entry import Entry
from generator.importers.outcomes import ImportSource, Terms
from generator.importers.plan_import import plan_import
from generator.importers.record_values import Words
from generator.model.problems import Problem
from generator.text.latex import to_text
from generator.text.titles import loose_key, tidy
from generator.text.venue_spellings import VenueTable

_NO_TITLE = "the new paper has no title; give --title"


@dataclass(frozen=True, slots=True)
class NewPaper:
    """The file of a new paper."""

    id: str
    data: bytes
    problems: tuple[Problem, ...] = ()
    """Warnings: a title nearly the same as another, a venue that the table does not have."""


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
    plan = plan_import([ImportSource(papers_path, [entry])], papers, terms)
    paper_id, data = next(iter(plan.files.items()), ("", b""))
    if not data:
        return None, plan.problems
    path = f"{papers_path}/{paper_id}.yml"
    doubts = (problem._replace(path=path) for problem in plan.problems)
    return NewPaper(paper_id, data, tuple(doubts)), ()


def _error(path: str, code: str, message: str) -> Problem:
    return Problem(path, 0, 0, code, message)


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
