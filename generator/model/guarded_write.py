"""A file is written only while it says what the writer has read: others may edit it too.

Between a look at a file and its replacement somebody may save it.  Linux and macOS let two
files change places in one step: what was there is then looked at afterwards, and put back
if it is not what was expected.
"""

from __future__ import annotations

import ctypes
import functools
import os
import shutil
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from generator.model.problems import BrokenEnvironment

_HERE = -100
"""`AT_FDCWD`: relative paths are of the working directory."""
_EXCHANGE = 2
"""`RENAME_EXCHANGE` of renameat2(2), `RENAME_SWAP` of renamex_np(2)."""


def replace_file(path: Path, before: bytes, data: bytes) -> bool:
    """Write a file atomically if it holds `before`; returns whether it did.

    An edit that somebody saves meanwhile stays. Raises `BrokenEnvironment` when the disk refuses.
    """
    beside = path.with_name(f".{path.name[:200]}.new.part")
    try:
        beside.unlink(missing_ok=True)
        with beside.open("xb") as file:
            file.write(data)
        replaced = _holds(path, before) and _replaced(path, beside, before)
        beside.unlink(missing_ok=True)
    except OSError as error:
        raise BrokenEnvironment(f"cannot write {path}: {error.strerror or error}") from error
    return replaced


def _replaced(path: Path, beside: Path, before: bytes) -> bool:
    shutil.copymode(path, beside)
    if not exchange(beside, path):
        beside.replace(path)
        return True
    if _holds(beside, before):
        return True
    exchange(beside, path)
    return False


def exchange(one: Path, other: Path) -> bool:
    """Let two files change places in one step; False where the system or the disk cannot."""
    function = _function()
    return function is not None and function(os.fsencode(one), os.fsencode(other)) == 0


@functools.cache
def _function() -> Callable[[bytes, bytes], int] | None:
    with suppress(OSError, AttributeError):
        library = ctypes.CDLL(None)
        if sys.platform == "darwin":
            swap = library.renamex_np
            return lambda one, other: int(swap(one, other, _EXCHANGE))
        if sys.platform == "linux":
            rename = library.renameat2
            return lambda one, other: int(rename(_HERE, one, _HERE, other, _EXCHANGE))
    return None


def _holds(path: Path, data: bytes) -> bool:
    return not path.is_symlink() and path.is_file() and path.read_bytes() == data
