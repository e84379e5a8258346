"""Finds the program of a browser, or installs Debian's package with it."""

from __future__ import annotations

import os
import shutil
import subprocess
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


def install_debian_package(name: str) -> None:
    """Try to install it with apt-get, where this process may."""
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        attempt(["apt-get", "update", "--quiet"])
        attempt(["apt-get", "install", "--quiet", "--yes", "--no-install-recommends", name])


def attempt(command: Sequence[str]) -> None:
    """Run a command that may fail; what it prints is shown."""
    print("+", *command, flush=True)
    subprocess.run(command, check=False, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"})
