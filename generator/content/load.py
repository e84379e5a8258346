"""The reader of `content/`; only `locate` reads files again, in which something was found.

What can be understood becomes the catalogue, what cannot a problem; a broken
file never hides the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.content import build_records, file_text, reading_rules, validate, yaml_documents
from generator.content.content_files import ContentFiles, file_digest, files_of, read_beyond
from generator.content.content_layout import MISSING, ContentTree, definition, read_tree, right_name
from generator.content.definitions import HAND_PAGE, PAPER
from generator.content.field_types import File
from generator.content.measures import excess_of_text
from generator.content.regular_files import why_unreadable
from generator.model.memory import NOTHING, Entries, Memory
from generator.model.models import Catalog, HandPage, Home, Limits, Paper, Tag, Topic, Venue
from generator.model.problems import Problem
from generator.model.rules import problem

_RECORDS: Mapping[str, Callable[[str, dict[str, Any]], Paper | Topic]] = {
    "papers": build_records.paper,
    "topics": build_records.topic,
}
_WORTH_A_PROCESS = 1_000
"""Files that another process reads at least: fewer cost more than they save."""
MAX_IMAGE = 1 << 20
"""Bytes of an image at most: a page's weight is felt by every reader."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was read: everything that could be understood, and what was wrong with the rest."""

    catalog: Catalog
    problems: tuple[Problem, ...] = ()
    """Of files, YAML and fields; `checks` finds what is wrong between files."""
    unread: frozenset[tuple[str, str]] = frozenset()
    """What is there but could not be understood, as (kind, id).

    The kind is `paper`, `topic`, `tag`, `venue`, `source` or the name of another
    table; the id of a source is its name up to the first point. The id is `*`
    where not even the ids are known.
    """
    source_lines: Mapping[str, int] = field(default_factory=dict)
    """Lines of each file of `content/sources/`, by name."""
    schemas: Mapping[str, str] = field(default_factory=dict)
    """The texts of `content/schema/`, by name."""
    tables: frozenset[str] = frozenset()
    """Which of `tags.yml`, `venues.yml` and so on are there."""
    misnamed: tuple[str, ...] = ()
    """Files under a name that is not read, relative to the content directory."""
    doubtful: frozenset[tuple[str, str]] = frozenset()
    """Fields in which something is wrong, as (file below the content directory, field)."""
    digests: Mapping[str, str] = field(default_factory=dict)
    """Of the bytes of each record and table, by path below the content directory."""


def load(content: Path | ContentFiles, memory: Memory = NOTHING) -> Loaded:
    """Read the content directory; what the memory holds of a file is not worked out again.

    Raises `BrokenEnvironment` when there is no such directory or the disk
    refuses; everything else is a problem in what comes back.
    """
    with memory.entries("files") as known:
        return _Load(files_of(content), known).loaded()


