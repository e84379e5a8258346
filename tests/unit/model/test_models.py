"""What the records say of themselves."""

from __future__ import annotations

import pytest

from tests.unit.analysis.derived_helpers import paper


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("G-Net : A Network", "G-Net: A Network"),
        ("Odds of 1 : 2", "Odds of 1 : 2"),
        ("Maps $f : X$ : A Survey", "Maps $f : X$ : A Survey"),
        ("Plain: A Title", "Plain: A Title"),
    ],
)
def test_a_title_is_shown_without_spaces_before_its_colons(title: str, shown: str) -> None:
    assert paper("one", title).display_title == shown
