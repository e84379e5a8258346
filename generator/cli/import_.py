"""`import`: what people have of papers → one file a paper."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import click

from generator.cli import Settings
from generator.cli.dates import date_of
from generator.cli.import_report import account, as_json
from generator.cli.progress import stage
from generator.cli.report import finish
from generator.edit.paper_files import (
    read_left_out,
    read_papers,
    read_tag_words,
    read_topic_words,
    read_venues,
)
from generator.importers import csv_table, formats
from generator.importers.entry import Lookup, Reading
from generator.importers.outcomes import Source, Terms
from generator.importers.plan_import import plan_import
from generator.importers.record_values import words_of
from generator.importers.text_input import LARGEST, decoded
from generator.model.files import write_file, write_output
from generator.model.problems import Problem, has_errors
from generator.text.venue_spellings import VenueTable

LOOKUP: Lookup | None = None
"""What is asked for ids and addresses; None while there is no client for it."""

_QUICK = 1.0
"""Seconds that need no word."""
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Input:
    """One file, the standard input or an address, read."""

    shown: str
    format: str
    reading: Reading
    copy: tuple[Path, bytes] | None = None
    """Where a listing is kept, and what it holds."""


@click.command()
@click.argument("files", nargs=-1, required=True)
@click.option(
    "--format",
    "format_",
    type=click.Choice(formats.NAMES),
    help="The format; told by the content if not given.",
)
@click.option(
    "--column", "columns", multiple=True, metavar="FIELD=NAME",
    help=f"The column of a table for one of {', '.join(csv_table.FIELDS)}.",
)  # fmt: skip
@click.option(
    "--dry-run", is_flag=True, help="Say what would become of every entry; write nothing."
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
    settings: Settings, files: tuple[str, ...], format_: str | None, columns: tuple[str, ...],
    dry_run: bool, added: datetime | None, verbose: bool, report: Path | None,
) -> None:  # fmt: skip
    """Read papers from FILES into one YAML file a paper; '-' is the standard input.

    Read are BibTeX and BibLaTeX, RIS, CSL-JSON, CSV and TSV with a header (of
    Zotero, Scopus, OpenAlex, or exported here), JSON Lines (exported here,
    OpenAlex works, Semantic Scholar papers), awesome lists in Markdown, and
    listings of titles and abstracts as text. The content tells which, not the
    name. arXiv ids, DOIs, addresses and Zotero libraries are recognised, and
    refused: they say no title, and no network is asked.

    Every entry is accounted for, with its line. A paper that is there already
    is known by its arXiv id, DOI or title: its empty fields are filled, and
    what has a value keeps it. A second import changes nothing. What no field
    keeps (publisher, pages, …) is named. A text of no known format, or only
    half of one, is refused, and then nothing at all is written.

    A listing is copied to content/sources/, and its papers refer to it. To
    leave a paper out permanently, put its title and the reason into
    content/left-out.yml: a file that is only deleted comes back with the next
    import.

    Exit code 1 if an entry is refused or a conflict, or if a file is refused.

    \b
    Examples:
      reading-list import --dry-run library.bib
      reading-list import export.ris items.csl.json listing.txt
      reading-list import --column title=Titel --column year=Jahr table.csv
      reading-list import - < awesome-list.md
    """
    told = _columns(columns)
    problems: list[Problem] = []
    inputs: list[_Input] = []
    with stage("Read the files", _QUICK):
        for name in files:
            found, wrong = _input(name, format_, told, settings.content / "sources")
            inputs += [found] if found else []
            problems += wrong
    if has_errors(problems):
        click.echo("Nothing is written: not every file can be read whole", err=True)
        finish(problems)
    with stage("Compared them with the list", _QUICK):
        papers, found_wrong = read_papers(settings.content)
        terms = _terms(settings, added)
        sources = [Source(i.shown, i.reading.entries, i.copy[0].name if i.copy else None)
                   for i in inputs]  # fmt: skip
        plan = plan_import(sources, papers, terms)
    problems += [*found_wrong, *plan.problems]
    copied: list[Path] = []
    if not dry_run:
        with stage("Wrote the papers", _QUICK):
            copied = [i.copy[0] for i in inputs if i.copy and write_file(*i.copy)]
            for paper_id, text in plan.files.items():
                write_file(settings.content / "papers" / f"{paper_id}.yml", text)
    rows = [(i.shown, i.format, i.reading) for i in inputs]
    lines = account(rows, plan, set(papers), copied, verbose=verbose or dry_run, dry_run=dry_run)
    click.echo("\n".join(lines))
    if report:
        write_output(report, as_json(rows, plan, problems))
    finish(problems)


def _columns(columns: Sequence[str]) -> dict[str, str]:
    found = {}
    for column in columns:
        field, equals, name = column.partition("=")
        if field not in csv_table.FIELDS or not equals:
            names = ", ".join(csv_table.FIELDS)
            raise click.BadParameter(f"{column!r} is no FIELD=NAME; fields are {names}.")
        found[field] = name
    return found


def _terms(settings: Settings, added: datetime | None) -> Terms:
    content = settings.content
    venues = VenueTable(read_venues(content))
    words = words_of(venues, read_tag_words(content), read_topic_words(content))
    place = (content / "papers").as_posix()
    return Terms(date_of(added), read_left_out(content), words, LOOKUP, place)


def _input(
    name: str, format_: str | None, columns: Mapping[str, str], sources: Path
) -> tuple[_Input | None, list[Problem]]:
    """What a file holds, and what is wrong with it; None when it cannot be read at all."""
    path = None if name == "-" or _ADDRESS.match(name) else Path(name)
    shown = path.as_posix() if path else "<stdin>" if name == "-" else name
    data, problem = _bytes(name, path, shown)
    text, problem = decoded(data, shown) if problem is None else ("", problem)
    if problem:
        return None, [problem]
    told, reading = formats.read(text, shown, format_, columns)
    copy = None
    if reading.listing and path and reading.entries and not has_errors(reading.problems):
        copy = sources / path.name, data
        if copy[0].is_file() and copy[0].read_bytes() != data:
            message = (
                f"{copy[0].as_posix()} has this name and holds something else; rename the listing"
            )
            return None, [Problem(shown, 0, 0, "another-listing", message)]
    return _Input(shown, told, reading, copy), list(reading.problems)


def _bytes(name: str, path: Path | None, shown: str) -> tuple[bytes, Problem | None]:
    """At most one byte more than a file may have, and why it cannot be read."""
    if path is None:
        return (sys.stdin.buffer.read(LARGEST + 1) if name == "-" else name.encode()), None
    if path.is_dir():
        message = "this is a folder; name the files in it"
        return b"", Problem(shown, 0, 0, "is-a-folder", message)
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1), None
    except FileNotFoundError:
        return b"", Problem(shown, 0, 0, "no-such-file", "there is no such file")
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        return b"", Problem(shown, 0, 0, "cannot-read", message)
