"""The date that commands put on new papers."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime


def date_of(given: datetime | None) -> date:
    """The date given, else that of `SOURCE_DATE_EPOCH`, else today's (UTC)."""
    if given is not None:
        return given.date()
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now(UTC)
    return now.date()
