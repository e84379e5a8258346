"""`suggestion`: the issue form "Suggest a paper" into a pull request."""

from __future__ import annotations

from pathlib import Path

import click

from generator.analysis.propose_tags import suggest
from generator.cli import Settings
from generator.cli.proposal_table import proposal_lines
from generator.cli.review import state_of
from generator.edit.paper_files import read_papers, read_venues
from generator.importers.issue_form import branch, read_event, suggest_paper
from generator.model.config import read_site
from generator.model.files import write_file
from generator.model.problems import BrokenEnvironment
from generator.review.compare import compare
from generator.review.markdown import as_markdown
from generator.services.github import comment, propose
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
    """Turn a filled-in form "Suggest a paper" into a paper's file.

    Without --submit the file is written and the answer printed. With it, git
    and gh (GitHub's command line) put the file on a branch named after the
    issue's number and open a pull request; a form that is incomplete, or names
    a paper that is listed already, gets an answer on the issue instead.

    The form's text is never part of a command, a file name or a branch name.
    """
    try:
        issue = read_event(event.read_bytes())
    except OSError as error:
        raise BrokenEnvironment(f"cannot read {event}: {error.strerror}") from error
    papers, _ = read_papers(settings.content)
    suggested = suggest_paper(issue, papers, VenueTable(read_venues(settings.content)))
    if suggested.paper_id is None:
        if submit:
            comment(issue.number, suggested.answer)
        click.echo(suggested.answer, nl=False)
        return
    path = settings.content / "papers" / f"{suggested.paper_id}.yml"
    body = suggested.answer + "\n" + _written(settings, path, suggested.text)
    click.echo(f"Written: {path.as_posix()}\n\n{body}", nl=False)
    if submit:
        message = f"content: Add {suggested.paper_id} (suggested in #{issue.number})"
        if not propose(branch(issue), path.as_posix(), message, body):
            comment(
                issue.number,
                f"There is a branch `{branch(issue)}` for this suggestion already; "
                "please change the file there.\n",
            )


def _written(settings: Settings, path: Path, text: str) -> str:
    """Write the file; returns the tags proposed for it and its review.

    The review stands in the request itself, as GitHub runs no checks on one
    that a workflow has opened.
    """
    site = read_site(settings.config)
    before = state_of(settings.content, site)
    write_file(path, text.encode())
    after = state_of(settings.content, site)
    proposed = "".join(
        f"    {line}\n"
        for suggestion in suggest(after.catalog, [path.stem])
        for line in proposal_lines(suggestion, after.catalog.papers[path.stem])
        .removesuffix("\n")
        .split("\n")
    )
    heading = "Proposed by the words of the abstract, for the curators to judge:"
    return f"{heading}\n\n{proposed}\n{as_markdown(compare(before, after), _MOST_BYTES)}"
