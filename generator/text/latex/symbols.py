"""Characters for symbols: pylatexenc's tables, and letters with a double stroke."""

from functools import cache, lru_cache
from typing import Any


@lru_cache(maxsize=4096)
def symbol(name: str) -> str:
    """Looks a command up in pylatexenc's tables.

    Args:
        name: A command without its backslash.

    Returns:
        The characters pylatexenc shows for it, or "" if it has none of its own.
    """
    shown = getattr(_macros().get_macro_spec(name), "simplify_repl", None)
    return shown if isinstance(shown, str) and "%" not in shown and "\n" not in shown else ""


@cache
def _macros() -> Any:  # pylatexenc has no types
    # Imported here: most texts need no table.
    from pylatexenc.latex2text import (  # type: ignore[import-untyped, unused-ignore]
        get_default_latex_context_db,
    )

    return get_default_latex_context_db()


def double_struck(letter: str) -> str:
    """Writes a letter as on a blackboard.

    Args:
        letter: One of A to Z.

    Returns:
        One character: `ℝ` for `R`.
    """
    special = {"C": "ℂ", "H": "ℍ", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ"}
    return special.get(letter) or chr(0x1D538 + ord(letter) - ord("A"))
