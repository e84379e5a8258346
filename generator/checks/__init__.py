"""The checks on the content as a whole: one declared, ordered list of named checks.

What one file can tell alone (syntax, fields, forms) is told by `loading`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path

from generator.checks import (
    announcing,
    bounds,
    curation,
    editors,
    facts,
    links,
    relations,
    titles,
    vocabulary,
)
from generator.checks.context import Context, make_context
from generator.content.load import Loaded, load, locate, shown
from generator.content.navigation import disagreements, read_navigation
from generator.content.site_config import read_language, site_problems
from generator.model.findings import Finding
from generator.model.problems import Problem
from generator.site.site_paths import has_file

Check = Callable[[Context], Iterator[Finding]]

CHECKS: tuple[tuple[str, Check], ...] = (
    ("papers name what is there", relations.papers_name),
    ("topics name what is there", relations.topics_name),
    ("tags name what is there", relations.tags_name),
    ("the home page names what is there", relations.home_names),
    ("introductions link to what is there", links.introductions),
    ("hand-written pages link to what is there", links.hand_pages),
    ("names are not those of made pages", vocabulary.taken_ids),
    ("former ids are free", relations.taken_aliases),
    ("names differ", vocabulary.shared_names),
    ("tags are not given up in a circle", vocabulary.circles),
    ("broader tags are of one level", vocabulary.broader_levels),
    ("papers carry no tag beside a narrower one", vocabulary.redundant_tags),
    ("years are possible", facts.years),
    ("authors are one name an entry", facts.authors),
    ("venues are in the table", facts.venues),
    ("venues are of the paper's time", facts.venue_years),
    ("sources are there", facts.sources),
    ("ids belong to one paper", facts.shared_ids),
    ("titles differ", titles.near_titles),
    ("files are named after titles", titles.other_names),
    ("papers are curated", curation.uncurated),
    ("papers have abstracts", curation.abstracts),
    ("papers have so many topics and tags", curation.counts),
    ("summaries are ours", curation.summaries),
    ("topics are of a size", bounds.topic_sizes),
    ("tags are of a size", bounds.tag_sizes),
    ("the list has so many topics and tags", bounds.numbers),
    ("introductions are of a length", bounds.introductions),
    ("reading paths are of a length", bounds.reading_paths),
    ("topics have so many open questions", bounds.questions),
    ("summaries say results", announcing.announcing_summaries),
    ("schemas are fresh", editors.stale_schemas),
)
"""What each check makes sure of, and the check, in the order they run."""


def find(loaded: Loaded, today: date, language: str = "en") -> list[Finding]:
    """Everything that the checks find in a list of this language, in their order."""
    context = make_context(loaded, today, language)
    return [finding for _, check in CHECKS for finding in check(context)]


def check(content: Path, today: date, config: Path | None = None) -> tuple[Loaded, list[Problem]]:
    """Read the content and find every problem in it.

    Args:
        content: The directory.
        today: The day that years are held against.
        config: `mkdocs.yml`; it is checked, its navigation held against the pages, and the
            language of the list taken from it, when it is given.

    Returns:
        What was read, and all problems sorted by path, line and column, each once.
    """
    loaded = load(content)
    language = read_language(config) if config else "en"
    found = {*loaded.problems, *locate(content, find(loaded, today, language))}
    if config is not None:
        found |= {*site_problems(config), *_navigation(loaded, content, config)}
    return loaded, sorted(found, key=lambda p: (p.path, p.line, p.column, p.code, p.message))


def _navigation(loaded: Loaded, content: Path, config: Path) -> Iterator[Problem]:
    navigation = read_navigation(config)
    if navigation is not None:
        catalog = loaded.catalog
        name = shown(config.parent) + config.name
        has_page = partial(has_file, catalog)
        yield from disagreements(navigation, name, shown(content), catalog.pages, has_page)
