# LaTeX, and what looks like it, in titles and abstracts -> HTML, plain text or BibTeX.
#
# One linear tokenizer turns a text into a flat, balanced list of events; three writers fold that
# list. Nothing recurses on the input's nesting, nothing raises on malformed input, and no word is
# lost: an unknown command shows its name or its argument.
#
# Left to others: where the text stands on a page, splitting into paragraphs, shortening, and the
# repair of an abstract that lost its backslashes on the way beyond the few words known here.
"""LaTeX in titles and abstracts, written as HTML, plain text or BibTeX."""

import html
import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from typing import Any, Final, NamedTuple
from xml.etree import ElementTree

__all__ = ["URL_RE", "find_urls", "to_bibtex", "to_html", "to_text"]

# ---------------------------------------------------------------------------------------- limits

_MAX_MATH: Final = 600  # characters of one formula; a longer run between dollars is prose
_MAX_MATH_NESTING: Final = 12  # beyond it latex2mathml would go deep into recursion
_MAX_FORMULAS: Final = 500  # MathML conversions in one text; the rest shows its source
_MAX_STYLES: Final = 16  # nested tags
_MAX_SCRIPTS: Final = 4  # nested super- and subscripts; each level is copied once more

# ------------------------------------------------------------------------------- characters, URLs

# Controls, bidirectional overrides and isolates, lone surrogates, noncharacters: XML forbids most
# of them, and the rest can make a text read as something else.
_UNWANTED: Final = (
    r"\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff"
)
_BREAKS: Final = r"\r\x0b\x0c\x85\u2028\u2029"
_UNWANTED_RE: Final = re.compile(f"[{_UNWANTED}]")
_BREAKS_RE: Final = re.compile(f"\r\n|[{_BREAKS}]")
_LINES_RE: Final = re.compile(r"[\n\t]+")

_HOSTS: Final = (
    "github.com|gist.github.com|gitlab.com|bitbucket.org|codeberg.org|huggingface.co|arxiv.org|"
    "doi.org|dx.doi.org|bit.ly|aka.ms|tinyurl.com|goo.gl|t.co|git.io|youtu.be|youtube.com|"
    "openreview.net|paperswithcode.com|zenodo.org|kaggle.com|figshare.com|osf.io|"
    "colab.research.google.com|sites.google.com|drive.google.com"
).replace(".", r"\.")
_OWNED: Final = r"(?:github\.io|gitlab\.io|readthedocs\.io|hf\.space|pages\.dev)"
_PATH: Final = (
    r"(?:[/?#](?:[^\s<>\"{}|\\^`\u201c\u201d\u2018\u2019\u2026\u2014\u3000-\u303f\uff00-\uffef"
    + _UNWANTED
    + r"]|\\[_%#&~])*)?"
)
_LABEL: Final = r"[a-z0-9-]{1,63}"
_URL: Final = (
    rf"(?i:(?:https?://(?:{_LABEL}\.)+[a-z]{{2,24}}(?![a-z0-9-])(?::[0-9]{{1,5}})?"
    rf"|(?<![\w@.:/\\-])(?:{_HOSTS}|www(?:\.{_LABEL}){{1,4}}\.[a-z]{{2,24}}|{_LABEL}\.{_OWNED})"
    rf"(?![\w@-]|\.[a-z0-9])){_PATH})"
)
URL_RE: Final = re.compile(_URL)
"""A web address, with any punctuation behind it; `find_urls` trims that."""

_URL_HINTS: Final = (
    "://", "www.", ".com", ".org", ".io", ".co", ".ly", ".ms", ".gl", ".be", ".net", ".space",
    ".dev",
)  # fmt: skip
_CLOSING: Final = {")": "(", "]": "["}
_TRAILING: Final = frozenset(".,;:!?'\"*")
_ESCAPED_IN_URL: Final = re.compile(r"\\([_%#&~])")

# ------------------------------------------------------------------------------------- LaTeX words


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


def _pairs(listed: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in listed.split())


