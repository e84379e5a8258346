"""The disk's end of changes to tags: many files change together, or none does.

Before the first file is written, a journal with every text before and after
is in the content directory; it is deleted after the last file.  A run that was
killed therefore leaves the old state, the new one, or the journal, and with
the journal the next run completes the change or takes it back.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.content.regular_files import read_regular
from generator.model.files import write_file
from generator.model.guarded_write import replace_file
from generator.model.problems import BrokenEnvironment, Problem

JOURNAL = ".tags-journal.json"
"""Name of the journal in the content directory; `check` and `build` report it."""

_EDITED_MEANWHILE = "edited while the change was made; nothing was changed"
_PLACES = ("tags.yml", "home.yml", "papers/*.yml", "topics/*.yml", "pages/*.md")


@dataclass(frozen=True, slots=True)
class Edit:
    """One file's part in a change."""

    path: str
    """Relative to the content directory, with `/`."""
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Journal:
    """A change that was begun."""

    what: str
    """The command, as a person would repeat it: `tags rename a b`."""
    edits: tuple[Edit, ...]


def read_files(content: Path) -> tuple[dict[str, str], list[Problem]]:
    """Every file that may name a tag: path relative to `content` → text, sorted.

    Line ends stay as they are. Files that are not UTF-8, and symbolic links,
    are left out, each with a problem.
    """
    texts: dict[str, str] = {}
    problems = []
    for path in sorted(found for place in _PLACES for found in content.glob(place)):
        name = path.relative_to(content).as_posix()
        try:
            if path.is_symlink():
                problems.append(Problem(name, 0, 0, "symlink", "a symbolic link is not edited"))
            else:
                texts[name] = read_regular(path).decode()
        except UnicodeDecodeError:
            problems.append(Problem(name, 0, 0, "encoding", "the file is not UTF-8"))
        except OSError as error:
            raise BrokenEnvironment(f"cannot read {path}: {error.strerror}") from error
    return texts, problems


def apply(
    content: Path, what: str, before: Mapping[str, str], after: Mapping[str, str]
) -> list[Problem]:
    """Write the texts of `after`, all or none; `before` has what they replace.

    Killed at any point, this leaves a state from which `complete` and `undo`
    reach the one or the other.  When a file is no longer as in `before`,
    nothing is written and there is an `edited-since` problem for it.
    """
    if not after:
        return []
    problems = [
        Problem((content / path).as_posix(), 0, 0, "edited-since", _EDITED_MEANWHILE)
        for path in sorted(after)
        if _now(content / path) != before[path].encode()
    ]
    if problems:
        return problems
    rows = [{"path": path, "before": before[path], "after": after[path]} for path in sorted(after)]
    text = json.dumps({"what": what, "edits": rows}, ensure_ascii=False, indent=1)
    write_file(content / JOURNAL, text.encode())
    for number, path in enumerate(sorted(after)):
        if not replace_file(content / path, before[path].encode(), after[path].encode()):
            for done in sorted(after)[:number]:
                replace_file(content / done, after[done].encode(), before[done].encode())
            problems = [
                Problem((content / path).as_posix(), 0, 0, "edited-since", _EDITED_MEANWHILE)
            ]
            break
    (content / JOURNAL).unlink()
    return problems


def pending(content: Path) -> Journal | None:
    """The change that an earlier run began and did not end; None when all is well.

    Raises `BrokenEnvironment` for a journal that no run of ours can have left.
    """
    path = content / JOURNAL
    try:
        values = json.loads(read_regular(path))
        edits = tuple(Edit(row["path"], row["before"], row["after"]) for row in values["edits"])
        journal = Journal(str(values["what"]), edits)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BrokenEnvironment(f"{path} cannot be read; look at it and delete it") from error
    for edit in edits:
        if not all(isinstance(text, str) for text in (edit.path, edit.before, edit.after)) or not (
            _is_ours(edit.path)
        ):
            raise BrokenEnvironment(f"{path} names files that are not ours; delete it")
    return journal


def complete(content: Path, journal: Journal) -> list[Problem]:
    """Bring the change to its end."""
    return _settle(content, journal, [(edit.path, edit.after) for edit in journal.edits])


def undo(content: Path, journal: Journal) -> list[Problem]:
    """Take the change back."""
    return _settle(content, journal, [(edit.path, edit.before) for edit in journal.edits])


def _settle(content: Path, journal: Journal, texts: Sequence[tuple[str, str]]) -> list[Problem]:
    """Write the texts and drop the journal; an `edited-since` problem for each file that hinders.

    A file that is neither as before nor as after was edited since; then
    nothing is written at all.
    """
    problems = []
    for edit in journal.edits:
        path = content / edit.path
        if _now(path) not in (edit.before.encode(), edit.after.encode()):
            message = f"edited since `{journal.what}` was killed; see {JOURNAL} for its texts"
            problems.append(Problem(path.as_posix(), 0, 0, "edited-since", message))
    if problems:
        return problems
    for name, text in texts:
        write_file(content / name, text.encode())
    (content / JOURNAL).unlink()
    return []


def _now(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() and not path.is_symlink() else b""


def _is_ours(name: str) -> bool:
    path = PurePosixPath(name)
    return ".." not in path.parts and any(
        path.match(place) and len(path.parts) == place.count("/") + 1 for place in _PLACES
    )
