from __future__ import annotations

import pytest

from generator.text.filing import letter_of


@pytest.mark.parametrize(
    ("name", "label", "key"),
    [
        ("Geoffrey Hinton", "H", "h"),
        ("Max van Spengler", "S", "s"),
        ("Øyvind Østby", "O", "o"),
        ("Łukasz Æther", "A", "a"),
        ("Nguyễn Đỗ", "D", "d"),
        ("Ali Əliyev", "Ə", "u018f"),
        ("Иван Петров", "П", "u041f"),
        ("Жан Ёлкин", "Ё", "u0401"),
        ("Γιώργος Άρης", "Α", "u0391"),
        ("דוד כהן", "כ", "u05db"),
        ("محمد أمين", "ا", "u0627"),
        ("გიორგი ბერიძე", "ბ", "u10d1"),
        ("李明", "李", "u674e"),
        ("김철수", "김", "uae40"),
        ("がん 太郎", "か", "u304b"),
        ("3M Team", "0–9", "0-9"),
        ("?", "0–9", "0-9"),
    ],
)
def test_a_name_is_filed_under_its_own_letter(name: str, label: str, key: str) -> None:
    letter = letter_of(name)

    assert (letter.label, letter.key) == (label, key)


def test_letters_stand_as_digits_then_latin_then_other_scripts() -> None:
    names = ["Иван Петров", "Ann Young", "3M Team", "李明", "Ann Able", "Γιώργος Άρης"]
    names += ["Жан Ёлкин", "Жан Ель", "Жан Дуб"]

    labels = [letter.label for letter in sorted(map(letter_of, names))]

    assert labels == ["0–9", "A", "Y", "Α", "Д", "Е", "Ё", "П", "李"]
