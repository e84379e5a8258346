"""Finds LaTeX for the tests, or gets it, and sets bibliographies with it.

`python -m tests.clients.latex` takes the programs that are there. Else it
installs Debian's packages (as root, with apt-get at hand), and else it fails
and says what to install.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

PROGRAMS = ("pdflatex", "lualatex", "bibtex", "biber", "pdftotext", "kpsewhich")
FILES = ("plainnat.bst", "ieeetr.bst", "biblatex.sty")
PACKAGES = (
    "texlive-latex-base", "texlive-latex-recommended", "texlive-luatex", "texlive-bibtex-extra",
    "texlive-fonts-recommended", "biber", "poppler-utils",
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
    return programs + [name for name in FILES if not _run(["kpsewhich", name], Path()).strip()]


def get_latex() -> list[str]:
    """Install it where that can be done; returns what is missing then."""
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        install = ["apt-get", "install", "--quiet", "--yes", "--no-install-recommends", *PACKAGES]
        for command in (["apt-get", "update", "--quiet"], install):
            print("+", *command, flush=True)
            environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
            subprocess.run(command, check=False, env=environment)
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
    log = _run(["bibtex", style], folder)
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
    _run(["pdflatex", "-draftmode", "-interaction=nonstopmode", name], folder)
    _document(folder, name, packages + lines, r"\printbibliography")
    log = _run(["biber", "--quiet", name], folder)
    found = [line for line in log.splitlines() if line.startswith(("ERROR", "WARN"))]
    return _printed(folder, engine, name, found)


def _document(folder: Path, name: str, packages: str, bibliography: str) -> None:
    text = _PLAIN % {"packages": packages, "bibliography": bibliography}
    (folder / f"{name}.tex").write_text(text, "utf-8")


def _printed(folder: Path, engine: str, name: str, problems: list[str]) -> Printed:
    _run([engine, "-interaction=nonstopmode", name], folder)
    log = (folder / f"{name}.log").read_text("utf-8", "replace")
    text = _run(["pdftotext", "-raw", "-enc", "UTF-8", f"{name}.pdf", "-"], folder)
    return Printed(text, (*problems, *_ERROR.findall(log)), frozenset(_MISSING.findall(log)))


def _run(command: list[str], folder: Path) -> str:
    environment = {**os.environ, "max_print_line": "1000", "TEXINPUTS": ".:", "openout_any": "p"}
    done = subprocess.run(
        command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True,
        timeout=120, check=False,
    )  # fmt: skip
    return done.stdout.decode("utf-8", "replace")


def main() -> int:
    """Say that LaTeX is there; 2 when it is not and cannot be had."""
    absent = missing() and get_latex()
    if absent:
        print("The tests of citations need LaTeX:", ", ".join(absent), file=sys.stderr)
        print("Install it and try again:", file=sys.stderr)
        print("  Debian, Ubuntu:  apt-get install", *PACKAGES, file=sys.stderr)
        return 2
    print(f"Citation tests use {shutil.which('pdflatex')}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
