"""Finds LaTeX for the tests, or gets it, and sets bibliographies with it.

`python -m tests.clients.latex` takes the programs that are there. Else it
installs Debian's packages (as root, or in CI, with apt-get at hand), and else
it says what to install, which is an error in CI alone.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

PROGRAMS = ("pdflatex", "lualatex", "bibtex", "biber", "pdftotext", "pandoc", "kpsewhich")
FILES = ("plainnat.bst", "ieeetr.bst", "biblatex.sty", "apa.csl")
PACKAGES = (
    "texlive-latex-base", "texlive-latex-recommended", "texlive-luatex", "texlive-bibtex-extra",
    "texlive-fonts-recommended", "biber", "pandoc", "poppler-utils",
)  # fmt: skip
"""Debian's packages with them."""

_PLAIN = r"""\documentclass{article}
%(packages)s
\pagestyle{empty}
\begin{document}
\nocite{*}
%(bibliography)s
\end{document}
"""
_ERROR = re.compile(r"(?m)^(?:!.*|.*(?:LaTeX|Package|Class) \S* ?Error.*)$")
_MISSING = re.compile(r"Missing character: There is no (\S)")


@dataclass(frozen=True, slots=True)
class Printed:
    """What a bibliography looks like in print."""

    text: str
    """The PDF's text, in the order in which it was set."""
    problems: tuple[str, ...]
    """Errors, from the logs of all programs."""
    missing: frozenset[str]
    """Characters that the font does not have."""


def missing() -> list[str]:
    """The programs and files of LaTeX that are not there, in the order of the lists."""
    programs = [name for name in PROGRAMS if not shutil.which(name)]
    if "kpsewhich" in programs:
        return [*programs, *FILES]
    return programs + [name for name in FILES if not run(["kpsewhich", name], Path()).strip()]


def needed() -> bool:
    """Whether the tests must not be skipped: in CI, where Debian's packages can be had."""
    return bool(os.environ.get("CI")) and shutil.which("apt-get") is not None


def get_latex() -> list[str]:
    """Install it where that can be done; returns what is missing then."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    if shutil.which("apt-get") and (root or needed()):
        sudo = [] if root else ["sudo", "--non-interactive"]
        install = ["install", "--quiet", "--yes", "--no-install-recommends", *PACKAGES]
        for arguments in (["update", "--quiet"], install):
            command = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", *arguments]
            print("+", *command, flush=True)
            subprocess.run(command, check=False)
    return missing()


def with_bibtex(folder: Path, style: str, packages: str = "") -> Printed:
    """Set all entries of `papers.bib` in the folder with BibTeX and pdfLaTeX.

    Args:
        folder: Holds `papers.bib`; files named after the style are written there.
        style: A `.bst` file.
        packages: Lines for the document's preamble.
    """
    # BibTeX reads the .aux file alone, so no first run of LaTeX has to write it.
    aux = f"\\citation{{*}}\n\\bibstyle{{{style}}}\n\\bibdata{{papers}}\n"
    (folder / f"{style}.aux").write_text(aux, "ascii")
    log = run(["bibtex", style], folder)
    found = [line for line in log.splitlines() if "error" in line.lower()]
    bibliography = f"\\input{{{style}.bbl}}"
    _document(folder, style, packages, bibliography)
    return _printed(folder, "pdflatex", style, found)


def with_biber(folder: Path, engine: str, source: str, packages: str = "") -> Printed:
    """Set all entries of a file in the folder with biblatex and biber.

    Args:
        folder: Holds the file; files named after the engine are written there.
        engine: `pdflatex` or `lualatex`.
        source: The name of the file.
        packages: Lines for the document's preamble.
    """
    name = f"{engine}-biber"
    lines = f"\\usepackage[backend=biber]{{biblatex}}\n\\addbibresource{{{source}}}"
    _document(folder, name, lines, r"\printbibliography")
    # The first run only writes what biber reads; every engine writes the same.
    run(["pdflatex", "-draftmode", "-interaction=nonstopmode", name], folder)
    _document(folder, name, packages + lines, r"\printbibliography")
    log = run(["biber", "--quiet", name], folder)
    found = [line for line in log.splitlines() if line.startswith(("ERROR", "WARN"))]
    return _printed(folder, engine, name, found)


def _document(folder: Path, name: str, packages: str, bibliography: str) -> None:
    text = _PLAIN % {"packages": packages, "bibliography": bibliography}
    (folder / f"{name}.tex").write_text(text, "utf-8")


def _printed(folder: Path, engine: str, name: str, problems: list[str]) -> Printed:
    run([engine, "-interaction=nonstopmode", name], folder)
    log = (folder / f"{name}.log").read_text("utf-8", "replace")
    text = run(["pdftotext", "-raw", "-enc", "UTF-8", f"{name}.pdf", "-"], folder)
    return Printed(text, (*problems, *_ERROR.findall(log)), frozenset(_MISSING.findall(log)))


def run(command: Sequence[str], folder: Path) -> str:
    environment = {**os.environ, "max_print_line": "1000", "TEXINPUTS": ".:", "openout_any": "p"}
    done = subprocess.run(
        command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True,
        timeout=120, check=False,
    )  # fmt: skip
    return done.stdout.decode("utf-8", "replace")


def main() -> int:
    """Say whether LaTeX is there; 2 when it must be there and cannot be had."""
    absent = missing() and get_latex()
    if absent:
        print("The tests of citations need what is missing here:", ", ".join(absent))
        print("They are skipped without it. To run them on Debian or Ubuntu:")
        print("  apt-get install", *PACKAGES)
        return 2 if needed() else 0
    print(f"Citation tests use {shutil.which('pdflatex')}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
