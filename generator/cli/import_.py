"""`import`: what people have of papers → one file a paper."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from datetime import datetime
from functools import partial
from pathlib import Path

import click

from generator.cli import Settings
from generator.cli.dates import date_of
from generator.cli.import_inputs import Input, read_input
from generator.cli.import_online import asked, lazy_asker
from generator.cli.import_report import account, as_json
from generator.cli.progress import stage
from generator.cli.report import finish
from generator.content.site_config import read_language
from generator.edit.paper_files import (
    read_left_out,
    read_papers,
    read_tag_words,
    read_topic_words,
    read_venues,
)
from generator.importers import formats
from generator.importers.columns import FIELDS
from generator.importers.outcomes import ImportSource, Terms
from generator.importers.plan_import import plan_import
from generator.importers.record_values import words_of
from generator.model.files import write_file, write_output
from generator.model.problems import Problem, has_errors
from generator.text.venue_spellings import VenueTable

_QUICK = 1.0
"""Seconds that need no word."""


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
    help=f"The column of a table for one of {', '.join(FIELDS)}.",
)  # fmt: skip
@click.option(
    "--dry-run", is_flag=True, help="Say what would become of every entry; write nothing."
)
@click.option(
    "--online/--offline", default=None,
    help="Ask services for what entries lack; or ask nothing. Without either they are asked for "
    "entries that have no title.",
)  # fmt: skip
@click.option("--limit", type=click.IntRange(1), help="Ask services for at most so many entries.")
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
    dry_run: bool, online: bool | None, limit: int | None, added: datetime | None,
    verbose: bool, report: Path | None,
) -> None:  # fmt: skip
    """Read papers from FILES into one YAML file a paper; '-' is the standard input.

    Read are BibTeX and BibLaTeX, RIS, PubMed's own format, CSL-JSON, CSV and
    TSV with a header (of Zotero, Scopus, OpenAlex, or exported here), JSON
    Lines (exported here, OpenAlex works, Semantic Scholar papers), awesome
    lists in Markdown, and listings of titles and abstracts as text. The content
    tells which, not the name.

    Services are asked (arXiv, Crossref, OpenAlex, and Semantic Scholar with the
    key in SEMANTIC_SCHOLAR_API_KEY) for arXiv ids, DOIs and web addresses, one
    a line or amid prose, and Zotero for a group or collection by its address,
    or for your own library with its key in ZOTERO_API_KEY: the second time for
    what is new or changed. Another address is that of a file
    in any of these formats, or of a page that says which work it is about.

    With --online they are asked for what other entries lack too; --offline asks
    nothing. A work is believed to be one that a title names only when the titles
    agree closely and neither first author nor year contradict; else it is a
    question in a warning. What cannot be answered is refused with the reason.
    Answers are kept in build/answers for six days, so a run that is stopped goes
    on where it was.

    Every entry is accounted for, with its line. A paper that is there already
    is known by its arXiv id, DOI or title: its empty fields are filled, and
    what has a value keeps it. A second import changes nothing. What no field
    keeps (editor, series, …) is named. A text of no known format, or only
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
      reading-list import https://arxiv.org/abs/1607.06450
      reading-list import https://www.zotero.org/groups/4384103/name/library
      reading-list import --online --limit 100 library.bib
    """
    told = _columns(columns)
    problems: list[Problem] = []
    inputs: list[Input] = []
    with ExitStack() as stack:
        ask = lazy_asker(settings, stack)
        read_text = partial(formats.read, name=format_, columns=told)
        papers, found_wrong = read_papers(settings.content)
        with stage("Read the files", _QUICK):
            for name in files:
                found, wrong = read_input(name, format_, told, settings.content / "sources")
                inputs += [found] if found else []
                problems += wrong
        if online is not False and not has_errors(problems):
            inputs, doubts = asked(inputs, papers, ask, bool(online), limit, read_text)
            problems += doubts
        if has_errors(problems):
            click.echo("Nothing is written: not every file can be read whole", err=True)
            finish(problems)
        with stage("Compared them with the list", _QUICK):
            terms = _terms(settings, added)
            sources = [ImportSource(i.shown, i.reading.entries, i.copy[0].name if i.copy else None)
                       for i in inputs]  # fmt: skip
            plan = plan_import(sources, papers, terms)
        problems += [*found_wrong, *plan.problems]
        copied: list[Path] = []
        if not dry_run:
            with stage("Wrote the papers", _QUICK):
                copied = [i.copy[0] for i in inputs if i.copy and write_file(*i.copy)]
                for paper_id, text in plan.files.items():
                    write_file(settings.content / "papers" / f"{paper_id}.yml", text)
            if any(i.format == "zotero" for i in inputs) and online is not False:
                ask().keep_versions(len(papers.keys() | plan.files.keys()))
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
        if field not in FIELDS or not equals:
            names = ", ".join(FIELDS)
            raise click.BadParameter(f"{column!r} is no FIELD=NAME; fields are {names}.")
        found[field] = name
    return found


def _terms(settings: Settings, added: datetime | None) -> Terms:
    content = settings.content
    venues = VenueTable(read_venues(content))
    tags, topics = read_tag_words(content), read_topic_words(content)
    words = words_of(venues, tags, topics, read_language(settings.config))
    place = (content / "papers").as_posix()
    return Terms(date_of(added), read_left_out(content), words, place)