class _Load:
    """One run over the directory, gathering as it goes."""

    def __init__(self, files: ContentFiles, known: Entries[tuple[Any, ...]]) -> None:
        self.files = files
        self.known = known  # plain tuples: of ten thousand a class would be felt
        self.root = files.root
        self.tree: ContentTree = read_tree(files.entries(), self.root)
        self.problems: list[Problem] = list(self.tree.problems)
        self.unread: set[tuple[str, str]] = set()
        self.doubtful: set[tuple[str, str]] = set()
        self.digests: dict[str, str] = {}

    def loaded(self) -> Loaded:
        tables = {name: self._read(name) for name in self.tree.tables}
        for name in (*self.tree.misnamed, *self.tree.refused):
            self.unread.add(_named_by(name))
        papers = self._records("papers")
        topics = self._records("topics").values()
        self._missing(papers)
        catalog = Catalog(
            papers=papers,
            topics={topic.id: topic for topic in sorted(topics, key=lambda t: (t.order, t.id))},
            tags=self._tags(tables),
            venues=self._venues(tables),
            limits=build_records.limits(tables.get("limits.yml") or {}) if tables else Limits(),
            home=build_records.home(tables.get("home.yml") or {}) if tables else Home(),
            pages=tuple(self._pages()),
            images=dict(self._images()),
            names=frozenset(tables.get("names.yml") or ()),
        )
        lines, schemas = self._lines(), self._schemas()
        return Loaded(
            catalog, tuple(sorted(self.problems, key=_order)), frozenset(self.unread),
            lines, schemas,
            frozenset(self.tree.tables), self.tree.misnamed, frozenset(self.doubtful),
            self.digests,
        )  # fmt: skip

    def _read(self, path: str) -> Any:
        """What `_read_file` makes of the file; None, with a problem, when it cannot be read."""
        file = definition(path)
        assert file is not None  # `content_layout` names no other files to read
        data = self._bytes(path, file.most_bytes)
        if data is None:
            return None
        if len(data) > file.most_bytes:
            size = max(self.files.size(path), len(data))
            self.problems += file_text.too_large(self.root + path, size, file.most_bytes)
            return None
        digest = self.digests[path] = file_digest(path, data)
        values, problems, doubtful = self.known.recall(digest, lambda: _read_file(path, data, file))
        if problems:
            self.problems += [p._replace(path=self.root + p.path) for p in problems]
        if doubtful:
            self.doubtful |= {(path, name) for name in doubtful}
        return values

    def _records(self, folder: str) -> dict[str, Any]:
        """The records of a folder by id, sorted by id."""
        records = {}
        paths = sorted((_stem(path), path) for path in self.tree.records[folder])
        half = len(paths) // 2
        meanwhile = self._meanwhile([path for _, path in paths[half:]])
        for number, (id_, path) in enumerate(paths):
            if number == half:
                self.known.made.update(meanwhile())
            record = self._read(path)
            if record is None:
                self.unread.add((folder.removesuffix("s"), id_))
            else:
                records[id_] = record
        return records

    def _meanwhile(self, paths: Sequence[str]) -> Callable[[], Mapping[str, tuple[Any, ...]]]:
        """Have files read in another process, where none is known; what waits for the results."""
        if self.known.known or len(paths) < _WORTH_A_PROCESS:
            return dict
        # Most runs need no other process, and this takes as long to import as `check` to read.
        from generator.model.processes import in_background, processes

        def read() -> Mapping[str, tuple[Any, ...]]:
            for path in paths:
                self._read(path)
            return self.known.made

        return in_background(read, 2) if processes() > 1 else dict

    def _missing(self, papers: Mapping[str, Paper]) -> None:
        """One problem for each missing file, in place of one for everything that needs it."""
        needed = ["limits.yml", "tags.yml"]
        if any(paper.venue for paper in papers.values()):
            needed.append("venues.yml")
        there = {*self.tree.tables, *self.tree.refused, *map(right_name, self.tree.misnamed)}
        missing = [name for name in needed if name not in there]
        named = any(paper.topics for paper in papers.values())
        if not self.tree.has_topics or (named and not self.tree.records["topics"]):
            missing += [] if ("topic", "*") in self.unread else ["topics"]
        for name in missing:
            message = f"{name} {MISSING[name]}"
            self.problems.append(
                problem(self.root + name, 0, 0, reading_rules.MISSING_FILE, message)
            )
            self.unread.add(_named_by(name))

    def _tags(self, tables: Mapping[str, Any]) -> dict[str, Tag]:
        entries = self._entries_of("tag", "tags.yml", tables)
        return {key: build_records.tag(key, entries[key]) for key in sorted(entries)}

    def _venues(self, tables: Mapping[str, Any]) -> dict[str, Venue]:
        entries = self._entries_of("venue", "venues.yml", tables)
        return {key: build_records.venue(key, values) for key, values in entries.items()}

    def _entries_of(self, kind: str, file: str, tables: Mapping[str, Any]) -> dict[str, Any]:
        if file in tables and tables[file] is None:
            self.unread.add((kind, "*"))
        entries = tables.get(file) or {}
        self.unread |= {(kind, key) for key, values in entries.items() if values is None}
        return {key: values for key, values in entries.items() if values is not None}

    def _pages(self) -> Iterator[HandPage]:
        for path in self.tree.pages:
            data = self._bytes(path)
            if data is None:
                continue
            text, problems = file_text.decode(self.root + path, data)
            problems += file_text.characters(self.root + path, text or "")
            problems += file_text.without_conflicts(self.root + path, text or "")[1]
            self.problems += [p for p in problems if p.code != reading_rules.TAB.name]
            excess = list(excess_of_text(text or "", HAND_PAGE, "the page"))
            self.problems += [problem(self.root + path, 0, 0, *found) for found in excess]
            if text is not None and not excess:
                yield HandPage(_stem(path), _page_title(path, text), text.replace("\r\n", "\n"))

    def _lines(self) -> dict[str, int]:
        """Lines of each listing that can be read, by name."""
        found = ((Path(path).name, self._bytes(path)) for path in self.tree.sources)
        return {
            name: data.count(b"\n") + (not data.endswith(b"\n") and bool(data))
            for name, data in found
            if data is not None
        }

    def _images(self) -> Iterator[tuple[str, bytes]]:
        for path in self.tree.images:
            data = self._bytes(path)
            if data is not None and len(data) > MAX_IMAGE:
                message = f"the image has more than {MAX_IMAGE:,} bytes"
                self.problems.append(
                    problem(self.root + path, 0, 0, reading_rules.FILE_TOO_LARGE, message)
                )
            elif data is not None:
                yield path.partition("/")[2], data

    def _schemas(self) -> dict[str, str]:
        found = ((Path(path).name, self._bytes(path)) for path in self.tree.schemas)
        return {name: data.decode("utf-8", "replace") for name, data in found if data is not None}

    def _bytes(self, path: str, most: int = 0) -> bytes | None:
        """The bytes of a file; None, with a problem, when it cannot be read."""
        try:
            return read_beyond(self.files, path, most)
        except OSError as error:
            why = why_unreadable(error)
            self.problems.append(problem(self.root + path, 0, 0, reading_rules.UNREADABLE, why))
            self.unread.add(_named_by(path))
            return None


