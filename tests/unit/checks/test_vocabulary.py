from __future__ import annotations

from itertools import pairwise

from generator.checks.vocabulary import in_circles
from generator.model.models import Tag, TagKind


def _tags(ways: dict[str, str | None]) -> dict[str, Tag]:
    return {
        id_: Tag(id_, id_, "", TagKind.METHOD, deprecated_for=other) for id_, other in ways.items()
    }


def test_tags_in_a_circle_are_told_from_those_that_lead_into_it() -> None:
    tags = _tags(
        {"a": "b", "b": "c", "c": "a", "into": "b", "self": "self", "end": None, "x": "end"}
    )

    assert in_circles(tags) == dict.fromkeys("abc", ("a", "b", "c"))


def test_a_tag_given_up_for_none_that_exists_is_in_no_circle() -> None:
    assert in_circles(_tags({"a": "gone", "b": "a"})) == {}


def test_a_long_chain_is_followed_once() -> None:
    names = [f"t{n}" for n in range(100_000)]
    ways: dict[str, str | None] = dict(pairwise(names))

    assert in_circles(_tags({**ways, names[-1]: None})) == {}
    assert len(in_circles(_tags({**ways, names[-1]: names[0]}))) == len(names)