_STYLES: Final = {
    "textbf": "strong", "mathbf": "strong", "emph": "em", "textit": "em", "textsl": "em",
    "texttt": "code", "underline": "group", "textsc": "group", "textrm": "group",
    "textsf": "group", "textup": "group", "textnormal": "group", "text": "group",
    "mbox": "group", "mathrm": "group", "mathcal": "group", "mathscr": "group",
    "mathit": "group", "mathsf": "group", "mathtt": "group", "operatorname": "group",
    "url": "group", "textsuperscript": "sup", "textsubscript": "sub", "footnote": "note",
}  # fmt: skip
_SWITCHES: Final = {
    "em": "em", "it": "em", "sl": "em", "itshape": "em", "slshape": "em", "bf": "strong",
    "bfseries": "strong", "tt": "code", "ttfamily": "code", "sc": "", "rm": "", "sf": "",
    "scshape": "", "rmfamily": "", "sffamily": "", "normalfont": "", "tiny": "", "small": "",
    "footnotesize": "", "normalsize": "", "large": "", "Large": "", "centering": "",
}  # fmt: skip
_WORDS: Final = {
    "ie": "i.e.", "eg": "e.g.", "etal": "et al.", "etc": "etc.", "cf": "cf.", "wrt": "w.r.t.",
    "vs": "vs.", "aka": "a.k.a.", "Ie": "I.e.", "Eg": "E.g.", "iid": "i.i.d.",
    "TeX": "TeX", "LaTeX": "LaTeX", "BibTeX": "BibTeX", "S": "§", "P": "¶", "quad": " ",
    "qquad": " ", "newline": " ", "par": " ", "linebreak": " ", "item": "• ", "space": " ",
    "textasciitilde": "~", "textasciicircum": "^", "textbackslash": "\\", "textless": "<",
    "textgreater": ">", "textbar": "|", "textbraceleft": "{", "textbraceright": "}",
    "textunderscore": "_", "textdollar": "$", "textquotedblleft": "“", "textquotedblright": "”",
    "textendash": "–", "textemdash": "—", "lbrace": "{", "rbrace": "}", "slash": "/",
    # one abstract lost the space of `m \times n` inside a macro of its own
    "mtimes": "m×",
}  # fmt: skip
_DROPPED: Final = _words(
    "xspace noindent indent centerline smallskip medskip bigskip left right protect relax "
    "limits nolimits displaystyle textstyle maketitle ignorespaces unskip leavevmode"
)
_LETTERS: Final = {
    "ss": "ß", "o": "ø", "O": "Ø", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å",
    "AA": "Å", "l": "ł", "L": "Ł", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ",
    "TH": "Þ", "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ",
}  # fmt: skip
_TEXT_SYMBOLS: Final = {
    "ldots": "…", "dots": "…", "textellipsis": "…", "pounds": "£", "copyright": "©", "dag": "†",
    "ddag": "‡", "texteuro": "€", "textdegree": "°", "textregistered": "®", "texttrademark": "™",
}  # fmt: skip
_ACCENTS: Final = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304",
    ".": "\u0307", "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "k": "\u0328",
    "r": "\u030a", "d": "\u0323", "b": "\u0331",
}  # fmt: skip
_ACCENTED: Final = re.compile(r"\s?\{\s?(\\[ij](?![A-Za-z])|[^\W\d_]?)\s?\}|(\\[ij](?![A-Za-z]))")
_LETTER_AFTER: Final = re.compile(r"[^\W\d_]")
_LETTER_APART: Final = re.compile(r"\s([^\W\d_])(?!\w)")

# Listings strip backslashes. These words are then no words of any language beside a `_` or `^`,
# or inside a super- or subscript; the second table holds those that are none anywhere.
_GREEK: Final = _pairs(
    "alpha=α beta=β gamma=γ delta=δ epsilon=ε varepsilon=ε zeta=ζ eta=η theta=θ iota=ι "
    "kappa=κ lambda=λ mu=μ nu=ν xi=ξ pi=π rho=ρ sigma=σ tau=τ phi=φ varphi=φ chi=χ psi=ψ "
    "omega=ω Gamma=Γ Delta=Δ Theta=Θ Lambda=Λ Sigma=Σ Phi=Φ Psi=Ψ Omega=Ω ell=ℓ sum=∑ prod=∏"
)
_MARKS: Final = {
    "infty": "∞", "top": "⊤", "star": "⋆", "ast": "∗", "circ": "∘", "dagger": "†", "prime": "′",
    "perp": "⊥", "times": "×", "cdot": "·",
}  # fmt: skip
_STRIPPED: Final = {"rightarrow": "→", "leftarrow": "←", "leq": "≤", "geq": "≥", "infty": "∞"}
# A stripped command right behind a script, where no word of a language can stand.
_GLUED: Final = {
    "approx": (" ≈ ", r"\approx"), "circ": (" ∘", r"\circ"), "ge": (" ≥", r"\ge"),
    "le": (" ≤", r"\le"), "ln": (" ln", r"\ln"), "right": ("", ""),
}  # fmt: skip
_STRIPPED_HINTS: Final = ("times", "arrow", "leq", "geq", "infty", "math", "left(")
_STRIPPED_RE: Final = re.compile(
    r"[0-9]times[0-9]|(?:right|left)arrow|[lg]eq|infty|math(?:cal|bb|rm|bf|scr|frak)|left\("
)
_NAMES: Final = "|".join(sorted({**_GREEK, **_MARKS, **_STRIPPED}, key=len, reverse=True))
_SCRIPT_WORD: Final = "|".join(sorted({**_GREEK, **_MARKS}, key=len, reverse=True))

_TOKEN: Final = re.compile(
    rf"""
      (?P<url>{_URL})
    | (?P<command>\\(?:[A-Za-z]+(?:\*(?=\{{))?|.|\Z))
    | (?P<dollar>\$\$?)
    | (?P<bullet>\{{\\?cdot\}}?)
    | (?P<open>\{{)
    | (?P<close>\}})
    | (?P<script>[_^])
    | (?P<tie>~)
    | (?P<star>(?<![\w*\\])\*(?=[A-Za-z])[^*\n\\${{}}^_~`]{{0,199}}[^\s*\n\\${{}}^_~`]\*(?![\w*]))
    | (?P<single>(?<![\w`])`(?=\w)[^`'\n\\${{}}^_~*]{{1,80}}'(?![\w']))
    | (?P<quote>``|'')
    | (?P<dash>(?<!-)-{{2,3}}(?![->]))
    | (?P<times>(?<=[0-9])times(?=[0-9]))
    | (?P<glued>(?:(?<=[}}*])(?:approx|right|circ|ge|le|ln)|(?<=[0-9])circ)(?![A-Za-z]))
    | (?P<font>(?<![A-Za-z\\])math(?:cal|bb|rm|bf|scr|frak)(?=\{{|[ ][A-Z](?![a-z])))
    | (?P<name>(?<![A-Za-z\\])(?:{_NAMES})(?=left[(\[]|[^A-Za-z]|\Z))
    """.replace("[ ]", r"\x20"),
    re.VERBOSE | re.DOTALL,
)
_SPECIAL: Final = re.compile(rf"[\\$^_{{}}~*`{_UNWANTED}{_BREAKS}]")
_BIBTEX_SPECIAL: Final = re.compile(r"[&%#<>|]")
_SCRIPT_AHEAD: Final = re.compile(
    rf"(?P<word>{_SCRIPT_WORD})(?![a-z])|(?P<number>[-+−]?[0-9]+)|(?P<letter>[^\W\d_])|(?P<star>\*)"
)
_SUB_BASE: Final = re.compile(rf"(?:^|\W)(?:[A-Za-z]_[A-Za-z0-9])*(?:[A-Za-z]|{_SCRIPT_WORD})\Z")
_CHAINED: Final = re.compile(r"[A-Za-z]_[A-Za-z0-9](?!\w)|circ\b")
_SET: Final = re.compile(r"\{[^\s{}\\,]{1,40}(?:,\s?[^\s{}\\,]{1,40}){1,20}\}")
_ATTACHED: Final = re.compile(r"\{(?:[a-z][^{}\\]{0,40}|[^{}\\,]{0,40},[^{}\\]{0,80})\}")
_HREF: Final = re.compile(r"\s?\{([^{}]{0,2000})\}\s?\{")
_ARGUMENT: Final = re.compile(r"\{[^{}]{0,200}\}")

