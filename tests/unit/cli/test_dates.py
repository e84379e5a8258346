from __future__ import annotations

from datetime import date, datetime

import pytest

from generator.cli.dates import date_of, today
from generator.model.problems import BrokenEnvironment


def test_a_day_on_the_command_line_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "946684800")  # 2000-01-01

    assert date_of(datetime(2026, 11, 20)) == date(2026, 11, 20)
    assert date_of(None) == today() == date(2000, 1, 1)


@pytest.mark.parametrize("epoch", ["", "yesterday", "1e9", "9" * 30])
def test_new_papers_and_checks_refuse_the_same_epochs(
    epoch: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)

    for day in (today, lambda: date_of(None)):
        with pytest.raises(BrokenEnvironment, match="SOURCE_DATE_EPOCH"):
            day()
