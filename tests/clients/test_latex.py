"""The exports cited in documents: set by LaTeX, read back from the PDF."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from generator.content.load import load
from generator.model.models import Paper
from generator.site.exports import exports
from generator.text import latex
from tests.clients.latex import Printed, with_biber, with_bibtex
from tests.support import FROZEN, contents

# One process sets the documents, for all tests of this file.
pytestmark = pytest.mark.usefixtures("latex_installed")

HOSTILE = {
    "A Title of 漢字 and العربية": "A Title of HanZi and",
    "Emoji \U0001f917 between Words": "Emoji between Words",
    "Naïve Títles ĩ ĵ ū ā": None,
    "HyperZ·Z·W after § 4 and ¶ 5 for £ 3": "HyperZZW after 4 and 5 for 3",
    "Marks e\u0301 x\u0302 \u1e69 over Łetters": None,
    "A $\\frac{1}{2}$ of $\\mathbb{R}^{n_1}$ with $x^2^3$ and $\\left(y$": (
        "A 1/2 of Rn1 with x23 and (y"
    ),
    "Costs of 50% & \\$5, a_b #1 ~ ^ < > | { } \\ and \\undefined{words}": None,
    "Greek ε, αβ and Νίκος, ∈ ≤ → ×": "Greek ε, αβ and Nikos",
    "Norms $\\ell_0$, $L^p$ and $\\Gamma$-Convergence": "Norms l0, Lp and Γ-Convergence",
    "@misc{a, \"Quoted\" 'Titles' ``here'' -- and --- there": None,
}  # fmt: skip
"""Titles, and what is printed of them where it is not the text of the title."""

ADDRESS = "https://example.org/a_b%20c/x=1&y=~2#frag"
"""With every sign that natbib's styles stop at where no package defines `\\url`."""

OTHER_SCRIPTS = {
    "A Title of 漢字 and العربية": "A Title of",
    "Greek ε, αβ and Νίκος, ∈ ≤ → ×": "Greek ε, αβ and",
}
"""What the default font of an engine for Unicode has of these titles."""

NAMES = (
    "Sercan Ö Arık", "Łukasz Świątek", "Thị Nguyễn", "李明", "محمد علي", "Max van Spengler",
    "Richard Alan Peters II", "NLLB Team", "Blaise Agüera y Arcas", "Jun and Sons", "Éric {Ö",
    "\U0001f917", "Iván Žižek-Ñandú", "Ægir Þór Ðóttir", "A. % B. & C. #",
    "Bo ² Ω", "²", "B] (C [D", "{$} E", "Αλέξανδρος Παπαδόπουλος", "Дмитрий Жуков", "김철수",
    "山田 太郎", "★", "∀ ∃", "!!", "---", "Ann ★", "★ Bo",
    "Pál Erdős", "Űr Ödön",
)  # fmt: skip


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Printed]:
    """All papers of the list and the hostile ones, in every style."""
    folder = tmp_path_factory.mktemp("latex with a space")
    for name, content in _files():
        (folder / name).write_bytes(content)
    with ThreadPoolExecutor(2) as pool:
        jobs = {
            "pdflatex with biblatex": pool.submit(with_biber, folder, "pdflatex", "papers.bib"),
            "lualatex with biblatex": pool.submit(
                with_biber, folder, "lualatex", "papers.biblatex.bib"
            ),
            "plain": pool.submit(with_bibtex, folder, "plain"),
            "abbrv": pool.submit(with_bibtex, folder, "abbrv"),
            "ieeetr": pool.submit(with_bibtex, folder, "ieeetr"),
            "plainnat": pool.submit(with_bibtex, folder, "plainnat", "\\usepackage{natbib}"),
        }
        return {style: job.result() for style, job in jobs.items()}


STYLES = (
    "plain", "abbrv", "ieeetr", "plainnat", "pdflatex with biblatex", "lualatex with biblatex",
)  # fmt: skip


@cache
def _papers() -> dict[str, Paper]:
    real = load(FROZEN).catalog.papers
    hostile = {
        f"hostile-{n}": Paper(
            f"hostile-{n}", title, f"An abstract: {title}", (*NAMES[n:], *NAMES[:n]), 2020 + n,
            venue="Somewhere Öl & Co" if n % 2 else None, arxiv=f"2101.0000{n}" if n else None,
            url=ADDRESS, doi="10.1000/a_b#c%20d&e~f" if n else None,
        )
        for n, title in enumerate(HOSTILE)
    }  # fmt: skip
    return {**real, **hostile}


def _files() -> list[tuple[str, bytes]]:
    catalog = replace(load(FROZEN).catalog, papers=_papers())
    wanted = ("exports/papers.bib", "exports/papers.biblatex.bib")
    return [
        (Path(path).name, text)
        for path, text in contents(exports(catalog, "")).items()
        if path in wanted
    ]


_ALIKE = str.maketrans("ıȷłϵ", "ijlε")
"""Letters that decompose into nothing, as PDF files have them."""


def _letters(text: str) -> str:
    """Letters and digits alone, in small letters: what styles and line breaks leave alone."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_ALIKE)
    decomposed = unicodedata.normalize("NFKD", plain)
    return "".join(c for c in decomposed if c.isalnum() and unicodedata.category(c) != "Lm")


def _is_latin(char: str) -> bool:
    return unicodedata.name(char, "").startswith("LATIN")


def _expected(paper: Paper, style: str) -> str:
    if style == "lualatex with biblatex" and paper.title in OTHER_SCRIPTS:
        return OTHER_SCRIPTS[paper.title]
    return HOSTILE.get(paper.title) or latex.to_text(paper.title)


@pytest.mark.parametrize("style", STYLES)
def test_nothing_stops_and_every_title_is_printed(
    style: str, printed: Mapping[str, Printed]
) -> None:
    result = printed[style]
    assert result.problems == ()
    # An engine for Unicode is given the text as it is, and sets what its font has.
    assert not result.missing or style == "lualatex with biblatex"
    assert {char for char in result.missing if _is_latin(char)} == set()
    letters = _letters(result.text)
    lost = [
        title
        for paper in _papers().values()
        if _letters(title := _expected(paper, style)) not in letters
    ]
    assert lost == []


@pytest.mark.parametrize("style", STYLES)
def test_no_sign_stands_for_a_lost_character(style: str, printed: Mapping[str, Printed]) -> None:
    questions = sum(paper.title.count("?") for paper in _papers().values())
    assert printed[style].text.count("?") == questions
    assert "\ufffd" not in printed[style].text or style == "lualatex with biblatex"


@pytest.mark.parametrize("style", STYLES)
def test_preprints_say_where_they_are(style: str, printed: Mapping[str, Printed]) -> None:
    text = re.sub(r"\s", "", printed[style].text)
    preprints = [p for p in _papers().values() if p.arxiv and not p.venue]
    assert [paper.arxiv for paper in preprints if f"{paper.arxiv}" not in text] == []


def test_addresses_are_printed_without_a_package_for_them(printed: Mapping[str, Printed]) -> None:
    assert ADDRESS in re.sub(r"\s", "", printed["plainnat"].text)


def test_initials_are_whole_letters(printed: Mapping[str, Printed]) -> None:
    names = _letters(printed["abbrv"].text)
    assert _letters("S. Ö. Arık") in names
    assert _letters("É. Ö") in names
    assert _letters("Æ. T. Dóttir") in names
