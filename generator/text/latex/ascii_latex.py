"""Characters beyond ASCII as LaTeX that pdfLaTeX sets with its default fonts and encoding.

Accents and letters use the commands of the encoding OT1, Greek letters and symbols are formulas
of LaTeX's kernel, and what is left is transliterated: no package is needed, and nothing stops.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import Final

from generator.text.latex.words import ACCENTS

ESCAPES: Final = str.maketrans(
    {
        "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_", "$": r"\$", "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}", "\\": r"\textbackslash{}", "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}", "<": "$<$", ">": "$>$", "|": "$|$",
    }
)  # fmt: skip
"""Signs of ASCII that mean something to LaTeX, or another sign in the encoding OT1: biber takes
the names of the last three for the signs themselves."""

_MARKS: Final = "\u0300-\u036f"
_GREEK: Final = "\u0386-\u03ce\u1f00-\u1fff"
_RAISED: Final = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ"
_LOWERED: Final = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"
_CLUSTER: Final = re.compile(
    rf"[A-Za-z]?[{_MARKS}]+|[{_GREEK}]{{2,}}|[{_RAISED}]+|[{_LOWERED}]+|[^\x00-\x7f][{_MARKS}]*"
)
# The accents of OT1, which has neither ogonek nor comma below.
_OT1: Final = frozenset("`'^\"~=.uvHcdbr")
_SIGNS: Final = {mark: sign for sign, mark in ACCENTS.items() if sign in _OT1}
_LAST_KNOWN: Final = "\u017e"
_LETTERS: Final = {
    "ß": r"{\ss}", "ø": r"{\o}", "Ø": r"{\O}", "æ": r"{\ae}", "Æ": r"{\AE}", "œ": r"{\oe}",
    "Œ": r"{\OE}", "ł": r"{\l}", "Ł": r"{\L}", "ı": r"{\i}", "ȷ": r"{\j}", "…": "...",
    "§": r"{\S}", "¶": r"{\P}", "†": r"{\textdagger}", "‡": r"{\ddag}", "£": r"{\pounds}",
    "·": r"{\textperiodcentered}",
    "–": "--", "—": "---", "‘": "`", "’": "'", "“": "``", "”": "''", "\u00a0": "~",
    "¿": "?`", "¡": "!`", "≤": r"$\leq$", "≥": r"$\geq$", "×": r"$\times$",
    "±": r"$\pm$", "→": r"$\rightarrow$", "←": r"$\leftarrow$", "↔": r"$\leftrightarrow$",
    "¬": r"$\neg$", "÷": r"$\div$", "∗": "$*$", "−": "$-$", "ℓ": "$l$", "ε": r"$\varepsilon$",
    "ϵ": r"$\epsilon$", "φ": r"$\varphi$", "ϕ": r"$\phi$", "°": r"$^{\circ}$", "µ": r"$\mu$",
    "μ": r"$\mu$",
}  # fmt: skip
"""`ℓ` is a plain letter, since Zotero knows no command for it; it reads `\\textdagger` and
`\\textperiodcentered`, but not `\\dag` and `\\cdot`."""

# Commands of the kernel that take no argument. Others, as `\\mathbb`, need a package.
_KERNEL: Final = (
    "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi "
    "pi varpi rho varrho sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta "
    "Lambda Xi Pi Sigma Upsilon Phi Psi Omega sum prod int oint infty partial nabla ell hbar Re "
    "Im aleph emptyset forall exists neg top bot perp angle triangle prime in ni notin subset "
    "subseteq supset supseteq cup cap setminus vee wedge pm mp times div cdot ast star circ "
    "bullet oplus otimes odot leq le geq ge neq ne equiv sim simeq approx cong propto ll gg mid "
    "parallel to rightarrow leftarrow leftrightarrow Rightarrow Leftarrow Leftrightarrow mapsto "
    "uparrow downarrow longrightarrow ldots cdots dots vdots lbrace rbrace langle rangle lfloor "
    "rfloor lceil rceil Vert vert log ln exp sin cos tan tanh max min sup inf lim det dim ker deg "
    "arg gcd quad prec succ preceq succeq dagger ddagger diamond surd"
)
SYMBOLS: Final = frozenset(_KERNEL.split())
"""Commands of LaTeX's kernel that make a sign of a formula."""


