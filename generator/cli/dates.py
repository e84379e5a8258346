"""The days that commands go by."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

from generator.model.problems import BrokenEnvironment


def date_of(given: datetime | None) -> date:
    """The date given, else that of `SOURCE_DATE_EPOCH`, else today's (UTC)."""
    if given is not None:
        return given.date()
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now(UTC)
    return now.date()


def today() -> date:
    """The day that years are held against: `SOURCE_DATE_EPOCH` if it is set, else today (UTC)."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return datetime.now(UTC).date()
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise BrokenEnvironment(f"SOURCE_DATE_EPOCH is not a number of seconds: {epoch}") from error
