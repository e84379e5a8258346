"""What the records say of themselves."""

from __future__ import annotations

import pickle
from dataclasses import fields, replace
from datetime import date

import pytest

from generator.model.models import ItemType, Paper, SourceRef
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


def test_a_paper_with_every_field_is_pickled_as_it_is() -> None:
    found = {field.name: f"value of {field.name}" for field in fields(Paper)}
    every = Paper(**found)  # type: ignore[arg-type]
    typed = replace(
        every, type=ItemType.BOOK, added=date(2026, 1, 2), extra={"x": 1},
        sources=(SourceRef("list.txt", 3),),
    )  # fmt: skip

    assert pickle.loads(pickle.dumps([every, typed, typed])) == [every, typed, typed]
