"""Calls the builder, from outside: the generator imports nothing of MkDocs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from generator.problems import BrokenEnvironment

# Material for MkDocs prints a notice about the future of MkDocs at each start.
_QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}


def run_mkdocs(config: Path, site: Path) -> None:
    """Build the Markdown in the configuration's `docs_dir` into `site`, strictly.

    Raises:
        BrokenEnvironment: MkDocs is not installed, warned, or failed; with its last words.
    """
    command = [
        *(sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"),
        *("--config-file", str(config), "--site-dir", str(site.resolve())),
    ]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, **_QUIET}
    )
    if done.returncode:
        words = (done.stderr or done.stdout).strip()[-4000:]
        raise BrokenEnvironment(f"the builder failed with exit code {done.returncode}:\n{words}")
