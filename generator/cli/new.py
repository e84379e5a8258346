"""`new`: one paper's file."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import IO, NoReturn

import click

from generator.cli import Settings
from generator.cli.dates import date_of
from generator.edit.paper_files import read_papers, read_venues
from generator.importers.bibtex import read_bibtex
from generator.importers.bibtex_entries import entry_of
from generator.importers.entry import Entry
from generator.importers.new_paper import plan_new
from generator.importers.text_input import LARGEST, decoded
from generator.model.files import write_file
from generator.model.models import ItemType
from generator.model.problems import RENDERERS, Problem
from generator.text.bibliography import YEARS, well_formed
from generator.text.paper_address import field_of
from generator.text.venue_spellings import VenueTable


@click.command()
@click.argument("what", required=False)
@click.option("--title", help="The title; needed when nothing else names the paper.")
@click.option(
    "--type", "kind", type=click.Choice([str(kind) for kind in ItemType]), help="What it is; paper."
)
@click.option("--abstract", help="The abstract; '-' reads it from standard input.")
@click.option(
    "--author", "authors", multiple=True, help="A full name; once for each author, in order."
)
@click.option("--year", type=click.IntRange(YEARS[0], YEARS[-1]), help="Year of the first version.")
@click.option("--venue", help="As cited; brought to the house style.")
@click.option("--arxiv", help="arXiv id.")
@click.option("--doi", help="DOI.")
@click.option("--url", help="The paper's own page, where it has neither.")
@click.option("--bibtex", type=click.File("rb"), help="A BibTeX file; '-' reads standard input.")
@click.option("--added", type=click.DateTime(["%Y-%m-%d"]), help="The date; today if not given.")
@click.option("--dry-run", is_flag=True, help="Print the file instead of writing it.")
@click.pass_obj
def command(
    settings: Settings,
    what: str | None,
    title: str | None,
    kind: str | None,
    abstract: str | None,
    authors: tuple[str, ...],
    year: int | None,
    venue: str | None,
    arxiv: str | None,
    doi: str | None,
    url: str | None,
    bibtex: IO[bytes] | None,
    added: datetime | None,
    dry_run: bool,
) -> None:
    """Add one paper: WHAT is an arXiv id, a DOI, a web address, a BibTeX file, or a title.

    With an id, a title or an address alone, arXiv, Crossref and OpenAlex are
    asked (and Semantic Scholar with the key in SEMANTIC_SCHOLAR_API_KEY), or the
    page itself; with --title and an address, with --title and --abstract, or for
    the title of what is no paper, nothing is. Options go before what is found. A
    title is believed to be that of a work only when it agrees closely, and with
    --author and --year.

    A paper that the list has already, by title or id, is refused with exit code
    1. An address of arXiv, doi.org or a repository goes into the field for it,
    another one into `url`, where the paper has neither arXiv id nor DOI.

    \b
    Examples:
      reading-list new 1607.06450
      reading-list new 10.1162/neco.1997.9.8.1735 --abstract -
      reading-list new --bibtex - < entry.bib
      reading-list new https://openreview.net/forum?id=rkgMkCEtPB --title "A Title"
      reading-list new "Maps Before Mercator" --abstract "Before …" --year 2016
      reading-list new "On the Origin of Species" --type book --year 1859
    """  # fmt: skip
    told = _told(title, abstract, authors, year, venue, arxiv, doi, url)
    told = replace(told, type=ItemType(kind) if kind not in (None, ItemType.PAPER) else None)
    if bibtex is not None:
        told = told.over(_from_bibtex(bibtex.read(LARGEST + 1), getattr(bibtex, "name", "-")))
    named = _from_argument(what) if what else Entry()
    told = _joined(told, named)
    if told == Entry():
        raise click.UsageError("name the paper: an arXiv id, a DOI, a title or --bibtex FILE")
    own_page = url or (what if what and named.url == what else None)
    is_enough = _places(told) or told.type
    can_be_found = told.arxiv or told.doi or (told.url if not told.title else not is_enough)
    if can_be_found and not (told.title and (told.abstract or told.type)):
        told = told.over(_looked_up(told, settings))
    if own_page and (told.arxiv or told.doi):
        message = "a paper with an arXiv id or a DOI has no field for another address; leave it out"
        _fail(Problem(own_page, 0, 0, "no-field", message))
    papers, _ = read_papers(settings.content)
    venues = VenueTable(read_venues(settings.content))
    place = settings.content / "papers"
    new, problems = plan_new(told, papers, venues, date_of(added), place.as_posix())
    if new is None:
        _fail(*problems)
    click.echo(RENDERERS["text"](new.problems), nl=False, err=True)
    path = place / f"{new.id}.yml"
    if dry_run:
        click.echo(new.data.decode(), nl=False)
        return
    write_file(path, new.data)
    click.echo(f"Written: {path.as_posix()}")
    click.echo("Still to do there: topics, tags, summary. Then: reading-list check")


def _places(told: Entry) -> bool:
    return bool(told.url or told.code)


def _told(
    title: str | None, abstract: str | None, authors: tuple[str, ...], year: int | None,
    venue: str | None, arxiv: str | None, doi: str | None, url: str | None,
) -> Entry:  # fmt: skip
    """The options as an entry; raises a usage error for an id that is malformed."""
    ids = {"arxiv": arxiv, "doi": doi, "url": url}
    for name, value in ids.items():
        if value is not None:
            ids[name] = well_formed(name, value)
            if ids[name] is None:
                raise click.BadParameter(f"{value!r} is malformed.", param_hint=f"--{name}")
    if abstract == "-":
        abstract = sys.stdin.read()
    return Entry(
        title=title or "", abstract=abstract, authors=authors, year=year,
        venue=venue, arxiv=ids["arxiv"], doi=ids["doi"], url=ids["url"],
    )  # fmt: skip


def _from_argument(what: str) -> Entry:
    if arxiv := well_formed("arxiv", what):
        return Entry(arxiv=arxiv)
    if doi := well_formed("doi", what):
        return Entry(doi=doi)
    if re.match(r"https?://", what, re.IGNORECASE):
        found = field_of(what)
        if found is None:
            _fail(Problem(what, 0, 0, "no-field", "there is no field for this address"))
        field, value = found
        if field == "code":
            return Entry(code=(value,))
        ids = dict.fromkeys(("arxiv", "doi", "url"), None) | {field: value}
        return Entry(arxiv=ids["arxiv"], doi=ids["doi"], url=ids["url"])
    if what.endswith(".bib"):
        try:
            with Path(what).open("rb") as file:
                return _from_bibtex(file.read(LARGEST + 1), what)
        except OSError as error:
            _fail(Problem(what, 0, 0, "cannot-read", f"the file cannot be read: {error.strerror}"))
    return Entry(title=what)


def _joined(told: Entry, named: Entry) -> Entry:
    """What the options and WHAT say together; ends the command when they name two papers."""
    for field in ("arxiv", "doi", "url"):
        mine, other = getattr(told, field), getattr(named, field)
        if mine and other and mine.lower() != other.lower():
            message = f"two of them are given for one field, {mine} too"
            _fail(Problem(other, 0, 0, "no-field", message))
    return told.over(named)


def _from_bibtex(data: bytes, name: str) -> Entry:
    text, problem = decoded(data, name)
    if problem:
        _fail(problem)
    found = read_bibtex(text, name)
    if found.problems:
        _fail(*found.problems)
    if not found.works:
        _fail(Problem(name, 0, 0, "bad-bibtex", "there is no BibTeX entry in this text"))
    if len(found.works) > 1:
        message = f"the file holds {len(found.works)} entries; give one at a time"
        _fail(Problem(name, found.works[1].line, 0, "several-entries", message))
    return entry_of(found.works[0])


def _looked_up(told: Entry, settings: Settings) -> Entry:
    """What services say of the paper; ends the command when none says anything of it."""
    from generator.cli.online import asking  # loading the client takes as long as the rest

    with asking(settings) as asker:
        (found,) = asker.look_up([told], None)
    if found.entry is None:
        reason = found.question or found.failed or "no service has a paper with this id or title"
        message = f"{reason}; give --title and --abstract to do without it"
        _fail(Problem(told.name, 0, 0, "not-found", message))
    if found.failed:
        click.echo(f"Not everything was answered: {found.failed}", err=True)
    return found.entry


def _fail(*problems: Problem) -> NoReturn:
    click.echo(RENDERERS["text"](problems), nl=False, err=True)
    raise SystemExit(1)
