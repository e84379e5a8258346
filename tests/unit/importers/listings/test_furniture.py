from __future__ import annotations

import pytest

from generator.importers.listings.furniture import is_furniture, unglue


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("SubscribeBenign Overfitting", "Benign Overfitting"),
        ("SubscribeSubscribe to It", "Subscribe to It"),
        ("Subscribe to It", "Subscribe to It"),
        ("Subscribe: A Survey", "Subscribe: A Survey"),
        ("Subscribers' Choice", "Subscribers' Choice"),
        ("Subscribed", "Subscribed"),
        ("Subscribe-and-Forget", "Subscribe-and-Forget"),
        ("SubscribexLSTM: More Memory", "xLSTM: More Memory"),
        ("Subscribe[Re] Don't Judge", "[Re] Don't Judge"),
        ("Subscribe3D Nets", "3D Nets"),
        ("Subscribe深度学习", "深度学习"),
        ("Benign Overfitting", "Benign Overfitting"),
    ],
)
def test_unglue(line: str, title: str) -> None:
    assert unglue(line) == title


@pytest.mark.parametrize(
    "line", ["new", "Subscribe", "Mar 12", "Aug 7", "Sep 30, 2024", "Daily Papers"]
)
def test_furniture(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line", ["New", "Subscribe to It", "March of the Nets", "Mar 12 Papers", ""]
)
def test_no_furniture(line: str) -> None:
    assert not is_furniture(line)
