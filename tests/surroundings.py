"""What a machine brings along that no test may depend on, and how a test shows that it does."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
CONTENT = str(ROOT / "content")
_CACHES = {".pytest_cache", ".mypy_cache", ".ruff_cache", ".import_linter_cache", ".hypothesis"}
_KEPT = {"GIT_SSL_CAINFO"}
_DROPPED = {
    *("LANG", "LANGUAGE", "TZ", "TERM", "COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR"),
    *("SOURCE_DATE_EPOCH", "CI", "SITE_URL", "REPO_URL", "EDIT_URI", "MAKEFLAGS", "MAKELEVEL"),
    *("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "EDITOR", "VISUAL", "PAGER"),
    *("PYTHONDONTWRITEBYTECODE",),  # each process would compile the whole program
    *("CONTACT", "SEMANTIC_SCHOLAR_API_KEY", "OPENALEX_API_KEY", "ZOTERO_API_KEY"),
}
_DROPPED_BEGINNINGS = ("LC_", "GIT_", "GH_", "GITHUB_", "XDG_")


def isolated(environment: Mapping[str, str], home: Path) -> dict[str, str]:
    """The environment without what a person, a runner or a hook of Git has set in it.

    Args:
        environment: That of the process; it is not changed.
        home: An empty folder: no settings of Git's, no caches, no keys.

    Returns:
        What the tests and the processes that they start have. The locale is `C.UTF-8`;
        `test_surroundings.py` runs the commands in others. There is a repository, which a list
        that is not at GitHub yet does not have.
    """
    kept = {name: value for name, value in environment.items() if not _is_personal(name.upper())}
    return {
        **kept,
        "HOME": str(home),
        "USERPROFILE": str(home),
        "LC_ALL": "C.UTF-8",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_TERMINAL_PROMPT": "0",
        "REPO_URL": "https://github.com/reading-list/reading-list",
        "EDIT_URI": "edit/main/",
    }


def _is_personal(name: str) -> bool:
    return name in _DROPPED or (name.startswith(_DROPPED_BEGINNINGS) and name not in _KEPT)


def state() -> tuple[str, dict[str, str], frozenset[str]]:
    """The working directory, the environment, and the names in the repository's root."""
    there = frozenset(os.listdir(ROOT)) - _CACHES  # noqa: PTH208
    return str(Path.cwd()), dict(os.environ), there


def changes(before: tuple[str, dict[str, str], frozenset[str]]) -> list[str]:
    """What a test left changed since `before`, in words.

    Variables that pytest sets, and those of OpenMP that scikit-learn sets when it is imported,
    are left out.
    """
    folder, environment, names = state()
    found = []
    if folder != before[0]:
        found.append(f"the working directory is {folder}")
    variables = {
        name
        for name in environment.keys() | before[1].keys()
        if environment.get(name) != before[1].get(name) and not name.startswith(("PYTEST_", "KMP_"))
    }
    found += [f"the environment variable {name} was changed" for name in sorted(variables)]
    found += [f"{name} is new in the repository's root" for name in sorted(names - before[2])]
    return found


class ContentReads:
    """What is read of `content/` while a test runs, by itself or by a process that it starts.

    An audit hook stays for as long as the interpreter runs, so there is one of these.
    """

    def __init__(self) -> None:
        self.seen: list[str] = []
        sys.addaudithook(self._hear)

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event in ("open", "os.listdir", "os.scandir"):
            # `os.open`, which has no mode, may mean a name in another folder (`dir_fd`).
            below_another = event == "open" and arguments[1] is None
            if _is_content(arguments[0]) and not (below_another and not _is_absolute(arguments[0])):
                self.seen.append(str(arguments[0]))
        elif event == "subprocess.Popen":
            words = [*arguments[1], arguments[2]]
            self.seen += [str(word) for word in words if str(word).startswith(CONTENT)]
            if "generator" in words and "--content" not in words and _is_root(arguments[2]):
                self.seen.append("python -m generator, run in the root")


def _is_content(path: Any) -> bool:
    if not isinstance(path, str | os.PathLike):
        return False
    text = os.fspath(path)
    if not isinstance(text, str) or not text.startswith((CONTENT, "content")):
        return False
    full = os.path.abspath(text)  # noqa: PTH100
    return full == CONTENT or full.startswith(CONTENT + os.sep)


def _is_absolute(path: str | os.PathLike[str]) -> bool:
    return os.path.isabs(path)  # noqa: PTH117


def _is_root(folder: Any) -> bool:
    return os.path.realpath(folder or os.curdir) == os.path.realpath(ROOT)
