from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.memory import Memory
from generator.text import language_of_text as module
from generator.text.language_of_text import (
    has_right_to_left,
    language_of,
    learn_languages,
    stop_words_of,
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Histoire des moulins à eau en Bourgogne", "fr"),
        ("Die Geschichte der Städte im Mittelalter und ihre Märkte", "de"),
        ("El comercio de la lana en Castilla durante el siglo XV", "es"),
        ("A história dos moinhos de água em Portugal", "pt"),
        ("The mills of Burgundy and what they ground for whom", "en"),
        ("تاريخ الأندلس في العصور الوسطى", "ar"),
        ("تاریخ ایران در سده‌های میانه است", "fa"),
        ("תולדות הקהילות בימי הביניים", "he"),
        ("中世日本の荘園と市場", "ja"),
        ("唐宋时期的行会与市场", "zh"),
        ("한국 중세 시장 연구", "ko"),
        ("Средневековые грамоты Новгорода и что в них было", "ru"),
        ("Середньовічні грамоти та їх значення для історії", "uk"),
        ("Τα μοναστήρια της Θεσσαλίας", "el"),
        ("Deep Residual Learning", ""),
        ("AF-KAN: Activation Function-Based Networks", ""),
        ("β-VAE and the ELBO", ""),
        ("", ""),
    ],
)
def test_the_script_or_the_commonest_words_tell_the_language(text: str, language: str) -> None:
    assert language_of(text) == language


def test_only_letters_decide_the_direction() -> None:
    assert has_right_to_left("The word שלום")
    assert has_right_to_left("تاريخ")
    assert not has_right_to_left("Ελλάδα, Россия, 日本, café")


def test_the_stop_words_of_a_language_that_is_not_known_are_none() -> None:
    assert "dans" in stop_words_of("fr")
    assert stop_words_of("") == stop_words_of("tlh") == frozenset()


def test_the_words_of_all_languages_are_read_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = Memory(tmp_path / "memory", "code")
    monkeypatch.setattr(module, "_LANGUAGES", {})
    learn_languages(memory)
    monkeypatch.setattr(module, "_LANGUAGES", {})
    monkeypatch.setattr(module, "stop_words_of", None)
    learn_languages(memory)
    assert language_of("Der Reiher und die Krähe an der alten Mühle") == "de"


@given(st.text(max_size=200))
def test_every_text_has_an_answer(text: str) -> None:
    assert language_of(text) == language_of(text)