_BLANK_LINE: Final = re.compile(r"\n\s*\n")
_DOLLAR_CLOSE: Final = re.compile(r"(?<![\s\\])\$(?![0-9])")
_CLOSERS: Final = {
    "$": _DOLLAR_CLOSE,
    "$$": re.compile(r"(?<!\\)\$\$"),
    "(": re.compile(r"(?<!\\)\\\)"),
    "[": re.compile(r"(?<!\\)\\\]"),
}
_MONEY: Final = re.compile(r"[0-9][0-9.,]*\s?[A-Za-z(-]*\s[^\\^_={}<>+*/]*\Z|[0-9][0-9.,]*[-–]\Z")
_ONLY_SCRIPT: Final = re.compile(r"\s*([_^])\s*(?:\{([\w+.*-]{1,20})\}|([A-Za-z0-9*]))\s*\Z")
# `\( L_{1,2}-norm \)`: as mathematics it would read L minus n times o times r times m.
_WORD_TAIL: Final = re.compile(r"(.*[^\sA-Za-z\\])(-[a-z]{4,20})\s*\Z", re.DOTALL)
_UNSAFE_IN_MATH: Final = re.compile(r"(?<!\\)[%#&]")

# ------------------------------------------------------------------------------------------ events


class _Event(NamedTuple):
    """A piece of text, or the start or end of a style.

    `kind` is one of text, url, tie, quote, math, symbol, accent, open and close; `shown` is
    the plain text (for open and close the style's name), `source` the LaTeX it came from.
    """

    kind: str
    shown: str
    source: str = ""


