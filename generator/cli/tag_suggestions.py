"""`tags suggest`: proposals, printed, written, or answered one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.checks import check
from generator.cli import Settings
from generator.cli.bulk_tags import dry_run_option
from generator.cli.changes import count, make
from generator.cli.dates import today
from generator.cli.report import finish
from generator.content.load import load
from generator.edit import journal
from generator.edit.curation_edits import TextEdit, change_papers, with_home, with_tags
from generator.model.models import Catalog
from generator.text.json_text import json_document

if TYPE_CHECKING:
    from generator.analysis.propose_tags import Suggestion

_NEW_SHOWN = 5


@click.command("suggest")
@click.argument("papers", nargs=-1)
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text")
@click.option("--new", is_flag=True, help="Propose new tags: phrases that many papers share.")
@click.option("--apply", "apply_", is_flag=True, help="Write what is sure enough into the files.")
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0.9,
    show_default=True,
    help="How sure --apply has to be.",
)
@click.option("--ask", is_flag=True, help="Ask for each proposal with a single key.")
@click.option(
    "--answers",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("build/tag-answers.json"),
    show_default=True,
    help="Where --ask keeps what was rejected, so that it is not asked again.",
)
@dry_run_option
@click.pass_obj
def suggest(
    settings: Settings,
    papers: tuple[str, ...],
    format_: str,
    new: bool,
    apply_: bool,
    min_confidence: float,
    ask: bool,
    answers: Path,
    dry_run: bool,
) -> None:
    """Propose tags and a home topic, each with its confidence and its reason.

    Without PAPERS: for every paper that lacks tags or a topic. With no paper
    curated the names, aliases and descriptions in tags.yml decide; curated
    papers count for more as they become more. Of the proposals at 80% about
    four in five hold.

    Nothing is written without --apply or --ask; what is printed can be pasted
    into the paper's file. --ask goes through the proposals, those of papers on
    reading paths first: a accepts, r rejects, e takes another tag, s leaves it
    for another time, u takes the last answer back, q ends. Each answer is
    written at once, so that the next run goes on where this one ended.
    """
    if apply_ + ask + new > 1:
        raise click.UsageError("--apply, --ask and --new exclude each other.")
    catalog = load(settings.content).catalog
    for paper in papers:
        if paper not in catalog.papers:
            raise click.BadParameter(f"there is no paper {paper!r}", param_hint="PAPERS")
    if new:
        _show_new(catalog, format_)
        return
    # Learning takes what no other of these commands needs.
    from generator.analysis import propose_tags

    found = propose_tags.suggest(catalog, papers)
    if apply_:
        _apply(settings, found, min_confidence, dry_run)
    elif ask:
        from generator.cli.asking_tags import ask_all

        ask_all(settings, catalog, found, answers)
    else:
        _show(catalog, found, format_, new_too=not papers)


def _show(catalog: Catalog, found: Sequence[Suggestion], format_: str, new_too: bool) -> None:
    from generator.cli.proposal_table import proposal_lines, proposal_row

    if format_ == "json":
        click.echo(json_document([proposal_row(suggestion) for suggestion in found]), nl=False)
        return
    if not found:
        click.echo("Every paper has tags and a topic.")
    texts = [proposal_lines(one, catalog.papers[one.paper]) for one in found]
    click.echo("".join(texts), nl=False)
    without = sum(not text for text in texts)
    if without:
        click.echo(f"Nothing speaks for any tag of {count(without, 'paper')}.", err=True)
    if found and new_too:
        _show_new(catalog, format_, _NEW_SHOWN)


def _show_new(catalog: Catalog, format_: str, most: int | None = None) -> None:
    from generator.analysis.new_tags import new_tags
    from generator.cli.proposal_table import new_tag_lines

    found = new_tags(catalog)[:most]
    if format_ == "json":
        rows = [{"phrase": tag.phrase, "papers": list(tag.papers)} for tag in found]
        click.echo(json_document(rows), nl=False)
    elif found:
        click.echo("Phrases that many papers share and no tag says:", err=True)
        click.echo(new_tag_lines(found), nl=False)
    elif most is None:
        click.echo("No phrase is shared by many papers and said by no tag.")


def _apply(
    settings: Settings, found: Sequence[Suggestion], min_confidence: float, dry_run: bool
) -> None:
    edits = {one.paper: _sure(one, min_confidence) for one in found}
    before, _ = journal.read_files(settings.content)
    after, problems = change_papers(before, edits)
    if make(settings, "tags suggest --apply", before, after, problems, dry_run):
        click.echo(f"{count(len(after), 'paper')} changed of {len(found):,} that lack something")
        finish(check(settings.content, today(), settings.config)[1])


def _sure(suggestion: Suggestion, least: float) -> list[TextEdit]:
    tags = [tag.id for tag in suggestion.tags if tag.confidence >= least]
    edits = [with_tags(tags)] if tags else []
    home = suggestion.home
    return [with_home(home.id), *edits] if home and home.confidence >= least else edits
