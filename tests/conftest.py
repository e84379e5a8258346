"""Fixtures that several tests share: the toy site and the real one, each built once a worker."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from tests.support import ROOT, TOY, Site, build, project

# The same examples on every machine, and no deadline: a busy machine is no finding.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")


def _built(folder: Path, content: Path) -> Site:
    done = build(project(folder, content))
    assert done.returncode == 0, done.stdout + done.stderr
    return Site(folder / "site")


@pytest.fixture(scope="session")
def toy_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return _built(tmp_path_factory.mktemp("toy"), TOY)


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return _built(tmp_path_factory.mktemp("real"), ROOT / "content")
