"""A digest of everything in a directory."""

from __future__ import annotations

import hashlib
from pathlib import Path

from generator.content.content_files import ContentFiles, files_of
from generator.content.regular_files import EntryKind, why_unreadable


def folder_digest(folder: Path | ContentFiles) -> str:
    """Differs when a file below a directory has other bytes, another name or another kind.

    Raises `BrokenEnvironment` when the directory cannot be listed.
    """
    files = files_of(folder)
    digest = hashlib.blake2b(digest_size=16)
    for entry in sorted(files.entries(), key=lambda entry: entry.path):
        data = b""
        why = entry.why
        if entry.kind is EntryKind.FILE:
            try:
                data = files.read(entry.path)
            except OSError as error:
                why = why_unreadable(error)
        digest.update(f"{entry.path!r} {entry.kind} {why!r} {len(data)}\n".encode())
        digest.update(data)
    return digest.hexdigest()
