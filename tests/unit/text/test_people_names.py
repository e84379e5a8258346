from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.people_names import Name, author_id, sort_key, split_name


@pytest.mark.parametrize(
    ("full", "parts"),
    [
        ("Jimmy Lei Ba", Name("Jimmy Lei", "Ba")),
        ("Quoc V Le", Name("Quoc V", "Le")),
        ("Max van Spengler", Name("Max", "Spengler", "van")),
        ("Anton van den Hengel", Name("Anton", "Hengel", "van den")),
        ("Johannes von Oswald", Name("Johannes", "Oswald", "von")),
        ("Luc Van Gool", Name("Luc", "Van Gool")),
        ("Guy Van den Broeck", Name("Guy", "Van den Broeck")),
        ("Francesco Di Giovanni", Name("Francesco", "Di Giovanni")),
        ("Arnaud de La Fortelle", Name("Arnaud", "La Fortelle", "de")),
        ("Blaise Agüera y Arcas", Name("Blaise", "Agüera y Arcas")),
        ("Toan Van Nguyen", Name("Toan Van", "Nguyen")),
        ("Chang hoon Song", Name("Chang hoon", "Song")),
        ("Richard Alan Peters II", Name("Richard Alan", "Peters", "", "II")),
        ("Martin Luther King, Jr.", Name("Martin Luther", "King", "", "Jr.")),
        ("King, Jr., Martin Luther", Name("Martin Luther", "King", "", "Jr.")),
        ("van der Berg, Jan", Name("Jan", "Berg", "van der")),
        ("Napoleon", Name("", "Napoleon")),
        ("NLLB Team", Name("", "NLLB Team")),
        ("World Health Organization", Name("", "World Health Organization")),
        ("Ministry of Justice", Name("", "Ministry of Justice")),
        ("Bundesministerium der Justiz", Name("", "Bundesministerium der Justiz")),
        ("Department of Labor, Bureau of Maps", Name("", "Department of Labor, Bureau of Maps")),
        ("李明", Name("", "李明")),
        ("山田 太郎", Name("太郎", "山田")),
        ("Henri Poincar\\'e", Name("Henri", "Poincaré")),
        ("Aleksander  Wieczorek*", Name("Aleksander", "Wieczorek")),
        (" ", Name("", "?")),
    ],
)
def test_a_name_falls_into_its_parts(full: str, parts: Name) -> None:
    assert split_name(full) == parts


def test_both_ways_of_writing_a_name() -> None:
    name = split_name("Anton van den Hengel")
    assert (name.natural, name.inverted) == ("Anton van den Hengel", "van den Hengel, Anton")
    assert split_name("山田 太郎").natural == "山田 太郎"
    assert split_name("Sammy Davis Jr.").inverted == "Davis, Sammy, Jr."


def test_names_sort_by_family_without_particle_case_and_accent() -> None:
    names = ["Max van Spengler", "Émile Zola", "Bo Ángel", "Al Angel", "Ada Spencer"]
    expected = ["Al Angel", "Bo Ángel", "Ada Spencer", "Max van Spengler", "Émile Zola"]
    assert sorted(names, key=sort_key) == expected


def test_an_author_id_does_not_depend_on_full_stops_and_accents() -> None:
    assert author_id("Geoffrey E. Hinton") == author_id("Geoffrey E Hinton") == "geoffrey-e-hinton"
    assert author_id("Bülent Özgür") == "bulent-ozgur"


def test_an_author_id_is_readable_and_tells_names_of_one_sound_apart() -> None:
    assert re.fullmatch("wang-wei-[0-9a-f]{6}", author_id("王伟"))
    assert re.fullmatch("ivan-petrov-[0-9a-f]{6}", author_id("Иван Петров"))
    assert len({author_id(name) for name in ("王伟", "王薇", "Wang Wei")}) == 3
    assert author_id("Петров, Иван") == author_id("Иван Петров")


def test_names_of_one_letter_with_and_without_a_mark_stand_together() -> None:
    names = ["Ola Østby", "Ida Olsen", "Ove Osa", "Åse Å", "Al Aa", "Иван Ель", "Яна Ёлкина"]
    expected = ["Åse Å", "Al Aa", "Ida Olsen", "Ove Osa", "Ola Østby", "Яна Ёлкина", "Иван Ель"]
    assert sorted(names, key=sort_key) == expected


@given(st.text(max_size=40))
def test_any_text_is_a_name_without_control_characters(text: str) -> None:
    name = split_name(text)
    assert name.family
    assert name.natural.isprintable() or not any(c in name.natural for c in "\n\r\t\x00")
    assert split_name(text) is name or split_name(text) == name
