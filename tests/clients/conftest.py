"""LaTeX and pandoc, Java, or a reason to skip."""

from __future__ import annotations

import pytest

from tests.programs import JAVA, LATEX, installed


@pytest.fixture(scope="session")
def latex_installed() -> None:
    installed(LATEX)


@pytest.fixture(scope="session")
def java() -> str:
    return installed(JAVA)
