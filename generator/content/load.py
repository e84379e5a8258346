"""The only reader of `content/`.

What can be understood becomes the catalogue, what cannot a problem; a broken
file never hides the others.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.content import build_records, characters, validate, yaml_nodes
from generator.content.definitions import HAND_PAGE
from generator.content.file_tree import RECORDS, Entry, LinkKind, Tree, definition, read_tree
from generator.content.measures import excess_of_text
from generator.content.source_locations import Positions
from generator.model.findings import Finding
from generator.model.models import Catalog, HandPage, Home, Limits, Paper, Tag, Topic, Venue
from generator.model.problems import BrokenEnvironment, Problem
from generator.model.rules import problem


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was read: everything that could be understood, and what was wrong with the rest."""

    catalog: Catalog
    problems: tuple[Problem, ...] = ()
    """Of files, YAML and fields; `checks` finds what is wrong between files."""
    unread: frozenset[tuple[str, str]] = frozenset()
    """What is there but could not be understood, as (`paper`, `topic`, `tag` or `venue`, id).

    The id is `*` where not even the ids are known.
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


def load(content: Path) -> Loaded:
    """Read the content directory.

    Raises `BrokenEnvironment` when there is no such directory or the disk
    refuses; everything else is a problem in what comes back.
    """
    if not content.is_dir():
        raise BrokenEnvironment(
            f"there is no directory {content}; run this in the project, or name it with --content"
        )
    return _Load(content).loaded()


def locate(content: Path, findings: Iterable[Finding]) -> list[Problem]:
    """The findings as problems with line and column, in no order.

    Reads the files again that something was found in. What cannot be found
    there any more is put at the nearest thing around it.
    """
    groups: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[finding.file].append(finding)
    root = shown(content)
    problems = []
    for file, group in groups.items():
        text = _text_of(content, file)
        positions = Positions(text, yaml_nodes.parse(text) if file.endswith(".yml") else None)
        for found in group:
            line, column = positions.of(found)
            problems.append(
                problem(root + file, line, column, found.code, found.message, found.suggestion)
            )
    return problems


def shown(content: Path) -> str:
    """How problems name the directory: relative to the working directory where it lies below it."""
    path = os.path.relpath(content)
    if path.startswith("..") and content.is_absolute():
        path = str(content)
    return "" if path == "." else Path(path).as_posix() + "/"


class _Load:
    """One run over the directory, gathering as it goes."""

    def __init__(self, content: Path) -> None:
        self.content = content
        self.root = shown(content)
        self.tree: Tree = read_tree(_entries(content), self.root)
        self.problems: list[Problem] = list(self.tree.problems)
        self.unread: set[tuple[str, str]] = set()
        self.doubtful: set[tuple[str, str]] = set()

    def loaded(self) -> Loaded:
        tables = {name: self._read(name) for name in self.tree.tables}
        for name in self.tree.misnamed:
            if name.startswith(tuple(RECORDS)):
                self.unread.add((name.partition("/")[0][:-1], _stem(name)))
            else:
                self.unread.add((name[:-1].partition(".")[0][:-1], "*"))
        papers = self._papers()
        topics = self._topics()
        catalog = Catalog(
            papers=papers,
            topics=topics,
            tags=self._tags(tables),
            venues=self._venues(tables),
            limits=build_records.limits(tables.get("limits.yml") or {}) if tables else Limits(),
            home=build_records.home(tables.get("home.yml") or {}) if tables else Home(),
            pages=tuple(self._pages()),
        )
        return Loaded(
            catalog, tuple(sorted(self.problems, key=_order)), frozenset(self.unread),
            {Path(path).name: self._lines(path) for path in self.tree.sources},
            {Path(path).name: self._text(path) for path in self.tree.schemas},
            frozenset(self.tree.tables), self.tree.misnamed, frozenset(self.doubtful),
        )  # fmt: skip

    def _read(self, path: str) -> Any:
        file = definition(path)
        assert file is not None  # `content_tree` names no other files to read
        size = _size(self.content / path)
        if excess := characters.too_large(self.root + path, size, file.most_bytes):
            self.problems += excess
            return None
        data = _bytes(self.content / path)
        document = yaml_nodes.compose(self.root + path, data, file.most_bytes)
        found = validate.read(document, file)
        self.problems += document.problems
        self.problems += found.problems
        if (
            document.text
            and path.startswith("papers/")
            and not document.text.startswith("# yaml-l")
        ):
            self._lacks_schema_line(path)
        self.doubtful |= {(path, name) for name in found.doubtful}
        return found.values

    def _lacks_schema_line(self, path: str) -> None:
        message = "the first line does not name the schema that editors complete fields by"
        self.problems.append(problem(self.root + path, 1, 1, "schema-line", message))

    def _papers(self) -> dict[str, Paper]:
        papers = {}
        for path in sorted(self.tree.records["papers"], key=_stem):
            values = self._read(path)
            if values is None:
                self.unread.add(("paper", _stem(path)))
            else:
                papers[_stem(path)] = build_records.paper(_stem(path), values)
        return papers

    def _topics(self) -> dict[str, Topic]:
        topics = []
        for path in self.tree.records["topics"]:
            values = self._read(path)
            if values is None:
                self.unread.add(("topic", _stem(path)))
            else:
                topics.append(build_records.topic(_stem(path), values))
        return {topic.id: topic for topic in sorted(topics, key=lambda t: (t.order, t.id))}

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
            text, problems = characters.decode(self.root + path, _bytes(self.content / path))
            problems += characters.characters(self.root + path, text or "")
            self.problems += [p for p in problems if p.code != "tab"]
            excess = list(excess_of_text(text or "", HAND_PAGE, "the page"))
            self.problems += [problem(self.root + path, 0, 0, *found) for found in excess]
            if text is not None and not excess:
                yield HandPage(_stem(path), _page_title(path, text), text.replace("\r\n", "\n"))

    def _lines(self, path: str) -> int:
        data = _bytes(self.content / path)
        return data.count(b"\n") + (not data.endswith(b"\n") and bool(data))

    def _text(self, path: str) -> str:
        return _bytes(self.content / path).decode("utf-8", "replace")


def _entries(content: Path) -> Iterator[Entry]:
    """Every file below the directory; a link that leads out stands for what is behind it."""
    inside = Path(os.path.realpath(content))
    pending = [("", content)]
    while pending:
        prefix, folder = pending.pop()
        try:
            with os.scandir(folder) as found:
                names = list(found)
        except OSError as error:
            raise BrokenEnvironment(f"cannot read {folder}: {error.strerror}") from error
        for name in names:
            path = prefix + name.name
            if name.is_symlink():
                real = Path(os.path.realpath(name.path))
                if not real.exists():
                    yield Entry(path, LinkKind.BROKEN)
                    continue
                if not real.is_relative_to(inside):
                    yield Entry(path, LinkKind.OUT)
                    continue
            if not name.is_dir():
                yield Entry(path)
            elif not name.is_symlink():  # a link to a folder inside would be read twice
                pending.append((path + "/", Path(name.path)))


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read()
    except OSError as error:
        raise BrokenEnvironment(f"cannot read {path}: {error.strerror}") from error


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError as error:
        raise BrokenEnvironment(f"cannot read {path}: {error.strerror}") from error


def _text_of(content: Path, file: str) -> str:
    """The text of a file that something was found in; nothing when it cannot be read as text."""
    if not (content / file).is_file():
        return ""
    kind = definition(file)
    most = kind.most_bytes if kind else characters.MAX_BYTES
    return characters.decode(file, _bytes(content / file), most)[0] or ""


def _stem(path: str) -> str:
    return path.rpartition("/")[2].partition(".")[0]


def _page_title(path: str, text: str) -> str:
    heading = next((line[2:].strip() for line in text.splitlines() if line.startswith("# ")), "")
    return heading or _stem(path).replace("-", " ").capitalize()


def _order(found: Problem) -> tuple[str, int, int, str, str]:
    return found.path, found.line, found.column, found.code, found.message
