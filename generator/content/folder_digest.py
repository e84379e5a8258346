"""A digest of everything in a folder."""

from __future__ import annotations

import hashlib
from pathlib import Path

from generator.content.regular_files import EntryKind, read_regular, walk, why_unreadable


def folder_digest(folder: Path) -> str:
    """Differs when a file below the directory has other bytes, another name or another kind.

    Raises `BrokenEnvironment` when the directory cannot be listed.
    """
    digest = hashlib.blake2b(digest_size=16)
    for entry in sorted(walk(folder), key=lambda entry: entry.path):
        data = b""
        why = entry.why
        if entry.kind is EntryKind.FILE:
            try:
                data = read_regular(folder / entry.path)
            except OSError as error:
                why = why_unreadable(error)
        digest.update(f"{entry.path!r} {entry.kind} {why!r} {len(data)}\n".encode())
        digest.update(data)
    return digest.hexdigest()
