"""Fixtures that several tests share, and what every test is held to.

A test sees no home directory, no settings of Git's, no locale and no variables of the person
who runs it, asks no host but this one, and leaves the working directory, the environment and
the repository's root as it found them.
"""

from __future__ import annotations

import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

from tests import surroundings
from tests.browser.chromium import find_chromium
from tests.browser.firefox import find_firefox
from tests.support import ENVIRONMENT, FROZEN, ROOT, TOY, Site, build, project, run

# The same examples on every machine, and no deadline: a busy machine is no finding.
settings.register_profile("steady", deadline=None, derandomize=True, database=None)
settings.load_profile("steady")

_CONTENT = surroundings.ContentReads()
THIS_LIST = ROOT / "tests" / "this_list"
_HERE = ("127.", "::1", "localhost")
_TOGETHER = (
    "tests/browser/test_broader_tags.py",
    "tests/browser/test_keeping.py",
    "tests/browser/test_offline.py",
    "tests/browser/test_other_browsers.py",
    "tests/browser/test_search.py",
    "tests/clients/test_latex.py",
    "tests/integration/test_hostile.py",
    "tests/integration/test_new_field.py",
    "tests/integration/test_new_list.py",
    "tests/integration/test_processes.py",
    "tests/integration/test_pull_request.py",
    "tests/integration/test_shares.py",
    "tests/this_list/test_site.py",
)
"""xdist's groups have no effect under pytest 9.2, whose ids of tests no plugin renames."""


def pytest_configure(config: pytest.Config) -> None:
    """Put the tests and what they start into an environment of their own."""
    home = Path(tempfile.mkdtemp(prefix="home-"))
    config.add_cleanup(lambda: shutil.rmtree(home, ignore_errors=True))
    # Browsers may be below the home directory.
    found = {"CHROMIUM": find_chromium(), "FIREFOX": find_firefox()}
    browsers = {name: path for name, path in found.items() if path}
    isolated = surroundings.isolated(os.environ, home)
    for environment in (os.environ, ENVIRONMENT):
        python_path = environment.get("PYTHONPATH")
        environment.clear()
        environment.update(isolated)
        environment.update(browsers)
        if python_path:
            environment["PYTHONPATH"] = python_path


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling | None:
    """Of files whose tests share what takes long to make, one process runs all tests."""
    return _TogetherScheduling(config, log) if config.getvalue("dist") == "loadscope" else None


class _TogetherScheduling(LoadScopeScheduling):  # type: ignore[misc]
    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return file if file in _TOGETHER else nodeid


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """Forget what was read between two tests; what a fixture reads is the test's that asks it."""
    _CONTENT.seen.clear()


@pytest.fixture(autouse=True)
def _nothing_is_left_changed() -> Iterator[None]:
    before = surroundings.state()
    yield
    assert surroundings.changes(before) == []


@pytest.fixture(autouse=True)
def _content_is_read_by_its_own_tests_alone(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    if THIS_LIST not in request.path.parents:
        assert _CONTENT.seen == [], "what is in content/ may change: use tests/toy or tests/frozen"


@pytest.fixture(autouse=True, scope="session")
def _no_other_host_is_asked() -> Iterator[None]:
    connect = socket.socket.connect

    def local(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            assert str(address[0]).startswith(_HERE), f"a test asks {address[0]}"
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", local)
        yield


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Path:
    """A folder that all processes of this run have in common."""
    root = tmp_path_factory.getbasetemp()
    return root.parent if hasattr(pytestconfig, "workerinput") else root


def _built(folder: Path, content: Path) -> Site:
    """A site in this folder; the first process that asks builds it."""
    with FileLock(f"{folder}.lock"):
        if not (folder / "whole").exists():
            folder.mkdir()
            done = build(project(folder, content))
            assert done.returncode == 0, done.stdout + done.stderr
            (folder / "whole").touch()
    return Site(folder / "site")


@pytest.fixture(scope="session")
def toy_site(shared: Path) -> Site:
    return _built(shared / "toy", TOY)


@pytest.fixture(scope="session")
def frozen_site(shared: Path) -> Site:
    return _built(shared / "frozen", FROZEN)


@pytest.fixture(scope="session")
def _built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that was built in the folder `a list` beside this one."""
    room = tmp_path_factory.mktemp("room")
    folder = room / "a list"
    folder.mkdir()
    done = run("build", cwd=project(folder, TOY))
    assert done.returncode == 0, done.stdout + done.stderr
    return folder.rename(room / "built")


@pytest.fixture
def toy_project(_built_once: Path) -> Iterator[Path]:
    """A project of its own with the toy's content, not built yet."""
    place = _built_once.with_name("a list")
    place.mkdir()
    yield project(place, TOY)
    shutil.rmtree(place)


@pytest.fixture
def toy_built(_built_once: Path, toy_project: Path) -> Path:
    """`toy_project` as a build leaves it: the next one does the difference."""
    for name in ("build", "site"):
        shutil.copytree(_built_once / name, toy_project / name)
    return toy_project
