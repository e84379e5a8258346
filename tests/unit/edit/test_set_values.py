"""Lists set to given items: the value of the list changes, and no byte beside it."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.edit.paper_edits import CannotEdit
from generator.edit.set_values import set_items, set_text

AROUND = "# first\ntitle: x  # a title\n{}\nyear: 2016\nabstract: |\n  tags: [a]\n"


@pytest.mark.parametrize(
    ("before", "wanted", "after"),
    [
        ("tags: [a, b]", ["a", "b", "c"], "tags: [a, b, c]"),
        ("tags: [a, b]  # why", ["b"], "tags: [b]  # why"),
        ("tags: [ 'a', b ]", ["b", "a"], "tags: [ b, 'a' ]"),
        ("tags: []", ["a"], "tags: [a]"),
        ("tags: [a]", ["b"], "tags: [b]"),
        ("tags: [a]", [], "tags: []"),
        ("tags:", ["a"], "tags: [a]"),
        ("tags:\n  - a  # first\n  - b", ["a", "c"], "tags:\n  - a  # first\n  - c"),
        ("tags:\n- a", ["b"], "tags:\n- b"),
        ("tags: [\n  a,\n  b,\n]", ["a", "b"], "tags: [\n  a,\n  b,\n]"),
    ],
)
def test_only_the_list_changes(before: str, wanted: list[str], after: str) -> None:
    for newline in ("\n", "\r\n"):
        text, expected = (AROUND.format(it).replace("\n", newline) for it in (before, after))
        assert set_items(text, ("tags",), wanted) == expected


@given(
    st.lists(st.sampled_from("abcdef"), max_size=6, unique=True),
    st.lists(st.sampled_from("abcdef"), max_size=6, unique=True),
    st.booleans(),
)
def test_any_list_becomes_any_other(before: list[str], wanted: list[str], block: bool) -> None:
    rows = "".join(f"\n  - {item}" for item in before)
    line = f"tags:{rows}" if block and before else f"tags: [{', '.join(before)}]"
    edited = set_items(AROUND.format(line), ("tags",), wanted)
    assert yaml.safe_load(edited)["tags"] == wanted
    head, tail = AROUND.split("{}")
    assert edited.startswith(head)
    assert edited.endswith(tail)


def test_a_repeated_item_that_stays_is_not_guessed_about() -> None:
    with pytest.raises(CannotEdit, match="twice"):
        set_items("tags: [a, a, b]\n", ("tags",), ["a", "b"])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: old", "title: New, and it is so."),
        ("title: 'old'  # why", "title: 'New, and it is so.'  # why"),
        ('title: "old"', 'title: "New, and it is so."'),
        ("title: old\n  over two lines", "title: New, and it is so."),
        ("title: >-\n  old\n  folded\n", "title: New, and it is so.\n"),
    ],
)
def test_a_text_keeps_its_quotes_and_what_is_around(before: str, after: str) -> None:
    text = "# a\n{}\nyear: 1\n"
    edited = set_text(text.format(before), ("title",), "New, and it is so.")
    assert edited == text.format(after)


@given(st.text(max_size=40))
def test_any_text_is_read_back(value: str) -> None:
    try:
        edited = set_text("a:\n  b: x  # c\n", ("a", "b"), value)
    except CannotEdit:
        assert not value.isprintable() or not value
        return
    assert yaml.safe_load(edited)["a"]["b"] == value
