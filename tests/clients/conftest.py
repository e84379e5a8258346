"""LaTeX and pandoc, or a reason to skip."""

from __future__ import annotations

import pytest

from tests.clients.latex import missing, needed


@pytest.fixture(scope="session")
def latex_installed() -> None:
    """Skips where LaTeX is absent; in CI its absence is an error."""
    absent = missing()
    if absent and not needed():
        pytest.skip(f"not installed: {', '.join(absent)} (python -m tests.clients.latex)")
    assert not absent
