"""How long a host asks to be left alone."""

from __future__ import annotations

import email.utils
from datetime import UTC, datetime


def seconds_of(header: str, now: datetime) -> float | None:
    """The seconds that `Retry-After` asks for (RFC 9110, 10.2.3), at least 0; None for no number.

    `header` is a number of seconds or a date, `now` has a time zone.
    """
    text = header.strip()
    if text.isascii() and text.isdecimal():
        return float(text)
    try:
        date = email.utils.parsedate_to_datetime(text)
    except ValueError:
        return None
    if date.tzinfo is None:
        date = date.replace(tzinfo=UTC)
    return max(0.0, (date - now).total_seconds())
