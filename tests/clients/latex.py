"""Finds LaTeX for the tests, and sets bibliographies with it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

PROGRAMS = ("pdflatex", "lualatex", "bibtex", "biber", "pdftotext", "pandoc", "kpsewhich")
FILES = ("plainnat.bst", "ieeetr.bst", "biblatex.sty", "apa.csl")

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


def find_latex() -> str | None:
    """The path of pdfLaTeX, None when a program or a file of its packages is missing."""
    if not all(map(shutil.which, PROGRAMS)):
        return None
    there = all(run(["kpsewhich", name], Path()).strip() for name in FILES)
    return shutil.which("pdflatex") if there else None


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
