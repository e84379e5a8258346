"""Which files are in `content/`, and whether each may be where it is.

Pure: `regular_files` lists the directory, this says what the names mean.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from generator.content import reading_rules
from generator.content.definitions import (
    FILES,
    HOME,
    LEFT_OUT,
    LIMITS,
    NAMES,
    PAPER,
    TAGS,
    TOPIC,
    VENUES,
)
from generator.content.field_types import File
from generator.content.regular_files import DirectoryEntry, EntryKind
from generator.model.problems import Problem
from generator.model.rules import problem
from generator.text.slugs import is_slug, slugify

TABLES: dict[str, File] = {
    "tags.yml": TAGS,
    "venues.yml": VENUES,
    "limits.yml": LIMITS,
    "home.yml": HOME,
    "left-out.yml": LEFT_OUT,
    "names.yml": NAMES,
}
"""The single files at the top of `content/`."""
MISSING: dict[str, str] = {
    "tags.yml": "is missing, so no tag of any paper can be checked",
    "venues.yml": "is missing, so no venue of any paper can be checked",
    "limits.yml": "is missing, so no number of topics, tags or words is checked",
    "topics": "holds no topics, so no topic of any paper can be checked",
}
"""What follows when a file or folder is not there."""
RECORDS: dict[str, File] = {"papers": PAPER, "topics": TOPIC}
"""The folders with one file a record."""

_SCHEMAS = frozenset(f"{file.name}.schema.json" for file in FILES)
# An SVG may hold scripts, which run when it is opened by itself.
_IMAGES = frozenset([".png", ".jpg", ".jpeg", ".webp", ".gif"])
_IGNORED = frozenset([".DS_Store", "Thumbs.db", "desktop.ini", ".gitkeep", ".gitattributes"])
_READ_ME = "README.md"
_JOURNAL = ".tags-journal.json"


def definition(path: str) -> File | None:
    """What a file of this path below the content directory holds; None if nothing is said."""
    return TABLES.get(path) or RECORDS.get(path.partition("/")[0])


@dataclass(frozen=True, slots=True)
class ContentTree:
    """The files by what they are for; each tuple sorted."""

    records: dict[str, tuple[str, ...]]
    """Folder (`papers`) → the paths to read in it."""
    tables: tuple[str, ...]
    pages: tuple[str, ...]
    """Hand-written pages."""
    images: tuple[str, ...]
    """What they show."""
    schemas: tuple[str, ...]
    sources: tuple[str, ...]
    misnamed: tuple[str, ...]
    """Files that hold a record under a name that is not read."""
    has_topics: bool
    """Whether the folder of the topics is there."""
    refused: tuple[str, ...]
    """What is no regular file inside the directory, or cannot be read."""
    problems: tuple[Problem, ...]


def read_tree(entries: Iterable[DirectoryEntry], root: str) -> ContentTree:
    """Sort the entries by what they are for.

    Args:
        entries: Every name below the content directory.
        root: How problems name the content directory: `content/`.

    Returns:
        The tree, with a problem for everything that is no regular file inside
        the directory, stray file, wrong extension, name that is no id, and
        pair of names that collide.
    """
    problems: list[Problem] = []
    kinds: dict[str, list[str]] = defaultdict(list)
    seen = []
    for entry in sorted(entries, key=lambda entry: entry.path):
        kind, found = _kind(entry, root)
        seen.append(entry.path)
        kinds[kind].append(entry.path)
        problems += [found] if found else []
    problems += _collisions(kinds, root)
    return ContentTree(
        records={folder: tuple(kinds[folder]) for folder in RECORDS},
        tables=tuple(kinds["table"]),
        pages=tuple(kinds["page"]),
        images=tuple(kinds["image"]),
        schemas=tuple(kinds["schema"]),
        sources=tuple(kinds["source"]),
        misnamed=tuple(kinds["misnamed"]),
        has_topics=any(path.startswith("topics/") or path == "topics" for path in seen),
        refused=tuple(kinds["refused"]),
        problems=tuple(problems),
    )


def right_name(path: str) -> str | None:
    """The name that a misnamed YAML file should have: `x.yml` for `x.yaml`, `x.YML`, `x.yml.txt`.

    None when the name does not look like a YAML file's, or is right.
    """
    name = path
    for ending in (".txt", ".bak"):
        if name.lower().endswith(ending) and PurePosixPath(name).stem.lower().endswith(_YAML):
            name = name[: -len(ending)]
    if not name.lower().endswith(_YAML):
        return None
    right = name[: name.rindex(".")] + ".yml"
    return None if right == path else right


_YAML = (".yml", ".yaml")
_READ = frozenset([*RECORDS, "table", "page", "source", "schema", "misnamed"])
"""What `_kind` calls the files that are read, or would be under another name."""


def _kind(entry: DirectoryEntry, root: str) -> tuple[str, Problem | None]:
    path = entry.path
    folder, _, name = path.rpartition("/")
    if entry.kind is not EntryKind.FILE:
        return _no_file(entry, root)
    if path == _JOURNAL:
        message = "a change of tags was killed half-way; run `tags --continue` or `tags --undo`"
        return "ignored", problem(root + path, 0, 0, reading_rules.UNFINISHED_CHANGE, message)
    # What `writing` writes beside a file; left over by a run that was killed.
    if name.startswith(".") and name.endswith(".part"):
        return "ignored", None
    if name in _IGNORED or (name == _READ_ME and not path.startswith("pages/")):
        return "ignored", None
    if folder in RECORDS and path.endswith(".yml") and not name.startswith("."):
        return folder, _not_an_id(root, path, name.removesuffix(".yml"))
    if path in TABLES:
        return "table", None
    if folder == "pages" and path.endswith(".md"):
        return "page", _not_an_id(root, path, name.removesuffix(".md"))
    if path.startswith("pages/") and PurePosixPath(path).suffix in _IMAGES:
        return "image", None
    if folder == "sources" and not name.startswith("."):
        return "source", None
    if folder == "schema" and name in _SCHEMAS:
        return "schema", None
    return _stray(root, path, folder)


def _no_file(entry: DirectoryEntry, root: str) -> tuple[str, Problem | None]:
    path = root + entry.path
    if entry.kind is EntryKind.LINK:
        message = f"{entry.why}; put the file itself here"
        return "refused", problem(path, 0, 0, reading_rules.SYMLINK, message)
    if entry.kind is EntryKind.UNREADABLE:
        return "refused", problem(path, 0, 0, reading_rules.UNREADABLE, entry.why)
    if entry.kind is EntryKind.SPECIAL:
        return "refused", problem(path, 0, 0, reading_rules.NOT_A_FILE, f"{entry.why}; delete it")
    if _kind(DirectoryEntry(entry.path), root)[0] in _READ:
        message = "this is a folder with the name of a file; rename it, or put the file here"
        return "refused", problem(path, 0, 0, reading_rules.NOT_A_FILE, message)
    return "ignored", None


def _stray(root: str, path: str, folder: str) -> tuple[str, Problem]:
    right = right_name(path)
    if right is not None and (folder in RECORDS or right in TABLES):
        ending = PurePosixPath(path).name[len(PurePosixPath(right).stem) :]
        message = f"the file would not be read: its name ends in {ending}, not in .yml"
        there = PurePosixPath(right).name
        return "misnamed", problem(root + path, 0, 0, reading_rules.EXTENSION, message, there)
    places = "papers/*.yml, topics/*.yml, pages/*.md, sources/* and " + ", ".join(TABLES)
    message = f"nothing reads a file of this name in this place; what is read is {places}"
    return "stray", problem(root + path, 0, 0, reading_rules.STRAY_FILE, message)


def _not_an_id(root: str, path: str, stem: str) -> Problem | None:
    if is_slug(stem):
        return None
    message = (
        f"{stem[:80]!r} cannot be an id: it takes small letters a to z, digits and hyphens, at most"
        " 80 of them, and no name that Windows reserves"
    )
    return problem(root + path, 0, 0, reading_rules.FILE_NAME, message, slugify(stem))


def _collisions(kinds: dict[str, list[str]], root: str) -> list[Problem]:
    groups: dict[str, list[str]] = defaultdict(list)
    for kind, paths in kinds.items():
        for path in paths if kind not in ("ignored", "misnamed") else ():
            groups[path.casefold()].append(path)
    return [
        problem(root + path, 0, 0, reading_rules.CASE_COLLISION,
                f"the name differs from {first} in capitals alone")
        for group in groups.values() if len(group) > 1
        for first, *others in [sorted(group)]
        for path in others
    ]  # fmt: skip
