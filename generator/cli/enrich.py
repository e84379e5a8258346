"""`enrich`: a metadata file → empty fields of the papers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from generator.cli import Settings
from generator.cli.report import finish
from generator.edit.paper_files import read_papers, read_venues
from generator.importers.enrich import Did, Step, plan_enrich, read_records
from generator.model.files import write_file
from generator.model.problems import Problem
from generator.text.venue_spellings import VenueTable


@click.command()
@click.option(
    "--from",
    "source",
    required=True,
    type=click.Path(path_type=Path),
    help="A JSON Lines file: title, authors, year, arxiv, venue, doi, url.",
)
@click.option("--quiet", "-q", is_flag=True, help="Print the sums, not a line for each record.")
@click.pass_obj
def command(settings: Settings, source: Path, quiet: bool) -> None:
    """Fill empty fields of papers from a metadata file; never overwrite one.

    Each line of the file is a JSON object with the exact title of a paper.
    What a line did is printed: the fields it filled, those that have another
    value and keep it, and what was not used, with the reason. Venues are
    brought to the house style with content/venues.yml; what is not there, or
    is no venue, is dropped. A malformed id, or one that another paper has, is
    refused and ends the command with 1. A second run writes nothing.

    \b
    Example:
      reading-list enrich --from metadata.jsonl
    """
    path = source.as_posix()
    problems: list[Problem] = []
    text = _text(source, problems)
    papers, found = read_papers(settings.content)
    problems += found
    records, refused, found = read_records(text, path)
    problems += found
    plan = plan_enrich(records, papers, VenueTable(read_venues(settings.content)), path)
    problems += plan.problems
    for paper_id, data in plan.files.items():
        write_file(settings.content / "papers" / f"{paper_id}.yml", data)
    steps = sorted([*refused, *plan.steps], key=lambda step: step.line)
    if not quiet:
        for step in steps:
            click.echo(f"{path}:{step.line}: {_said(step)}")
    click.echo(_sums(steps, len(plan.files)))
    finish(problems)


def _text(source: Path, problems: list[Problem]) -> str:
    path = source.as_posix()
    try:
        return source.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        byte = error.object[error.start]
        message = f"byte 0x{byte:02X} at offset {error.start} is not UTF-8"
        problems.append(Problem(path, 0, 0, "not-utf-8", message))
    except OSError as error:
        problems.append(Problem(path, 0, 0, "cannot-read", f"cannot be read: {error.strerror}"))
    return ""


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
