"""Super- and subscripts in plain characters."""

import re
from typing import Final

SUPERSCRIPTS: Final = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
"""For `str.translate`, where `SUPERSCRIPT_RE` matches."""

_SUBSCRIPTS: Final = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")

_RAISED: Final = {"∘": "°", "°": "°"}
"""Signs that are raised by themselves."""

SUPERSCRIPT_RE: Final = re.compile(r"[0-9+\-−=()ni]+\Z")
"""A superscript that Unicode has all characters for."""

_SUBSCRIPT_RE: Final = re.compile(r"[0-9+\-−=(),]*[0-9][0-9+\-−=(),]*\Z")
_SIMPLE_SCRIPT: Final = re.compile(r"(?:[^\W_]+(?:,[^\W_]+)*|\W)\Z")


def script_text(sign: str, content: str) -> str:
    """Writes a script in raised or lowered characters, else with its sign.

    Args:
        sign: `^` or `_`.
        content: What is raised or lowered, as plain text.

    Returns:
        `²` for `^` and `2`; else what `linear_script` returns.
    """
    if sign == "^" and content in _RAISED:
        return _RAISED[content]
    if sign == "^" and SUPERSCRIPT_RE.match(content):
        return content.translate(SUPERSCRIPTS)
    if sign == "_" and _SUBSCRIPT_RE.match(content):
        return content.translate(_SUBSCRIPTS)
    return linear_script(sign, content)


def linear_script(sign: str, content: str) -> str:
    """Writes a script with its sign, in brackets where it is more than one word.

    Args:
        sign: `^` or `_`.
        content: What is raised or lowered, as plain text.

    Returns:
        `x_ij` without the x; "" if there is no content.
    """
    if not content:
        return ""
    return sign + (content if _SIMPLE_SCRIPT.match(content) else f"({content})")
