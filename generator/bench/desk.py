"""The desk of the bench: what it reads of the content, and the edits that it writes.

One edit at a time, whatever the number of open pages: each takes the text that a
page has seen, and is refused when the file says something else by now.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from generator.bench import queue
from generator.bench.edits import (
    Curated,
    TagEdit,
    Texts,
    as_curated,
    paper_edits,
    require_known,
    tag_texts,
)
from generator.bench.opened_list import OpenedList
from generator.bench.paper_view import messages, paper_view
from generator.content.load import load
from generator.content.regular_files import read_regular
from generator.edit import journal
from generator.edit.curation_edits import change_papers
from generator.edit.difference import difference
from generator.edit.paper_edits import CannotEdit
from generator.edit.paper_files import read_paper
from generator.edit.tags import TAGS_FILE, Refused
from generator.model.memory import NOTHING, Memory
from generator.model.models import Paper, TagKind
from generator.model.problems import Problem
from generator.site.vocabulary import vocabulary

_KEPT = 500
"""Edits that can be taken back."""


class Outdated(Exception):
    """A file is no longer as the page has seen it; nothing was written."""


class Desk:
    """One list, for all pages that are open."""

    def __init__(
        self,
        content: Path,
        today: Callable[[], date],
        language: str,
        vocabulary_changed: Callable[[], None] = lambda: None,
        memory: Memory = NOTHING,
    ) -> None:
        """Read nothing before somebody asks.

        Args:
            content: The content directory.
            today: The day that checks hold years against.
            language: Of the list, as a code.
            vocabulary_changed: Called after each change of tags.
            memory: What builds worked out.
        """
        self._content = content
        self._today = today
        self._language = language
        self._vocabulary_changed = vocabulary_changed
        self._memory = memory
        self._lock = threading.RLock()
        self._edits: dict[int, tuple[Texts, Texts]] = {}
        self._count = 0
        self._open: OpenedList | None = None

    def queue(self, name: str) -> dict[str, Any]:
        """The papers that pass the filter, read anew, with the vocabulary and all filters."""
        with self._lock:
            opened = self._read()
            names = {key: label for key, (label, _) in queue.FILTERS.items()} | queue.COMPARED
            return {
                "papers": queue.rows(opened.catalog, name),
                "filters": list(names.items()),
                "vocabulary": vocabulary(opened.catalog),
                "kinds": [str(kind) for kind in TagKind],
                "summary": opened.catalog.limits.summary_length,
            }

    def paper(self, id_: str) -> dict[str, Any]:
        """A paper as its file is now; raises `Refused` when there is none.

        `pending` says that proposals and nearest papers are still worked out: ask again.
        """
        with self._lock:
            text = self._text(id_)
            paper = self._now(id_, text)
            opened = self._opened()
            proposals, relations = opened.known()
            suggestion = (proposals or {}).get(id_)
            found = paper_view(opened.catalog, paper, suggestion, (relations or {}).get(id_))
            found["pending"] = proposals is None or relations is None
            return {**found, "base": _digest(text), "twin": opened.twins.get(id_)}

    def messages(self, id_: str, curated: Curated) -> list[dict[str, str]]:
        """What `check` would say of the paper."""
        with self._lock:
            catalog = self._opened().catalog
            if id_ not in catalog.papers:
                raise Refused(f"there is no paper {id_!r}")
            return messages(
                catalog, as_curated(catalog.papers[id_], curated), self._today(), self._language
            )

    def save(self, id_: str, base: str, curated: Curated) -> dict[str, Any]:
        """Write what differs into the paper's file; the lines that changed, and the edit's number.

        Raises:
            Outdated: The file is not the one that the page has seen.
            Refused: An id is unknown, or the file cannot be edited.
        """
        with self._lock:
            text = self._text(id_)
            if _digest(text) != base:
                raise Outdated(id_)
            now = self._now(id_, text)
            require_known(self._opened().catalog, now, curated)
            path = f"papers/{id_}.yml"
            after, problems = change_papers({path: text}, {id_: paper_edits(now, curated)})
            done = self._write(f"curate {id_}", {path: text}, after, problems)
            self._now(id_, after.get(path, text))
            return done

    def undo(self, number: int) -> dict[str, Any]:
        """Take an edit back; raises `Outdated` when one of its files was edited since."""
        with self._lock:
            if number not in self._edits:
                raise Refused("this cannot be taken back any more")
            before, after = self._edits[number]
            if journal.apply(self._content, "undo", after, before):
                raise Outdated(", ".join(before))
            del self._edits[number]
            self._after_writing(before)
            return {"diff": difference(after, before), "files": sorted(before)}

    def change_tag(self, edit: TagEdit) -> dict[str, Any]:
        """Change the vocabulary; raises `Refused` with the reason when that makes no sense."""
        with self._lock:
            before, problems = journal.read_files(self._content)
            try:
                after, found = tag_texts(before, edit)
            except CannotEdit as error:
                raise Refused(f"{TAGS_FILE}: {error}") from error
            what = f"tags {edit.verb} {edit.id} {edit.to}".strip()
            return self._write(what, before, after, [*problems, *found])

    def _write(
        self, what: str, before: Texts, after: Texts, problems: Sequence[Problem]
    ) -> dict[str, Any]:
        if problems:
            raise Refused(f"{problems[0].path}: {problems[0].message}")
        changed = {path: text for path, text in after.items() if text != before[path]}
        if not changed:
            return {"diff": "", "files": [], "undo": None}
        old = {path: before[path] for path in changed}
        if journal.apply(self._content, what, old, changed):
            raise Outdated(", ".join(changed))
        self._count += 1
        self._edits[self._count] = old, changed
        self._edits.pop(self._count - _KEPT, None)
        self._after_writing(changed)
        return {"diff": difference(old, changed), "files": sorted(changed), "undo": self._count}

    def _after_writing(self, changed: Texts) -> None:
        if TAGS_FILE in changed:
            self._vocabulary_changed()
            self._open = None

    def _text(self, id_: str) -> str:
        if id_ not in self._opened().catalog.papers:
            raise Refused(f"there is no paper {id_!r}")
        try:
            return read_regular(self._content / "papers" / f"{id_}.yml").decode()
        except (OSError, UnicodeDecodeError) as error:
            raise Refused(f"papers/{id_}.yml cannot be read") from error

    def _now(self, id_: str, text: str) -> Paper:
        """The paper with what its file says of it now; the list is brought up to date with it."""
        opened = self._opened()
        file, problem = read_paper(id_, text.encode(), f"papers/{id_}.yml")
        if problem:
            raise Refused(problem.message)
        topics, tags = (tuple(map(str, file.fields.get(name) or ())) for name in ("topics", "tags"))
        summary = str(file.fields.get("summary") or "")
        fresh = as_curated(opened.catalog.papers[id_], Curated(topics, tags, summary))
        opened.catalog = replace(opened.catalog, papers={**opened.catalog.papers, id_: fresh})
        return fresh

    def _opened(self) -> OpenedList:
        return self._open or self._read()

    def _read(self) -> OpenedList:
        unfinished = journal.pending(self._content)
        if unfinished and journal.complete(self._content, unfinished):
            raise Refused(f"`{unfinished.what}` was killed half-way; see `tags --continue`")
        self._open = OpenedList(load(self._content, self._memory).catalog, self._memory)
        return self._open


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
