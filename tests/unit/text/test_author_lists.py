from __future__ import annotations

import pytest

from generator.text.author_lists import readings, right_names, split_authors


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


@pytest.mark.parametrize(
    ("entry", "names"),
    [
        ("A and B", ("A", "B")),
        ("Hinton, Geoffrey", ("Geoffrey Hinton",)),
        ("Hinton, G. E.", ("G. E. Hinton",)),
        ("Lei Ba, Jimmy", ("Jimmy Lei Ba",)),
        ("van den Berg, Rianne Anna", ("Rianne Anna van den Berg",)),
        ("Ba, Jimmy and Kiros, Jamie", ("Jimmy Ba", "Jamie Kiros")),
        ("Jimmy Ba, Jamie Kiros and Ann Lee", ("Jimmy Ba", "Jamie Kiros", "Ann Lee")),
        ("Jimmy Ba, Jamie Kiros", ("Jimmy Ba", "Jamie Kiros")),
        ("D. E. Rumelhart & J. L. McClelland", ("D. E. Rumelhart", "J. L. McClelland")),
        ("Ba; Kiros", ("Ba", "Kiros")),
        ("李明、王明", ("李明", "王明")),
    ],
)
def test_what_is_not_one_name_is_written_right(entry: str, names: tuple[str, ...]) -> None:
    assert right_names(entry) == names
    assert all(right_names(name) is None for name in names)


@pytest.mark.parametrize(
    "entry",
    [
        "Geoffrey E. Hinton", "Plato", "OpenAI", "The DeepMind Team", "José de San Martín",
        "Rodrigo Ortega y Gasset", "John Smith, Jr.", "Smith, John, III", "Google, Inc.",
        "Procter & Gamble", "Johnson and Johnson", "Department of Science and Technology",
        "University of California, Berkeley", "Institute for AI and Society", "Meta AI, Llama Team",
        "Jimmy Ba et al.", "Ba, Kiros, Hinton", "Alexander and the Others", "Sand Androv",
        "", ",", "and", " and ",
    ],
)  # fmt: skip
def test_what_may_be_one_name_is_left_alone(entry: str) -> None:
    assert right_names(entry) is None
