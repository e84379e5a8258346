"""Summaries that announce what a paper is about and say no result."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from generator.checks.context import Check, Context
from generator.checks.each_paper import of_each_paper
from generator.model.models import Catalog, Paper, TagKind
from generator.model.problems import Severity
from generator.model.rules import Finding, Group, Rule
from generator.text.slugs import slugify
from generator.text.summary_words import BY_LANGUAGE, SummaryWords

ANNOUNCING_SUMMARY = Rule("announcing-summary", Group.RELATIONS, Severity.WARNING,
    "The summary says what the paper is about and not what it finds, or leaves out the number "
    "that the abstract has. A reader cannot decide by it. `summary_results: false` in limits.yml "
    "switches this off.",
    "summary: Studies how maps change what travellers plan.",
    "Say the result: how much, against what. Leave it where the abstract has none.")  # fmt: skip


def announcing_summaries(context: Context) -> Iterator[Finding]:
    """Summaries without the number that their abstract has, or without any result.

    Nothing is found where `limits.yml` switches it off or cannot be read, or where the words of
    the list's language are not known. A survey may announce.
    """
    words = BY_LANGUAGE.get(context.language)
    if words is None or not _is_wanted(context):
        return iter(())
    judged_by = context.language, _surveys(context.catalog, words)
    return of_each_paper(context, "announcing summaries", _summary, judged_by)


def _summary(paper: Paper, judged_by: tuple[str, tuple[str, ...]]) -> Iterator[Finding]:
    language, surveys = judged_by
    message = _fault(paper, surveys, BY_LANGUAGE[language])
    if message:
        yield Finding(f"papers/{paper.id}.yml", ("summary",), ANNOUNCING_SUMMARY, message)


def _is_wanted(context: Context) -> bool:
    unknown = context.unread("limit") or context.doubtful("limits.yml", "summary_results")
    return context.catalog.limits.summary_results and not unknown


def _fault(paper: Paper, surveys: Collection[str], words: SummaryWords) -> str:
    summary = paper.summary or ""
    if summary and not words.number.search(summary):
        measured = words.measured.search(paper.abstract)
        if measured:
            return f"the abstract has a number, {measured[0]!r}, and the summary none"
    announces = words.announcing.match(summary) and not words.result.search(summary)
    if announces and not set(paper.tags).intersection(surveys):
        return "the summary announces, and says no result"
    return ""


def _surveys(catalog: Catalog, words: SummaryWords) -> tuple[str, ...]:
    """The ids of the tags that surveys have, in the order of the tags."""
    types = (tag for tag in catalog.tags.values() if tag.kind is TagKind.PAPER_TYPE)
    return tuple(tag.id for tag in types if {tag.id, slugify(tag.name)} & words.surveys)


CHECKS = (Check("summaries say results", announcing_summaries, (ANNOUNCING_SUMMARY,)),)
