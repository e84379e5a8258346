"""Events as LaTeX for a field of a BibTeX entry."""

import re
from collections.abc import Iterable
from typing import Final

from generator.text.latex.characters import one_line
from generator.text.latex.events import Event
from generator.text.latex.parsing import parse
from generator.text.latex.tokens import is_plain

_OPEN: Final = {
    "strong": r"\textbf{", "em": r"\emph{", "code": r"\texttt{", "sup": r"\textsuperscript{",
    "sub": r"\textsubscript{", "brace": r"\{", "note": r"\footnote{", "group": "{",
}  # fmt: skip
_ESCAPES: Final = str.maketrans(
    {
        "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_", "$": r"\$", "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}", "\\": r"\textbackslash{}", "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}", "<": r"\textless{}", ">": r"\textgreater{}",
        "|": r"\textbar{}",
    }
)  # fmt: skip
_UNSAFE_IN_MATH: Final = re.compile(r"(?<!\\)[%#&]")


def to_bibtex(text: str) -> str:
    """Writes a text for a field of a BibTeX entry.

    Args:
        text: A title or an abstract, LaTeX and all.

    Returns:
        LaTeX on one line with balanced braces: formulas, accents, styles and known symbols are
        kept, macros of the paper's own become words, everything else is escaped.
    """
    if is_plain(text):
        return one_line(text.translate(_ESCAPES))
    return one_line(_fold(parse(text)))


def _fold(events: Iterable[Event]) -> str:
    out: list[str] = []
    for kind, shown, source in events:
        if kind == "open":
            out.append(_OPEN[shown])
        elif kind == "close":
            out.append(r"\}" if shown == "brace" else "}")
        elif kind == "tie":
            out.append("~")
        elif kind == "math":
            out.append(_formula(shown))
        elif kind in ("accent", "quote"):
            out.append(source)
        elif kind == "symbol":
            out.append(rf"\ensuremath{{{source}}}")
        else:
            out.append(shown.translate(_ESCAPES))
    return "".join(out)


def _formula(source: str) -> str:
    if not _balanced(source):
        source = source.replace(r"\{", r"\lbrace ").replace(r"\}", r"\rbrace ")
    if not _balanced(source) or source.endswith("\\") or re.search(r"(?<!\\)\$", source):
        return f"${source}$".translate(_ESCAPES)
    return f"${_UNSAFE_IN_MATH.sub(_escape_in_math, source)}$"


def _escape_in_math(match: re.Match[str]) -> str:
    return "\\" + match.group()


def _balanced(source: str) -> bool:
    """Whether braces pair as BibTeX counts them, which knows no backslash."""
    depth = 0
    for sign in source:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return depth == 0
