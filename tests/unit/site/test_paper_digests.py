"""Digests of what papers say differ with what they are of, and with nothing else."""

from dataclasses import replace
from datetime import date

import pytest

from generator.model.memory import NOTHING
from generator.model.models import Paper
from generator.site.paper_digests import Told, told_by

PAPER = Paper("a", "Gates", authors=("Ann One", "Bo Two"), year=2020, added=date(2024, 1, 2))
OTHER = Paper("b", "Doors", authors=("Cy Three",), year=2021)


def _told(paper: Paper) -> Told:
    return told_by({"a": paper, "b": OTHER}, {}, NOTHING)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"title": "Sluices"}, {"cited", "titled", "line", "words"}),
        ({"year": 2019}, {"cited", "titled", "line"}),
        ({"authors": ("Dee Four", "Bo Two")}, {"cited", "written", "line"}),
        ({"authors": ("Ann One", "Dee Four")}, {"written", "line"}),
        ({"added": None}, {"cited"}),
        ({"abstract": "Of gates."}, {"line", "words"}),
        ({"tags": ("survey",), "topics": ("maps",)}, set()),
    ],
)
def test_a_digest_differs_with_what_it_is_of(
    changed: dict[str, object], expected: set[str]
) -> None:
    before, after = _told(PAPER), _told(replace(PAPER, **changed))  # type: ignore[arg-type]
    lists = {"cited", "titled", "written"}
    differing = {name for name in lists if getattr(before, name) != getattr(after, name)}
    own, now = before.papers["a"], after.papers["a"]
    differing |= {name for name in own._fields if getattr(own, name) != getattr(now, name)}
    assert differing == expected
    assert before.papers["b"] == after.papers["b"]
