"""LaTeX for pdfLaTeX without a package."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text import latex


@pytest.mark.parametrize(
    ("source", "bibtex", "biblatex"),
    [
        ("Sercan Ö Arık", r'Sercan {\"O} Ar{\i}k', "Sercan Ö Arık"),
        ("naïve ĭ", r'na{\"i}ve {\u{i}}', "naïve ĭ"),
        ("Łukasz Ångström Çelik", r"{\L}ukasz {\r{A}}ngstr{\"o}m {\c{C}}elik",
         "Łukasz Ångström Çelik"),
        ("Świątek", r"{\'S}wiatek", "Świątek"),
        ("Timișoara", r"Timi{\c{s}}oara", "Timișoara"),
        ("Nguyễn", r"Nguy{\^e}n", "Nguyễn"),
        ("e\u0301 x\u0302", r"{\'e} x", "é x\u0302"),
        ("ε-greedy, αβ, Νίκος", r"$\varepsilon$-greedy, $\alpha$$\beta$, Nikos",
         r"$\varepsilon$-greedy, $\alpha$$\beta$, Νίκος"),
        ("10⁻³ x₁₂ ℓ", "10$^{-3}$ x$_{12}$ $l$", "10$^{-3}$ x$_{12}$ $l$"),
        ("李明 \U0001f917 هلا", "LiMing  hl", "李明 \U0001f917 هلا"),
        ("ﬁt “q” – x…", r"fit ``q'' -- x...", "ﬁt “q” – x…"),
        (r"\k{a} \'e", r"a {\'e}", "ą é"),
        (r"$\ell_1$ and $\mathbb{R}^n$", r"$l_1$ and $\mathbf{R}^n$", r"$l_1$ and $\mathbf{R}^n$"),
        ("$x^2^3$", "x$^{23}$", "x$^{23}$"),
        (r"$\unknown{x}_1$ $\left( y$", "unknownx$_{1}$ $( y$", "unknownx$_{1}$ $( y$"),
        ("$ε_1 ∈ X$", r"$\varepsilon _1 \in  X$", r"$\varepsilon _1 \in  X$"),
        ("Erdős, Űr, Z·W†", r"Erd{\H o}s, {\H U}r, Z{\textperiodcentered}W{\textdagger}",
         "Erdős, Űr, Z·W†"),
        ("$ε · b$", r"$\varepsilon  \cdot  b$", r"$\varepsilon  \cdot  b$"),
        ("Κακριδής, Ἰλιάς, λόγος", "Kakridis, Ilias, logos", "Κακριδής, Ἰλιάς, λόγος"),
        ("$x ∈ ℝ$", r"x $\in$ R", r"x $\in$ ℝ"),
    ],
)  # fmt: skip
def test_golden(source: str, bibtex: str, biblatex: str) -> None:
    assert latex.to_bibtex(source) == bibtex
    assert latex.to_biblatex(source) == biblatex


@given(st.text(max_size=40))
def test_every_text_becomes_ascii_without_an_open_formula(text: str) -> None:
    written = latex.to_bibtex(text)
    assert written.isascii()
    assert (written.count("$") - written.count(r"\$")) % 2 == 0
