"""`todo`: what is left to curate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import click

from generator.analysis.todo import HOME_PAGE, Task, todo
from generator.cli import Settings
from generator.cli.changes import count
from generator.content.load import load
from generator.text.json_text import json_document


@click.command("todo")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text")
@click.option("--limit", type=click.IntRange(1), help="Show so many papers at most.")
@click.pass_obj
def command(settings: Settings, format_: str, limit: int | None) -> None:
    """Show what papers lack, those first that readers are led to.

    A paper on a reading path or the home page comes before one that prose
    links, that before one that an abstract names, and that before one that
    nobody links. What can be lacking: topics, tags, a summary, authors, the
    year, an address (arXiv id, DOI or URL).

    \b
    Example:
      reading-list todo --limit 20
    """
    found = todo(load(settings.content).catalog)
    shown = found[:limit]
    if format_ == "json":
        click.echo(json_document([_row(task) for task in shown]), nl=False)
        return
    for task in shown:
        click.echo(f"{task.paper}: {', '.join(task.lacks)}{_why(task)}")
    click.echo(_total(found), err=True)


def _row(task: Task) -> dict[str, Any]:
    links = task.links
    return {
        "paper": task.paper,
        "lacks": list(task.lacks),
        "reading_paths": list(links.reading_paths),
        "links": links.prose,
        "mentions": links.abstracts,
    }


def _why(task: Task) -> str:
    links = task.links
    paths = [path for path in links.reading_paths if path != HOME_PAGE]
    why = [f"reading path of {', '.join(paths)}"] if paths else []
    why += ["home page"] if HOME_PAGE in links.reading_paths else []
    why += [count(links.prose, "link")] if links.prose else []
    why += [f"named by {count(links.abstracts, 'abstract')}"] if links.abstracts else []
    return f"  ({'; '.join(why)})" if why else ""


def _total(found: Sequence[Task]) -> str:
    if not found:
        return "No paper lacks anything."
    lacks = Counter(name for task in found for name in task.lacks)
    each = ", ".join(f"{name} {number:,}" for name, number in lacks.most_common())
    return f"{count(len(found), 'paper')}: {each}"
