"""Events as plain text."""

import functools
from collections.abc import Iterable

from generator.text.latex.characters import one_line
from generator.text.latex.events import Event
from generator.text.latex.math_text import math_text
from generator.text.latex.parsing import parse
from generator.text.latex.plain_scripts import linear_script, script_text
from generator.text.latex.tokens import is_plain


def to_text(text: str) -> str:
    """Writes a text as plain Unicode on one line, for a browser's tab, search and feeds.

    Args:
        text: A title or an abstract, LaTeX and all.

    Returns:
        Text without control characters; scripts that Unicode has no characters for keep their
        sign (`x_ij`, `L^p`).
    """
    return one_line(text) if is_plain(text) else _of_latex(text)


@functools.lru_cache(maxsize=1 << 13)
def _of_latex(text: str) -> str:
    # checks, relations, search and citations ask for the same few texts that hold LaTeX
    return one_line(_fold(parse(text)))


def _fold(events: Iterable[Event]) -> str:
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
                script_text("^", content) if shown == "sup" else linear_script("_", content)
            ]
        elif kind == "open":
            out.append({"brace": "{", "note": " (", "quoted": "“"}.get(shown, ""))
        elif kind == "close":
            out.append({"brace": "}", "note": ")", "quoted": "”"}.get(shown, ""))
        else:
            out.append(math_text(shown) if kind == "math" else shown)
    return "".join(out)
