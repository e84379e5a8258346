"""How much of a text is taken for what it looks like: the bounds that keep work linear."""

from typing import Final

MAX_MATH: Final = 600
"""Characters of one formula; a longer run between dollars is prose."""
MAX_MATH_NESTING: Final = 12
"""Levels of one formula; beyond them latex2mathml would go deep into recursion."""
MAX_FORMULAS: Final = 500
"""MathML conversions in one text; the rest shows its source."""
MAX_STYLES: Final = 16
"""Nested tags."""
MAX_SCRIPTS: Final = 4
"""Nested super- and subscripts; each level is copied once more."""
