from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.slugs import MAX_LENGTH, is_slug, slugify, unique_slug


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Layer Normalization", "layer-normalization"),
        ("SGD's & Don't", "sgds-dont"),
        ("SL²A-INR", "sl2a-inr"),
        ("Poincaré Fréchet ß Ø", "poincare-frechet-ss-o"),
        ("β-VAE", "beta-vae"),
        ("CON", "con-paper"),
        ("aux", "aux-paper"),
        ("COM1", "com1-paper"),
        ("Index", "index-paper"),
    ],
)
def test_known_titles(title: str, slug: str) -> None:
    assert slugify(title) == slug


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Histoire médiévale de l'œuvre", "histoire-medievale-de-loeuvre"),
        ("Средневековые грамоты Новгорода", "srednevekovye-gramoty-novgoroda"),
        ("Τα μοναστήρια της Θεσσαλίας", "ta-monastiria-tis-thessalias"),
        ("תולדות הקהילות", "tvldvt-hkhylvt"),
        ("تاريخ الأندلس", "trykh-lndls"),
        ("深度学习", "shen-du-xue-xi"),
        ("深度 Learning", "shen-du-learning"),
        ("ひらがな", "hiragana"),
        ("한국어 연구", "hangugeo-yeongu"),
        ("αβ-CROWN", "alphabeta-crown"),
        ("١٢٣", "123"),
    ],
)
def test_other_scripts_are_transliterated(title: str, slug: str) -> None:
    assert slugify(title) == slug


def test_a_title_without_a_letter_gets_a_stable_id() -> None:
    assert slugify("???").startswith("paper-")
    assert slugify("???") == slugify("???") != slugify("!!!")


def test_long_titles_are_cut_at_a_word() -> None:
    slug = slugify("word " * 40)
    assert len(slug) <= MAX_LENGTH
    assert set(slug.split("-")) == {"word"}
    assert len(slugify("x" * 500)) == MAX_LENGTH


@given(st.text())
def test_every_text_gets_an_id_that_is_one(text: str) -> None:
    assert is_slug(slugify(text))


@given(st.lists(st.text(max_size=4), max_size=30))
def test_ids_never_collide(titles: list[str]) -> None:
    taken: set[str] = set()
    for title in titles:
        slug = unique_slug(title, taken)
        assert slug not in taken
        assert len(slug) <= MAX_LENGTH
        taken.add(slug)


@pytest.mark.parametrize(
    "text", ["", "A", "a--b", "-a", "a-", "a_b", "con", "index", "a" * 81, "é"]
)
def test_what_is_no_id(text: str) -> None:
    assert not is_slug(text)


def test_a_dash_divides_words_as_a_hyphen_does() -> None:
    found = slugify("Wool, 1990–2017: Kolmogorov‑Arnold—once")
    assert found == "wool-1990-2017-kolmogorov-arnold-once"
