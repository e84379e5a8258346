"""The issue form "Suggest a paper" → a paper's file, or an answer that says what is missing.

Everything in the form is anybody's text.  What leaves here under a name of its
own (file, branch, commit) is made of ids and numbers that we make; the text
itself goes into YAML values alone, and into Markdown escaped.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from generator.edit.paper_edits import fill
from generator.edit.paper_files import PaperFile
from generator.importers.entry import Entry
from generator.importers.issue_text import (
    Issue,
    Suggested,
    clean,
    incomplete,
    read_form,
    refuse,
    wrong_lengths,
)
from generator.importers.new_paper import plan_new
from generator.model.problems import Problem
from generator.text.github_markdown import code
from generator.text.identifiers import ARXIV, DOI, URL
from generator.text.public_addresses import refused
from generator.text.venue_spellings import VenueTable

TITLE, LINK, ABSTRACT, WHY = "Title", "Link", "Abstract", "Why it belongs"
LABELS = (TITLE, LINK, ABSTRACT, WHY)
"""The labels of the form's fields, in its order (.github/ISSUE_TEMPLATE/suggest.yml)."""

_BOUNDS = {TITLE: (3, 300), LINK: (1, 300), ABSTRACT: (50, 10_000), WHY: (10, 600)}
_ID_HOSTS = re.compile(r"(?:.+\.)?(?:arxiv|doi)\.org", re.IGNORECASE)


def suggest_paper(issue: Issue, papers: Mapping[str, PaperFile], venues: VenueTable) -> Suggested:
    """The new paper's file, or why there is none: incomplete, malformed, or listed already."""
    form = read_form(issue.body, LABELS)
    wrong = wrong_lengths(form, _BOUNDS)
    address = _address(clean(form.get(LINK, "")))
    if isinstance(address, str):
        wrong += [f"**{LINK}** {address}."] if form.get(LINK) else []
    if wrong or isinstance(address, str):
        return Suggested(None, "", incomplete(wrong))
    facts = replace(address, title=clean(form[TITLE]), abstract=clean(form[ABSTRACT]))
    new, problems = plan_new(facts, papers, venues, issue.opened)
    if new is None:
        return Suggested(None, "", _listed(problems))
    file = fill(new.data.decode(), {"note": clean(form[WHY])})
    return Suggested(new.id, file, _for_curators(issue, new.problems))


def _address(link: str) -> Entry | str:
    """The link as the field it belongs to, or why it is not taken: the rest of a sentence."""
    if arxiv := ARXIV.corrected(link.partition("#")[0].partition("?")[0]):
        return Entry(arxiv=arxiv)
    if doi := DOI.corrected(link):
        return Entry(doi=doi)
    if ":" not in link and not re.match(r"[^/]+\.[^/]+/", link):
        return "is no arXiv id, DOI or web address"
    if reason := refused(link if "://" in link else f"https://{link}"):
        return reason
    url = URL.corrected(link)
    if url is None or _ID_HOSTS.fullmatch(urlsplit(url).hostname or ""):
        return "is no arXiv id, DOI or web address"
    return Entry(url=url)


def _listed(problems: tuple[Problem, ...]) -> str:
    known = [p for p in problems if p.code == "already-listed"]
    others = [p for p in problems if p.code != "already-listed"]
    if others:
        return refuse(others)
    lines = "\n".join(f"- {code(p.path)}: {p.message}" for p in known)
    return (
        f"Thank you! The list has this paper already:\n\n{lines}\n\n"
        "If it is another paper, say so here; if something is wrong with the one listed, "
        "tell us with the form “Report a mistake”.\n"
    )


def _for_curators(issue: Issue, doubts: tuple[Problem, ...]) -> str:
    lines = [f"Suggested in #{issue.number}; closes #{issue.number}.", ""]
    lines += [f"- {p.message}" for p in doubts]
    lines += [
        "- [ ] The link leads to this very paper, and title and abstract are as published.",
        "- [ ] `topics` (the first is its home), `tags` and a `summary` are filled in.",
        "- [ ] `note` reads well; it is shown on the paper's page and in lists.",
    ]
    return "\n".join(lines) + "\n"
