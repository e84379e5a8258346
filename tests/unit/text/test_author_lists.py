from __future__ import annotations

import pytest

from generator.text.author_lists import readings, split_authors


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Max van Spengler and Erwin Berkhout", ["Max van Spengler", "Erwin Berkhout"]),
        ("A B; C D;E F", ["A B", "C D", "E F"]),
        ("A B &  C D AND E F", ["A B", "C D", "E F"]),
        ("A B\nand\nC D", ["A B", "C D"]),
        ("Sammy Davis, Jr. and Ann Band", ["Sammy Davis, Jr.", "Ann Band"]),
        ("Fernand Andersen", ["Fernand Andersen"]),
        (r"Johnson \& Johnson", [r"Johnson \& Johnson"]),
        ("AT&T", ["AT&T"]),
    ],
)
def test_one_answer(text: str, names: list[str]) -> None:
    assert split_authors(text) == names


@pytest.mark.parametrize(
    ("text", "lists"),
    [
        ("Ba, Jimmy", [["Ba", "Jimmy"], ["Jimmy Ba"]]),
        ("A B, C D and E F", [["A B", "C D", "E F"], ["C D A B", "E F"]]),
        ("Ba, J; Bo, K", [["Ba", "J", "Bo", "K"], ["J Ba", "K Bo"]]),
        ("A, B, C", [["A", "B", "C"]]),
        ("Institute of A and B", [["Institute of A and B"], ["Institute of A", "B"]]),
        ("{Barnes and Noble}", [["{Barnes and Noble}"], ["{Barnes", "Noble}"]]),
        ("A B et al.", [["A B"]]),
        ("A B and others", [["A B"]]),
    ],
)
def test_more_than_one_answer(text: str, lists: list[list[str]]) -> None:
    assert split_authors(text) is None
    assert readings(text) == lists
