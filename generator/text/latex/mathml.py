"""Formulas as MathML, by latex2mathml; nothing of its output is trusted."""

import re
from functools import lru_cache
from typing import Final
from xml.etree import ElementTree

from generator.text.latex.limits import MAX_MATH_NESTING

TAGS: Final = frozenset({
    "math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "msup", "msub", "msubsup", "mfrac",
    "msqrt", "mroot", "mover", "munder", "munderover", "mtable", "mtr", "mtd", "mstyle", "mpadded",
    "mphantom",
})  # fmt: skip
"""The elements that a formula may consist of."""

_ATTRIBUTES: Final = frozenset({
    "display", "stretchy", "fence", "form", "separator", "lspace", "rspace", "accent",
    "accentunder", "movablelimits", "largeop", "symmetric", "mathvariant", "displaystyle",
    "scriptlevel", "linethickness", "columnalign", "rowspacing", "columnspacing", "minsize",
    "maxsize", "width",
})  # fmt: skip
_VALUE: Final = re.compile(r"[a-z-]{1,20}( [a-z]{1,6}){0,9}|-?\d{0,2}(\.\d{1,6})?(em|ex|%)?")
_NAMESPACE: Final = ' xmlns="http://www.w3.org/1998/Math/MathML"'


@lru_cache(maxsize=4096)
def mathml(source: str) -> str:
    """Writes a formula as MathML.

    Args:
        source: LaTeX of a formula, without its delimiters.

    Returns:
        A `math` element of `TAGS` alone, without links, styles and handlers; "" if the formula is
        nested too deep, or the converter fails or writes anything else.
    """
    if _nesting(source) > MAX_MATH_NESTING or ("&" in source and r"\begin" not in source):
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
    if element.tag not in TAGS or ("\\" in text and element.tag != "mi"):
        return False
    return all(
        name in _ATTRIBUTES and _VALUE.fullmatch(value) for name, value in element.attrib.items()
    )


def _nesting(source: str) -> int:
    """How deep braces and environments go; commands that take commands count as well."""
    depth = deepest = 0
    for sign in source:
        depth += (sign == "{") - (sign == "}")
        deepest = max(deepest, depth)
    chained = re.search(r"(?:\\[A-Za-z]+\s*){13}|[_^]\s*(?:[_^]\s*){3}", source)
    return max(deepest, source.count(r"\begin") + source.count(r"\left"), 99 if chained else 0)