class _Parser:
    """Reads a text once, left to right, into a balanced list of events."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.pos = 0
        self.events: list[_Event] = []
        self.groups: list[list[str]] = []
        self.styles = 0
        self.scripts = 0
        self.quotes = 0
        self.closers: dict[str, int] = {}

    def run(self) -> list[_Event]:
        text = self.text
        while match := _TOKEN.search(text, self.pos):
            start = match.start()
            if start > self.pos:
                self.say(text[self.pos : start])
            self.pos = match.end()
            _HANDLERS[match.lastgroup or ""](self, match)
        if self.pos < len(text):
            self.say(text[self.pos :])
        while self.groups:
            self.leave()
        return self.events

    def say(self, shown: str) -> None:
        self.events.append(_Event("text", shown))

    def before(self, match: re.Match[str]) -> str:
        return self.text[match.start() - 1] if match.start() else ""

    def start_style(self, style: str) -> None:
        """Opens a style in the innermost group, unless too many are open already."""
        if style in ("strong", "em", "code"):
            if self.styles >= _MAX_STYLES:
                return
            self.styles += 1
        elif style in ("sup", "sub"):
            if self.scripts >= _MAX_SCRIPTS:
                self.say("^" if style == "sup" else "_")
                style = "group"
            else:
                self.scripts += 1
        self.groups[-1].append(style)
        self.events.append(_Event("open", style))

    def enter(self, style: str) -> None:
        self.groups.append([])
        self.start_style(style)

    def leave(self) -> None:
        for style in reversed(self.groups.pop()):
            self.styles -= style in ("strong", "em", "code")
            self.scripts -= style in ("sup", "sub")
            self.events.append(_Event("close", style))

    def leaf(self, style: str, shown: str) -> None:
        self.enter(style)
        self.say(shown)
        self.leave()

    def skip(self, prefix: str) -> bool:
        """Steps over `prefix` if it comes next."""
        if not self.text.startswith(prefix, self.pos):
            return False
        self.pos += len(prefix)
        return True

    def closer(self, kind: str) -> int:
        """Where the next closing delimiter stands; remembered, so that the whole stays linear."""
        known = self.closers.get(kind, -1)
        if known < self.pos:
            match = _CLOSERS[kind].search(self.text, self.pos)
            known = self.closers[kind] = match.start() if match else len(self.text) + _MAX_MATH + 1
        return known

    def math(self, kind: str) -> bool:
        """Reads the formula that starts here; False, and nothing read, if there is none."""
        start, end = self.pos, self.closer(kind)
        if end == start or end - start > _MAX_MATH:
            return False
        source = self.text[start:end]
        if _BLANK_LINE.search(source) or _DOLLAR_CLOSE.search(source) or not source.strip():
            return False
        if kind == "$" and (source[0].isspace() or _MONEY.match(source)):
            return False
        self.pos = end + (1 if kind == "$" else 2)
        self.formula(source.strip())
        return True

    def formula(self, source: str) -> None:
        if match := _ONLY_SCRIPT.match(source):
            self.leaf("sup" if match[1] == "^" else "sub", match[2] or match[3])
            return
        tail = ""
        if match := _WORD_TAIL.match(source):
            source, tail = match[1], match[2]
        self.events.append(_Event("math", source))
        if tail:
            self.say(tail)


def _url(parser: _Parser, match: re.Match[str]) -> None:
    found = _trim_url(match.group())
    parser.pos = match.start() + len(found)
    parser.events.append(_Event("url", _ESCAPED_IN_URL.sub(r"\1", found)))
    # `\href{address}{address}` that lost its command
    parser.skip("{" + found + "}")


def _dollar(parser: _Parser, match: re.Match[str]) -> None:
    if not parser.math(match.group()):
        parser.pos = match.start() + 1
        parser.say("$")


def _open(parser: _Parser, match: re.Match[str]) -> None:
    before, start = parser.before(match), match.start()
    if parser.text.startswith("{", parser.pos):
        parser.enter("group")
        return
    attached = before.isalnum() or before == "-"
    literal = _SET.match(parser.text, start) or (attached and _ATTACHED.match(parser.text, start))
    parser.enter("brace" if literal else "group")


def _close(parser: _Parser, match: re.Match[str]) -> None:
    if parser.groups:
        parser.leave()


def _script(parser: _Parser, match: re.Match[str]) -> None:
    """A `_` or `^` outside mathematics: a script if what stands around it says so."""
    sign, before = match.group(), parser.before(match)
    style = "sup" if sign == "^" else "sub"
    if before.isspace() or not before:
        parser.say(sign)
    elif parser.skip("{"):
        parser.enter(style)
    else:
        content = _script_content(parser, sign, match.start())
        if content:
            parser.leaf(style, content)
        else:
            parser.say(sign)


def _script_content(parser: _Parser, sign: str, start: int) -> str:
    """The one name, number or letter behind a bare `_` or `^`; moves behind it if it counts."""
    text = parser.text
    ahead = _SCRIPT_AHEAD.match(text, parser.pos)
    if not ahead or (sign == "_" and ahead.lastgroup == "star"):
        return ""
    follower = text[ahead.end() : ahead.end() + 1]
    if sign == "_":
        if text[start - 1] != "}" and not _SUB_BASE.search(text[max(0, start - 24) : start]):
            return ""
        if (follower.isalnum() or follower == "_") and not _CHAINED.match(text, ahead.end()):
            return ""
    elif ahead.lastgroup == "letter" and follower.isalnum():
        return ""
    if text[start - 1] not in ")]}|_*∞" and not text[start - 1].isalnum():
        return ""
    parser.pos = ahead.end()
    word = ahead.group()
    return _GREEK.get(word) or _MARKS.get(word) or word


def _tie(parser: _Parser, match: re.Match[str]) -> None:
    """A `~` is a space that does not break, or a sign for "about" or "to"."""
    before, after = parser.before(match), parser.text[parser.pos : parser.pos + 1]
    number = after.isdigit() and _starts_with_digit(parser.text, match.start())
    if not before or before.isspace() or before in "([{~" or not after or number or after == "~":
        parser.say("~")
    elif after.isspace():
        return
    else:
        parser.events.append(_Event("tie", " "))


def _starts_with_digit(text: str, end: int) -> bool:
    word = re.search(r"\S{1,12}\Z", text[max(0, end - 12) : end])
    return bool(word and word.group()[0].isdigit())


def _star(parser: _Parser, match: re.Match[str]) -> None:
    parser.enter("em")
    parser.say(match.group()[1:-1])
    parser.leave()


def _single(parser: _Parser, match: re.Match[str]) -> None:
    parser.events.append(_Event("quote", "‘", "`"))
    parser.say(match.group()[1:-1])
    parser.events.append(_Event("quote", "’", "'"))


def _quote(parser: _Parser, match: re.Match[str]) -> None:
    """Two straight quotes close what was opened; alone they are seconds or a derivative."""
    if match.group() == "``":
        parser.quotes += 1
        parser.events.append(_Event("quote", "“", "``"))
    elif parser.quotes:
        parser.quotes -= 1
        parser.events.append(_Event("quote", "”", "''"))
    else:
        parser.say("''")


def _dash(parser: _Parser, match: re.Match[str]) -> None:
    before, after = parser.before(match), parser.text[parser.pos : parser.pos + 1]
    if (not before or before.isspace() or before in "([") and after.isalnum():
        parser.say(match.group())  # a command-line option
    else:
        shown = "–" if len(match.group()) == 2 else "—"
        parser.events.append(_Event("quote", shown, match.group()))


def _times(parser: _Parser, match: re.Match[str]) -> None:
    parser.events.append(_Event("symbol", "×", r"\times"))


def _bullet(parser: _Parser, match: re.Match[str]) -> None:
    parser.events.append(_Event("symbol", "·", r"\cdot"))


def _glued(parser: _Parser, match: re.Match[str]) -> None:
    shown, source = _GLUED[match.group()]
    if shown:
        parser.events.append(_Event("symbol", shown, source))


def _font(parser: _Parser, match: re.Match[str]) -> None:
    command = match.group()
    parser.skip(" ")
    if command == "mathbb":
        _blackboard(parser)
    elif parser.skip("{"):
        parser.enter("group")


def _blackboard(parser: _Parser) -> None:
    letter = re.compile(r"\s?\{([A-Z])\}|\s?([A-Z])(?![A-Za-z])").match(parser.text, parser.pos)
    if letter:
        parser.pos = letter.end()
        name = letter[1] or letter[2]
        parser.events.append(_Event("symbol", _double_struck(name), rf"\mathbb{{{name}}}"))
    elif parser.skip("{"):
        parser.enter("group")


def _name(parser: _Parser, match: re.Match[str]) -> None:
    word = match.group()
    after = parser.text[parser.pos : parser.pos + 2]
    symbol = _STRIPPED.get(word)
    if not symbol and parser.scripts:
        symbol = _GREEK.get(word) or _MARKS.get(word)
    if not symbol and word in _GREEK and parser.before(match) not in ("_", "-"):
        follows = after[:1] in ("_", "^") and (
            after[1:] in ("{", "*")
            or bool(_lone_script(parser.text, parser.pos + 1, after[:1] == "_"))
        )
        symbol = _GREEK[word] if follows else None
    if parser.text.startswith(("left(", "left["), parser.pos):
        symbol = _GREEK.get(word)
        parser.pos += len("left") if symbol else 0
    if symbol:
        parser.events.append(_Event("symbol", symbol, "\\" + word))
    else:
        parser.say(word)


def _lone_script(text: str, pos: int, subscript: bool) -> bool:
    ahead = _SCRIPT_AHEAD.match(text, pos)
    if not ahead:
        return False
    follower = text[ahead.end() : ahead.end() + 1]
    if not subscript and ahead.lastgroup != "letter":
        return True
    return not (follower.isalnum() or follower == "_")


# ---------------------------------------------------------------------------------------- commands


def _command(parser: _Parser, match: re.Match[str]) -> None:
    name = match.group()[1:].rstrip("*") or match.group()[1:]
    if not name:
        parser.say("\\")
    elif name in _ACCENTS and _accent(parser, name):
        return
    elif name.isascii() and name.isalpha():
        _named_command(parser, name)
    else:
        _signed_command(parser, name)


def _signed_command(parser: _Parser, sign: str) -> None:
    if sign in "([":
        if not parser.math(sign):
            parser.say(sign)
    elif sign in "%&#_${})]|":
        parser.say(sign)
    elif sign in "\\ ,;:\n\t~":
        parser.say(" ")
    elif sign in _ACCENTS:
        parser.say(sign)
    elif sign not in "!/-@":
        parser.say("\\" + sign)


def _accent(parser: _Parser, name: str) -> bool:
    """Puts an accent on the letter that follows; False if none does."""
    text, pos = parser.text, parser.pos
    found = _ACCENTED.match(text, pos)
    if found:
        letter = (found[1] if found[1] is not None else found[2]).lstrip("\\")
    else:
        found = (_LETTER_APART if name.isalpha() else _LETTER_AFTER).match(text, pos)
        letter = found.group().strip() if found else ""
    if not found or (name.isalpha() and not letter):
        return False
    parser.pos = found.end()
    if not letter:
        parser.say(name)
        return True
    shown = unicodedata.normalize("NFC", letter + _ACCENTS[name])
    source = f"{{\\{name}{{{letter}}}}}" if name.isalpha() else f"{{\\{name}{letter}}}"
    parser.events.append(_Event("accent", shown, source))
    return True


def _named_command(parser: _Parser, name: str) -> None:
    if name in ("mathbb", "mathds"):
        _blackboard(parser)
    elif name in _STYLES:
        _style(parser, _STYLES[name])
    elif name in _SWITCHES:
        _switch(parser, _SWITCHES[name])
    elif name in _WORDS:
        _word(parser, _WORDS[name])
    elif name in _DROPPED:
        parser.skip("{}")
    elif name in ("begin", "end", "label"):
        argument = _ARGUMENT.match(parser.text, parser.pos)
        parser.pos = argument.end() if argument else parser.pos
    elif name == "href":
        _href(parser)
    elif name in _LETTERS:
        parser.events.append(_Event("accent", _LETTERS[name], f"{{\\{name}}}"))
        parser.skip(" ") or parser.skip("{}")
    else:
        _symbol(parser, name)


def _style(parser: _Parser, style: str) -> None:
    parser.skip(" ")
    if parser.skip("{"):
        parser.enter(style)


def _switch(parser: _Parser, style: str) -> None:
    parser.skip(" ")
    if style and parser.groups:
        parser.start_style(style)


def _word(parser: _Parser, shown: str) -> None:
    parser.skip("{}")
    if shown.endswith("."):
        parser.skip(".")
    parser.say(shown)
    if shown == "m×":
        parser.skip(" ")


def _href(parser: _Parser) -> None:
    """`\\href{address}{words}` reads as "words (address)"."""
    found = _HREF.match(parser.text, parser.pos)
    if not found:
        return
    address = _ESCAPED_IN_URL.sub(r"\1", found[1]).strip()
    parser.pos = found.end()
    same = parser.text.startswith(found[1] + "}", parser.pos)
    parser.groups.append([])
    parser.start_style("group")
    if not same and address:
        linked = URL_RE.fullmatch(address)
        parser.events.append(_Event("url" if linked else "text", address))
        parser.say(": ")


def _symbol(parser: _Parser, name: str) -> None:
    """A symbol, or a macro nobody knows: its argument, and without one its name."""
    if shown := _TEXT_SYMBOLS.get(name):
        parser.events.append(_Event("accent", shown, f"{{\\{name}}}"))
    elif shown := _symbol_table(name):
        upright = name.startswith("text")
        source = f"{{\\{name}}}" if upright else f"\\{name}"
        parser.events.append(_Event("accent" if upright else "symbol", shown, source))
    elif parser.skip("{}") or not parser.skip("{"):
        parser.say(name)
        return
    else:
        parser.enter("group")
        return
    parser.skip("{}")


_HANDLERS: Final[dict[str, Callable[[_Parser, re.Match[str]], None]]] = {
    "url": _url,
    "command": _command,
    "dollar": _dollar,
    "bullet": _bullet,
    "open": _open,
    "close": _close,
    "script": _script,
    "tie": _tie,
    "star": _star,
    "single": _single,
    "quote": _quote,
    "dash": _dash,
    "times": _times,
    "glued": _glued,
    "font": _font,
    "name": _name,
}


@lru_cache(maxsize=4096)
def _symbol_table(name: str) -> str:
    """The character pylatexenc shows for a command, or "" if it has none of its own."""
    shown = getattr(_macros().get_macro_spec(name), "simplify_repl", None)
    return shown if isinstance(shown, str) and "%" not in shown and "\n" not in shown else ""


@cache
def _macros() -> Any:  # pylatexenc has no types
    # Imported here: most texts need no table.
    from pylatexenc.latex2text import (  # type: ignore[import-untyped, unused-ignore]
        get_default_latex_context_db,
    )

    return get_default_latex_context_db()


def _double_struck(letter: str) -> str:
    special = {"C": "ℂ", "H": "ℍ", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ"}
    return special.get(letter) or chr(0x1D538 + ord(letter) - ord("A"))


# ------------------------------------------------------------------------------ mathematics as text

_SUPERSCRIPTS: Final = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_SUBSCRIPTS: Final = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_SUPERSCRIPT_RE: Final = re.compile(r"[0-9+\-−=()ni]+\Z")
_SUBSCRIPT_RE: Final = re.compile(r"[0-9+\-−=(),]*[0-9][0-9+\-−=(),]*\Z")
_SIMPLE_SCRIPT: Final = re.compile(r"(?:[^\W_]+(?:,[^\W_]+)*|\W)\Z")
_MATH_TOKEN: Final = re.compile(r"\\(?:[A-Za-z]+|.)|\s+|.", re.DOTALL)
_SPACES: Final = re.compile(r"\s+")


def _script_text(sign: str, content: str) -> str:
    """A super- or subscript in plain characters, else written with its sign."""
    if sign == "^" and _SUPERSCRIPT_RE.match(content):
        return content.translate(_SUPERSCRIPTS)
    if sign == "_" and _SUBSCRIPT_RE.match(content):
        return content.translate(_SUBSCRIPTS)
    return _linear_script(sign, content)


def _linear_script(sign: str, content: str) -> str:
    if not content:
        return ""
    return sign + (content if _SIMPLE_SCRIPT.match(content) else f"({content})")


class _MathReader:
    """A formula of bounded nesting as plain text."""

    def __init__(self, source: str) -> None:
        self.tokens = _MATH_TOKEN.findall(source)
        self.index = 0

    def sequence(self, depth: int) -> str:
        """Everything up to the closing brace or the end."""
        parts: list[str] = []
        while self.index < len(self.tokens) and self.tokens[self.index] != "}":
            parts.append(self.item(depth))
        self.index += 1
        return _SPACES.sub(" ", "".join(parts)).strip()

    def item(self, depth: int) -> str:
        token = self.tokens[self.index]
        self.index += 1
        if depth > _MAX_MATH_NESTING:
            return str(token)
        if token == "{":
            return self.sequence(depth + 1)
        if token in ("_", "^"):
            return _script_text(token, self.argument(depth))
        if token[0] == "\\":
            return self.command(token[1:], depth)
        return " " if token.isspace() or token in "~&" else str(token)

    def argument(self, depth: int) -> str:
        while self.index < len(self.tokens) and self.tokens[self.index].isspace():
            self.index += 1
        if self.index >= len(self.tokens) or self.tokens[self.index] == "}":
            return ""
        return self.item(depth + 1).strip()

    def command(self, name: str, depth: int) -> str:
        if name in ("frac", "dfrac", "tfrac"):
            return "/".join(_bracketed(self.argument(depth)) for _ in range(2))
        if name == "sqrt":
            return "√" + _bracketed(self.argument(depth))
        if name in ("mathbb", "mathds"):
            letter = self.argument(depth)
            return _double_struck(letter) if re.fullmatch("[A-Z]", letter) else letter
        if name in _ACCENTS or name in ("hat", "tilde", "bar", "vec", "dot"):
            return self.argument(depth)
        if name in _STYLES or name in _DROPPED or name in ("bm", "boldsymbol", "mathfrak"):
            return ""
        if not name.isalpha():
            return " " if name in "\\ ,;:" else "" if name in "!/-" else name
        return _GREEK.get(name) or _WORDS.get(name) or _symbol_table(name) or name


def _bracketed(text: str) -> str:
    return text if re.fullmatch(r"\w*|.", text) else f"({text})"


@lru_cache(maxsize=4096)
def _math_text(source: str) -> str:
    reader = _MathReader(source)
    parts: list[str] = []
    while reader.index < len(reader.tokens):
        parts.append(reader.sequence(0))
    return "".join(parts)


# ---------------------------------------------------------------------------- mathematics as MathML

_MATHML_TAGS: Final = _words(
    "math mrow mi mn mo mtext mspace msup msub msubsup mfrac msqrt mroot mover munder munderover "
    "mtable mtr mtd mstyle mpadded mphantom"
)
_MATHML_ATTRIBUTES: Final = _words(
    "display stretchy fence form separator lspace rspace accent accentunder movablelimits largeop "
    "symmetric mathvariant displaystyle scriptlevel linethickness columnalign rowspacing "
    "columnspacing minsize maxsize width"
)
_MATHML_VALUE: Final = re.compile(r"[a-z-]{1,20}( [a-z]{1,6}){0,9}|-?\d{0,2}(\.\d{1,6})?(em|ex|%)?")
_NAMESPACE: Final = ' xmlns="http://www.w3.org/1998/Math/MathML"'


@lru_cache(maxsize=4096)
def _mathml(source: str) -> str:
    """The formula as MathML, or "" if the converter fails or writes what is not allowed."""
    if _nesting(source) > _MAX_MATH_NESTING or ("&" in source and r"\begin" not in source):
        return ""
    # Imported here: few texts hold a formula.
    from latex2mathml.converter import convert

    # latex2mathml copies the angle brackets of \text{} as they are.
    guarded = source.replace("<", r"\lt ").replace(">", r"\gt ")
    try:
        root = ElementTree.fromstring(convert(guarded).replace(_NAMESPACE, ""))
    except Exception:  # whatever a malformed formula does to the converter, the source remains
        return ""
    if not all(_allowed(element) for element in root.iter()):
        return ""
    for element in root.iter("mi"):
        element.text = (element.text or "").removeprefix("\\")
    return ElementTree.tostring(root, encoding="unicode", short_empty_elements=False)


def _allowed(element: ElementTree.Element) -> bool:
    text = element.text or ""
    if element.tag not in _MATHML_TAGS or ("\\" in text and element.tag != "mi"):
        return False
    return all(
        name in _MATHML_ATTRIBUTES and _MATHML_VALUE.fullmatch(value)
        for name, value in element.attrib.items()
    )


def _nesting(source: str) -> int:
    """How deep braces and environments go; commands that take commands count as well."""
    depth = deepest = 0
    for sign in source:
        depth += (sign == "{") - (sign == "}")
        deepest = max(deepest, depth)
    chained = re.search(r"(?:\\[A-Za-z]+\s*){13}|[_^]\s*(?:[_^]\s*){3}", source)
    return max(deepest, source.count(r"\begin") + source.count(r"\left"), 99 if chained else 0)


# ----------------------------------------------------------------------------------------- writers

_TAGS: Final = {"strong": "strong", "em": "em", "code": "code"}


def _as_html(events: Iterable[_Event], link: bool) -> str:
    out: list[str] = []
    scripts: list[int] = []
    formulas = 0
    for kind, shown, _source in events:
        if kind == "open":
            _open_html(out, scripts, shown)
        elif kind == "close":
            _close_html(out, scripts, shown)
        elif kind == "math":
            formulas += 1
            formula = _mathml(shown) if formulas <= _MAX_FORMULAS else ""
            out.append(formula or html.escape(f"${shown}$"))
        elif kind == "url" and link:
            out.append(_anchor(shown))
        else:
            out.append("\u00a0" if kind == "tie" else html.escape(shown))
    return "".join(out)


def _open_html(out: list[str], scripts: list[int], style: str) -> None:
    if style in ("sup", "sub"):
        scripts.append(len(out))
    elif style in _TAGS:
        out.append(f"<{_TAGS[style]}>")
    else:
        out.append({"brace": "{", "note": " ("}.get(style, ""))


def _close_html(out: list[str], scripts: list[int], style: str) -> None:
    if style in ("sup", "sub"):
        start = scripts.pop()
        content = "".join(out[start:])
        plain = style == "sup" and _SUPERSCRIPT_RE.match(content) and not content.isalpha()
        shown = content.translate(_SUPERSCRIPTS) if plain else f"<{style}>{content}</{style}>"
        out[start:] = [shown if content else ""]
    elif style in _TAGS:
        out.append(f"</{_TAGS[style]}>")
    else:
        out.append({"brace": "}", "note": ")"}.get(style, ""))


def _anchor(address: str) -> str:
    href = html.escape(_normalised(address))
    return f'<a href="{href}" rel="nofollow">{html.escape(address)}</a>'


def _as_text(events: Iterable[_Event]) -> str:
    out: list[str] = []
    scripts: list[int] = []
    for kind, shown, _source in events:
        if kind == "open" and shown in ("sup", "sub"):
            scripts.append(len(out))
        elif kind == "close" and shown in ("sup", "sub"):
            start = scripts.pop()
            content = "".join(out[start:]).strip()
            # `l_1-norm` stays searchable as it is typed; only powers change their characters.
            out[start:] = [
                _script_text("^", content) if shown == "sup" else _linear_script("_", content)
            ]
        elif kind == "open":
            out.append({"brace": "{", "note": " ("}.get(shown, ""))
        elif kind == "close":
            out.append({"brace": "}", "note": ")"}.get(shown, ""))
        else:
            out.append(_math_text(shown) if kind == "math" else shown)
    return "".join(out)


_BIBTEX_OPEN: Final = {
    "strong": r"\textbf{", "em": r"\emph{", "code": r"\texttt{", "sup": r"\textsuperscript{",
    "sub": r"\textsubscript{", "brace": r"\{", "note": r"\footnote{", "group": "{",
}  # fmt: skip
_BIBTEX_ESCAPES: Final = str.maketrans(
    {
        "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_", "$": r"\$", "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}", "\\": r"\textbackslash{}", "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}", "<": r"\textless{}", ">": r"\textgreater{}",
        "|": r"\textbar{}",
    }
)  # fmt: skip


def _as_bibtex(events: Iterable[_Event]) -> str:
    out: list[str] = []
    for kind, shown, source in events:
        if kind == "open":
            out.append(_BIBTEX_OPEN[shown])
        elif kind == "close":
            out.append(r"\}" if shown == "brace" else "}")
        elif kind == "tie":
            out.append("~")
        elif kind == "math":
            out.append(_bibtex_math(shown))
        elif kind in ("accent", "quote"):
            out.append(source)
        elif kind == "symbol":
            out.append(rf"\ensuremath{{{source}}}")
        else:
            out.append(shown.translate(_BIBTEX_ESCAPES))
    return "".join(out)


def _bibtex_math(source: str) -> str:
    if not _balanced(source):
        source = source.replace(r"\{", r"\lbrace ").replace(r"\}", r"\rbrace ")
    if not _balanced(source) or source.endswith("\\") or re.search(r"(?<!\\)\$", source):
        return f"${source}$".translate(_BIBTEX_ESCAPES)
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


# -------------------------------------------------------------------------------------- addresses


def _trim_url(found: str) -> str:
    """The address without the punctuation of the sentence around it."""
    end = len(found)
    counts = {sign: found.count(sign) for pair in _CLOSING.items() for sign in pair}
    while end:
        last = found[end - 1]
        if last in _CLOSING and counts[last] > counts[_CLOSING[last]]:
            counts[last] -= 1
        elif last not in _TRAILING:
            break
        end -= 1
    return found[:end]


def _normalised(address: str) -> str:
    """The address with scheme and host in lower case; https where it named no scheme."""
    scheme, separator, rest = address.partition("://")
    if not separator or scheme.lower() not in ("http", "https"):
        scheme, rest = "https", address
    cut = re.match(r"[^/?#]*", rest)
    end = cut.end() if cut else 0
    return f"{scheme.lower()}://{rest[:end].lower()}{rest[end:]}"


def _may_hold_url(text: str) -> bool:
    """A quick no for most texts; the expression takes twenty times as long."""
    lowered = text.lower()
    return any(hint in lowered for hint in _URL_HINTS)


def find_urls(text: str) -> list[tuple[int, int, str]]:
    """Finds the web addresses in a text.

    Full stops, commas, quotes and closing brackets without their opening ones are no part of an
    address. Without a scheme, only well-known hosts and `www.` count.

    Args:
        text: Raw text, LaTeX and all.

    Returns:
        Start, end and address of each, in the order of the text: `text[start:end]` is what stands
        there, the address has a scheme (https unless the text says http), a host in lower case and
        no LaTeX escapes. An address that stands twice comes twice.
    """
    found: list[tuple[int, int, str]] = []
    if not _may_hold_url(text):
        return found
    for match in URL_RE.finditer(text):
        raw = _trim_url(match.group())
        address = _normalised(_ESCAPED_IN_URL.sub(r"\1", raw))
        found.append((match.start(), match.start() + len(raw), address))
    return found


# ---------------------------------------------------------------------------------------- public


def _clean(text: str) -> str:
    return _UNWANTED_RE.sub("", _BREAKS_RE.sub("\n", text))


def _is_plain(text: str) -> bool:
    """Whether nothing in the text can need more than escaping; most texts are of this kind."""
    return (
        not _SPECIAL.search(text)
        and "--" not in text
        and "''" not in text
        and not (any(hint in text for hint in _STRIPPED_HINTS) and _STRIPPED_RE.search(text))
    )


def _one_line(text: str) -> str:
    return _LINES_RE.sub(" ", text) if "\n" in text or "\t" in text else text


def to_html(text: str, link: bool = False) -> str:
    """Writes a text as an HTML fragment for use inside a line.

    Args:
        text: A title or an abstract, LaTeX and all.
        link: Whether web addresses become links.

    Returns:
        Phrasing content: escaped text, `strong`, `em`, `code`, `sub`, `sup`, MathML for formulas,
        and `a` if asked for. A formula that cannot be converted shows its source.
    """
    if _is_plain(text) and not (link and _may_hold_url(text)):
        return html.escape(text)
    return _as_html(_Parser(_clean(text)).run(), link)


def to_text(text: str) -> str:
    """Writes a text as plain Unicode on one line, for a browser's tab, search and feeds.

    Args:
        text: A title or an abstract, LaTeX and all.

    Returns:
        Text without control characters; scripts that Unicode has no characters for keep their
        sign (`x_ij`, `L^p`).
    """
    if _is_plain(text):
        return _one_line(text)
    return _one_line(_as_text(_Parser(_clean(text)).run()))


def to_bibtex(text: str) -> str:
    """Writes a text for a field of a BibTeX entry.

    Args:
        text: A title or an abstract, LaTeX and all.

    Returns:
        LaTeX on one line with balanced braces: formulas, accents, styles and known symbols are
        kept, macros of the paper's own become words, everything else is escaped.
    """
    if _is_plain(text) and not _BIBTEX_SPECIAL.search(text):
        return _one_line(text)
    return _one_line(_as_bibtex(_Parser(_clean(text)).run()))
