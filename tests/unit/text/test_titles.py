from __future__ import annotations

from generator.text.titles import loose_key, tidy


def test_tidy_keeps_all_but_white_space_and_composition() -> None:
    assert tidy(" Poincare\u0301\u00a0 $x$\n{\\em y} ") == "Poincaré $x$ {\\em y}"


def test_a_loose_key_forgives_case_and_punctuation() -> None:
    assert loose_key("ReLU-Networks: A Survey") == loose_key("relu networks a survey")
    assert loose_key("C++") != loose_key("C")
    assert loose_key("∇ ≠") == "∇ ≠"
