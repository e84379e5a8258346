"""The issue form "Suggest a paper" → a paper's file, or an answer that says what is missing.

Everything in the form is anybody's text.  What leaves here under a name of its
own (file, branch, commit) is made of ids and numbers that we make; the text
itself goes into YAML values alone, and into Markdown escaped.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlsplit

from generator.edit.paper_edits import fill
from generator.edit.paper_files import PaperFile
from generator.importers.entry import Entry
from generator.importers.new_paper import plan_new
from generator.model.problems import BrokenEnvironment, Problem
from generator.text.github_markdown import code, text
from generator.text.identifiers import ARXIV, DOI, URL
from generator.text.public_addresses import refused
from generator.text.titles import tidy
from generator.text.venue_spellings import VenueTable

TITLE, LINK, ABSTRACT, WHY = "Title", "Link", "Abstract", "Why it belongs"
"""The labels of the form's fields, in its order (.github/ISSUE_TEMPLATE/suggest.yml)."""

_NO_ANSWER = "_No response_"
_BOUNDS = {TITLE: (3, 300), LINK: (1, 300), ABSTRACT: (50, 10_000), WHY: (10, 600)}
_ID_HOSTS = re.compile(r"(?:.+\.)?(?:arxiv|doi)\.org", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Issue:
    """What the event tells of the issue."""

    number: int
    body: str
    opened: date


@dataclass(frozen=True, slots=True)
class Suggested:
    """What becomes of a suggestion: a file, or only an answer."""

    paper_id: str | None
    """A slug; None when there will be no file."""
    text: str
    """The file's YAML; empty without one."""
    answer: str
    """Markdown: what is wrong, or what the curators should look at."""


def read_event(data: bytes) -> Issue:
    """The issue of a GitHub event file; raises `BrokenEnvironment` when it has none.

    Format: docs.github.com, webhook payload `issues`.
    """
    try:
        issue = json.loads(data)["issue"]
        number, body, opened = issue["number"], issue["body"] or "", issue["created_at"]
        if type(number) is not int or number < 1 or not isinstance(body, str):
            raise ValueError("malformed")
        return Issue(number, body, date.fromisoformat(opened[:10]))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BrokenEnvironment("the event file tells of no issue") from error


def branch(issue: Issue) -> str:
    """The branch for a suggestion: the issue's number alone."""
    return f"suggestion-{issue.number}"


def read_form(body: str) -> dict[str, str]:
    """The answers by label; labels without an answer are absent.

    GitHub writes `### Label`, an empty line, and the answer. A field's own
    text may hold such lines too: the fields come in their order, and the last
    label counts where it stands last.
    """
    whole = body.replace("\r\n", "\n").replace("\r", "\n")
    places, at = [], 0
    for label in (TITLE, LINK, ABSTRACT):
        found = re.compile(rf"^### {label}[ \t]*$", re.MULTILINE).search(whole, at)
        if found:
            places.append((label, found))
            at = found.end()
    last = list(re.compile(rf"^### {WHY}[ \t]*$", re.MULTILINE).finditer(whole, at))
    places += [(WHY, last[-1])] if last else []
    ends = [*(match.start() for _, match in places[1:]), *([len(whole)] if places else [])]
    answers = {
        label: whole[match.end() : end].strip()
        for (label, match), end in zip(places, ends, strict=True)
    }
    return {label: said for label, said in answers.items() if said and said != _NO_ANSWER}


def suggest_paper(issue: Issue, papers: Mapping[str, PaperFile], venues: VenueTable) -> Suggested:
    """The new paper's file, or why there is none: incomplete, malformed, or listed already."""
    form = read_form(issue.body)
    wrong = _wrong(form)
    address = _address(_clean(form.get(LINK, "")))
    if isinstance(address, str):
        wrong += [f"**{LINK}** {address}."] if form.get(LINK) else []
    if wrong or isinstance(address, str):
        return Suggested(None, "", _incomplete(wrong))
    facts = replace(address, title=_clean(form[TITLE]), abstract=_clean(form[ABSTRACT]))
    new, problems = plan_new(facts, papers, venues, issue.opened)
    if new is None:
        return Suggested(None, "", _listed(problems))
    file = fill(new.data.decode(), {"why": _clean(form[WHY])})
    return Suggested(new.id, file, _for_curators(issue, new.problems))


def refuse(problems: Sequence[Problem]) -> str:
    """The answer when the checks find errors in the new file."""
    return _incomplete([f"{code(p.code)}: {text(p.sentence)}" for p in problems])


def unchanged_request(number: int) -> str:
    """What is added to an answer that refuses an edit, when there is a pull request already."""
    return f"\n#{number} stays as it was before this edit.\n"


def _wrong(form: Mapping[str, str]) -> list[str]:
    wrong = []
    for label, (least, most) in _BOUNDS.items():
        length = len(_clean(form.get(label, "")))
        if not length:
            wrong.append(f"**{label}** is missing.")
        elif length < least:
            wrong.append(f"**{label}** needs at least {least} characters.")
        elif length > most:
            wrong.append(f"**{label}** has {length:,} characters; at most {most:,} fit.")
    return wrong


def _clean(answer: str) -> str:
    """On one line, without what no screen shows."""
    kept = (c if c.isprintable() else " " if c.isspace() else "" for c in answer)
    return tidy("".join(kept))


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


def _incomplete(wrong: list[str]) -> str:
    lines = "\n".join(f"- {line}" for line in wrong)
    return (
        f"Thank you! This cannot become a file yet:\n\n{lines}\n\n"
        "Please edit the issue's text (the pencil, or the three dots above it); "
        "it is then read again.\n"
    )


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
        "- [ ] `why` reads well; it is shown on the page of new papers.",
    ]
    return "\n".join(lines) + "\n"
