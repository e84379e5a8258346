"""The checks on the content as a whole: one declared, ordered list of named checks.

What one file can tell alone (syntax, fields, forms) is reported by `generator.content`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
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
from generator.checks.context import Check, Context, make_context
from generator.content.content_files import ContentFiles, files_of, shown
from generator.content.load import Loaded, load
from generator.content.locate import locate
from generator.content.navigation import disagreements, read_navigation
from generator.content.reading_rules import READING_RULES
from generator.content.site_config import language_and_problems
from generator.model.memory import NOTHING, Memory
from generator.model.problems import Problem
from generator.model.rules import Finding, Rule, documentation
from generator.site.site_paths import SitePaths

CHECKS: tuple[Check, ...] = (
    *relations.CHECKS,
    *links.CHECKS,
    *vocabulary.CHECKS,
    *facts.CHECKS,
    *titles.CHECKS,
    *curation.CHECKS,
    *bounds.CHECKS,
    *announcing.CHECKS,
    *editors.CHECKS,
)
"""All checks, in the order in which they run."""

RULES: dict[str, Rule] = {
    rule.name: rule for rule in (*READING_RULES, *(r for check in CHECKS for r in check.rules))
}
"""Code → rule, of reading and of all checks."""


def rules_list() -> str:
    """The documentation of all rules, by group; Markdown."""
    return documentation(RULES.values())


def corrected(context: Context, names: str, value: str) -> str | None:
    """The right text for a value by the first check that knows it, else None.

    Args:
        context: The catalogue that names the right tags, topics and papers.
        names: What the value names, or else the name of its field.
        value: The value on one line.
    """
    corrections = (c.correct(context, names, value) for c in CHECKS if c.correct)
    return next((right for right in corrections if right is not None), None)


def find(
    loaded: Loaded, today: date, language: str = "en", memory: Memory = NOTHING
) -> list[Finding]:
    """Everything that the checks find in a list of this language, in their order."""
    with memory.entries("judged papers") as judged:
        context = make_context(loaded, today, rules_list(), language, memory, judged)
        return [finding for check in CHECKS for finding in check.find(context)]


def check(
    content: Path | ContentFiles,
    today: date,
    config: Path | None = None,
    memory: Memory = NOTHING,
    language: str = "en",
) -> tuple[Loaded, list[Problem]]:
    """What was read of the content, and all `problems` in it."""
    loaded = load(content, memory)
    return loaded, problems(loaded, content, today, config, memory, language)


def problems(
    loaded: Loaded,
    content: Path | ContentFiles,
    today: date,
    config: Path | None = None,
    memory: Memory = NOTHING,
    language: str = "en",
) -> list[Problem]:
    """Find every problem in the content.

    Args:
        loaded: What was read of it.
        content: The directory, or its files.
        today: The day that years are held against.
        config: `mkdocs.yml`; it is checked, its navigation held against the pages, and the
            language of the list taken from it, when it is given.
        memory: What earlier runs read.
        language: The code of the list's language, where no configuration says it.

    Returns:
        All problems sorted by path, line and column, each once.
    """
    language, unusable = language_and_problems(config) if config else (language, [])
    findings = find(loaded, today, language, memory)
    located = locate(content, findings, memory, loaded.digests)
    found = {*loaded.problems, *unusable, *located}
    if config is not None:
        found |= {*_navigation(loaded, files_of(content).root, config, memory)}
    return sorted(found, key=lambda p: (p.path, p.line, p.column, p.code, p.message))


def _navigation(loaded: Loaded, root: str, config: Path, memory: Memory) -> Iterator[Problem]:
    navigation = read_navigation(config)
    if navigation is not None:
        catalog = loaded.catalog
        name = shown(config.parent) + config.name
        site = SitePaths(catalog, memory)
        yield from disagreements(navigation, name, root, catalog.pages, site.indexes, site.has)
