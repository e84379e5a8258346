import pytest

from generator.edit.curation_edits import (
    change_papers,
    current_tag,
    known_topic,
    moved,
    with_home,
    with_tags,
    without_tag,
)
from generator.edit.tags import Refused
from generator.model.models import Catalog, Tag, TagKind, Topic

TEXT = "title: A  # mine\ntopics: [x, 'y']\ntags:\n  - one # why\n  - two\nabstract: B\n"


def test_only_the_bytes_of_the_value_change() -> None:
    assert with_tags(["two", "three"])(TEXT) == TEXT.replace("  - two\n", "  - two\n  - three\n")
    assert without_tag("one")(TEXT) == TEXT.replace("  - one # why\n", "")
    assert without_tag("none")(TEXT) == TEXT
    assert with_home("z")(TEXT) == TEXT
    assert moved("y", "z")(TEXT) == TEXT.replace("'y'", "'z'")


def test_lists_that_are_empty_or_absent_are_filled() -> None:
    bare = "title: A\r\ntopics: []\r\nabstract: B\r\n"
    filled = with_tags(["one"])(with_home("x")(bare))
    assert filled == "title: A\r\ntopics: [x]\r\ntags: [one]\r\nabstract: B\r\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[x, y]", "[z, y]"),
        ("[y, x]", "[y, z]"),
        ("[x, z]", "[z]"),
        ("[x, y, z]", "[z, y]"),
        ("[z, x]", "[z]"),
        ("[y]", "[y]"),
    ],
)
def test_a_moved_home_stays_the_home(before: str, after: str) -> None:
    assert moved("x", "z")(f"title: A\ntopics: {before}\n") == f"title: A\ntopics: {after}\n"


def test_a_file_that_cannot_be_edited_is_a_problem_and_the_others_change() -> None:
    files = {"papers/a.yml": TEXT, "papers/b.yml": "tags: {a: b}\n"}
    edits = {paper: [with_tags(["three"])] for paper in ("a", "b", "c")}
    changed, problems = change_papers(files, edits)
    assert list(changed) == ["papers/a.yml"]
    assert [(p.path, p.code) for p in problems] == [
        ("papers/b.yml", "cannot-edit"),
        ("papers/c.yml", "cannot-edit"),
    ]


def test_only_what_is_there_and_current_can_be_given() -> None:
    tags = {
        "new": Tag("new", "New", "", TagKind.METHOD),
        "old": Tag("old", "Old", "", TagKind.METHOD, deprecated_for="new"),
    }
    catalog = Catalog({}, {"topic": Topic("topic", "Topic", "")}, tags)
    assert current_tag(catalog, "new") == "new"
    assert known_topic(catalog, "topic") == "topic"
    with pytest.raises(Refused, match="given up; did you mean 'new'"):
        current_tag(catalog, "old")
    with pytest.raises(Refused, match="no tag 'neww'; did you mean 'new'"):
        current_tag(catalog, "neww")
    with pytest.raises(Refused, match="no topic 'topics'; did you mean 'topic'"):
        known_topic(catalog, "topics")
