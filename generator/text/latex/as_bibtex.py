"""Events as LaTeX for a field of a BibTeX entry."""

import functools
import re
from collections.abc import Callable, Iterable

from generator.text.latex.ascii_latex import ascii_text, unicode_text
from generator.text.latex.characters import one_line
from generator.text.latex.events import Event
from generator.text.latex.math_text import math_text
from generator.text.latex.parsing import parse
from generator.text.latex.plain_formulas import plain_formula
from generator.text.latex.tokens import is_plain

# Zotero knows `\textit` and not `\emph`.
_OPEN = {
    "strong": r"\textbf{", "em": r"\textit{", "code": r"\texttt{", "sup": r"\textsuperscript{",
    "sub": r"\textsubscript{", "brace": r"\{", "note": r"\footnote{", "group": "{",
    "quoted": "``",
}  # fmt: skip
_CLOSE = {"brace": r"\}", "quoted": "''"}
_PLAIN_SCRIPT = re.compile(r"[A-Za-z0-9 ,.:;+\-=*/()]+")


def to_bibtex(text: str) -> str:
    """Writes a text for a field of a BibTeX entry.

    Args:
        text: A title, a name or an abstract, LaTeX and all.

    Returns:
        ASCII on one line with balanced braces, which pdfLaTeX sets without a package: formulas,
        accents, styles and known symbols are kept, macros of the paper's own become words,
        everything else is escaped or transliterated.
    """
    return _written(text, ascii_text)


def to_biblatex(text: str) -> str:
    """Writes a text for a field of a biblatex entry that an engine for Unicode reads.

    Args:
        text: A title, a name or an abstract, LaTeX and all.

    Returns:
        As `to_bibtex`, with letters and accents in Unicode.
    """
    return _written(text, unicode_text)


def _written(text: str, write: Callable[[str], str]) -> str:
    return one_line(write(text) if is_plain(text) else _fold(parse(text), write))


def _fold(events: Iterable[Event], write: Callable[[str], str]) -> str:
    out: list[str] = []
    scripts: list[int] = []
    for kind, shown, source in events:
        if kind == "open":
            if shown in ("sup", "sub"):
                scripts.append(len(out))
            out.append(_OPEN[shown])
        elif kind == "close":
            if shown in ("sup", "sub"):
                start = scripts.pop()
                out[start:] = [_script(shown, "".join(out[start + 1 :]))]
            else:
                out.append(_CLOSE.get(shown, "}"))
        elif kind == "tie":
            out.append("~")
        elif kind == "math":
            out.append(_formula(shown, write))
        elif kind == "quote":
            out.append(source)
        elif kind == "symbol":
            out.append(_formula(source, write, shown))
        else:
            out.append(write(shown))
    return "".join(out)


def _script(shown: str, content: str) -> str:
    """A script outside of formulas, in the spelling that Zotero reads too."""
    sign = "^" if shown == "sup" else "_"
    if content.isascii() and (content.isdigit() or (len(content) == 1 and content.isalpha())):
        return f"${sign}{{{content}}}$"
    if _PLAIN_SCRIPT.fullmatch(content):
        return f"${sign}{{\\textrm{{{content}}}}}$"
    return f"{_OPEN[shown]}{content}}}"


@functools.lru_cache(maxsize=1 << 12)
def _formula(source: str, write: Callable[[str], str], shown: str | None = None) -> str:
    plain = plain_formula(source)
    if plain is not None:
        return f"${plain}$" if plain else ""
    return write(math_text(source) if shown is None else shown)
