"""Finds the programs that the tests start."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path


def named_or_on_path(variable: str, names: Sequence[str]) -> str | None:
    """The program that the environment's variable names, else the first on the PATH.

    A variable that names no file gives None: what is on the PATH is not what was asked for.
    """
    named = os.environ.get(variable)
    if named:
        return named if Path(named).is_file() else None
    return next(filter(None, map(shutil.which, names)), None)
