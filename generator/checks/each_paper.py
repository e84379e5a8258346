"""Checks of papers one by one: those of a group of papers are recalled until one is edited."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TypeVar

from generator.checks.context import Context
from generator.model.memory import digest_of
from generator.model.models import Paper
from generator.model.rules import Finding

T = TypeVar("T")


def of_each_paper(
    context: Context, name: str, judge: Callable[[Paper, T], Iterable[Finding]], by: T
) -> Iterator[Finding]:
    """What is wrong with each paper by its own values.

    Args:
        context: Has the papers.
        name: The name of the check, for the memory.
        judge: Looks at nothing but the paper, which of its fields are doubtful, and `by`.
        by: What papers are judged by; its `repr` tells it from others.
    """
    papers = context.catalog.papers
    judged_by = digest_of(name, by)

    def judged(ids: list[str]) -> list[Finding]:
        return [found for id_ in ids for found in judge(papers[id_], by)]

    for files, ids in context.paper_groups:
        yield from context.judged.recall(digest_of(judged_by, files), partial(judged, ids))
