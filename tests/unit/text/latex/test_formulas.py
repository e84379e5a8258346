"""Formulas as text and as MathML."""

import re

import pytest

from generator.text.latex import to_html, to_text
from tests.unit.text.latex.reading import ALLOWED, tags


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"\( O(n^3) \)", "O(n³)"),
        (r"the \( L_{1,2}-norm \) to", "the L₁,₂-norm to"),
        (r"$\mathcal{O}(n)$", "O(n)"),
        (r"$x_{ij} \leq \alpha$", "x_ij ≤ α"),
        (r"$\frac{a+b}{2} \in \mathbb{R}^{d}$", "(a+b)/2 ∈ ℝ^d"),
        (r"$$\sqrt{n}$$", "√n"),
        (r"\[ e^{-x} \]", "e^(-x)"),
        (r"$a < b$", "a < b"),
        (r"$\proj$", "proj"),
        (r"10$^{\circ}$C", "10°C"),
    ],
)
def test_mathematics(source: str, text: str) -> None:
    assert to_text(source) == text
    assert "<math" in to_html(source)
    assert tags(to_html(source)) <= ALLOWED


@pytest.mark.parametrize(
    ("source", "html"),
    [
        (r"a 2\({}^{\mbox{nd}}\) system", "a 2<sup>nd</sup> system"),
        (r"5$^\mathrm{th}$", "5<sup>th</sup>"),
        (r"$^{\rm th}$", "<sup>th</sup>"),
        (r"SIM\({}^{\mbox{2}}\)", "SIM²"),
    ],
)
def test_a_formula_that_is_a_script_alone_is_one_of_the_text(source: str, html: str) -> None:
    assert to_html(source) == html


@pytest.mark.parametrize(
    "formula",
    [
        r"\href{javascript:alert(1)}{x}",
        r"\style{color:red}{x}",
        r"\class{a}{x}",
        r"\color{red} x",
        r"\text{<script>alert(1)</script>}",
        r"\text{<mi>a</mi>}",
        r"\text{&lt;}",
        r"\hspace{9999em}",
        r"\operatorname{<b onclick=x>}",
    ],
)
def test_nothing_foreign_in_mathematics(formula: str) -> None:
    shown = to_html(f"a ${formula}$ b")
    assert tags(shown) <= ALLOWED
    assert not re.search(r"<[^>]*(href|style|class|color|onclick|9999)[^>]*>", shown)
    if "<math" not in shown:
        assert "$" in shown


def test_many_different_formulas_are_bounded() -> None:
    shown = to_html(" ".join(f"$x_{{{number}}}$" for number in range(2000)))
    assert shown.count("<math") == 500
    assert "$x_{1999}$" in shown