def _read_file(
    path: str, data: bytes, file: File
) -> tuple[Any, tuple[Problem, ...], frozenset[str]]:
    """A record, or a table's values, with all problems of the file and the doubtful fields.

    Instead of what has a mistake as a whole there is None. Paths are below the content.
    """
    document = yaml_documents.compose(path, data, file.most_bytes)
    found = validate.read(document, file)
    problems = (*document.problems, *found.problems)
    text = document.text
    if text and file is PAPER and not text.startswith("# yaml-l"):
        message = "the first line does not name the schema that editors complete fields by"
        problems += (problem(path, 1, 1, reading_rules.SCHEMA_LINE, message),)
    record = _RECORDS.get(path.partition("/")[0])
    values = found.values
    if record is not None and values is not None:
        values = record(_stem(path), values)
    return values, problems, found.doubtful


def _named_by(path: str) -> tuple[str, str]:
    """What a path below the content directory names, as in `Loaded.unread`."""
    folder, _, rest = path.partition("/")
    return folder.partition(".")[0].removesuffix("s"), _stem(path) if rest else "*"


def _stem(path: str) -> str:
    return path.rpartition("/")[2].partition(".")[0]


def _page_title(path: str, text: str) -> str:
    heading = next((line[2:].strip() for line in text.split("\n") if line.startswith("# ")), "")
    return heading or _stem(path).replace("-", " ").capitalize()


def _order(found: Problem) -> tuple[str, int, int, str, str]:
    return found.path, found.line, found.column, found.code, found.message
