"""What checks ask of papers one by one: of a group of papers it is recalled until one is edited."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TypeVar

from generator.checks.context import Context
from generator.model.memory import digest_of
from generator.model.models import Paper
from generator.model.rules import Finding

T = TypeVar("T")
B = TypeVar("B")


def of_each_paper(
    context: Context, name: str, judge: Callable[[Paper, B], Iterable[Finding]], by: B
) -> Iterator[Finding]:
    """What is wrong with each paper by its own values.

    Args:
        context: Has the papers.
        name: The name of the check, for the memory.
        judge: Looks at nothing but the paper, which of its fields are doubtful, and `by`.
        by: What papers are judged by; its `repr` tells it from others.
    """

    def judged(papers: Sequence[Paper], by: B) -> list[Finding]:
        return [found for paper in papers for found in judge(paper, by)]

    for findings in of_each_group(context, name, judged, by):
        yield from findings


def of_each_group(
    context: Context, name: str, tell: Callable[[Sequence[Paper], B], T], by: B
) -> Iterator[T]:
    """What `tell` says of each group of papers, which together are all; arguments as above."""
    papers = context.catalog.papers
    told_by = digest_of(name, by)

    def told(ids: Sequence[str]) -> T:
        return tell([papers[id_] for id_ in ids], by)

    for files, ids in context.paper_groups:
        yield context.judged.recall(digest_of(told_by, files), partial(told, ids))
