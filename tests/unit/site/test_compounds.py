"""Compounds that no line of a title breaks."""

from __future__ import annotations

import pytest
from lxml import html
from markupsafe import Markup, escape

from generator.site.compounds import unbroken


@pytest.mark.parametrize(
    ("title", "compounds"),
    [
        ("Towards End-Side Acceleration-Friendly Nets", ["End-Side", "Acceleration-Friendly"]),
        ("(Mixture-of-Experts): a <b>-less & 3-bit view", ["(Mixture-of-Experts):", "3-bit"]),
        ("Deep nets - a survey -- and more", []),
        ("Über-Größe", ["Über-Größe"]),
    ],
)
def test_each_compound_is_an_element_and_no_letter_changes(
    title: str, compounds: list[str]
) -> None:
    element = html.fragment_fromstring(unbroken(escape(title)), create_parent="h1")
    assert element.text_content() == title
    assert [part.text for part in element.xpath("span[@class='rl-word']")] == compounds


def test_a_title_with_a_formula_stays() -> None:
    title = Markup("SL<sup>2</sup>A-INR and k-means")
    assert unbroken(title) == title
