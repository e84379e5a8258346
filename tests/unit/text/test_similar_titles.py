from __future__ import annotations

import pytest

from generator.text.similar_titles import near_pairs

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
    assert list(near_pairs([one, "Something Else Altogether", other], [2])) == [(2, 0)]


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
    assert list(near_pairs([one, other], [1])) == []


def test_near_titles() -> None:
    titles = [
        "Hidden symmetries of ReLU networks",
        "Hidden Symmetries of ReLU-Networks",
        "MobileNetV2: Inverted Residuals and Linear Bottlenecks",
        "MobileNetV3: Inverted Residuals and Linear Bottlenecks",
        "Layer Normalization",
    ]
    assert list(near_pairs(titles, range(5))) == [(1, 0)]
    assert list(near_pairs(titles, [0])) == [(0, 1)]
    assert list(near_pairs(titles, [4])) == []
