"""`import`: listings → papers."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import click

from generator.cli import Settings
from generator.cli.dates import date_of
from generator.cli.progress import stage
from generator.cli.report import finish
from generator.content.regular_files import read_regular
from generator.edit.paper_files import read_left_out, read_papers
from generator.importers.listings import FORMATS, Listing, parse
from generator.importers.plan_import import Entry, Plan, plan_import
from generator.model.files import write_file
from generator.model.problems import RENDERERS, Problem
from generator.text.json_text import json_document

_QUICK = 1.0
"""Seconds that need no word."""


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(FORMATS)),
    help="The layout; detected if not given.",
)
@click.option(
    "--added", type=click.DateTime(["%Y-%m-%d"]), help="The date on new papers; today if not given."
)
@click.option(
    "--verbose", "-v", is_flag=True, help="Say what became of every entry and every dropped line."
)
@click.option(
    "--report",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the whole account as JSON.",
)
@click.pass_obj
def command(
    settings: Settings, files: tuple[Path, ...], format_: str | None,
    added: datetime | None, verbose: bool, report: Path | None,
) -> None:  # fmt: skip
    """Read listings of titles and abstracts into one file a paper.

    Two layouts are understood: `paragraphs` (titles and abstracts between
    blank lines) and `lines` (one line after another). Every line is accounted
    for: part of an entry, or dropped for a reason that is printed.

    A paper that is there already gets another line in its `sources`, and
    nothing else in its file changes; a second import writes nothing. A
    listing from elsewhere is copied to content/sources/. To leave a paper out
    permanently, put its title and the reason into content/left-out.yml: a file
    that is only deleted comes back with the next import.

    Exit code 1 if anything in a listing was wrong; what was good in it is
    imported all the same.

    \b
    Examples:
      reading-list import content/sources/*.txt
      reading-list import --verbose --added 2026-11-20 listing.txt
    """
    listings: list[tuple[str, Listing]] = []
    copies: dict[Path, bytes] = {}
    problems: list[Problem] = []
    with stage("Read the listings", _QUICK):
        for path in files:
            shown = path.as_posix()
            data, problem = _read(path, settings.content / "sources", copies)
            if problem or data is None:
                problems += [problem] if problem else []
                continue
            listing = parse(path.name, data, shown, format_)
            problems += listing.problems
            listings.append((shown, listing))
            if listing.drafts:
                copies[settings.content / "sources" / path.name] = data
    with stage("Compared them with the list", _QUICK):
        papers, found = read_papers(settings.content)
        place = (settings.content / "papers").as_posix()
        left_out = read_left_out(settings.content)
        plan = plan_import(listings, papers, date_of(added), left_out, place)
    problems += [*found, *plan.problems]
    with stage("Wrote the papers", _QUICK):
        copied = [path for path, data in copies.items() if write_file(path, data)]
        for paper_id, text in plan.files.items():
            write_file(settings.content / "papers" / f"{paper_id}.yml", text)
    _account(listings, plan, papers_before=set(papers), copied=copied, verbose=verbose)
    if report:
        write_file(report, _report(listings, plan, problems))
    finish(problems)


def _read(
    path: Path, sources: Path, copies: dict[Path, bytes]
) -> tuple[bytes | None, Problem | None]:
    """The listing's bytes, or why it is refused as a whole."""
    shown = path.as_posix()
    if path.is_dir():
        return None, Problem(shown, 0, 0, "is-a-folder", "this is a folder; name the files in it")
    try:
        data = path.read_bytes()
        place = sources / path.name
        there = copies.get(place) or (read_regular(place) if place.exists() else data)
    except FileNotFoundError:
        return None, Problem(shown, 0, 0, "no-such-file", "there is no such file")
    except OSError as error:
        return None, Problem(
            shown, 0, 0, "cannot-read", f"the file cannot be read: {error.strerror}"
        )
    if there != data:
        message = f"{place.as_posix()} has this name and holds something else; rename the listing"
        return None, Problem(shown, 0, 0, "another-listing", message)
    return data, None


def _account(
    listings: Sequence[tuple[str, Listing]], plan: Plan, papers_before: set[str],
    copied: Sequence[Path], verbose: bool,
) -> None:  # fmt: skip
    """Print what became of every line and every entry, file by file and in total."""
    rest = list(plan.entries)
    lines: Counter[str] = Counter()
    for shown, listing in listings:
        entries, rest = rest[: len(listing.drafts)], rest[len(listing.drafts) :]
        lines.update(listing.sums)
        click.echo(
            f"{shown}: {_lines(sum(listing.sums.values()), listing.sums)}; format {listing.format}"
        )
        click.echo(f"  {_entries(entries)}")
        if verbose:
            _details(listing, entries)
    if len(listings) != 1:
        click.echo(f"Total of {len(listings)} files: {_lines(lines.total(), lines)}")
        click.echo(f"  {_entries(plan.entries)}")
    for path in copied:
        click.echo(f"Copied to {path.as_posix()}")
    new = len(plan.files.keys() - papers_before)
    click.echo(f"Papers written: {new} new, {len(plan.files) - new} changed")


def _lines(total: int, sums: Mapping[str, int]) -> str:
    return f"{total} lines = " + " + ".join(f"{count} {what}" for what, count in sums.items())


def _entries(entries: Sequence[Entry]) -> str:
    outcomes = Counter(str(entry.outcome) for entry in entries)
    parts = " + ".join(f"{count} {what}" for what, count in outcomes.items())
    counted = "1 entry" if len(entries) == 1 else f"{len(entries)} entries"
    return counted + (f" = {parts}" if parts else "")


def _details(listing: Listing, entries: Sequence[Entry]) -> None:
    for entry in entries:
        click.echo(f"  {entry.line}: {entry.outcome}: {entry.title} → {entry.paper or '-'}")
    for row in listing.dropped:
        click.echo(f"  {row.line}: dropped, {row.reason}" + (f": {row.text}" if row.text else ""))


def _report(
    listings: Sequence[tuple[str, Listing]], plan: Plan, problems: Sequence[Problem]
) -> bytes:
    """The account as JSON: files with their sums and dropped lines, entries, problems."""
    document = {
        "files": [
            {
                "path": shown, "name": listing.name, "format": listing.format,
                "lines": listing.length, "sums": dict(listing.sums),
                "dropped": [
                    {"line": row.line, "reason": str(row.reason), "text": row.text}
                    for row in listing.dropped
                ],
            }
            for shown, listing in listings
        ],
        "entries": [
            {
                "file": entry.file, "line": entry.line, "title": entry.title,
                "outcome": str(entry.outcome), "paper": entry.paper,
            }
            for entry in plan.entries
        ],
        "written": sorted(plan.files),
        "problems": json.loads(RENDERERS["json"](problems)),
    }  # fmt: skip
    return json_document(document).encode()
