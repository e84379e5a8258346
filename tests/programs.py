"""The programs that the tests start, and how to get them.

`python -m tests.programs` looks for each, and installs Debian's packages of those that are
missing (as root or in CI, with apt-get at hand). It says what is left to be installed by a
person: the two browsers that every run needs, and others whose tests are skipped without them.
In CI, where packages can be had, none may be missing.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.browser.chromium import SHELL, find_chromium
from tests.browser.firefox import find_firefox
from tests.browser.webkit import find_webkit
from tests.clients.latex import find_latex
from tests.finding import named_or_on_path


@dataclass(frozen=True, slots=True)
class Program:
    """A program, or several that are needed together."""

    name: str
    find: Callable[[], str | None]
    """Its path; None where it or something that it needs is missing."""
    packages: tuple[str, ...]
    """Debian's packages with it."""
    required: bool = False
    """Whether no tests run without it."""
    best: Callable[[], str | None] = lambda: ""
    """The one for which the packages are installed even where another is found."""
    otherwise: str = ""
    """How to get or to name one without Debian's packages."""
    download: tuple[str, ...] = ()
    """A command that gets it where the packages cannot be had."""


CHROMIUM = Program(
    "Chromium", find_chromium, (SHELL,), required=True,
    best=lambda: named_or_on_path("CHROMIUM", [SHELL]),
    otherwise=".venv/bin/playwright install chromium, or CHROMIUM=/path/to/chromium",
    download=(sys.executable, "-m", "playwright", "install", "chromium"),
)  # fmt: skip
FIREFOX = Program(
    "Firefox", find_firefox, ("firefox-esr",), required=True,
    otherwise="FIREFOX=/path/to/firefox",
)  # fmt: skip
WEBKIT = Program("WebKit", find_webkit, ("webkit2gtk-driver", "xvfb"))
LATEX = Program(
    "LaTeX", find_latex,
    (
        "texlive-latex-base", "texlive-latex-recommended", "texlive-luatex",
        "texlive-bibtex-extra", "texlive-fonts-recommended", "biber", "pandoc", "poppler-utils",
    ),
)  # fmt: skip
JAVA = Program("Java", lambda: named_or_on_path("JAVA", ["java"]), ("default-jre-headless",))

PROGRAMS = (CHROMIUM, FIREFOX, WEBKIT, LATEX, JAVA)


def installed(program: Program) -> str:
    """The path of a program; the test that asks for it is skipped where it is missing."""
    import pytest

    found = program.find()
    if found is None:
        pytest.skip(f"not installed: {program.name} (python -m tests.programs)")
    return found


def main() -> int:
    """Get every program; 2 when one that must be there is missing in the end."""
    absent = [one for one in PROGRAMS if one.find() is None or one.best() is None]
    if absent:
        _install(absent)
    missing = []
    for program in PROGRAMS:
        path = program.find()
        print(f"The tests use {path}" if path else _advice(program), flush=True)
        if path is None and (program.required or (_in_ci() and _can_install())):
            missing.append(program.name)
    return 2 if missing else 0


def _advice(program: Program) -> str:
    lines = [
        f"The tests need {program.name}, which is missing and could not be installed.",
        f"  Debian:     apt-get install {' '.join(program.packages)}",
    ]
    if program.otherwise:
        lines.append(f"  elsewhere:  {program.otherwise}")
    if not program.required:
        lines.append("  The tests of it are skipped.")
    return "\n".join(lines)


def _install(programs: Sequence[Program]) -> None:
    if _can_install():
        apt_get = [*([] if _is_root() else ["sudo", "--non-interactive"]), *_APT_GET]
        _attempt([*apt_get, "update"])
        for program in programs:
            _attempt([*apt_get, "install", "--yes", "--no-install-recommends", *program.packages])
    for program in programs:
        if program.download and program.find() is None:
            _attempt(program.download)


_APT_GET = ("env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet")


def _can_install() -> bool:
    """Whether Debian's packages can be had: by root, and in CI, where `sudo` asks nothing."""
    return shutil.which("apt-get") is not None and (_is_root() or _in_ci())


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _in_ci() -> bool:
    return bool(os.environ.get("CI"))


def _attempt(command: Sequence[str]) -> None:
    print("+", *command, flush=True)
    subprocess.run(command, check=False)


if __name__ == "__main__":
    sys.exit(main())
