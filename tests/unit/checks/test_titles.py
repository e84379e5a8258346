from __future__ import annotations

from datetime import date

import pytest

from generator.checks.context import make_context
from generator.checks.curation import common_run
from generator.checks.titles import near_pairs, near_titles
from generator.content.load import Loaded
from generator.model.models import Catalog, Paper

LONG = "Training BatchNorm and Only BatchNorm: On the Expressive Power of Random Features in CNNs"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Layer Normalization", "Layer Normalisation"),
        ("MobileNets", "MobileNetz"),
        (LONG, LONG.replace("BatchNorm", "Batch Norm").upper()),
        (LONG, LONG.replace("Expressive", "Expresive").replace("CNNs", "CNN")),
        (LONG, "On " + LONG),
        ("Poincaré ResNet", "Poincare\u0301 ResNet."),
    ],
)
def test_titles_that_differ_in_little_are_near(one: str, other: str) -> None:
    assert near_pairs([one, "Something Else Altogether", other]) == [(0, 2)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("MobileNetV2", "MobileNetV3"),
        ("Tensor Programs IV: Feature Learning", "Tensor Programs V: Feature Learning"),
        ("Deep Residual Learning", "Deep Reinforcement Learning"),
        ("Layer Normalization", "Batch Normalization"),
        ("A Survey of Pruning", "A Survey of Quantisation"),
    ],
)
def test_titles_of_two_papers_are_not_near(one: str, other: str) -> None:
    assert near_pairs([one, other]) == []


@pytest.mark.parametrize(
    ("summary", "run"),
    [
        ("It turns out that one two three FOUR, and more.", "one two three four"),
        ("One two three and four.", None),
        ("Two three four.", None),
        ("Five, café six seven.", "five cafe six seven"),
    ],
)
def test_a_run_of_words_counts_as_copied(summary: str, run: str | None) -> None:
    abstract = "We count one, two, three four. Five cafe\u0301 six-seven; nine."

    assert common_run(summary, abstract, 4) == run


def test_a_later_title_counts_as_a_title_of_the_paper_and_not_against_itself() -> None:
    papers = [
        Paper("one", "Alpha", "", published_as="Learning Layers Together"),
        Paper("same", "Training Deep Nets", "", published_as="Training deep nets!"),
        Paper("two", "Learning layers together.", ""),
    ]
    found = near_titles(
        make_context(Loaded(Catalog({p.id: p for p in papers}, {}, {})), date(2026, 11, 20))
    )
    assert [finding.file for finding in found] == ["papers/two.yml"]
