"""Formulas in the part of LaTeX that needs no package and cannot stop a document."""

import re
from typing import Final

from generator.text.latex.ascii_latex import SYMBOLS, formula_sign

_RENAMED: Final = {
    "mathbb": "mathbf", "mathds": "mathbf", "mathscr": "mathcal", "boldsymbol": "mathbf",
    "bm": "mathbf", "text": "mathrm", "textrm": "mathrm", "textnormal": "mathrm",
    "textup": "mathrm", "mbox": "mathrm", "operatorname": "mathrm", "textbf": "mathbf",
    "textit": "mathit", "lvert": "vert", "rvert": "vert", "lVert": "Vert", "rVert": "Vert",
    "le": "leq", "ge": "geq", "ne": "neq",
}  # fmt: skip
"""Commands of packages, and what the kernel has in their place."""

_FONTS: Final = "mathbf|mathrm|mathcal|mathit|mathsf|mathtt|sqrt|overline|hat|bar|tilde|vec|dot"

_COMMAND: Final = re.compile(r"\\([A-Za-z]+)\*?")
_DROPPED: Final = re.compile(
    r"\\(?:left|right|displaystyle|limits|nolimits)(?![A-Za-z])\.?|\\[,;:!]"
)
_NAMED: Final = re.compile(r"\\([A-Za-z]+)")
_SIGN: Final = r"[A-Za-z0-9+\-*/=()\[\],.;:!<> ]|\\[|{}%&#_]"
"""A command for a symbol is put as a letter before: with all names the pattern was a
hundred times as long, and its compilation a tenth of a short command."""
_GROUP: Final = rf"\{{(?:{_SIGN})*+\}}"
_ATOM: Final = rf"(?:{_SIGN}|(?:\\(?:{_FONTS})\ ?)?{_GROUP})"
_ONE_SCRIPT: Final = rf"(?:\^\ ?{_ATOM}(?:_\ ?{_ATOM})?|_\ ?{_ATOM}(?:\^\ ?{_ATOM})?)"
_TERMS: Final = rf"(?:{_ONE_SCRIPT}?+{_ATOM}{_ONE_SCRIPT}?+)"
_DEEP: Final = rf"\{{{_TERMS}*+\}}"
_DEEP_SCRIPT: Final = rf"(?:[\^_]\ ?{_DEEP})"
_FORMULA: Final = (
    rf"(?:{_ONE_SCRIPT}|{_DEEP_SCRIPT})?+(?:{_ATOM}(?:{_ONE_SCRIPT}|{_DEEP_SCRIPT})?+)*+"
)
"""Compiled when a formula is met: that takes as long as the import of five modules."""


def plain_formula(source: str) -> str | None:
    """Writes a formula with commands of LaTeX's kernel alone.

    Args:
        source: What is between dollars.

    Returns:
        A formula in ASCII with balanced braces; None if this one says more than letters, signs,
        fonts and scripts, or is not well formed. `\\ell` becomes `l`, which every reader knows.
    """
    if not source.isascii():
        signs = [char if char.isascii() else formula_sign(char) for char in source]
        if not all(signs):
            return None
        source = "".join(signs)
    source = _COMMAND.sub(_kernel, _DROPPED.sub("", source))
    source = re.sub(r"\\ell(?![A-Za-z])\ ?", "l", source).strip()
    balanced = source.count("{") == source.count("}")
    shape = _NAMED.sub(lambda name: "x" if name[1] in SYMBOLS else name[0], source)
    return source if balanced and re.fullmatch(_FORMULA, shape) else None


def _kernel(match: re.Match[str]) -> str:
    return f"\\{_RENAMED.get(match[1], match[1])}"
