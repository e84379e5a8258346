from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.citations.citation_keys import citation_keys
from generator.model.memory import Memory
from generator.model.models import Paper


def paper(
    paper_id: str,
    title: str,
    author: str | None = "Jimmy Lei Ba",
    day: int | None = 1,
    year: int | None = 2016,
) -> Paper:
    added = date(2026, 1, day) if day else None
    authors = (author,) if author else ()
    return Paper(paper_id, title, "", authors=authors, year=year, added=added)


def keys(*papers: Paper) -> Mapping[str, str]:
    return citation_keys({p.id: p for p in papers})


def test_family_name_year_and_first_significant_word() -> None:
    found = keys(
        paper("a", "On the Layer Normalization"),
        paper("b", "Poincar\\'e ResNet", "Max van Spengler", year=2023),
        paper("c", "The 3 Ways of Über Networks", "Łukasz Świrszcz", year=None),
        paper("d", "An Anonymous Thing", None),
    )
    assert found == {
        "a": "ba2016layer", "b": "vanspengler2023poincare", "c": "swirszczways",
        "d": "anonymous2016thing",
    }  # fmt: skip


def test_a_title_of_stop_words_still_gives_a_key() -> None:
    assert keys(paper("a", "What Is It?"))["a"] == "ba2016what"


def test_the_paper_added_first_keeps_the_short_key() -> None:
    old = paper("z", "Layer Normalization", day=1)
    new = paper("a", "Layer Dropping", day=2)
    undated = paper("0", "Layer Fusion", day=None)
    assert keys(old)["z"] == "ba2016layer"
    assert keys(undated, new, old) == {
        "0": "ba2016layerfusion", "a": "ba2016layerdropping", "z": "ba2016layer",
    }  # fmt: skip


def test_the_venue_does_not_change_the_key() -> None:
    bare = paper("a", "Layer Normalization")
    named = Paper("a", bare.title, "", bare.authors, 2016, "ICLR 2017", added=bare.added)
    assert keys(bare) == keys(named)


def test_equal_titles_get_different_keys() -> None:
    found = keys(*(paper(f"p{i}", "Layer") for i in range(5)))
    assert len(set(found.values())) == 5


@given(st.lists(st.tuples(st.text(max_size=6), st.sampled_from(["Ba", "李", "de", "\ud800"]))))
def test_keys_are_unique_ascii_and_a_later_paper_changes_none(rows: list[tuple[str, str]]) -> None:
    papers = {
        f"p{n}": paper(f"p{n}", title, name, day=1 + min(n, 25))
        for n, (title, name) in enumerate(rows)
    }
    found = citation_keys(papers)
    assert list(found) == list(papers)
    assert len(set(found.values())) == len(papers)
    assert all(k.isascii() and k.isalnum() and k == k.lower() for k in found.values())
    if len(papers) in range(2, 25):
        papers.popitem()
        assert citation_keys(papers).items() <= found.items()


@pytest.mark.parametrize("edit", [
    {"title": "Other Words"}, {"authors": ("Ann Other",)}, {"authors": ()}, {"year": None},
    {"added": date(2025, 1, 1)}, {"added": None}, {"id": "0"}, {"tags": ("other",)},
])  # fmt: skip
def test_keys_of_the_memory_are_those_of_the_papers(tmp_path: Path, edit: dict[str, Any]) -> None:
    memory = Memory(tmp_path / "memory", "code")
    old, new = paper("a", "Layer Norm"), paper("b", "Layer Dropping", day=2)
    before = citation_keys({"a": old, "b": new}, memory)
    assert citation_keys({"a": old, "b": new}, memory) == before == keys(old, new)

    edited = replace(new, **edit)

    assert citation_keys({"a": old, edited.id: edited}, memory) == keys(old, edited)
