"""Compounds in titles, which no line breaks at their hyphen."""

from __future__ import annotations

import re

from markupsafe import Markup

_COMPOUND = re.compile(r"\S*[^\W_]-[^\W_]\S*")


def unbroken(title: Markup) -> Markup:
    """A title's HTML with each compound in an element of the class `rl-word`.

    Such an element moves to the next line as a whole where it fits there, see `site.css`. A title
    with elements of its own, such as formulas, stays as it is. papers.js does the same.
    """
    if "-" not in title or "<" in title:
        return title
    # what is replaced is HTML already
    return Markup(_COMPOUND.sub(r'<span class="rl-word">\g<0></span>', str(title)))
