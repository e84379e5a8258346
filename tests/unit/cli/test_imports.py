"""What a command imports that finds nothing changed: numpy alone takes longer than all its work."""

from __future__ import annotations

import subprocess
import sys

from tests.support import ENVIRONMENT

SLOW = ("numpy", "scipy", "pyuca", "markdown", "PIL")


def test_build_imports_nothing_slow_before_it_knows_what_changed() -> None:
    program = f"import sys, generator.cli.build; print(*sys.modules.keys() & set({SLOW}))"
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True, encoding="utf-8", check=True, env=ENVIRONMENT,
    )  # fmt: skip
    assert done.stdout.split() == []
