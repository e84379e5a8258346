"""`import` asks services: for works that only an id names, and for Zotero libraries."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from generator.cli import Settings
from generator.cli.import_inputs import Input
from generator.edit.paper_files import PaperFile
from generator.importers.entry import Reading
from generator.importers.found import Found, doubts_of, filled, ids_of, is_sought
from generator.model.problems import Problem

if TYPE_CHECKING:
    from generator.cli.online import Asker


def lazy_asker(settings: Settings, stack: ExitStack) -> Callable[[], Asker]:
    """What makes the client when somebody asks for it, and the same one again after that."""

    @cache
    def ask() -> Asker:
        from generator.cli.online import asking  # loading the client takes as long as most imports

        return stack.enter_context(asking(settings))

    return ask


def asked(
    inputs: Sequence[Input], papers: Mapping[str, PaperFile], ask: Callable[[], Asker],
    online: bool, limit: int | None,
) -> tuple[list[Input], list[Problem]]:  # fmt: skip
    """The inputs with what services say, and what is doubtful or was not answered."""
    read = [
        replace(i, reading=_libraries(i.reading, len(papers), ask)) if i.format == "zotero" else i
        for i in inputs
    ]
    problems = [p for i in read for p in i.reading.problems if i.format == "zotero"]
    known = ids_of(papers)
    wanted = [
        (i, entry) for i in read for entry in i.reading.entries if is_sought(entry, known, online)
    ]
    found = ask().look_up([entry for _, entry in wanted], limit) if wanted else []
    for (i, entry), answer in zip(wanted, found, strict=True):
        problems += doubts_of(entry, answer, i.shown)
    answers = {id(entry): answer for (_, entry), answer in zip(wanted, found, strict=True)}
    return [replace(i, reading=_filled(i.reading, answers)) for i in read], problems


def _filled(reading: Reading, answers: Mapping[int, Found]) -> Reading:
    entries = (
        filled(entry, answers[id(entry)]) if id(entry) in answers else entry
        for entry in reading.entries
    )
    return replace(reading, entries=tuple(entries))


def _libraries(reading: Reading, papers: int, ask: Callable[[], Asker]) -> Reading:
    """The works of the Zotero libraries that the entries name."""
    parts = [ask().library(entry.url or "", papers) for entry in reading.entries]
    return Reading(
        tuple(entry for part in parts for entry in part.entries),
        tuple(problem for part in parts for problem in part.problems),
    )
