"""The papers' files as `import`, `enrich` and `new` need them: text and values side by side.

`loading` reads the whole content and checks it; these commands must also work
on content that has problems, and edit the text itself.  What cannot be read is
a problem, and its id stays taken.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.content.definitions import PAPER
from generator.content.regular_files import (
    DirectoryEntry,
    EntryKind,
    read_regular,
    walk,
    why_unreadable,
)
from generator.content.yaml_documents import NotSound, values
from generator.model.models import SourceRef, Venue
from generator.model.problems import BrokenEnvironment, Problem
from generator.text.titles import tidy


@dataclass(frozen=True, slots=True)
class PaperFile:
    """One file of `content/papers/`."""

    id: str
    text: str
    """As it is on the disk, line ends included."""
    fields: Mapping[str, Any]
    """As parsed; empty when the file is broken."""
    broken: bool = False
    """Whether it could not be read as a paper."""

    @property
    def title(self) -> str:
        """The tidied title; empty when the file is broken."""
        return tidy(str(self.fields.get("title") or ""))

    @property
    def titles(self) -> tuple[str, ...]:
        """All tidied titles that the paper is known by, its own first."""
        other = (self.fields.get(name) for name in ("shown_title", "published_as"))
        tidied = (self.title, *(tidy(str(title or "")) for title in other))
        return tuple(dict.fromkeys(title for title in tidied if title))

    @property
    def abstract(self) -> str:
        """The tidied abstract; empty when the file is broken."""
        return tidy(str(self.fields.get("abstract") or ""))

    @property
    def aliases(self) -> tuple[str, ...]:
        """Former ids."""
        return tuple(str(alias) for alias in _list(self.fields.get("aliases")))

    @property
    def sources(self) -> tuple[SourceRef, ...]:
        """The well-formed references to listings."""
        rows = (row for row in _list(self.fields.get("sources")) if isinstance(row, dict))
        return tuple(
            SourceRef(row["file"], row["line"])
            for row in rows
            if isinstance(row.get("file"), str) and isinstance(row.get("line"), int)
        )


def read_papers(content: Path) -> tuple[dict[str, PaperFile], list[Problem]]:
    """The papers' files by id, sorted by id, and a problem for each that cannot be read."""
    papers: dict[str, PaperFile] = {}
    problems: list[Problem] = []
    if not (content / "papers").is_dir():
        return papers, problems
    for entry in sorted(walk(content), key=lambda entry: entry.path):
        folder, _, name = entry.path.rpartition("/")
        if folder != "papers" or not name.endswith(".yml"):
            continue
        paper_id = name.removesuffix(".yml")
        papers[paper_id], problem = _read(paper_id, content / entry.path, entry)
        problems += [problem] if problem else []
    return papers, problems


def _read(paper_id: str, path: Path, entry: DirectoryEntry) -> tuple[PaperFile, Problem | None]:
    why = "this is a folder" if entry.kind is EntryKind.FOLDER else entry.why
    if not why:
        try:
            return read_paper(paper_id, read_regular(path), path.as_posix())
        except OSError as error:
            why = why_unreadable(error)
    return _broken(paper_id, "", path.as_posix(), 0, why)


_FORMER = {old: field.name for field in PAPER.fields for old in field.formerly}
"""Former name of a field → its present one: a value under either is there."""


def read_paper(paper_id: str, data: bytes, path: str) -> tuple[PaperFile, Problem | None]:
    """One file's bytes as a paper's file, and what keeps it from being read."""
    text = data.decode("utf-8", "replace")
    try:
        data.decode()
        fields = values(text)
    except UnicodeDecodeError as error:
        return _broken(paper_id, text, path, 0, f"not UTF-8 at byte {error.start}")
    except NotSound as error:
        return _broken(paper_id, text, path, error.line, f"not YAML: {error}")
    if not isinstance(fields, dict) or not isinstance(fields.get("title"), str):
        return _broken(paper_id, text, path, 0, "no `title` at the top level")
    present: dict[Any, Any] = {_FORMER.get(name, name): row for name, row in fields.items()}
    return PaperFile(paper_id, text, {**present, **fields}), None


def read_venues(content: Path) -> dict[str, Venue]:
    """The table of venues by id, in its order; empty when there is none.

    Raises `BrokenEnvironment` when the table cannot be understood: without it
    nothing can be brought to the house style.
    """
    rows = _table(content / "venues.yml")
    try:
        return {
            key: Venue(key, row["name"], row["kind"], tuple(row.get("aliases") or ()))
            for key, row in rows.items()
        }
    except (AttributeError, KeyError, TypeError) as error:
        raise BrokenEnvironment(f"{content / 'venues.yml'}: a row lacks its fields") from error


def read_left_out(content: Path) -> dict[str, str]:
    """Titles that a curator left out on purpose, tidied, with the reason; from `left-out.yml`."""
    rows = _table(content / "left-out.yml")
    return {tidy(str(title)): str(reason) for title, reason in rows.items()}


def read_tag_words(content: Path) -> dict[str, list[str]]:
    """The ids of the tags, without deprecated ones, each with its name and other words."""
    return {
        key: [str(row.get("name") or key), *map(str, _list(row.get("aliases")))]
        for key, row in _table(content / "tags.yml").items()
        if isinstance(key, str) and isinstance(row, dict) and not row.get("deprecated_for")
    }


def read_topic_words(content: Path) -> dict[str, list[str]]:
    """The ids of the topics, sorted, each with its title; topics that cannot be read are none."""
    found = {}
    for path in sorted((content / "topics").glob("*.yml")):
        topic, problem = read_paper(path.stem, _bytes(path), path.as_posix())
        if problem is None:
            found[path.stem] = [topic.title]
    return found


def _table(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    try:
        found = values(_bytes(path).decode()) or {}
    except (NotSound, UnicodeDecodeError) as error:
        raise BrokenEnvironment(f"{path} cannot be read: {error}") from error
    if not isinstance(found, dict):
        raise BrokenEnvironment(f"{path} is not a table")
    return found


def _bytes(path: Path) -> bytes:
    try:
        return read_regular(path)
    except OSError as error:
        raise BrokenEnvironment(f"cannot read {path}: {error.strerror}") from error


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _broken(
    paper_id: str, text: str, path: str, line: int, why: str
) -> tuple[PaperFile, Problem | None]:
    return (
        PaperFile(paper_id, text, {}, broken=True),
        Problem(path, line, 0, "unreadable-paper", f"the paper cannot be read: {why}"),
    )
