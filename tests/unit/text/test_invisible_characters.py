from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.invisible_characters import hidden_in, visible

SIGNS = "a می🏴👩\u200b\u200c\u200d\u00ad\u180e\u1820\u1100\u115f\u1160\ufe0f\U000e0067\U000e007f"


@pytest.mark.parametrize(
    "text",
    [
        "می\u200cخواهم",
        "क्\u200dष and ക്\u200c",
        "👩\u200d💻 ❤️\u200d🔥 🏳️\u200d🌈",
        "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
        "\u1820\u180e\u1820",
        "\u1100\u1160",
    ],
)
def test_what_means_something_stays(text: str) -> None:
    assert visible(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "a\u200cb",
        "a\u200d b",
        "\u200da",
        "م\u200bم",
        "a\u00adb",
        "\ufeffa",
        "🏴\U000e0067",
        "a\u180eb",
    ],
)
def test_what_means_nothing_goes(text: str) -> None:
    assert len(visible(text)) == len(text) - 1


@given(st.text(SIGNS, max_size=12))
def test_what_is_visible_is_so_at_once(text: str) -> None:
    assert hidden_in(visible(text)) == set()
