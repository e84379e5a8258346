from __future__ import annotations

import pytest

from generator.importers.bibtex import BadEntry, read_entries, unprotected

ENTRY = r"""
% exported
@comment{not {this}}
@string{nips = "Advances in Neural Information Processing Systems"}
@InProceedings{key:2020,
  Title = {{BERT}-like {Poincar{\'e}} nets with {$L^{2}$} and \textbf{Mamba}},
  author = "M{\"u}ller, J{\"o}rg and {The Big and Able Team} and Ludwig van Beethoven
    and Smith, Jr, Bob and others",
  booktitle = nips # " 33", year = 2020, month = jan,
  pages = {1--20}
}
"""


def test_an_entry_as_reference_managers_write_it() -> None:
    (entry,) = read_entries(ENTRY)
    assert entry.kind == "inproceedings"
    assert entry.title == r"BERT-like Poincar{\'e} nets with $L^{2}$ and \textbf{Mamba}"
    assert entry.authors == [
        "Jörg Müller",
        "The Big and Able Team",
        "Ludwig van Beethoven",
        "Bob Smith Jr",
    ]
    assert entry.plain("booktitle") == "Advances in Neural Information Processing Systems 33"
    assert (entry.plain("year"), entry.plain("month")) == ("2020", "Jan")


@pytest.mark.parametrize(
    "text", ["", "plain words", "@article{x, title = {open", "@article{x, title = }"]
)
def test_bad_entries(text: str) -> None:
    with pytest.raises(BadEntry):
        read_entries(text)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("{A} b", "A b"),
        (r"\emph{A}", r"\emph{A}"),
        (r"{\'e}", r"{\'e}"),
        ("x^{2}", "x^{2}"),
        (r"${\rm a}$", r"${\rm a}$"),
        (r"\{a\}", r"\{a\}"),
        ("{{A}}", "A"),
        ("a}", "a}"),
    ],
)
def test_braces_that_only_protect_capitals_go(text: str, plain: str) -> None:
    assert unprotected(text) == plain
