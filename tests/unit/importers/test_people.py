from __future__ import annotations

import pytest

from generator.importers.people import people_of
from generator.importers.values import joined_name, natural_name


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Hochreiter, Sepp; Schmidhuber, Jürgen", ["Sepp Hochreiter", "Jürgen Schmidhuber"]),
        ("Sepp Hochreiter|Jürgen Schmidhuber", ["Sepp Hochreiter", "Jürgen Schmidhuber"]),
        ("Hochreiter S.; Knuth D.E.", ["S. Hochreiter", "D.E. Knuth"]),
        ("Hochreiter, Sepp (6602); Doe, J. (7)", ["Sepp Hochreiter", "J. Doe"]),
        ("Ada B, Carl D and Eve F", ["Ada B", "Carl D", "Eve F"]),
        ("Ada B, Carl D, and Eve F et al.", ["Ada B", "Carl D", "Eve F"]),
        ("Knuth, Donald", ["Donald Knuth"]),
        ("Knuth, Donald and Doe, Jane", ["Donald Knuth", "Jane Doe"]),
        ("The Layer Team", ["The Layer Team"]),
        ("Bo, A., Do, C., & van Eff, E. F.", ["A. Bo", "C. Do", "E. F. van Eff"]),
        ("Bo, A. and Do, C.", ["A. Bo", "C. Do"]),
    ],
)
def test_authors_in_one_text(text: str, names: list[str]) -> None:
    assert people_of(text) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("van den Berg, Rianne", "Rianne van den Berg"),
        ("King, Martin Luther, Jr.", "Martin Luther King Jr."),
        ("King, Jr., Martin Luther", "Martin Luther King Jr."),
        ("World Health Organization", "World Health Organization"),
        ("山田, 太郎", "山田 太郎"),
    ],
)
def test_a_name_given_first(text: str, name: str) -> None:
    assert natural_name(text) == name


def test_a_name_out_of_parts() -> None:
    assert joined_name("Ludwig", "Beethoven", particle="van") == "Ludwig van Beethoven"
