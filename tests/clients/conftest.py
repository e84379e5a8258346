"""LaTeX and pandoc, Java, or a reason to skip."""

from __future__ import annotations

import pytest

from tests.clients.latex import missing, needed
from tests.java import PACKAGE, find_java


@pytest.fixture(scope="session")
def latex_installed() -> None:
    """Skips where LaTeX is absent; in CI its absence is an error."""
    absent = missing()
    if absent and not needed():
        pytest.skip(f"not installed: {', '.join(absent)} (python -m tests.clients.latex)")
    assert not absent


@pytest.fixture(scope="session")
def java() -> str:
    """Skips where there is no Java; in CI its absence is an error."""
    found = find_java()
    if found is None and not needed():
        pytest.skip(f"not installed: {PACKAGE} (python -m tests.java)")
    assert found
    return found
