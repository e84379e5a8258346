"""The one pass over the tokens, and what it costs."""

import subprocess
import sys
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.latex import to_bibtex, to_html, to_text
from generator.text.latex.parsing import _HANDLERS
from generator.text.latex.tokens import TOKEN, token_finder
from tests.steps import steps_of_lines
from tests.support import ROOT

SHAPES = [
    "{", "}", "\\", "$", "$a ", "a^{", "a_{", r"\textbf{", r"{\em ", " *a", "`a", "a~", r"\(",
    "https://a.io/", "\x00", "\n ", r"\'", "word ", "$x$ ",
]  # fmt: skip

_PIECES = [
    "-", "--", "---", "->", "'", "''", "``", "`it'", "*so*", "x", " ", "2", "times", "circ", "ge",
    "alpha", "sum", "mathbb{R}", "math R", "-a.github.io/x", "www.a.de", "sigmaleft(",
]  # fmt: skip


def seconds(write: Callable[[str], str], text: str) -> float:
    """Of this process alone, so that a busy machine does not count."""
    start = time.process_time()
    write(text)
    return time.process_time() - start


@pytest.mark.parametrize("write", [to_html, to_text, to_bibtex])
@pytest.mark.parametrize("unit", SHAPES)
def test_time_grows_with_the_length_alone(write: Callable[[str], str], unit: str) -> None:
    short, long = (unit * (length // len(unit)) for length in (2_000, 32_000))
    write(short)  # tables that are read once
    for _ in range(3):
        # 16 times the length: 16 times the time, or 256 times where it grows with the square
        limit = 48 * seconds(write, short) + 0.03
        if seconds(write, long) < limit:
            return
    pytest.fail("the time grows faster than the length")


@pytest.mark.parametrize(
    ("unit", "tag", "deepest"),
    [
        ("a^{", "<sup>", 4),
        ("a_{", "<sub>", 4),
        (r"\textbf{a", "<strong>", 16),
        (r"{\em a", "<em>", 16),
    ],
)
def test_nesting_is_bounded_and_nothing_is_lost(unit: str, tag: str, deepest: int) -> None:
    shown = to_html(unit * 1000)
    assert shown.count(tag) == deepest
    assert to_text(unit * 1000).count("a") == 1000


@pytest.mark.parametrize("write", [to_html, to_text])
def test_a_plain_abstract_takes_no_step_for_each_word(write: Callable[[str], str]) -> None:
    text = "We show that networks train faster (2.5x) than expected, e.g. on ImageNet. " * 16
    write(text)  # tables that are read once
    assert steps_of_lines(lambda: write(text)) < len(text.split()) / 2


def test_every_kind_of_token_is_read() -> None:
    assert TOKEN.groupindex.keys() == _HANDLERS.keys()


@given(st.lists(st.sampled_from([*SHAPES, *_PIECES])).map("".join))
def test_each_token_is_found_where_it_begins(text: str) -> None:
    find = token_finder(text)
    for place in range(len(text) + 1):
        found, expected = find(place), TOKEN.search(text, place)
        assert (found and (found.span(), found.lastgroup)) == (
            expected and (expected.span(), expected.lastgroup)
        )


PROGRAM = r"""
import sys
from generator.text.latex import find_urls, to_bibtex, to_html, to_text

def loaded():
    return [name for name in ("latex2mathml", "pylatexenc") if name in sys.modules]

text = r"a & b at https://a.io/, {BERT} \emph{with} l_1"
find_urls(text), to_bibtex(text), to_html(text, link=True), to_text(text)
print(loaded())
to_text(r"\leq"), to_html("$x+1$")
print(loaded())
"""


def test_the_tables_and_the_converter_are_loaded_only_when_needed() -> None:
    command = [sys.executable, "-c", PROGRAM]
    shown = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert shown.stdout.splitlines() == ["[]", "['latex2mathml', 'pylatexenc']"]
