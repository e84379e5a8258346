"""What earlier runs worked out, kept on the disk: the same inputs are not worked out again.

A step is a pure function.  Its results are kept by a digest of its inputs, of the code of this
package and of the versions of all libraries, so an upgrade finds nothing.  No result depends on
the memory: an entry that is missing, damaged or locked by another process is worked out again.

sqlite3 comes with Python, reads all small entries of a step in one query, and leaves either the
old or the new entries when a process is killed.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

T = TypeVar("T")

_PACKAGE = Path(__file__).parent.parent
_TABLE = (
    "CREATE TABLE IF NOT EXISTS memory"
    " (step TEXT, key TEXT, proof BLOB, value BLOB, PRIMARY KEY (step, key))"
)
_PATIENCE = 10.0
"""Seconds to wait for another process that writes."""
_KEPT = 2
"""Results kept of a step that has one at a time: those of two branches of the content."""
_IN_A_ROW = 256
"""Small results that share a row at most: a damaged row takes all of them with it."""


def digest_of(*inputs: object) -> str:
    """A digest of the inputs, which are told apart by their `repr`."""
    return hashlib.blake2b(repr(inputs).encode("utf-8", "replace"), digest_size=16).hexdigest()


def code_digest() -> str:
    """A digest of this package's files, of Python, and of the libraries' names and versions."""
    digest = hashlib.blake2b(sys.version.encode(), digest_size=16)
    for folder, folders, names in os.walk(_PACKAGE):
        folders[:] = sorted({*folders} - {"__pycache__"})
        room = os.path.relpath(folder, _PACKAGE)
        for file in (Path(folder, name) for name in sorted(names)):
            if file.is_file():
                data = file.read_bytes()
                digest.update(f"{room}/{file.name}:{len(data)}\n".encode())
                digest.update(data)
    for place in filter(None, sys.path):
        with suppress(OSError):
            # The names of these folders hold the versions.
            libraries = sorted(path.name for path in Path(place).glob("*.dist-info"))
            digest.update(repr(libraries).encode())
    return digest.hexdigest()


@dataclass(slots=True)
class Kept:
    """Results that a process holds from one run to the next: they are not read from the disk."""

    code: str = ""
    """That of the memory that they are from."""
    results: dict[str, dict[str, Any]] = field(default_factory=dict)
    """By step and key, the newest last."""
    entries: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    """The small results of a step by key, by step."""

    def of(self, code: str) -> Kept:
        """This, without the results of other code."""
        if self.code != code:
            self.code, self.results, self.entries = code, {}, {}
        return self


@dataclass(frozen=True, slots=True)
class Memory:
    """The results of earlier runs."""

    file: Path | None = None
    """Where they are kept; None to keep nothing. Its folder is made as needed."""
    code: str = field(default_factory=code_digest)
    """Results of other code are not found."""
    kept: Kept | None = None
    """What this process holds already. What is recalled is then shared: nobody changes it."""

    def recall(self, step: str, inputs: str, make: Callable[[], T]) -> T:
        """The result of a step, from an earlier run or made now.

        Args:
            step: Its name. The two results of a step that were asked for last are kept.
            inputs: A digest of all that the result depends on, beside the code.
            make: Makes the result, which has to be one that `pickle` can write.
        """
        key = f"{inputs}-{self.code}"
        held = self._held().results.setdefault(step, {})
        if key not in held:
            held[key] = self._recalled(step, key, make)
        result: T = held.pop(key)
        held[key] = result
        while len(held) > _KEPT:
            del held[next(iter(held))]
        return result

    def _held(self) -> Kept:
        return (self.kept or Kept()).of(self.code)

    def _recalled(self, step: str, key: str, make: Callable[[], T]) -> T:
        newest = "rowid = (SELECT max(rowid) FROM memory AS other WHERE other.step = memory.step)"
        query = f"SELECT key, proof, value, {newest} FROM memory WHERE step = ? AND key = ?"
        for found, proof, data, is_newest in self._select(query, step, key):
            # A damaged index may lead to another row.
            if found == key and proof == _proof(key, data):
                if not is_newest:
                    self._make_newest(step, key)
                result: T = pickle.loads(data)
                return result
        value = make()
        self._write(step, {key: value}, _KEPT)
        return value

    def latest(self, step: str, beginning: str) -> Any:
        """A result of `recall` whose inputs begin so, the one asked for last; None without one."""
        held = self._held().results.get(step, {})
        for key in reversed(held):
            if key.startswith(beginning):
                return held[key]
        known = self._read(step, f"{beginning}*-{self.code}", "ORDER BY rowid DESC LIMIT 1")
        return known[0][1] if known else None

    @contextmanager
    def entries(self, step: str, spare: float = 1) -> Iterator[Entries[Any]]:
        """The many small results of a step, read at once and saved at the end of the block.

        Results that the block did not ask for are kept until they are more than those it did,
        or than this part of them.
        """
        held = self._held().entries
        # What another version wrote may need classes that this one does not have.
        known = held.get(step) or {
            key: value
            for _, row in self._read(step, f"*-{self.code}")
            for key, value in row.items()
        }
        found = Entries[Any](known)
        yield found
        if self.kept:
            held[step] = {key: found.made.get(key, known.get(key)) for key in found.asked}
        if len(known) + len(found.made) > (1 + spare) * len(found.asked):
            asked = self._in_rows({**known, **found.made}, found.asked)
            self._write(step, asked, len(asked))
        elif found.made:
            self._write(step, self._in_rows(found.made, found.made))

    def _in_rows(
        self, entries: Mapping[str, Any], keys: Iterable[str]
    ) -> dict[str, dict[str, Any]]:
        """The entries of these keys in rows, by the rows' own keys."""
        ordered = sorted(keys)
        rows = [ordered[n : n + _IN_A_ROW] for n in range(0, len(ordered), _IN_A_ROW)]
        return {f"{digest_of(row)}-{self.code}": {key: entries[key] for key in row} for row in rows}

    def _read(self, step: str, key: str, which: str = "") -> list[tuple[str, Any]]:
        query = f"SELECT key, proof, value FROM memory WHERE step = ? AND key GLOB ? {which}"
        found = self._select(query, step, key)
        sound = [(k, value) for k, proof, value in found if proof == _proof(k, value)]
        return [(k, pickle.loads(value)) for k, value in sound]

    def _select(self, query: str, *values: str) -> list[Any]:
        if not self.file or not self.file.is_file():
            return []
        return self._transaction(lambda db: db.execute(query, values).fetchall()) or []

    def _write(self, step: str, results: Mapping[str, Any], most: int | None = None) -> None:
        """Add rows; the newest `most` rows of the step stay, else all of this code."""
        pickled = ((key, pickle.dumps(value, 5)) for key, value in results.items())
        rows = [(step, key, _proof(key, value), value) for key, value in pickled]
        newest = "rowid IN (SELECT rowid FROM memory WHERE step = ? ORDER BY rowid DESC LIMIT ?)"
        stay, by = ("key GLOB ?", (f"*-{self.code}",)) if most is None else (newest, (step, most))

        def write(database: sqlite3.Connection) -> None:
            database.executemany("INSERT OR REPLACE INTO memory VALUES (?, ?, ?, ?)", rows)
            database.execute(f"DELETE FROM memory WHERE step = ? AND NOT {stay}", (step, *by))

        self._transaction(write)

    def _make_newest(self, step: str, key: str) -> None:
        """Keep what is used, as the base of reviews, longer than what is not."""

        last = "(SELECT max(rowid) + 1 FROM memory)"
        newer = f"UPDATE memory SET rowid = {last} WHERE step = ? AND key = ?"
        self._transaction(lambda database: database.execute(newer, (step, key)))

    def _transaction(self, work: Callable[[sqlite3.Connection], T]) -> T | None:
        """The work within one transaction; None when the file cannot serve."""
        if self.file is None:
            return None
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self.file, _PATIENCE)) as database, database:
                # What a crash of the system may leave damaged is told by the proofs.
                database.execute("PRAGMA synchronous = OFF")
                database.execute(_TABLE)
                return work(database)
        except sqlite3.OperationalError:  # locked for long, the disk is full, not writable
            return None
        except sqlite3.DatabaseError:  # damaged
            with suppress(OSError):
                self.file.unlink()
            return None
        except OSError:
            return None


NOTHING = Memory(None, "")
"""Keeps nothing."""


class Entries(Generic[T]):
    """The results of one step by key; see `Memory.entries`."""

    def __init__(self, known: Mapping[str, T]) -> None:
        self.known = known
        self.asked: set[str] = set()
        self.made: dict[str, T] = {}

    def __contains__(self, inputs: str) -> bool:
        """Whether an earlier run left the result for these inputs."""
        return inputs in self.known

    def recall(self, inputs: str, make: Callable[[], T]) -> T:
        """The result for these inputs, from an earlier run or made now."""
        self.asked.add(inputs)
        if inputs in self.known:
            return self.known[inputs]
        if inputs not in self.made:
            self.made[inputs] = make()
        return self.made[inputs]


def _proof(key: str, value: bytes) -> bytes:
    return hashlib.blake2b(key.encode() + value, digest_size=16).digest()
