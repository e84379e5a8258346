from __future__ import annotations

import unicodedata
from functools import cache

from hypothesis import given
from hypothesis import strategies as st
from pyuca.collator import Collator_10_0_0

from generator.text.collation import collation_key

_pyuca = cache(Collator_10_0_0)


def test_letters_decide_before_accents_and_accents_before_case() -> None:
    words = ["Zebra", "éa", "eb", "Ea", "ea", "øre", "ore", "orf", "ß", "ss", "st"]

    assert sorted(words, key=collation_key) == [
        "ea", "Ea", "éa", "eb", "ore", "øre", "orf", "ss", "ß", "st", "Zebra",
    ]  # fmt: skip


def test_scripts_follow_one_another() -> None:
    words = ["中", "あ", "א", "ب", "я", "ж", "ё", "е", "ω", "ά", "b", "7", "한"]

    assert sorted(words, key=collation_key) == [
        "7", "b", "ά", "ω", "е", "ё", "ж", "я", "א", "ب", "한", "あ", "中",
    ]  # fmt: skip


@given(st.text(alphabet=st.characters(max_codepoint=127), max_size=20))
def test_ascii_is_ordered_as_it_is_beside_another_letter(text: str) -> None:
    """The table for ASCII gives what the algorithm gives."""
    alone, beside = collation_key(text), collation_key(text + "é")

    assert beside.letters.startswith(alone.letters)
    assert collation_key(text + "e").letters == beside.letters


@given(st.text(max_size=40))
def test_every_text_has_a_place(text: str) -> None:
    assert collation_key(text) == collation_key(text)


@given(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
    # Beginnings of rows with several characters, and characters that have no row.
    | st.text("Lĺ·̀́̈์กเไ𑄮ཱིུ\u0f71\u0f72\u0fb2\U00017000一㐀\ufdd0", max_size=6)
)
def test_the_order_is_that_of_the_whole_table(text: str) -> None:
    elements = _pyuca().collation_elements(unicodedata.normalize("NFD", text))
    letters = "".join(chr(element[0]) for element in elements if element[0])

    assert collation_key(text).letters == letters
