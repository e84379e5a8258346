"""Formulas as plain text."""

import re
from functools import lru_cache
from typing import Final

from generator.text.latex.limits import MAX_MATH_NESTING
from generator.text.latex.plain_scripts import script_text
from generator.text.latex.symbols import double_struck, symbol
from generator.text.latex.words import ACCENTS, DROPPED, GREEK, STYLES, WORDS

_MATH_TOKEN: Final = re.compile(r"\\(?:[A-Za-z]+|.)|\s+|.", re.DOTALL)
_SPACES: Final = re.compile(r"\s+")


@lru_cache(maxsize=4096)
def math_text(source: str) -> str:
    """Writes a formula in one line of Unicode.

    Args:
        source: LaTeX of a formula, without its delimiters.

    Returns:
        Plain text: `(a+b)/2 ∈ ℝ^d`. A macro that nobody knows shows its name.
    """
    reader = _MathReader(source)
    parts: list[str] = []
    while reader.index < len(reader.tokens):
        parts.append(reader.sequence(0))
    return "".join(parts)


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
        if depth > MAX_MATH_NESTING:
            return str(token)
        if token == "{":
            return self.sequence(depth + 1)
        if token in ("_", "^"):
            return script_text(token, self.argument(depth))
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
            return double_struck(letter) if re.fullmatch("[A-Z]", letter) else letter
        if name in ACCENTS or name in ("hat", "tilde", "bar", "vec", "dot"):
            return self.argument(depth)
        if name in STYLES or name in DROPPED or name in ("bm", "boldsymbol", "mathfrak"):
            return ""
        if not name.isalpha():
            return " " if name in "\\ ,;:" else "" if name in "!/-" else name
        return GREEK.get(name) or WORDS.get(name) or symbol(name) or name


def _bracketed(text: str) -> str:
    return text if re.fullmatch(r"\w*|.", text) else f"({text})"
