"""`enrich`: a metadata file, or what services know → empty fields of the papers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from generator.cli import Settings
from generator.cli.report import finish
from generator.edit.paper_files import read_papers, read_venues
from generator.importers.enrich import Did, Step, plan_enrich, read_records
from generator.importers.enrich_online import OnlinePlan, entry_of, is_asked_for, plan_online
from generator.importers.found import Found
from generator.importers.record_values import Words
from generator.importers.text_input import LARGEST, decoded
from generator.model.files import write_file
from generator.model.problems import Problem
from generator.services.github import propose
from generator.text.github_markdown import bounded, code, cut, text
from generator.text.venue_spellings import VenueTable

_BRANCH = "enrich"
_TITLE = "content: Fill what services know of the papers"
_MOST_ROWS = 200
_MOST_BYTES = 60_000
"""GitHub takes texts of up to 65,536 characters."""


@click.command()
@click.option(
    "--from",
    "source",
    type=click.Path(path_type=Path),
    help="A JSON Lines file: title, authors, year, arxiv, venue, doi, url.",
)
@click.option(
    "--online", is_flag=True, help="Ask arXiv, Crossref, OpenAlex and Semantic Scholar instead."
)
@click.option("--limit", type=click.IntRange(1), help="Ask for at most so many papers in this run.")
@click.option("--dry-run", is_flag=True, help="Say what would be filled; write nothing.")
@click.option(
    "--submit", is_flag=True, help="With --online: open a pull request with what changed."
)
@click.option("--quiet", "-q", is_flag=True, help="Print the sums, not a line for each record.")
@click.pass_obj
def command(
    settings: Settings, source: Path | None, online: bool, limit: int | None, dry_run: bool,
    submit: bool, quiet: bool,
) -> None:  # fmt: skip
    """Fill empty fields of papers; never overwrite one.

    With --from a metadata file is read. Each line is a JSON object with the
    exact title of a paper. What a line did is printed: the fields it filled,
    those that have another value and keep it, and what was not used, with the
    reason. Venues are brought to the house style with content/venues.yml; what
    is not there, or is no venue, is dropped. A malformed id, or one that another
    paper has, is refused and ends the command with 1.

    With --online services are asked for authors, year, venue, DOI, abstract, a
    later title, and whether a paper was withdrawn, retracted or superseded
    (`status`). A paper without arXiv id and DOI is looked for by its title. Where
    it is not certain that a record is of the paper, nothing is filled, and a
    warning asks. Answers are kept in build/answers for six days; a run that is
    stopped, or reaches --limit, goes on where it was. Exit code 1 if no service
    answers at all.

    A second run writes nothing.

    \b
    Examples:
      reading-list enrich --from metadata.jsonl
      reading-list enrich --online --limit 50
    """
    if online == (source is not None):
        raise click.UsageError("give either --from FILE or --online")
    if source is None:
        _online(settings, limit, dry_run, submit)
    else:
        _from_file(settings, source, dry_run, quiet)


def _from_file(settings: Settings, source: Path, dry_run: bool, quiet: bool) -> None:
    path = source.as_posix()
    problems: list[Problem] = []
    lines = _text(source, problems)
    papers, found = read_papers(settings.content)
    problems += found
    records, refused, found = read_records(lines, path)
    problems += found
    plan = plan_enrich(records, papers, VenueTable(read_venues(settings.content)), path)
    problems += plan.problems
    _write(settings, {} if dry_run else plan.files)
    steps = sorted([*refused, *plan.steps], key=lambda step: step.line)
    if not quiet:
        for step in steps:
            click.echo(f"{path}:{step.line}: {_said(step)}")
    click.echo(_sums(steps, len(plan.files)))
    finish(problems)


def _online(settings: Settings, limit: int | None, dry_run: bool, submit: bool) -> None:
    from generator.cli.online import asking  # loading the client takes as long as reading a file

    papers, broken = read_papers(settings.content)
    asked = {key: entry_of(paper) for key, paper in papers.items() if is_asked_for(paper)}
    with asking(settings, keeps_misses=True) as asker:
        answers: list[Found] = asker.look_up(list(asked.values()), limit)
    words = Words(VenueTable(read_venues(settings.content)))
    place = settings.content / "papers"
    plan = plan_online(dict(zip(asked, answers, strict=True)), papers, words, place.as_posix())
    _write(settings, {} if dry_run else plan.files)
    for paper_id, filled in plan.filled.items():
        click.echo(f"{paper_id}: filled {', '.join(filled)}")
    verb = "Papers that would be written" if dry_run else "Papers written"
    click.echo(f"{len(asked)} papers asked for\n{verb}: {len(plan.files)}")
    if submit and plan.files and not dry_run:
        request = propose(_BRANCH, place.as_posix(), _TITLE, _body(plan), again=True)
        click.echo(f"Pull request: {request.outcome}")
    finish([*broken, *plan.problems])


def _write(settings: Settings, files: Mapping[str, bytes]) -> None:
    for paper_id, data in files.items():
        write_file(settings.content / "papers" / f"{paper_id}.yml", data)


def _body(plan: OnlinePlan) -> str:
    """The text of the pull request, in Markdown."""
    rows = [f"- {code(f'{key}.yml')}: {', '.join(names)}" for key, names in plan.filled.items()]
    doubts = [f"- {text(problem.path)}: {text(problem.sentence)}" for problem in plan.problems]
    lines = [
        "arXiv, Crossref, OpenAlex and Semantic Scholar were asked. Only empty fields are filled.",
        "", *bounded(rows, _MOST_ROWS, "papers"),
    ]  # fmt: skip
    if doubts:
        lines += ["", "### To decide", "", *bounded(doubts, _MOST_ROWS, "more")]
    return cut("\n".join(lines) + "\n", _MOST_BYTES)


def _text(source: Path, problems: list[Problem]) -> str:
    path = source.as_posix()
    try:
        with source.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        problems.append(Problem(path, 0, 0, "cannot-read", f"cannot be read: {error.strerror}"))
        return ""
    is_blank = len(data) <= LARGEST and not data.strip()
    text, problem = ("", None) if is_blank else decoded(data, path)
    problems += [problem] if problem else []
    return text


def _said(step: Step) -> str:
    parts = [f"{step.paper or repr(step.title)}: {step.did}"]
    if step.filled:
        parts[0] += f" {', '.join(step.filled)}"
    if step.kept:
        parts.append(f"kept the paper's own {', '.join(step.kept)}")
    parts += [f"not used: {reason}" for reason in step.dropped]
    return "; ".join(parts)


def _sums(steps: Sequence[Step], files: int) -> str:
    did = Counter(step.did for step in steps)
    sums = " + ".join(f"{did[kind]} {kind}" for kind in Did if did[kind])
    fields = Counter(key for step in steps for key in step.filled)
    filled = ", ".join(f"{count} {key}" for key, count in fields.items())
    return (
        f"{len(steps)} records" + (f" = {sums}" if sums else "")
        + (f"\nFilled: {filled}" if filled else "") + f"\nPapers written: {files}"
    )  # fmt: skip
