"""Events as HTML, for use inside a line."""

import html
from collections.abc import Iterable
from typing import Final

from generator.text.latex.addresses import may_hold_url, normalised
from generator.text.latex.events import Event
from generator.text.latex.limits import MAX_FORMULAS
from generator.text.latex.mathml import mathml
from generator.text.latex.parsing import parse
from generator.text.latex.plain_scripts import SUPERSCRIPT_RE, SUPERSCRIPTS
from generator.text.latex.tokens import is_plain

_STYLE_TAGS: Final = frozenset({"strong", "em", "code"})


def to_html(text: str, link: bool = False) -> str:
    """Writes a text as an HTML fragment for use inside a line.

    Args:
        text: A title or an abstract, LaTeX and all.
        link: Whether web addresses become links.

    Returns:
        Phrasing content: escaped text, `strong`, `em`, `code`, `sub`, `sup`, MathML for formulas,
        and `a` if asked for. A formula that cannot be converted shows its source.
    """
    if is_plain(text) and not (link and may_hold_url(text)):
        return html.escape(text)
    return _fold(parse(text), link)


def _fold(events: Iterable[Event], link: bool) -> str:
    out: list[str] = []
    scripts: list[int] = []
    formulas = 0
    for kind, shown, _source in events:
        if kind == "open":
            _open(out, scripts, shown)
        elif kind == "close":
            _close(out, scripts, shown)
        elif kind == "math":
            formulas += 1
            formula = mathml(shown) if formulas <= MAX_FORMULAS else ""
            out.append(formula or html.escape(f"${shown}$"))
        elif kind == "url" and link:
            out.append(_anchor(shown))
        else:
            out.append("\u00a0" if kind == "tie" else html.escape(shown))
    return "".join(out)


def _open(out: list[str], scripts: list[int], style: str) -> None:
    if style in ("sup", "sub"):
        scripts.append(len(out))
    elif style in _STYLE_TAGS:
        out.append(f"<{style}>")
    else:
        out.append({"brace": "{", "note": " (", "quoted": "“"}.get(style, ""))


def _close(out: list[str], scripts: list[int], style: str) -> None:
    if style in ("sup", "sub"):
        start = scripts.pop()
        content = "".join(out[start:])
        plain = style == "sup" and SUPERSCRIPT_RE.match(content) and not content.isalpha()
        shown = content.translate(SUPERSCRIPTS) if plain else f"<{style}>{content}</{style}>"
        out[start:] = [shown if content else ""]
    elif style in _STYLE_TAGS:
        out.append(f"</{style}>")
    else:
        out.append({"brace": "}", "note": ")", "quoted": "”"}.get(style, ""))


def _anchor(address: str) -> str:
    href = html.escape(normalised(address))
    return f'<a href="{href}" rel="nofollow">{html.escape(address)}</a>'
