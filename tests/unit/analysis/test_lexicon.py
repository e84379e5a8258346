"""Which words say nothing: those of every abstract, of the list's field, and of the language."""

from __future__ import annotations

import pytest

from generator.analysis.related import relate
from generator.analysis.term_vectors import vectors_of
from generator.model.models import Catalog, Paper
from generator.text.language_of_text import stop_words_of

FRENCH = (
    "Dans les villes de la Bourgogne, les moulins à eau étaient aux mains des moines, qui avaient"
    " le droit de moudre pour tous ceux qui ne pouvaient pas le faire sans eux."
)
GERMAN = (
    "In den Städten an der Donau wurden die Wassermühlen von den Mönchen betrieben, die auch für"
    " alle anderen mahlten, weil sie das Recht dazu hatten und niemand sonst eine Mühle besaß."
)


def paper(number: int, title: str, abstract: str, language: str | None = None) -> Paper:
    return Paper(f"p{number:03}", title, abstract, language=language)


def field(number: int) -> str:
    """An abstract on harbours, which every paper of the list is about."""
    own = f"tolls{number // 2} ledger{number // 2}"
    return f"Harbours were busy. The medieval harbour {own} was medieval. A harbour court sat."


def names(papers: list[Paper]) -> set[str]:
    return set(vectors_of({p.id: p for p in papers}).names)


def test_what_most_papers_are_about_says_something_only_beside_another_word() -> None:
    found = names([paper(n, f"Ports {n}", field(n)) for n in range(150)])

    assert {"harbour tolls7", "tolls7", "ledger7"} <= found
    assert not {"harbour", "harbours", "medieval", "medieval harbour"} & found


def test_a_word_that_mostly_precedes_another_does_not_end_a_phrase() -> None:
    papers = [
        paper(n, f"Ports {n}", f"Guild{n // 2} medieval harbour. Medieval tolls{n // 2}.")
        for n in range(150)
    ]

    assert "Guild7 medieval" not in names(papers)
    assert "Guild7 medieval harbour" in names(papers)


def test_in_a_small_list_every_word_may_tell() -> None:
    assert "harbour" in names([paper(n, f"Ports {n}", field(n)) for n in range(8)])


def test_no_field_is_known_beforehand() -> None:
    """The list that the program began with is on neural networks; other lists are not."""
    papers = [
        paper(n, "Learning in monasteries", f"A network of schools; neural{n} data; deep wells.")
        for n in range(2)
    ]

    assert {"network", "deep", "wells", "learning", "data"} <= {n.lower() for n in names(papers)}


@pytest.mark.parametrize(("language", "text"), [("fr", FRENCH), ("de", GERMAN)])
@pytest.mark.parametrize("said", [True, False])
def test_reasons_hold_no_stop_word_of_the_papers_own_language(
    language: str, text: str, said: bool
) -> None:
    code = f"{language}-CH" if said else None
    papers = [paper(n, f"Titel {n}", text, code) for n in range(2)]
    found = relate(Catalog({p.id: p for p in papers}, {}, {}))

    [neighbour] = found["p000"].nearest
    words = {word.lower() for term in neighbour.terms for word in term.replace("-", " ").split()}
    assert words
    assert not words & stop_words_of(language)
    assert not {w.lower() for n in names(papers) for w in n.split()} & stop_words_of(language)


def test_a_word_that_another_language_has_for_a_stop_word_tells_in_english() -> None:
    """`Die` is an article in German and a tool in English."""
    papers = [paper(n, "Coins", f"The die of mint {n} was cut by hand.", "en") for n in range(2)]

    assert "die" in names(papers)
