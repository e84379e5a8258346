"""What LaTeX words mean: tables and nothing else.

Symbols that pylatexenc knows are in no table here; `symbols` asks it.
"""

from typing import Final


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


def _pairs(listed: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in listed.split())


STYLES: Final = {
    "textbf": "strong", "mathbf": "strong", "emph": "em", "textit": "em", "textsl": "em",
    "texttt": "code", "underline": "group", "textsc": "group", "textrm": "group",
    "textsf": "group", "textup": "group", "textnormal": "group", "text": "group",
    "mbox": "group", "mathrm": "group", "mathcal": "group", "mathscr": "group",
    "mathit": "group", "mathsf": "group", "mathtt": "group", "operatorname": "group",
    "url": "group", "textsuperscript": "sup", "textsubscript": "sub", "footnote": "note",
    "enquote": "quoted", "mkbibquote": "quoted", "textquote": "quoted",
}  # fmt: skip
"""Commands whose argument has a style; `group` is none."""

SWITCHES: Final = {
    "em": "em", "it": "em", "sl": "em", "itshape": "em", "slshape": "em", "bf": "strong",
    "bfseries": "strong", "tt": "code", "ttfamily": "code", "sc": "", "rm": "", "sf": "",
    "scshape": "", "rmfamily": "", "sffamily": "", "normalfont": "", "tiny": "", "small": "",
    "footnotesize": "", "normalsize": "", "large": "", "Large": "", "centering": "",
}  # fmt: skip
"""Commands that give the rest of their group a style, or none."""

WORDS: Final = {
    "ie": "i.e.", "eg": "e.g.", "etal": "et al.", "etc": "etc.", "cf": "cf.", "wrt": "w.r.t.",
    "vs": "vs.", "aka": "a.k.a.", "Ie": "I.e.", "Eg": "E.g.", "iid": "i.i.d.",
    "TeX": "TeX", "LaTeX": "LaTeX", "BibTeX": "BibTeX", "S": "§", "P": "¶", "quad": " ",
    "qquad": " ", "newline": " ", "par": " ", "linebreak": " ", "item": "• ", "space": " ",
    "textasciitilde": "~", "textasciicircum": "^", "textbackslash": "\\", "textless": "<",
    "textgreater": ">", "textbar": "|", "textbraceleft": "{", "textbraceright": "}",
    "textunderscore": "_", "textdollar": "$", "textquotedblleft": "“", "textquotedblright": "”",
    "textendash": "–", "textemdash": "—", "lbrace": "{", "rbrace": "}", "slash": "/",
    "grqq": "“", "grq": "‘", "frqq": "»", "frq": "›", "fg": "»", "textquotedbl": '"', "euro": "€",
    # one abstract lost the space of `m \times n` inside a macro of its own
    "mtimes": "m×",
}  # fmt: skip
"""Commands that stand for words or characters, and macros that many papers define alike."""

OPENING_QUOTES: Final = {
    "glqq": "„", "glq": "‚", "flqq": "«", "flq": "‹", "og": "«", "guillemotleft": "«",
}  # fmt: skip
"""Commands for the quotation marks before a word, which have no space after them."""

WITHOUT_ARGUMENT: Final = _words(
    "foreignlanguage textcolor noopsort SortNoop hspace vspace selectlanguage"
)
"""Commands whose first argument is not shown: a language, a colour, a length, a key to sort by."""

DROPPED: Final = _words(
    "xspace noindent indent centerline smallskip medskip bigskip left right protect relax "
    "limits nolimits displaystyle textstyle maketitle ignorespaces unskip leavevmode"
)
"""Commands that show nothing."""

LETTERS: Final = {
    "ss": "ß", "o": "ø", "O": "Ø", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å",
    "AA": "Å", "l": "ł", "L": "Ł", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ",
    "TH": "Þ", "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ", "ij": "ĳ", "IJ": "Ĳ", "SS": "ẞ",
    "ohorn": "ơ", "OHORN": "Ơ", "uhorn": "ư", "UHORN": "Ư",
}  # fmt: skip
"""Letters that are no accented ones."""

TEXT_SYMBOLS: Final = {
    "ldots": "…", "dots": "…", "textellipsis": "…", "pounds": "£", "copyright": "©", "dag": "†",
    "textdagger": "†", "textperiodcentered": "·",
    "ddag": "‡", "texteuro": "€", "textdegree": "°", "textregistered": "®", "texttrademark": "™",
    "guillemotright": "»", "guillemetleft": "«", "guillemetright": "»",
    "guilsinglleft": "‹", "guilsinglright": "›", "quotedblbase": "„", "quotesinglbase": "‚",
}  # fmt: skip
"""Symbols that BibTeX takes as they are, outside of formulas."""

ACCENTS: Final = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304",
    ".": "\u0307", "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "k": "\u0328",
    "r": "\u030a", "d": "\u0323", "b": "\u0331", "t": "\u0361", "h": "\u0309",
    "textcommabelow": "\u0326", "textdotbelow": "\u0323", "textogonekcentered": "\u0328",
    "textmacronbelow": "\u0331", "textroundcap": "\u0311", "textcommaabove": "\u0313",
}  # fmt: skip
"""Combining characters by the command that puts them on a letter."""

TIE: Final = "t"
"""The accent that joins two letters."""

RARE_ACCENTS: Final = frozenset({"h"})
"""Accents of few languages, whose names many papers give to macros of their own: only before
braces, and where a letter of an alphabet results."""

# Listings strip backslashes. The words of these tables are then no words of any language where
# `stripped` and `scripts` take them for commands.
GREEK: Final = _pairs(
    "alpha=α beta=β gamma=γ delta=δ epsilon=ε varepsilon=ε zeta=ζ eta=η theta=θ iota=ι "
    "kappa=κ lambda=λ mu=μ nu=ν xi=ξ pi=π rho=ρ sigma=σ tau=τ phi=φ varphi=φ chi=χ psi=ψ "
    "omega=ω Gamma=Γ Delta=Δ Theta=Θ Lambda=Λ Sigma=Σ Phi=Φ Psi=Ψ Omega=Ω ell=ℓ sum=∑ prod=∏"
)
"""Letters and operators that a listing may have stripped of their backslash."""

MARKS: Final = {
    "infty": "∞", "top": "⊤", "star": "⋆", "ast": "∗", "circ": "∘", "dagger": "†", "prime": "′",
    "perp": "⊥", "times": "×", "cdot": "·",
}  # fmt: skip
"""Likewise, but words of English, or the beginning of some: only inside a script."""

STRIPPED: Final = {"rightarrow": "→", "leftarrow": "←", "leq": "≤", "geq": "≥", "infty": "∞"}
"""Names that are no words of any language: wherever they stand."""

GLUED: Final = {
    "approx": (" ≈ ", r"\approx"), "circ": (" ∘", r"\circ"), "ge": (" ≥", r"\ge"),
    "le": (" ≤", r"\le"), "ln": (" ln", r"\ln"), "right": ("", ""),
}  # fmt: skip
"""What a stripped command shows right after a script, where no word can stand; its LaTeX."""
