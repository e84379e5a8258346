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
from generator.importers import citation_page
from generator.importers.entry import ReadEntries
from generator.importers.found import Found, doubts_of, filled, ids_of, is_sought
from generator.importers.text_input import decoded
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
    online: bool, limit: int | None, read_text: Callable[[str, str], tuple[str, ReadEntries]],
) -> tuple[list[Input], list[Problem]]:  # fmt: skip
    """The inputs with what services say, and what is doubtful or was not answered.

    `read_text` reads a text in its format: what is at a web address may be any file.
    """
    read = []
    problems: list[Problem] = []
    for i in inputs:
        if i.format == "zotero" or i.is_page:
            there = _page(i, ask, read_text) if i.is_page else _library(i, len(papers), ask)
            problems += there.reading.problems
            read.append(there)
        else:
            read.append(i)
    known = ids_of(papers)
    wanted = [
        (i, entry) for i in read for entry in i.reading.entries if is_sought(entry, known, online)
    ]
    found = ask().look_up([entry for _, entry in wanted], limit) if wanted else []
    for (i, entry), answer in zip(wanted, found, strict=True):
        problems += doubts_of(entry, answer, i.shown)
    answers = {id(entry): answer for (_, entry), answer in zip(wanted, found, strict=True)}
    return [replace(i, reading=_filled(i.reading, answers)) for i in read], problems


def _filled(reading: ReadEntries, answers: Mapping[int, Found]) -> ReadEntries:
    entries = (
        filled(entry, answers[id(entry)]) if id(entry) in answers else entry
        for entry in reading.entries
    )
    return replace(reading, entries=tuple(entries))


def _page(
    i: Input, ask: Callable[[], Asker], read_text: Callable[[str, str], tuple[str, ReadEntries]]
) -> Input:
    """The file at the address; a page that is about one work stays an address to look up."""
    (entry,) = i.reading.entries
    data, reason = ask().document(entry.url or "")
    if reason:
        return replace(i, reading=ReadEntries((replace(entry, refused=reason),)))
    if citation_page.is_about_a_work(data):
        return i
    text, problem = decoded(data, i.shown)
    if problem:
        return replace(i, reading=ReadEntries(problems=(problem,)))
    told, reading = read_text(text, i.shown)
    return replace(i, format=told, reading=reading)


def _library(i: Input, papers: int, ask: Callable[[], Asker]) -> Input:
    """The works of the Zotero libraries that the entries name."""
    parts = [ask().library(entry.url or "", papers) for entry in i.reading.entries]
    entries = tuple(entry for part in parts for entry in part.entries)
    problems = tuple(problem for part in parts for problem in part.problems)
    return replace(i, reading=ReadEntries(entries, problems))
