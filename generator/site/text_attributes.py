"""The attributes that say in which direction and language a text is read.

A page is English and runs from left to right; only a text that is otherwise has them.
"""

from __future__ import annotations

from markupsafe import Markup, escape

from generator.site.escaping import html
from generator.text.language_of_text import PAGE, has_right_to_left, language_of

_BOTH_WAYS, _NOTHING = Markup(' dir="auto"'), Markup()


def direction(text: str) -> Markup:
    """` dir="auto"` where the text has letters that run from right to left, else nothing."""
    return _BOTH_WAYS if has_right_to_left(text) else _NOTHING


def isolated(text: str) -> str:
    """The text as `html` makes it; within `bdi` where letters of it run from right to left."""
    return Markup(f"<bdi>{escape(text)}</bdi>") if has_right_to_left(text) else html(text)


def attributes(text: str, language: str | None = None) -> Markup:
    """The direction, and ` lang="fr"` where the text is not in the page's language.

    The language is that of the text itself unless it is given; empty is unknown.
    """
    code = foreign(text, language)
    return direction(text) + Markup(f' lang="{code}"') if code else direction(text)


def foreign(text: str, language: str | None = None) -> str:
    """The code of the text's language where that is known and not the page's, else empty.

    The language is that of the text itself unless it is given.
    """
    code = language_of(text) if language is None else language
    return code if code != PAGE else ""
