"""The day on which a command runs; the only reader of `SOURCE_DATE_EPOCH`."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

from generator.model.problems import BrokenEnvironment


def today() -> date:
    """The day of `SOURCE_DATE_EPOCH` if it is set, else the current day (UTC).

    Raises:
        BrokenEnvironment: `SOURCE_DATE_EPOCH` is not a number of seconds.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return datetime.now(UTC).date()
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise BrokenEnvironment(f"SOURCE_DATE_EPOCH is not a number of seconds: {epoch}") from error


def date_of(given: datetime | None) -> date:
    """The date given on the command line, else `today`."""
    return today() if given is None else given.date()
