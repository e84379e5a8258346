"""What holds for every text, however broken."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.text.latex import to_bibtex, to_html, to_text
from tests.unit.text.latex.reading import ALLOWED, balanced, tags, unwanted

SIGNS = r"""\ { } $ $$ ^ _ ~ * ` `` '' -- --- % & # < > " ' ( ) [ ] \( \) \[ \] \\ \' \c \textbf{
    {\em \emph{ \texttt \frac \sqrt{ \left( \right) \href{ \begin{matrix} \end{matrix} \proj
    \ie \% \_ \mathbb mathbb ell_2 L_{infty} a_b x^2 https://a.io/ github.com/a_b. <script>
    javascript: \text{ \color{red} \style{ \operatorname{ 1 a n word Größe 10 \n"""
SPACES = [" ", "\n", "\n\n", "\x00", "\u202e", "\ud800", "\t"]
FRAGMENTS = st.sampled_from([*SIGNS.split(), *SPACES])
MESSY = st.lists(FRAGMENTS | st.text(max_size=3), max_size=40).map("".join)


@settings(max_examples=200, deadline=None)
@given(MESSY, st.booleans())
def test_html_holds_only_what_is_allowed(text: str, link: bool) -> None:
    shown = to_html(text, link=link)
    assert tags(shown) <= ALLOWED
    assert not [sign for sign in unwanted(shown) if sign not in "\n\t"]


@settings(max_examples=200, deadline=None)
@given(MESSY)
def test_text_and_bibtex_are_well_formed(text: str) -> None:
    assert not unwanted(to_text(text))
    source = to_bibtex(text)
    assert balanced(source)
    assert not unwanted(source)
    assert not re.search(r"(?<!\\)(?:\\\\)*[%#&]", source)


@given(
    st.text(st.characters(categories=("L", "N", "Zs"), include_characters=".,;:!?()[]&<>\"'=+/"))
)
def test_text_without_signs_of_latex_is_only_escaped(text: str) -> None:
    if "''" in text or any(word in text for word in ("times", "math", "leq", "geq", "infty")):
        return
    assert to_text(text) == text
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert to_html(text) == escaped.replace('"', "&quot;").replace("'", "&#x27;")


WORDS = st.from_regex(r"[B-KM-Z][a-z]{1,6}[0-9]?", fullmatch=True)


@settings(deadline=None)
@given(
    st.lists(WORDS | st.sampled_from([*"{}$^_~*`%&#", "--", "''", " ", "{}", "$ "]), max_size=40)
)
def test_no_word_is_lost(parts: list[str]) -> None:
    names = {"Pi", "Xi", "Phi", "Psi", "Delta", "Theta", "Sigma", "Omega", "Gamma"}
    parts = [part for part in parts if part not in names]
    text = " ".join(parts)
    shown = to_text(text)
    for word in re.findall(r"[A-Za-z0-9]+", text):
        assert word in shown
