"""Text as HTML, for whoever joins many pieces to one page."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

_special = re.compile("[&<>\"']").search


def html(value: object) -> str:
    """What `escape` makes of the value, in a fifth of its time where nothing has to be escaped.

    The string may or may not be `Markup`: it is for joining, not for escaping again.
    """
    kind = type(value)
    if kind is Markup or (kind is str and not _special(value)):  # type: ignore[call-overload]
        return value  # type: ignore[return-value]
    return escape(value)
