"""What a curated paper carries: topics, tags, and a summary in our own words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from generator.checks.context import Context
from generator.model.findings import Finding
from generator.model.models import Paper, TagKind

_ACCENTS = re.compile("[\u0300-\u036f]")


def uncurated(context: Context) -> Iterator[Finding]:
    """Papers that lack topics, tags or a summary: one finding a paper."""
    for paper in context.catalog.papers.values():
        file = f"papers/{paper.id}.yml"
        lacking = [
            name
            for name in ("topics", "tags", "summary")
            if not getattr(paper, name) and not context.doubtful(file, name)
        ]
        if lacking:
            message = f"the paper has no {_enumerated(lacking)} yet"
            if "topics" in lacking:
                message += "; it is shown among the unsorted"
            yield Finding(file, (lacking[0],), "uncurated", message, key=True)


def abstracts(context: Context) -> Iterator[Finding]:
    """Papers without an abstract."""
    for paper in context.catalog.papers.values():
        file = f"papers/{paper.id}.yml"
        if not paper.abstract and not context.doubtful(file, "abstract"):
            yield Finding(file, ("title",), "no-abstract", "the paper has no abstract", key=True)


def counts(context: Context) -> Iterator[Finding]:
    """Papers with fewer or more topics, tags or paper types than the limits say."""
    limits = context.catalog.limits
    for paper in context.catalog.papers.values():
        file = f"papers/{paper.id}.yml"
        if not context.doubtful(file, "topics"):
            yield from _count(paper, "topic", len(paper.topics), limits.topics_per_paper)
        if not context.doubtful(file, "tags"):
            yield from _count(paper, "tag", len(paper.tags), limits.tags_per_paper)
            yield from _types(context, paper)


def _count(paper: Paper, noun: str, count: int, bounds: tuple[int, int]) -> Iterator[Finding]:
    least, most = bounds
    file = f"papers/{paper.id}.yml"
    if 0 < count < least:
        message = f"the paper has {_number(count, noun)}; the least is {least}"
        yield Finding(file, (f"{noun}s",), f"too-few-{noun}s", message, key=True)
    elif count > most:
        message = f"the paper has {_number(count, noun)}; the most is {most}"
        yield Finding(file, (f"{noun}s",), f"too-many-{noun}s", message, key=True)


def _types(context: Context, paper: Paper) -> Iterator[Finding]:
    tags = context.catalog.tags
    # A tag that is wrong is told as such; it might have been the type that is missed.
    if not paper.tags or any(tag not in tags or tags[tag].deprecated_for for tag in paper.tags):
        return
    types = [tag for tag in paper.tags if tags[tag].kind is TagKind.PAPER_TYPE]
    least, most = context.catalog.limits.paper_types_per_paper
    if least <= len(types) <= most:
        return
    if types:
        message = f"{', '.join(types)}: {_number(len(types), 'paper type')}; the most is {most}"
        if len(types) < least:
            message = f"{_number(len(types), 'paper type')}; the least is {least}"
    else:
        known = sorted(
            tag.id for tag in tags.values()
            if tag.kind is TagKind.PAPER_TYPE and tag.deprecated_for is None
        )  # fmt: skip
        message = f"no tag says what type of paper it is; there are {', '.join(known)}"
    yield Finding(f"papers/{paper.id}.yml", ("tags",), "paper-type", message, key=True)


def summaries(context: Context) -> Iterator[Finding]:
    """Summaries that are too long, without a full stop, or copied from the abstract."""
    limits = context.catalog.limits
    for paper in context.catalog.papers.values():
        if paper.summary is None:
            continue
        file = f"papers/{paper.id}.yml"
        if len(paper.summary) > limits.summary_length:
            message = (
                f"the summary has {len(paper.summary)} characters; the most is"
                f" {limits.summary_length}"
            )
            yield Finding(file, ("summary",), "summary-length", message)
        if not paper.summary.endswith("."):
            message = "the summary does not end with a full stop"
            yield Finding(file, ("summary",), "summary-full-stop", message)
        copied = common_run(paper.summary, paper.abstract, limits.summary_overlap)
        if copied:
            message = (
                f"the summary has a run of {limits.summary_overlap} words of the abstract:"
                f" '{copied}'; say it in other words"
            )
            yield Finding(file, ("summary",), "summary-copied", message)


def common_run(summary: str, abstract: str, length: int) -> str | None:
    """The first run of `length` words of the summary that the abstract has too, else None.

    Words are compared without capitals, accents and punctuation.
    """
    words = _words(summary)
    if len(words) < length:
        return None
    there = f" {' '.join(_words(abstract))} "
    runs = (" ".join(words[i : i + length]) for i in range(len(words) - length + 1))
    return next((run for run in runs if f" {run} " in there), None)


def _words(text: str) -> list[str]:
    if not text.isascii():
        text = _ACCENTS.sub("", unicodedata.normalize("NFKD", text))
    return re.findall(r"[^\W_]+", text.casefold())


def _enumerated(words: list[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
