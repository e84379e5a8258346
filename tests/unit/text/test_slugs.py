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


def test_a_title_without_ascii_gets_a_stable_id() -> None:
    assert slugify("深度学习").startswith("paper-")
    assert slugify("深度学习") == slugify("深度学习") != slugify("深度")


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