def ascii_text(text: str) -> str:
    """Writes plain text as LaTeX in ASCII; no letter that can be spelled is lost.

    Args:
        text: Plain text, no LaTeX.

    Returns:
        LaTeX without packages: `{\\"o}`, `$\\varepsilon$`, `HanZi`. Characters without a name in
        Latin letters, as emoji, are dropped.
    """
    if text.isascii():
        return text.translate(ESCAPES)
    return _replaced(text, _cluster)


def unicode_text(text: str) -> str:
    """Writes plain text as LaTeX for an engine that reads Unicode.

    Args:
        text: Plain text, no LaTeX.

    Returns:
        LaTeX in which letters and accents stay as they are; signs that few text fonts have, Greek
        letters among them, are formulas.
    """
    if text.isascii():
        return text.translate(ESCAPES)
    return _replaced(text, _sign_or_itself)


def formula_sign(char: str) -> str:
    """Writes a character within a formula.

    Args:
        char: One character beyond ASCII.

    Returns:
        A command of the kernel with a space after it; empty where there is none.
    """
    if char == "·":
        return r"\cdot "
    written = _sign(char)
    if not written.startswith("$"):
        return ""
    return written.strip("$") + (" " if written[-2].isalpha() else "")


def _replaced(text: str, write: Callable[[str], str]) -> str:
    text = unicodedata.normalize("NFC", text)
    pieces, end = [], 0
    for match in _CLUSTER.finditer(text):
        pieces += [text[end : match.start()].translate(ESCAPES), write(match.group())]
        end = match.end()
    return "".join([*pieces, text[end:].translate(ESCAPES)])


def _sign_or_itself(cluster: str) -> str:
    written = _sign(cluster)
    return written if written.startswith("$") else cluster


@lru_cache(maxsize=1 << 12)
def _cluster(cluster: str) -> str:
    """A letter with its marks, a Greek word, or one character."""
    if written := _sign(cluster):
        return written
    base, *marks = tuple(unicodedata.normalize("NFD", cluster).replace("\u0326", "\u0327"))
    if base.isascii() or base == "ı":
        return _accented(base, marks)
    compatible = unicodedata.normalize("NFKC", cluster)
    return ascii_text(compatible) if compatible != cluster else _transliterated(cluster)


def _sign(cluster: str) -> str:
    if cluster[0] in _RAISED or cluster[0] in _LOWERED:
        return _script(cluster)
    if len(cluster) == 1:
        return _LETTERS.get(cluster) or _symbol(cluster)
    if len(cluster) == 2 and all(map(_symbol, cluster)):
        return "".join(map(_sign, cluster))
    return ""


def _script(cluster: str) -> str:
    plain = unicodedata.normalize("NFKC", cluster).replace("−", "-")
    return f"${'^' if cluster[0] in _RAISED else '_'}{{{plain}}}$"


def _accented(base: str, marks: Sequence[str]) -> str:
    """The letter with the first of its marks that pdfLaTeX can set.

    biber hands pdfLaTeX the composed letter, of which it knows those of Latin-1
    and Latin Extended-A. An `i` keeps its dot: biber does not compose `\\i`.
    """
    letter = base.replace("ı", "i")
    for mark in marks:
        composed = unicodedata.normalize("NFC", letter + mark)
        if mark in _SIGNS and len(composed) == 1 and composed <= _LAST_KNOWN:
            sign = _SIGNS[mark]
            if sign == "H":  # Zotero knows no other spelling of this one
                return f"{{\\H {letter}}}"
            return f"{{\\{sign}{{{letter}}}}}" if sign.isalpha() else f"{{\\{sign}{letter}}}"
    return r"{\i}" if base == "ı" else base.translate(ESCAPES)


def _symbol(char: str) -> str:
    """The character as a formula, empty when the kernel has none for it."""
    found = re.fullmatch(r"\\ensuremath\{\\([A-Za-z]+)\}", _table().get(ord(char), ""))
    if found and found[1] in SYMBOLS:
        return f"$\\{found[1]}$"
    plain = unicodedata.normalize("NFKC", char)
    return _symbol(plain) if len(plain) == 1 and plain != char else ""


def _transliterated(text: str) -> str:
    # Imported here: most lists have no such character.
    from anyascii import anyascii

    kept = "".join(char for char in text if unicodedata.category(char) not in ("So", "Sk", "Co"))
    return str(anyascii(kept)).replace("`", "").translate(ESCAPES)


@cache
def _table() -> dict[int, str]:
    from pylatexenc.latexencode import (  # type: ignore[import-untyped, unused-ignore]
        get_builtin_uni2latex_dict,
    )

    table: dict[int, str] = get_builtin_uni2latex_dict()
    return table
