"""Each case reads as a document: the text before, the edit, the text after it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from generator.edit.paper_edits import CannotEdit
from generator.edit.splice import (
    add_items,
    items,
    remove_item,
    remove_key,
    rename_key,
    replace_item,
    replace_scalars,
)

TAGS = ("tags",)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("tags: [a, old, b]   # mine\nx: 1\n", "tags: [a, new, b]   # mine\nx: 1\n"),
        ("tags: [a, 'old', b]\n", "tags: [a, 'new', b]\n"),
        ('tags: [ "old" ]\r\nx: "é"\r\n', 'tags: [ "new" ]\r\nx: "é"\r\n'),
        ("# héading\ntags:\n- a # first\n- old # why\n- b\n",
         "# héading\ntags:\n- a # first\n- new # why\n- b\n"),
        ("\ufefftags: [old]\n", "\ufefftags: [new]\n"),
        ("tags: [a,\n  old, # why\n  b]", "tags: [a,\n  new, # why\n  b]"),
        ("title: old\nold: [old]\ntags: [older, old-1, old]\n",
         "title: old\nold: [old]\ntags: [older, old-1, new]\n"),
        ("tags: [old, a, old]\n", "tags: [new, a, new]\n"),
        ("tags: [a]\n", "tags: [a]\n"),
        ("title: x\n", "title: x\n"),
    ],
)  # fmt: skip
def test_replaces_one_item_and_nothing_else(before: str, after: str) -> None:
    assert replace_item(before, TAGS, "old", "new") == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("tags: [a, old, b]  # c\n", "tags: [a, b]  # c\n"),
        ("tags: [old, b]\n", "tags: [b]\n"),
        ("tags: [a, old]\n", "tags: [a]\n"),
        ("tags: [old]\n", "tags: []\n"),
        ("tags:\n  - a\n  - old  # why, indeed\n  # about b\n  - b\n",
         "tags:\n  - a\n  # about b\n  - b\n"),
        ("tags:   # the: tags\n  - old\nx: 1\n", "tags: []   # the: tags\nx: 1\n"),
        ("tags: [\n  a, # first\n  old, # why\n  b, # last\n]\n",
         "tags: [\n  a, # first\n  b, # last\n]\n"),
        ("tags: [\n  a, # first\n  old # last\n]\n", "tags: [\n  a, # first\n]\n"),
        ("tags:\r\n- old\r\n- b\r\n", "tags:\r\n- b\r\n"),
        ("tags:\n- a\n- old", "tags:\n- a\n"),
        ("tags: [old, a, old]\n", "tags: [a]\n"),
    ],
)  # fmt: skip
def test_removes_one_item_with_its_own_line(before: str, after: str) -> None:
    assert remove_item(before, [TAGS], "old") == after


def test_replacing_by_what_is_there_already_removes() -> None:
    assert replace_item("tags: [a, old, new]\n", TAGS, "old", "new") == "tags: [a, new]\n"


def test_words_that_yaml_takes_for_something_else_are_quoted() -> None:
    assert replace_item("tags: [old, a]\n", TAGS, "old", "null") == 'tags: ["null", a]\n'
    assert replace_item("tags: [old, a]\n", TAGS, "old", "2020") == 'tags: ["2020", a]\n'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("t:\n  name: T\n  aliases: [x]\n", "t:\n  name: T\n  aliases: [x, new]\n"),
        ("t:\n  name: T\n  aliases: []\n", "t:\n  name: T\n  aliases: [new]\n"),
        ("t:\n  aliases:\n  - x # c\n  name: T\n",
         "t:\n  aliases:\n  - x # c\n  - new\n  name: T\n"),
        ("t:\n  name: T\n  kind: k # c\n  related: [r]\n# next\nu: {}\n",
         "t:\n  name: T\n  kind: k # c\n  aliases: [new]\n  related: [r]\n# next\nu: {}\n"),
        ("t:\n  kind: k\n  aliases: null # none\n", "t:\n  kind: k\n  aliases: [new] # none\n"),
        ("t:\r\n    kind: k", "t:\r\n    kind: k\r\n    aliases: [new]\r\n"),
        ("t:\n  kind: k\n  aliases: [new]\n", "t:\n  kind: k\n  aliases: [new]\n"),
    ],
)  # fmt: skip
def test_adds_an_item_making_the_list_where_it_belongs(before: str, after: str) -> None:
    assert add_items(before, ("t", "aliases"), ["new"], ("name", "description", "kind")) == after


def test_renames_a_key_where_it_stands() -> None:
    text = "# head\na: {n: 1} # a\n'old': # o\n  n: old\nc:\n  n: 3\n"
    assert rename_key(text, ("old",), "new") == text.replace("'old'", "'new'")


def test_removes_an_entry_and_leaves_the_comments_of_others() -> None:
    text = (
        "# Methods\na:\n  n: 1\n  # more of a\n\n"
        "# about b\nb:\n  n: |\n    two\n\n    lines\nc: {}\n"
    )
    assert remove_key(text, ("a",)) == text.replace("a:\n  n: 1\n  # more of a\n", "")
    assert remove_key(text, ("b",)) == text.replace("b:\n  n: |\n    two\n\n    lines\n", "")
    assert remove_key(text, ("c",)) == text.replace("c: {}\n", "")


def test_replaces_a_value() -> None:
    text = "a:\n  d: 'old' # c\n"
    assert replace_scalars(text, [("a", "d")], "old", "new") == "a:\n  d: 'new' # c\n"


@pytest.mark.parametrize(
    "text",
    [
        "tags: [*x]\nx: &x old\n",
        "tags: [old\n",
        "tags: [old]\n---\ntags: [b]\n",
    ],
)
def test_refuses_what_it_cannot_edit_for_sure(text: str) -> None:
    with pytest.raises(CannotEdit):
        replace_item(text, TAGS, "old", "new")


_WORD = st.sampled_from(["old", "new", "a", "b", "null", "1e3", "é"])
_STYLE = st.sampled_from(["{}", "'{}'", '"{}"'])
_COMMENT = st.sampled_from(["", " # old, new: x", "  # é"])
_NEWLINE = st.sampled_from(["\n", "\r\n"])


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(_WORD, _STYLE, _COMMENT), min_size=1, max_size=5),
    st.booleans(),
    _NEWLINE,
    st.booleans(),
)
def test_any_list_is_edited_or_refused_and_other_lines_stay(
    entries: list[tuple[str, str, str]], flow: bool, newline: str, remove: bool
) -> None:
    if flow:
        lines = ["tags: [", *(f"  {s.format(w)},{c}" for w, s, c in entries), "]"]
    else:
        lines = ["tags:", *(f"  - {s.format(w)}{c}" for w, s, c in entries)]
    text = newline.join(["# é 𝒳", "title: old", *lines, "abstract: |", "  old", "  - old", ""])
    before = YAML(typ="safe", pure=True).load(text)["tags"]
    after = remove_item(text, [TAGS], "old") if remove else replace_item(text, TAGS, "old", "new")
    gone = remove or "new" in before
    expected = [w for w in before if w != "old"] if gone else [
        "new" if w == "old" else w for w in before
    ]  # fmt: skip
    assert items(after, TAGS) == expected
    kept = [line for line in text.splitlines() if "old" not in line.partition("#")[0]]
    assert [line for line in kept if line != "tags:" and line not in after.splitlines()] == []
