"""`suggestion`: the issue forms "Suggest a paper" and "Suggest tags" into pull requests."""

from __future__ import annotations

from pathlib import Path

import click

from generator.analysis.propose_tags import suggest
from generator.cli import Settings
from generator.cli.proposal_table import proposal_lines
from generator.cli.review import state_of
from generator.content.load import load
from generator.content.site_config import read_site
from generator.edit import journal
from generator.edit.paper_files import read_papers, read_venues
from generator.importers import tag_form
from generator.importers.issue_form import suggest_paper
from generator.importers.issue_text import (
    Issue,
    Suggested,
    branch,
    read_event,
    refuse,
    unchanged_request,
)
from generator.importers.tag_form import suggest_tags
from generator.model.files import write_file
from generator.model.models import Catalog
from generator.model.problems import BrokenEnvironment, Problem, Severity, as_text
from generator.review.compare import ReviewedState, compare
from generator.review.markdown import as_markdown
from generator.services.github import ProposalOutcome, Proposed, answer, find_request, propose
from generator.text.venue_spellings import VenueTable

_MOST_BYTES = 50_000  # GitHub takes texts of up to 65,536 characters


@click.command("suggestion")
@click.option(
    "--event",
    type=click.Path(dir_okay=False, path_type=Path),
    envvar="GITHUB_EVENT_PATH",
    required=True,
    show_envvar=True,
    help="The event's JSON file; its issue holds the form.",
)
@click.option("--submit", is_flag=True, help="Open the pull request, or answer on the issue.")
@click.pass_obj
def command(settings: Settings, event: Path, submit: bool) -> None:
    """Turn a filled-in form "Suggest a paper" or "Suggest tags" into an edit of a paper's file.

    Without --submit the file is written and the answer printed. With it, git
    and gh (GitHub's command line) put the file on a branch named after the
    issue's number and open a pull request, or update the one that is there; a
    form that is incomplete, names a paper that is listed already, or tags that
    do not exist, gets an answer on the issue instead. An edited issue changes
    the answer it has. Which form it is says the issue's label.

    The form's text is never part of a command, a file name or a branch name.
    """
    try:
        issue = read_event(event.read_bytes())
    except OSError as error:
        raise BrokenEnvironment(f"cannot read {event}: {error.strerror}") from error
    suggested = _suggested(settings, issue)
    if suggested.paper_id is None:
        _refuse(issue, suggested.answer, submit)
        return
    path = settings.content / "papers" / f"{suggested.paper_id}.yml"
    before, after = _written(settings, suggested)
    errors = sorted(_errors(after, path.name) - _errors(before, path.name))
    if errors:
        _take_back(settings, suggested)
        _refuse(issue, refuse(errors), submit)
        return
    body = f"{suggested.answer}\n"
    if suggested.before is None:
        body += f"{_proposals(after.catalog, path.stem)}\n"
    body += as_markdown(compare(before, after), _MOST_BYTES)
    click.echo(f"Written: {path.as_posix()}\n\n{body}", nl=False)
    if submit:
        verb = "Add" if suggested.before is None else "Change topics and tags of"
        message = f"content: {verb} {suggested.paper_id} (suggested in #{issue.number})"
        proposed = propose(branch(issue), path.as_posix(), message, body)
        answer(issue.number, _proposed_answer(proposed))


def _suggested(settings: Settings, issue: Issue) -> Suggested:
    papers, _ = read_papers(settings.content)
    if tag_form.LABEL in issue.labels:
        return suggest_tags(issue, load(settings.content).catalog, papers)
    return suggest_paper(issue, papers, VenueTable(read_venues(settings.content)))


def _errors(state: ReviewedState, name: str) -> set[Problem]:
    """The errors of a paper's file, without their places, which an edit moves."""
    own = (p for p in state.problems if p.path == f"papers/{name}")
    return {p._replace(line=0, column=0) for p in own if p.severity is Severity.ERROR}


def _refuse(issue: Issue, why: str, submit: bool) -> None:
    if submit:
        request = find_request(branch(issue))
        if request and request.is_open:
            why += unchanged_request(request.number)
        answer(issue.number, why)
    click.echo(why, nl=False)


def _proposed_answer(proposed: Proposed) -> str:
    """The answer on the issue once there is a branch for it."""
    request = f"#{proposed.request}" if proposed.request else "the pull request for it"
    match proposed.outcome:
        case ProposalOutcome.OPENED | ProposalOutcome.UPDATED:
            return (
                f"Thank you! The file is proposed in {request}, and the curators look at it "
                "there. When you edit the text of this issue, the file is written again.\n"
            )
        case ProposalOutcome.EDITED:
            return (
                f"Thank you! Somebody has worked on {request} since, so this edit does not "
                "change it. Please say there what should be different.\n"
            )
        case ProposalOutcome.CLOSED:
            return (
                f"Thank you! {request} was closed, so this edit changes nothing. "
                "Its page says why; please answer there.\n"
            )


def _written(settings: Settings, suggested: Suggested) -> tuple[ReviewedState, ReviewedState]:
    """Write the file; returns the list before and after that.

    They are compared in the request itself, as GitHub runs no checks on one
    that a workflow has opened.
    """
    site = read_site(settings.config)
    before = state_of(settings.content, site)
    path = f"papers/{suggested.paper_id}.yml"
    if suggested.before is None:
        write_file(settings.content / path, suggested.text.encode())
    else:
        _change(settings, path, suggested.before, suggested.text)
    return before, state_of(settings.content, site)


def _take_back(settings: Settings, suggested: Suggested) -> None:
    path = f"papers/{suggested.paper_id}.yml"
    if suggested.before is None:
        (settings.content / path).unlink()
    else:
        _change(settings, path, suggested.text, suggested.before)


def _change(settings: Settings, path: str, before: str, after: str) -> None:
    problems = journal.apply(settings.content, "suggestion", {path: before}, {path: after})
    if problems:
        raise BrokenEnvironment(as_text(problems).rstrip("\n"))


def _proposals(catalog: Catalog, paper_id: str) -> str:
    proposed = "".join(
        f"    {line}\n"
        for suggestion in suggest(catalog, [paper_id])
        for line in proposal_lines(suggestion, catalog.papers[paper_id]).split("\n")[:-2]
    )
    if not proposed:
        return ""
    return f"Proposed by the words of the abstract, for the curators to judge:\n\n{proposed}"
