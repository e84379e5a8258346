import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.word_changes import WordChange, word_changes


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        ("a b c", "a b c", []),
        ("a  b\nc", "a b c ", []),
        ("a b c", "a x c", [WordChange("a", "b", "x", "c")]),
        ("a b", "a b c", [WordChange("a b", "", "c", "")]),
        ("a b c", "b c", [WordChange("", "a", "", "b c")]),
        (
            "1 2 3 4 5 6 7 8 9",
            "1 x 3 4 5 6 7 y 9",
            [WordChange("1", "2", "x", "3 4 5 6"), WordChange("4 5 6 7", "8", "y", "9")],
        ),
        ("1 2 3 4", "x 2 y 4", [WordChange("", "1 2 3", "x 2 y", "4")]),
    ],
)
def test_places_with_what_stands_around_them(
    before: str, after: str, changes: list[WordChange]
) -> None:
    assert word_changes(before, after) == changes


def test_a_change_within_a_word_without_end_is_found() -> None:
    [change] = word_changes("x" * 240_000, "x" * 120_000 + "y" + "x" * 119_999)
    assert "y" in change.after
    assert len(change.after) <= 40


def test_long_texts_without_a_word_in_common_are_one_change() -> None:
    [change] = word_changes("a " * 50_000, "b " * 50_000)
    assert change.before.startswith("a a")
    assert change.after.startswith("b b")


@given(st.lists(st.sampled_from("abc")), st.lists(st.sampled_from("abc")))
def test_every_difference_and_nothing_else_is_in_a_change(old: list[str], new: list[str]) -> None:
    changes = word_changes(" ".join(old), " ".join(new))
    assert (old == new) == (not changes)
    gone = sum(len(change.before.split()) for change in changes)
    come = sum(len(change.after.split()) for change in changes)
    assert len(old) - gone == len(new) - come
    assert all(change.before != change.after for change in changes)
